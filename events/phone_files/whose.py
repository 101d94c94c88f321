"""Whose file it is: the worker whom it names, or another whom the office chooses."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.openrosa.whose import may_have_a_device
from events.phone_files.reading import PhoneFile


class NobodyOfThatName(ValueError):
    """The file's worker is none whose records this person may bring; the message says so."""


def people_for(bringer: User) -> QuerySet[User]:
    """Select the people whose records somebody may bring: all of their districts are shared."""
    return may_have_a_device(bringer)


def owner_of(file: PhoneFile, *, bringer: User) -> User:
    """Find the worker whom a file names. Raises :class:`NobodyOfThatName`."""
    found = people_for(bringer).filter(username=file.person).first()
    if found is None:
        raise NobodyOfThatName(
            _(
                "The file is of “%(name)s”, and nobody of that name logs events in your "
                "districts. Choose whose it is."
            )
            % {"name": file.person[:150]}
        )
    return found

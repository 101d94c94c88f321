"""Taking a chapter of a testimony: the only way to a :class:`Recording`."""

from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.consent import State, newest_consent, state_of
from crm_videos.identity import IdentityLevel
from crm_videos.models import PrivateFile, Purpose, Recording, Testimony
from crm_videos.words import Chapter, Medium
from foundation.bangla import figure
from foundation.moments import dhaka_day

STANDS = frozenset({State.STANDING, State.ENDING})
# Some twenty pages: more than anybody writes down of one chapter.
MOST_CHARACTERS = 50_000


class NotTaken(ValueError):
    """It was not taken; ``words`` says why, in the reader's language."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Looked(Protocol):
    """What the check saw in a file: its length in milliseconds, its upright picture if any."""

    @property
    def medium(self) -> str: ...
    @property
    def duration_ms(self) -> int: ...
    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...


def take_recording(
    testimony: Testimony,
    *,
    chapter: Chapter | str,
    medium: Medium | str,
    file: PrivateFile,
    seen: Looked,
    by: User,
    now: datetime,
) -> Recording:
    """Make a file that was looked at a chapter of its testimony.

    ``medium`` is what whoever brought it said it was; what it is, the check saw. Raises
    :class:`NotTaken`.
    """
    if file.testimony_id != testimony.pk or file.purpose != Purpose.RECORDING or file.erased_at:
        raise NotTaken(_("This file is no recording of this testimony."))
    # A film without a picture is a sound. The other way round it shows what nobody spoke of.
    if seen.medium == Medium.VIDEO != medium:
        raise NotTaken(
            _("This is a film, and a sound was announced. Ask the person, and bring it as a film.")
        )
    with transaction.atomic():
        demand_consent(testimony, now, medium=seen.medium)
        return Recording.objects.create(
            testimony=testimony,
            chapter=Chapter(chapter),
            medium=Medium(seen.medium),
            file=file,
            duration_ms=seen.duration_ms,
            width=seen.width,
            height=seen.height,
            brought_by=by,
            brought_at=now,
        )


def take_words(
    testimony: Testimony, *, chapter: Chapter | str, text: str, by: User, now: datetime
) -> Recording:
    """Keep a chapter that was told in writing, sealed. Raises :class:`NotTaken`."""
    if not text.strip():
        raise NotTaken(_("There is no text."))
    if len(text) > MOST_CHARACTERS:
        most = {"most": figure(MOST_CHARACTERS, get_language() or "en")}
        raise NotTaken(_("The text is longer than %(most)s characters. Bring it in parts.") % most)
    with transaction.atomic():
        demand_consent(testimony, now)
        return Recording.objects.create(
            testimony=testimony,
            chapter=Chapter(chapter),
            medium=Medium.TEXT,
            words={"text": text.strip()},
            brought_by=by,
            brought_at=now,
        )


def demand_consent(testimony: Testimony, now: datetime, *, medium: str = Medium.TEXT) -> None:
    """Lock a testimony, and demand that its person agrees now to telling it so.

    Who agreed to writing only is neither filmed nor recorded. Inside a transaction: nobody
    withdraws or is erased between the question and its use. Raises :class:`NotTaken`.
    """
    locked = Testimony.objects.select_for_update().get(pk=testimony.pk)
    if locked.erased_at:
        raise NotTaken(_("This person was erased. Nothing is kept any more."))
    consent = newest_consent(locked)
    if consent is None or state_of(consent, dhaka_day(now)) not in STANDS:
        raise NotTaken(_("No consent stands. Ask the person first."))
    if consent.identity_level == IdentityLevel.TEXT_ONLY and medium != Medium.TEXT:
        raise NotTaken(_("The person agreed to writing only. Write down what they tell."))

"""Testimonies: what somebody told us, and who it was. Nothing of it is ever shown as it stands."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from foundation.encrypted import EncryptedJSONField

# No vowels and nothing that looks like something else: it is read out over the telephone.
CODE_LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"
CODE_LENGTH = 6


def new_code() -> str:
    """Draw a code by which staff speak of a testimony; it says nothing about the person."""
    return "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))


class Testimony(models.Model):
    """What one person told, before anything of it becomes a story.

    Who the person is lies sealed in ``person``: ``name``, ``telephone``, ``village``
    and ``other_names`` (whatever the identity lint has to look for). No list, log,
    title or message ever names it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )
    person = EncryptedJSONField(default=dict)
    # Where the person lives: decides who in the house may know of the testimony.
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("home")
    )
    told_on = models.DateField(_("told on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )
    created_at = models.DateTimeField(_("recorded at"), editable=False)
    # Since when nothing of the person may be added any more; the database refuses it.
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-told_on", "code"]
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")

    def __str__(self) -> str:
        # Stands in logs and messages, which people read who may not know the person.
        return gettext("Testimony %(code)s") % {"code": self.code}

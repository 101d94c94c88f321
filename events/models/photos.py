"""The photos of events: each belongs to the submission that named or brought it.

The bytes lie in private files (:mod:`events.photos.files`); a row holds no word of
what a camera wrote into them.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.submissions import KeptQuerySet, Sent


class PhotoState(models.TextChoices):
    HELD = "held", _("Here")
    # No picture that we can read: kept to the byte, and never shown.
    UNREADABLE = "unreadable", _("Cannot be read")


class EventPhoto(Sent):
    """One photo of one submission. :mod:`events.photos.taking` alone writes it, and never twice."""

    # The phone's id, no key: a photo may come before a person has decided what it belongs to.
    submission = models.UUIDField()
    # Of what was sent; the display copy has other bytes.
    sha256 = models.CharField(max_length=64, db_index=True)
    bytes = models.PositiveIntegerField(_("bytes as sent"))
    state = models.CharField(_("state"), max_length=10, choices=PhotoState)
    # Below EVENT_PHOTOS_ROOT: the display copy, or what could not be read.
    file = models.CharField(max_length=80, unique=True)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    # Alike for pictures that look alike (events.verification.alike); 16 hex digits.
    difference_hash = models.CharField(max_length=16, blank=True, default="")

    objects = KeptQuerySet.as_manager()

    class Meta:
        # Who sees the event sees its photos: there is nothing to permit by itself.
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.UniqueConstraint(
                name="photo_once_in_a_submission", fields=["submission", "sha256"]
            ),
            models.CheckConstraint(
                name="photo_shown_with_its_size",
                condition=Q(state=PhotoState.UNREADABLE)
                | (Q(width__isnull=False, height__isnull=False) & ~Q(difference_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def is_shown(self) -> bool:
        return self.state == PhotoState.HELD

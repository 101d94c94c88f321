"""Recordings: the chapters of a testimony as they came. Nothing of them is ever shown."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.private_files import PrivateFile
from crm_videos.models.testimonies import Testimony
from crm_videos.words import Chapter, Medium
from foundation.encrypted import EncryptedJSONField


class RecordingQuerySet(models.QuerySet["Recording"]):
    def here(self) -> "RecordingQuerySet":
        """Leave out those whose file was erased."""
        return self.filter(Q(file=None) | Q(file__erased_at=None))


class Recording(models.Model):
    """One chapter, as a film, a sound or in writing, all encrypted.

    :mod:`crm_videos.recordings.taking` alone writes it, after the file was looked at. A chapter
    may be told more than once: who makes the video chooses. ``words`` holds ``text`` where the
    medium is writing. The name that the file had on the phone is kept nowhere.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="recordings", verbose_name=_("testimony")
    )
    chapter = models.CharField(_("chapter"), max_length=12, choices=Chapter)
    medium = models.CharField(_("as"), max_length=8, choices=Medium)
    file = models.OneToOneField(
        PrivateFile, on_delete=models.PROTECT, null=True, blank=True, related_name="recording"
    )
    words = EncryptedJSONField(default=dict)
    # What the check saw: the picture as it is to be looked at, turned upright.
    duration_ms = models.PositiveIntegerField(_("milliseconds"), null=True, blank=True)
    width = models.PositiveSmallIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveSmallIntegerField(_("height"), null=True, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("brought by"),
    )
    brought_at = models.DateTimeField(_("brought at"))

    objects = RecordingQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["brought_at", "id"]
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [
            models.CheckConstraint(
                name="recording_is_a_file_or_writing",
                condition=Q(medium=Medium.TEXT, file=None)
                | ~Q(medium=Medium.TEXT) & Q(file__isnull=False, duration_ms__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        # Stands in logs: it says neither who tells nor what.
        told = {"testimony": self.testimony, "chapter": self.get_chapter_display()}
        return gettext("%(testimony)s: %(chapter)s") % told

"""Uploads: recordings that have not arrived whole, or that nobody has looked at yet."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.recordings import Recording
from crm_videos.models.testimonies import Testimony
from crm_videos.words import Arrival, Chapter, Medium
from foundation.encrypted import EncryptedJSONField


class UploadQuerySet(models.QuerySet["Upload"]):
    def unfinished(self) -> "UploadQuerySet":
        """Keep those whose bytes are no private file yet."""
        return self.filter(state__in=(Arrival.ARRIVING, Arrival.LOOKING))


class Upload(models.Model):
    """One recording on its way from a phone; :mod:`crm_videos.recordings` alone writes it.

    Its id becomes the id of the private file, and is sealed with every frame. ``seal`` holds
    the ``key`` of the file and its ``tail``: the bytes before ``offset`` that do not fill a
    frame. A row does not last: it goes some days after somebody touched it last.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="uploads", verbose_name=_("testimony")
    )
    chapter = models.CharField(_("chapter"), max_length=12, choices=Chapter)
    medium = models.CharField(_("as"), max_length=8, choices=Medium)
    content_type = models.CharField(_("content type"), max_length=60)
    length = models.PositiveBigIntegerField(_("bytes"))
    # Of the bytes that came, those that are on the disk for good.
    offset = models.PositiveBigIntegerField(_("bytes that came"), default=0)
    # A digest by which the phone knows the same file again.
    fingerprint = models.CharField(max_length=128, blank=True)
    # Below PRIVATE_FILES_ROOT, as of a private file.
    name = models.CharField(max_length=60, unique=True, editable=False)
    seal = EncryptedJSONField(keys="PRIVATE_FILE_KEYS", null=True)
    state = models.CharField(_("state"), max_length=8, choices=Arrival, default=Arrival.ARRIVING)
    # Why it was refused, in the language of whoever brought it.
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    recording = models.OneToOneField(
        Recording, on_delete=models.PROTECT, null=True, blank=True, related_name="upload"
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("brought by"),
    )
    begun_at = models.DateTimeField(_("begun at"))
    touched_at = models.DateTimeField(_("touched at"))
    # Who looks at it may do so until then; another may begin after it.
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["begun_at", "id"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.CheckConstraint(
                name="upload_is_no_longer_than_it_is", condition=Q(offset__lte=F("length"))
            ),
            models.CheckConstraint(
                name="upload_has_its_key_until_it_ends",
                condition=Q(state__in=("arriving", "looking"), seal__isnull=False)
                | Q(state__in=("taken", "refused"), seal=None),
            ),
            models.CheckConstraint(
                name="upload_is_a_recording_when_taken",
                condition=Q(state="taken", recording__isnull=False)
                | ~Q(state="taken") & Q(recording=None),
            ),
        ]

    def __str__(self) -> str:
        told = {"testimony": self.testimony, "chapter": self.get_chapter_display()}
        return gettext("%(testimony)s: %(chapter)s") % told

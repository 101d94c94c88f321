"""Private files: what belongs to a testimony and is never shown to the public."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.testimonies import Testimony
from foundation.encrypted import EncryptedJSONField


class Purpose(models.TextChoices):
    """What a private file is of a testimony."""

    SIGNATURE = "signature", _("Signature")
    THUMB = "thumb", _("Thumbprint")
    VOICE = "voice", _("Consent in the person's own voice")
    PAPER = "paper", _("Consent on paper, scanned")
    RECORDING = "recording", _("Raw recording")
    PICTURE = "picture", _("Picture of a story, as it came")
    PICTURE_SHOWN = "picture-shown", _("Picture of a story, as it is shown")
    VIDEO_SHOWN = "video-shown", _("Video of a story, as it is shown")


class PrivateFile(models.Model):
    """One encrypted file outside everything that is served, and the key that opens it.

    The row is made by :func:`crm_videos.private.storing.store` when the bytes are on the
    disk. ``seal`` holds the file's own key and the digest of what it was; without it the
    file is noise, and so erasing begins there.
    """

    # Wagtail's pages of usage would tell of it.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    testimony = models.ForeignKey(
        Testimony,
        on_delete=models.PROTECT,
        related_name="private_files",
        verbose_name=_("testimony"),
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    content_type = models.CharField(_("content type"), max_length=60)
    size = models.PositiveBigIntegerField(_("bytes"))
    # Below PRIVATE_FILES_ROOT: drawn, so that it says nothing of the person or of the row.
    name = models.CharField(max_length=60, unique=True, editable=False)
    seal = EncryptedJSONField(keys="PRIVATE_FILE_KEYS", null=True)
    stored_at = models.DateTimeField(_("stored at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("stored by"),
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    class Meta:
        default_permissions = ("view",)
        ordering = ["stored_at", "id"]
        verbose_name = _("private file")
        verbose_name_plural = _("private files")
        constraints = [
            models.CheckConstraint(
                name="private_file_key_goes_when_erased",
                condition=Q(seal__isnull=False, erased_at=None)
                | Q(seal=None, erased_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        told = {"purpose": self.get_purpose_display(), "testimony": self.testimony}
        return gettext("%(testimony)s: %(purpose)s") % told

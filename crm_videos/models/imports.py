"""What came from the Community Response App, and a package between its dry run and its import."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.testimonies import Testimony
from foundation.encrypted import EncryptedJSONField


class ImportedTestimony(models.Model):
    """Says that a testimony came from the app, and as what: the same again is no second one.

    The testimony's id is made of the app's own code of the record. ``seal`` holds ``meaning``,
    a digest of what the row said, and ``files``, those of its files by what they are of: so
    a row that was changed since is known, and nobody can guess a person from a digest.
    """

    testimony = models.OneToOneField(
        Testimony, on_delete=models.PROTECT, primary_key=True, related_name="imported"
    )
    seal = EncryptedJSONField(default=dict)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("brought by"),
    )
    brought_at = models.DateTimeField(_("brought at"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["brought_at", "testimony"]
        verbose_name = _("imported testimony")
        verbose_name_plural = _("imported testimonies")

    def __str__(self) -> str:
        return gettext("%(testimony)s, from the app") % {"testimony": self.testimony}


class KeptPackage(models.Model):
    """A ZIP that somebody brought, encrypted as a private file is, for a day at most.

    ``report`` is what was told of its rows so far: lines, codes and sentences.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Below PRIVATE_FILES_ROOT, as of a private file.
    name = models.CharField(max_length=60, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"))
    seal = EncryptedJSONField(keys="PRIVATE_FILE_KEYS")
    report = models.JSONField(default=dict)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("brought by"),
    )
    brought_at = models.DateTimeField(_("brought at"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["brought_at", "id"]
        verbose_name = _("package of the app")
        verbose_name_plural = _("packages of the app")

    def __str__(self) -> str:
        return gettext("Package of %(person)s") % {"person": self.brought_by}

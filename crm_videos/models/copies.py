"""The register of copies: every place to which a story went, and how it is known to be gone."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.stories import Story
from crm_videos.words import CopyKind, Language, Proof
from foundation.encrypted import EncryptedJSONField

# These the site itself takes down; somebody has to see to all others.
LOCAL = frozenset({CopyKind.PAGE, CopyKind.OFFLINE, CopyKind.ISSUE})
# Where a machine answers; people hold the rest.
PLATFORMS = frozenset({CopyKind.FACEBOOK, CopyKind.YOUTUBE})


class CopyQuerySet(models.QuerySet["Copy"]):
    def standing(self) -> Self:
        """Keep what nobody has proven gone."""
        return self.filter(gone_at=None)

    def local(self) -> Self:
        """Keep what the site itself takes down."""
        return self.filter(kind__in=LOCAL)


class Copy(models.Model):
    """One place where a story is. A row stays for good; once gone, it says how that is known.

    ``details`` lie sealed: ``holder`` (who has it) and ``note``. ``seen`` lies sealed
    too: what somebody saw who says that it is gone.
    """

    # What phones know a saved page by, and what the public list of withdrawn stories names.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, related_name="copies", verbose_name=_("story")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CopyKind)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    where = models.CharField(
        _("where"),
        max_length=300,
        blank=True,
        help_text=_("Its address, or where it lies, in words. No name of a person."),
    )
    # By which its maker finds it again, such as the number of a page.
    ref = models.CharField(max_length=100, blank=True, editable=False)
    details = EncryptedJSONField(default=dict)
    made_at = models.DateTimeField(_("registered at"), editable=False)
    # Nobody, where the site itself made it.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("registered by"),
    )
    gone_at = models.DateTimeField(_("gone at"), null=True, editable=False)
    gone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("proven by"),
    )
    proof = models.CharField(_("proof"), max_length=10, choices=Proof, blank=True, editable=False)
    seen = EncryptedJSONField(default=dict)

    objects = CopyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-made_at", "id"]
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        constraints = [
            models.CheckConstraint(
                name="copy_gone_with_its_proof",
                condition=Q(gone_at=None, proof="") | Q(gone_at__isnull=False) & ~Q(proof=""),
            ),
            # The same page twice would be taken down once and stand open for ever.
            models.UniqueConstraint(
                name="copy_registered_once",
                fields=["kind", "ref"],
                condition=Q(gone_at=None) & ~Q(ref=""),
            ),
        ]

    def __str__(self) -> str:
        told = {"kind": self.get_kind_display(), "code": self.story.testimony.code}
        return gettext("%(kind)s of %(code)s") % told

    @property
    def is_local(self) -> bool:
        """Say whether the site itself takes it down."""
        return self.kind in LOCAL

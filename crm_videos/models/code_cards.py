"""Code cards: four words by which a person withdraws over the telephone, kept only as a digest."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.testimonies import Testimony


class CodeCardQuerySet(models.QuerySet["CodeCard"]):
    def valid(self) -> Self:
        """Keep the cards that no newer one has replaced."""
        return self.filter(void_at=None)


class CodeCard(models.Model):
    """A card that was handed to somebody. Its words were shown once and are stored nowhere."""

    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="+", verbose_name=_("testimony")
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    void_at = models.DateTimeField(null=True)

    objects = CodeCardQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        permissions = [("use_codecard", _("May withdraw a consent by the words of a code card"))]
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                name="code_card_one_is_valid", fields=["testimony"], condition=Q(void_at=None)
            ),
        ]

    def __str__(self) -> str:
        return gettext("Code card of %(code)s") % {"code": self.testimony.code}

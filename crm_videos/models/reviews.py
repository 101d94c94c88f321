"""Reviews: one person approved, or sent back, exactly this content of a story. Only added."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.stories import Story
from crm_videos.words import Language


class Review(models.Model):
    """A decision about the content with one digest; other content has other digests."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="reviews")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    digest = models.CharField(max_length=64)
    approves = models.BooleanField(_("approved"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    reviewed_at = models.DateTimeField(_("when"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        ordering = ["pk"]
        indexes = [models.Index(fields=["story", "digest"], name="review_by_content")]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        words = gettext("approved") if self.approves else gettext("sent back")
        return f"{self.story}: {words}"

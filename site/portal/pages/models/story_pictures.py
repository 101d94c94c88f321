"""Where a story's pictures stand on its page, and what is said of them there, in its language."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin

from crm_videos.models import StoryPicture

# With the small copies' weight, what a story page may weigh (crm_videos.pictures).
MOST_PICTURES = 4


class StoryPagePictureQuerySet(models.QuerySet["StoryPagePicture"]):
    def with_files(self) -> Self:
        """Read with them what tells whether they are still there."""
        return self.select_related("picture__small", "picture__large")


class StoryPagePicture(TranslatableMixin, Orderable):
    """One picture on one page, with its words."""

    page = ParentalKey("pages.StoryPage", on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(
        StoryPicture, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    alt = models.CharField(
        _("in words"),
        max_length=200,
        help_text=_("What the picture shows, for those who cannot see it. Name nobody."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=200,
        blank=True,
        help_text=_("Stands below the picture. Name nobody, and no place nearer than a district."),
    )

    objects: Any = StoryPagePictureQuerySet.as_manager()
    panels = [FieldPanel("picture"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        default_permissions = ()
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return str(self.picture)

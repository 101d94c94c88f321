"""Overrides: a second person said that one find of the lint tells nothing. Only added."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.identity_lint import NEVER_OVERRIDDEN
from crm_videos.models.stories import Story
from crm_videos.words import Harmless, Language


class Override(models.Model):
    """A decision about these words in this field, as long as the same is kept secret.

    ``mark`` is a keyed digest of the words, their field, the story, its identity level and
    all that is sealed of the person: when one of them changes, the decision counts no more.
    The words themselves stand nowhere here.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="overrides")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    # What was read when it was decided.
    digest = models.CharField(max_length=64)
    field = models.CharField(_("field"), max_length=60)
    kind = models.CharField(_("kind"), max_length=30)
    mark = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=12, choices=Harmless)
    words = models.CharField(_("in their words"), max_length=300)
    # Who made the last change of what was read.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    decided_at = models.DateTimeField(_("when"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        ordering = ["pk"]
        indexes = [models.Index(fields=["story", "mark"], name="override_by_mark")]
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints = [
            models.CheckConstraint(
                name="override_by_a_second_person",
                condition=~models.Q(decided_by=models.F("written_by")),
            ),
            models.CheckConstraint(
                name="override_never_of_what_is_sealed",
                condition=~models.Q(kind__in=sorted(map(str, NEVER_OVERRIDDEN))),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(story)s: overridden") % {"story": self.story}

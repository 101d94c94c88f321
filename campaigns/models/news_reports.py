"""News reports: what media printed, broadcast or put online about the programme.

A report that uses a story of a returnee is noted here as such and is never shown on the
site, nor is a scan of it kept among the documents: where the story went is a copy, and the
register of copies (``crm_videos``) follows it.
"""

import datetime

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.register_rows import RegisterRow


class ReportLanguage(models.TextChoices):
    BANGLA = "bn", _("Bangla")
    ENGLISH = "en", _("English")
    OTHER = "xx", _("Another language")


class Tone(models.TextChoices):
    FRIENDLY = "friendly", _("Friendly")
    NEUTRAL = "neutral", _("Neutral")
    CRITICAL = "critical", _("Critical")


class Medium(models.TextChoices):
    PRINT = "print", _("Newspaper or magazine")
    ONLINE = "online", _("Online")
    TELEVISION = "tv", _("Television")
    RADIO = "radio", _("Radio")


class NewsReport(RegisterRow):
    """One report in one outlet."""

    published_on = models.DateField(_("date"), help_text=_("It counts in this month."))
    outlet = models.CharField(
        _("outlet"), max_length=120, help_text=_("The newspaper, the channel or the site.")
    )
    medium = models.CharField(_("medium"), max_length=6, choices=Medium, default=Medium.PRINT)
    headline = models.CharField(
        _("headline"),
        max_length=200,
        help_text=_("As it was printed; without the name of a returnee."),
    )
    language = models.CharField(_("language"), max_length=2, choices=ReportLanguage)
    link = models.URLField(
        _("link"), max_length=300, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    tone = models.CharField(_("tone"), max_length=8, choices=Tone, default=Tone.NEUTRAL)
    uses_story = models.BooleanField(
        _("uses the story of a returnee"),
        default=False,
        help_text=_(
            "Then it is not shown on the site, and no scan of it is kept here. Say on its page "
            "which story it was, so that it is found when the person takes back their consent."
        ),
    )

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("news report")
        verbose_name_plural = _("news reports")
        permissions = [
            ("export_newsreport", _("Can export news reports")),
            ("publish_newsreport", _("May show news reports on the site")),
        ]
        constraints = [
            models.CheckConstraint(
                name="newsreport_with_a_story_is_not_shown",
                condition=Q(uses_story=False) | Q(on_site=False, document=None),
                violation_error_message=_(
                    "A report that uses a story is not shown on the site, and no scan of it is "
                    "kept here."
                ),
            ),
            models.UniqueConstraint(
                name="newsreport_link_once",
                fields=["link"],
                condition=~Q(link=""),
                violation_error_message=_("A report with this link is in the register."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}: {self.headline}"

    @property
    def contributor(self) -> str:
        """By this the ledger knows it."""
        return f"news:{self.uid}"

    @property
    def happened_on(self) -> datetime.date:
        return self.published_on

"""The programme that runs this site: its name and its hotline."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

phone_number = RegexValidator(r"^\+?[0-9]{3,15}$", _("Digits only, with a + in front if need be."))


@register_setting(icon="globe", order=1)
class Programme(BaseGenericSetting):
    """One row: who speaks here, and whom a reader can call."""

    name_en = models.CharField(_("name in English"), max_length=80, default="Nirapad")
    name_bn = models.CharField(_("name in Bangla"), max_length=80, default="নিরাপদ")
    hotline_free = models.CharField(
        _("toll-free hotline"),
        max_length=16,
        blank=True,
        default="08000102030",
        validators=[phone_number],
        help_text=_("Shown on every page. Latin digits."),
    )
    hotline = models.CharField(
        _("hotline at normal cost"),
        max_length=16,
        blank=True,
        default="09610102030",
        validators=[phone_number],
    )
    opens_at = models.TimeField(_("hotline opens at"), default=time(7), help_text=_("Dhaka time."))
    closes_at = models.TimeField(_("hotline closes at"), default=time(23))
    exit_address = models.URLField(
        _("address of the quick exit"),
        blank=True,
        default="https://www.google.com/",
        help_text=_(
            "Each page has a link by which a reader leaves at once. Name a page that many people "
            "have open, such as a search or the weather. Empty: no such link."
        ),
    )
    # Set by the demo command alone: nobody can take the ribbon off by hand.
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    panels = [
        MultiFieldPanel([FieldPanel("name_bn"), FieldPanel("name_en")], heading=_("Name")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hotline_free"), FieldPanel("hotline")]),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading=_("Hotline"),
        ),
        MultiFieldPanel([FieldPanel("exit_address")], heading=_("Safety of the reader")),
    ]

    class Meta:
        verbose_name = _("programme")

    def __str__(self) -> str:
        return self.name_en

    def clean(self) -> None:
        """Refuse hours that end before they begin."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("The hotline must close after it opens.")})

    def name(self, language: str) -> str:
        """Name the programme in a reader's language."""
        return self.name_bn if language == "bn" else self.name_en

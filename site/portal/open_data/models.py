"""Who reports to IATI, and of which activity: what the standard asks of every export."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

# The standard forbids these in an identifier; spaces are of no use in one.
iati_identifier = RegexValidator(r"^[^\s/&|?]+\Z", _("No spaces, and none of / & | ?."))


class KindOfOrganisation(models.TextChoices):
    """IATI's codelist OrganisationType, as far as it may concern us."""

    GOVERNMENT = "10", _("Government")
    LOCAL_GOVERNMENT = "11", _("Local government")
    OTHER_PUBLIC = "15", _("Other public sector")
    INTERNATIONAL_NGO = "21", _("International NGO")
    NATIONAL_NGO = "22", _("National NGO")
    REGIONAL_NGO = "23", _("Regional NGO")
    PARTNERSHIP = "30", _("Public-private partnership")
    MULTILATERAL = "40", _("Multilateral")
    FOUNDATION = "60", _("Foundation")
    PRIVATE = "70", _("Private sector")
    ACADEMIC = "80", _("Academic, training and research")
    OTHER = "90", _("Other")


class StateOfActivity(models.TextChoices):
    """IATI's codelist ActivityStatus."""

    PLANNED = "1", _("Planned")
    RUNNING = "2", _("Being carried out")
    FINALISATION = "3", _("Being finalised")
    CLOSED = "4", _("Closed")
    CANCELLED = "5", _("Cancelled")
    SUSPENDED = "6", _("Suspended")


def _identifier(label: object, help_text: object = "") -> "models.CharField[str, str]":
    return models.CharField(
        label,  # type: ignore[arg-type]
        max_length=80,
        blank=True,
        validators=[iati_identifier],
        help_text=help_text,  # type: ignore[arg-type]
    )


def _organisation_name(label: object) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=120, blank=True)  # type: ignore[arg-type]


def _kind_of_organisation() -> "models.CharField[str, str]":
    return models.CharField(
        _("kind of organisation"), max_length=2, choices=KindOfOrganisation, blank=True
    )


@register_setting(icon="globe")
class PublishedActivity(BaseGenericSetting):
    """One row. While something that IATI demands is missing, there is no export."""

    identifier = _identifier(
        _("identifier of the activity"),
        _("As in IATI: the reporting organisation's identifier, then your own. It never changes."),
    )
    about_en = models.TextField(_("description in English"), blank=True, max_length=2000)
    about_bn = models.TextField(_("description in Bangla"), blank=True, max_length=2000)
    state = models.CharField(
        _("state of the activity"), max_length=1, choices=StateOfActivity, blank=True
    )
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("planned to end on"), null=True, blank=True)
    reporter_ref = _identifier(_("identifier of the reporting organisation"))
    reporter_kind = _kind_of_organisation()
    reporter_en = _organisation_name(_("name in English"))
    reporter_bn = _organisation_name(_("name in Bangla"))
    funder_ref = _identifier(_("identifier of the funding organisation"))
    funder_kind = _kind_of_organisation()
    funder_en = _organisation_name(_("name in English"))
    funder_bn = _organisation_name(_("name in Bangla"))
    implementer_ref = _identifier(_("identifier of the implementing organisation"))
    implementer_kind = _kind_of_organisation()
    implementer_en = _organisation_name(_("name in English"))
    implementer_bn = _organisation_name(_("name in Bangla"))

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("identifier"),
                FieldPanel("about_bn"),
                FieldPanel("about_en"),
                FieldPanel("state"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            ],
            heading=_("Activity"),
            help_text=_(
                "Everybody may read this. The export of results (IATI) exists as soon as the "
                "identifier, the English description, the state, the first day and the reporting "
                "and implementing organisations are filled in."
            ),
        ),
        *(
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel(f"{who}_bn"), FieldPanel(f"{who}_en")]),
                    FieldRowPanel([FieldPanel(f"{who}_ref"), FieldPanel(f"{who}_kind")]),
                ],
                heading=heading,
            )
            for who, heading in (
                ("reporter", _("Reporting organisation")),
                ("funder", _("Funding organisation")),
                ("implementer", _("Implementing organisation")),
            )
        ),
    ]

    class Meta:
        verbose_name = _("activity in IATI")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return self.identifier

    def clean(self) -> None:
        """Refuse an activity that ends before it begins."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It cannot end before it begins.")})

    # Without these the standard's own schema or its rules refuse the export.
    DEMANDED: ClassVar[tuple[str, ...]] = (
        "identifier", "about_en", "state", "starts_on", "reporter_ref", "reporter_kind",
        "reporter_en", "implementer_en",
    )  # fmt: skip

    def missing(self) -> list[str]:
        """Name what is still to be filled in before there can be an export."""
        meta = type(self)._meta
        empty = (name for name in self.DEMANDED if not getattr(self, name))
        return [str(meta.get_field(name).verbose_name) for name in empty]

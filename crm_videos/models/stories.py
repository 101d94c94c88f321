"""Stories: the facts of what is told in public. The texts stand in the pages, one a language."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from campaigns.models import Campaign, Place
from crm_videos import words
from crm_videos.countries import Country
from crm_videos.identity import IdentityLevel
from crm_videos.models.choice_lists import ChoiceListField
from crm_videos.models.testimonies import Testimony
from foundation.bangla import in_digits_of

A_DISTRICT = {"level": Place.Level.DISTRICT}


class ExchangeRate(models.Model):
    """What a US dollar cost on a day, and who says so."""

    day = models.DateField(_("day"), unique=True)
    bdt_per_usd = models.DecimalField(
        _("taka for a dollar"),
        max_digits=8,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(1))],
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-day"]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")

    def __str__(self) -> str:
        return f"{self.day}: {self.bdt_per_usd}"

    def usd(self, amount_bdt: int) -> int:
        """Give an amount in whole dollars."""
        dollars = Decimal(amount_bdt) / self.bdt_per_usd
        return int(dollars.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class Story(ClusterableModel):
    """What one story says of a person, in facts. Who the person is stands in the testimony."""

    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="+", verbose_name=_("testimony")
    )
    display_name = models.CharField(
        _("name in the story"),
        max_length=60,
        help_text=_("Another name than the person's own, unless the consent allows it."),
    )
    display_name_bn = models.CharField(
        _("name in the story, in Bangla"), max_length=60, blank=True, default=""
    )
    identity_level = models.CharField(
        _("how much is shown of the person"),
        max_length=16,
        choices=IdentityLevel,
        default=IdentityLevel.PSEUDONYM,
    )
    sex = models.CharField(_("sex"), max_length=10, choices=words.Sex, default=words.Sex.NOT_SAID)
    age_band = models.CharField(
        _("age"), max_length=8, choices=words.AgeBand, default=words.AgeBand.HIDDEN
    )
    role = models.CharField(
        _("who tells"), max_length=10, choices=words.Role, default=words.Role.RETURNEE
    )
    # A district is the nearest that is ever said of where somebody lives.
    district = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("district shown"),
        help_text=_("Leave it empty where even the district would tell too much."),
    )
    transit = ChoiceListField(_("passed through"), of=Country, blank=True)
    destination = models.CharField(
        _("where to"), max_length=2, choices=Country, blank=True, default=""
    )
    year_out = models.PositiveSmallIntegerField(_("year of leaving"), null=True, blank=True)
    year_back = models.PositiveSmallIntegerField(_("year of coming back"), null=True, blank=True)
    way = models.CharField(_("way"), max_length=10, choices=words.Way, blank=True, default="")
    middleman = models.CharField(
        _("was there a middleman?"),
        max_length=8,
        choices=words.Answer,
        default=words.Answer.UNKNOWN,
    )
    middleman_method = ChoiceListField(
        _("how the middleman came to them"), of=words.Approach, blank=True
    )
    financing = ChoiceListField(_("paid with"), of=words.Financing, blank=True)
    went_wrong = ChoiceListField(_("what went wrong"), of=words.WentWrong, blank=True)
    turning_point = ChoiceListField(_("turning point"), of=words.TurningPoint, blank=True)
    help = ChoiceListField(_("help received"), of=words.Help, blank=True)
    outcome = ChoiceListField(_("result"), of=words.Outcome, blank=True)
    themes = ChoiceListField(_("themes"), of=words.Theme, blank=True)
    # For the office's own counting. Nobody who reads the story sees it.
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("campaign"),
        help_text=_("How far the story reached is then told on the page of the campaign too."),
    )
    rate = models.ForeignKey(
        ExchangeRate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("exchange rate"),
        help_text=_("For showing the costs in dollars too. Nobody types dollars."),
    )
    risks = ChoiceListField(
        _("risks"),
        of=words.RiskFlag,
        blank=True,
        help_text=_("Whoever is named or can be known, and whatever can hurt a reader."),
    )
    risks_checked = models.BooleanField(
        _("somebody has looked for the risks"),
        default=False,
        help_text=_("No risk ticked and nobody has looked are two things."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)

    objects: "models.Manager[Story]" = models.Manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-recorded_at", "-pk"]
        permissions = [("approve_story", _("May approve a story for the public"))]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                name="story_back_after_out",
                condition=models.Q(year_out=None)
                | models.Q(year_back=None)
                | models.Q(year_back__gte=models.F("year_out")),
                violation_error_message=_("Nobody comes back before they leave."),
            ),
        ]

    def __str__(self) -> str:
        # Stands in logs, so it says neither the shown name nor the true one.
        return gettext("Story %(number)s of %(code)s") % {
            "number": in_digits_of(str(self.pk or "–"), get_language() or "en"),
            "code": self.testimony.code if self.testimony_id else "–",
        }

    def clean(self) -> None:
        """Refuse a place nearer than a district, and the same country twice on a route."""
        super().clean()
        if self.district and self.district.level != Place.Level.DISTRICT:
            raise ValidationError({"district": _("No place nearer than a district is shown.")})
        if self.destination and self.destination in (self.transit or []):
            raise ValidationError({"transit": _("The destination is not passed through.")})

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        in_bangla = get_language() == "bn" and self.display_name_bn
        return self.display_name_bn if in_bangla else self.display_name

    @property
    def route(self) -> list[str]:
        """The countries that were passed through, and the one where it led."""
        return [*self.transit, *filter(None, [self.destination])]

    def words_of(self, name: str) -> list[str]:
        """Give the words for a list of codes, such as ``themes``."""
        field: Any = self._meta.get_field(name)
        return field.labels(getattr(self, name))


class StoryCost(models.Model):
    """A sum of a story. Dollars are computed from the story's rate."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("what"), max_length=10, choices=words.CostKind)
    amount_bdt = models.PositiveIntegerField(
        _("taka"), help_text=_("Rounded: an exact sum helps to find a person.")
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount_bdt}"

    @property
    def amount_usd(self) -> int | None:
        """The sum in dollars; unknown without a rate."""
        return self.story.rate.usd(self.amount_bdt) if self.story.rate else None

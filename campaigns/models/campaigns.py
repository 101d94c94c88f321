"""Campaigns: what we ask people to look at, from a draft to its end.

A campaign is part of the ledger's keys by its short name, which therefore never changes.
"""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from campaigns.models.channels import Channel
from campaigns.models.frameworks import Activity, Audience, Commitment
from campaigns.models.indicators import Indicator
from campaigns.models.places import Place
from campaigns.models.rscs import A_DISTRICT


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def named(self) -> Self:
        """Leave out the row that stands for none."""
        return self.exclude(pk=Campaign.NONE)

    def opened(self) -> Self:
        """Keep what everybody may know of: drafts are nobody's business yet."""
        return self.named().exclude(state=Campaign.State.DRAFT)

    def to_choose(self, chosen: str | None = None) -> Self:
        """Give what a form offers: "none", what is open, and what was chosen before."""
        return self.filter(Q(pk=Campaign.NONE) | Q(state=Campaign.State.OPEN) | Q(pk=chosen))


class Campaign(ClusterableModel):
    """What we ask people to look at. ``none`` stands for "no particular one"."""

    NONE = "none"

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(
        _("short name"),
        primary_key=True,
        help_text=_("In small Latin letters. The ledger knows it by this, so it never changes."),
    )
    name_en = models.CharField(_("English name"), max_length=120)
    name_bn = models.CharField(_("Bangla name"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=6, choices=State, default=State.DRAFT, editable=False
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="campaigns", verbose_name=_("audience")
    )
    objective = models.TextField(
        _("objective"),
        blank=True,
        max_length=800,
        help_text=_("What is different for these people afterwards, in a sentence or two."),
    )
    channels = ParentalManyToManyField(
        Channel, blank=True, related_name="campaigns", verbose_name=_("channels")
    )
    districts = ParentalManyToManyField(
        Place,
        blank=True,
        related_name="campaigns",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("districts"),
        help_text=_("None chosen: the whole country."),
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    partners = models.CharField(
        _("partners"), max_length=300, blank=True, help_text=_("Institutions, not persons.")
    )
    indicators = ParentalManyToManyField(
        Indicator,
        blank=True,
        related_name="campaigns",
        verbose_name=_("indicators"),
        help_text=_("By which it is seen whether the campaign does what it is for."),
    )
    activities = ParentalManyToManyField(
        Activity, blank=True, related_name="campaigns", verbose_name=_("MiGOF activities")
    )
    commitments = ParentalManyToManyField(
        Commitment,
        blank=True,
        related_name="campaigns",
        verbose_name=_("Global Compact and SDGs"),
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        default_permissions = ("add", "change", "view")
        permissions = [("open_campaign", _("May open and close campaigns"))]
        constraints = [
            models.CheckConstraint(
                name="campaign_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="campaign_opened_and_closed_at_a_moment",
                condition=Q(state="draft", opened_at=None, closed_at=None)
                | Q(state="open", opened_at__isnull=False, closed_at=None)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_none_is_never_opened", condition=~Q(slug="none") | Q(state="draft")
            ),
        ]

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" and self.name_bn else self.name_en

    @property
    def is_none(self) -> bool:
        return self.pk == self.NONE

    def missing_to_open(self) -> list[str | Promise]:
        """Name what it lacks; without all of these nobody could say what it has achieved."""
        wanted: list[tuple[Any, str | Promise]] = [
            (self.audiences.all(), _("audience")),
            (self.objective.strip(), _("objective")),
            (self.messages.all(), _("message")),
            (self.indicators.all(), _("indicator")),
        ]
        return [name for given, name in wanted if not given]

    def refuse_if_open_and_lacking(self) -> None:
        """Raise ``ValidationError`` for an open campaign that lacks something."""
        if self.state == self.State.OPEN and (missing := self.missing_to_open()):
            raise ValidationError(lacking_in_words(missing))

    def clean(self) -> None:
        super().clean()
        self.refuse_if_open_and_lacking()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Hold it for every writer, not for the form alone. Raises ``ValidationError``."""
        self.refuse_if_open_and_lacking()
        super().save(*args, **kwargs)

    def runs_on(self, day: datetime.date) -> bool:
        """Say whether a day lies in its period, as far as that is known."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


def lacking_in_words(missing: list[str | Promise]) -> str:
    """Say what is missing, by name."""
    names = ", ".join(map(str, missing))
    words = ngettext(
        "A campaign is not open without it: %(names)s is missing.",
        "A campaign is not open without them: %(names)s are missing.",
        len(missing),
    )
    return words % {"names": names}


class Balance(models.TextChoices):
    """What a message speaks of; campaigns lean to risks, so the balance is shown."""

    RISK = "risk", _("Risk")
    ALTERNATIVE = "alternative", _("Alternative")
    SERVICE = "service", _("Service")


class CampaignMessage(models.Model):
    """One thing that a campaign says."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="messages")
    balance = models.CharField(_("speaks of"), max_length=11, choices=Balance)
    text_bn = models.CharField(_("in Bangla"), max_length=300)
    text_en = models.CharField(_("in English"), max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.text_bn if get_language() == "bn" or not self.text_en else self.text_en

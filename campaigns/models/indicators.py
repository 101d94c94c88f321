"""What is measured (indicator) and what the words meant at the time (definition)."""

import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# What a figure that was posted rests on: with another one its sums would be other sums.
FROZEN_BY_USE = (
    *("kind", "nature"),
    *(f"adds_over_{axis}" for axis in ("months", "channels", "areas", "sexes")),
)


class Indicator(models.Model):
    """One measure. Its kind and additivity cannot change once the ledger uses it."""

    class Kind(models.TextChoices):
        PERSONS = "persons", _("Persons")
        CONTACTS = "contacts", _("Contacts")
        ACCOUNTS = "accounts", _("Accounts")
        VIEWS = "views", _("Views")
        ACTIONS = "actions", _("Actions")
        ITEMS = "items", _("Items")
        SURVEY = "survey", _("Survey")
        MINUTES = "minutes", _("Minutes")

    class Nature(models.TextChoices):
        STATED = "stated", _("Stated: a second statement replaces the first")
        CONTRIBUTED = "contributed", _("Contributed: many records add up")

    code = models.CharField(max_length=8, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    nature = models.CharField(max_length=12, choices=Nature)
    label_en = models.CharField(_("English label"), max_length=120)
    label_bn = models.CharField(_("Bangla label"), max_length=120)
    adds_over_months = models.BooleanField(_("adds up over months"))
    adds_over_channels = models.BooleanField(_("adds up over channels"))
    adds_over_areas = models.BooleanField(_("adds up over areas"))
    adds_over_sexes = models.BooleanField(_("adds up over sexes"))
    # Of a stated one: a month may be added up from a register instead, and then it is not stated.
    may_be_itemised = models.BooleanField(_("a register may count it"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        label = self.label_bn if get_language() == "bn" and self.label_bn else self.label_en
        return f"{self.code} {label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Hold it for every writer, not for the form alone. Raises ``ValidationError``."""
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse another kind, nature or additivity of what the ledger holds figures of."""
        super().clean()
        before = Indicator.objects.filter(pk=self.pk).values(*FROZEN_BY_USE).first()
        if before is None or all(before[name] == getattr(self, name) for name in FROZEN_BY_USE):
            return
        if apps.get_model("campaigns", "Key").objects.filter(indicator=self.pk).exists():
            raise ValidationError(
                _("The ledger holds figures of it: what it counts and what adds up is fixed.")
            )


class DefinitionQuerySet(models.QuerySet["Definition"]):
    def valid_on(self, day: datetime.date) -> "DefinitionQuerySet":
        return self.filter(
            models.Q(valid_from=None) | models.Q(valid_from__lte=day),
            models.Q(valid_to=None) | models.Q(valid_to__gte=day),
        )


class Definition(models.Model):
    """What one indicator means at one source, between two dates. Part of a ledger key."""

    slug = models.SlugField(primary_key=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    platform = models.CharField(
        max_length=20, help_text=_("Who counts: facebook, youtube, field, register or print.")
    )
    metric = models.CharField(
        max_length=80, blank=True, help_text=_("The platform's own name for it, if there is one.")
    )
    text_en = models.TextField(_("English words"))
    text_bn = models.TextField(_("Bangla words"))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "platform", "valid_from"]
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        constraints = [
            models.CheckConstraint(
                name="definition_valid_from_before_to",
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_from__lte=models.F("valid_to")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse two meanings of one indicator at one source on one day."""
        others = Definition.objects.filter(
            indicator=self.indicator, platform=self.platform
        ).exclude(pk=self.pk)
        for other in others:
            begins_after = self.valid_from and other.valid_to and self.valid_from > other.valid_to
            ends_before = self.valid_to and other.valid_from and self.valid_to < other.valid_from
            if not (begins_after or ends_before):
                raise ValidationError(_("Its dates overlap with those of “%s”.") % other.slug)

    def covers(self, start: datetime.date, end: datetime.date) -> bool:
        """Whether it held on every day of ``start`` … ``end``."""
        return (self.valid_from is None or start >= self.valid_from) and (
            self.valid_to is None or end <= self.valid_to
        )

"""A fact: one fee, number, address, day, length of time or legal step, with where it is from.

Pages name it and print what stands here, so it is edited once. What is written new is a
draft until somebody who may publish has confirmed it (Wagtail's workflow).
"""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin
from wagtail.models import WorkflowState as State
from wagtail.search import index

from portal.facts.forms import FactForm
from portal.facts.hours import hours_of
from portal.facts.numbers.reading import read_numbers
from portal.facts.numbers.told import lacking
from portal.facts.printing import value_text
from portal.facts.words import Currency, Kind, Unit

# What holds the value of each kind: all of it, and beside it what may stay empty.
FIELDS: dict[str, tuple[str, ...]] = {
    Kind.AMOUNT: ("amount", "currency"),
    Kind.PHONE: ("phone",),
    Kind.ADDRESS: ("text_bn", "text_en"),
    Kind.DAY: ("day",),
    Kind.DURATION: ("length", "unit"),
    Kind.HOURS: ("open_days", "opens_at", "closes_at"),
    Kind.SENTENCE: ("text_bn", "text_en"),
}
ONLY_OF_AN_AMOUNT = ("per_bn", "per_en")
# Chosen beforehand, so that they tell nothing by themselves.
TELLS_NOTHING = frozenset({"currency", "unit"})
SOURCE = ("source_bn", "source_en", "owner", "checked_on", "review_by")

dialled = RegexValidator(r"^\+?[0-9]{3,15}$", _("Digits only, with a + in front if need be."))


class FactQuerySet(models.QuerySet["Fact"]):
    def overdue(self, today: datetime.date) -> "FactQuerySet":
        """Keep those whose review day has passed in Dhaka."""
        return self.filter(live=True, review_by__lt=today)


class Fact(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """One statement that pages print in their own language."""

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Small Latin letters and hyphens. In a text, write [[key]]. It never changes."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    label_bn = models.CharField(_("name in Bangla"), max_length=120)
    label_en = models.CharField(_("name in English"), max_length=120)

    amount = models.DecimalField(
        _("amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, default=Currency.BDT, blank=True
    )
    per_bn = models.CharField(_("for what, in Bangla"), max_length=80, blank=True)
    per_en = models.CharField(_("for what, in English"), max_length=80, blank=True)
    phone = models.CharField(_("telephone number"), max_length=16, blank=True, validators=[dialled])
    day = models.DateField(_("day"), null=True, blank=True)
    length = models.PositiveIntegerField(_("how long"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=5, choices=Unit, default=Unit.DAY, blank=True)
    open_days = models.CharField(
        _("open on"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^[1-7]+$")],
    )
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    text_bn = models.TextField(_("words in Bangla"), max_length=600, blank=True)
    text_en = models.TextField(_("words in English"), max_length=600, blank=True)

    source_bn = models.CharField(_("source, in Bangla"), max_length=200, blank=True)
    source_en = models.CharField(_("source, in English"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document of the source"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who keeps it right"),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    review_by = models.DateField(
        _("check again by"),
        null=True,
        blank=True,
        help_text=_("From the next day on, pages show it grey and say that it may have changed."),
    )

    _revisions = GenericRelation(Revision, related_query_name="fact")
    workflow_states = GenericRelation(
        State,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="fact",
        for_concrete_model=False,
    )

    objects = FactQuerySet.as_manager()
    base_form_class = FactForm

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("label_bn"), FieldPanel("label_en")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]),
                FieldRowPanel([FieldPanel("per_bn"), FieldPanel("per_en")]),
            ],
            heading=_("If it is an amount"),
        ),
        MultiFieldPanel([FieldPanel("phone")], heading=_("If it is a telephone number")),
        MultiFieldPanel([FieldPanel("day")], heading=_("If it is a day")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("length"), FieldPanel("unit")])],
            heading=_("If it is a length of time"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("open_days"),
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            ],
            heading=_("If it is opening hours"),
            help_text=_(
                "Dhaka time. Other hours on some days: make a second fact. Day and night: from "
                "0:00 to 0:00."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("text_bn"), FieldPanel("text_en")],
            heading=_("If it is an address or a sentence"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("source_bn"), FieldPanel("source_en")]),
                FieldPanel("source_url"),
                FieldPanel("source_document"),
            ],
            heading=_("Where it is from"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("owner"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")]),
            ],
            heading=_("Keeping it right"),
        ),
        PublishingPanel(),
    ]
    search_fields = [
        *(index.AutocompleteField(name) for name in ("label_bn", "label_en", "key")),
        *(index.SearchField(name) for name in ("label_bn", "label_en", "key")),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key"]

    def __str__(self) -> str:
        language = "bn" if (get_language() or "").startswith("bn") else "en"
        return f"{self.label(language)} [[{self.key}]]"

    @property
    def revisions(self) -> Any:
        """Give what was written over time."""
        return self._revisions

    @property
    def is_filled(self) -> bool:
        """Say whether the whole of the value is there."""
        return all(getattr(self, name) not in {None, ""} for name in FIELDS.get(self.kind, ("pk",)))

    def is_overdue(self, today: datetime.date) -> bool:
        """Say whether it should have been checked again by now."""
        return bool(self.review_by and self.review_by < today)

    def label(self, language: str) -> str:
        """Name the fact in a language."""
        return self.label_bn if language == "bn" else self.label_en

    def source(self, language: str) -> str:
        """Name where the fact is from, in a language."""
        return self.source_bn if language == "bn" else self.source_en

    def text(self, language: str) -> str:
        """Write the value in a language; "" where nobody has filled it in."""
        return value_text(self, language)

    def clean(self) -> None:
        """Refuse a value of another kind, half a value, and a value from nowhere."""
        super().clean()
        errors = {**self._of_other_kinds(), **self._lacking(), **self._wrong_way_round()}
        if errors:
            raise ValidationError(errors)
        if differ := self._told_otherwise():
            numbers = ", ".join(differ)
            raise ValidationError(
                _("Both languages must tell the same numbers: %(numbers)s") % {"numbers": numbers}
            )

    def _of_other_kinds(self) -> dict[str, Any]:
        own = {*FIELDS.get(self.kind, ())}
        own |= {*ONLY_OF_AN_AMOUNT} if self.kind == Kind.AMOUNT else set()
        every = {name for names in FIELDS.values() for name in names} | {*ONLY_OF_AN_AMOUNT}
        words = _("This kind of fact has none: choose another kind, or empty it.")
        return {
            name: words
            for name in every - own - TELLS_NOTHING
            if getattr(self, name) not in {None, ""}
        }

    def _lacking(self) -> dict[str, Any]:
        needed = FIELDS.get(self.kind, ())
        told = [n for n in needed if n not in TELLS_NOTHING and getattr(self, n) not in {None, ""}]
        if not told:
            return {}
        empty = [name for name in (*needed, *SOURCE) if getattr(self, name) in {None, ""}]
        return dict.fromkeys(empty, _("A fact that says something needs this too."))

    def _told_otherwise(self) -> list[str]:
        """Give the fees, numbers and days that only one of its two languages tells."""
        one = read_numbers([self.label_bn, self.per_bn, self.text_bn])
        other = read_numbers([self.label_en, self.per_en, self.text_en])
        return [told.written for told in (*lacking(one, other), *lacking(other, one))]

    def _wrong_way_round(self) -> dict[str, Any]:
        if self.opens_at and self.closes_at and not hours_of(self).is_a_stretch:
            return {"closes_at": _("It must close after it opens, on the same day.")}
        if self.checked_on and self.review_by and self.review_by <= self.checked_on:
            return {"review_by": _("This is not after the day on which it was checked.")}
        return {}

"""Services where people find help: who they are, where, and for which districts.

Telephone numbers, addresses, hours and steps are facts (:mod:`portal.facts`), so each has a
source, a keeper and a review day. Which district a Reintegration Service Centre serves stands
in the register of ``campaigns`` and nowhere else.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from campaigns.models import RSC, Place
from portal.directory.words import RSC_KIND, StepFree
from portal.facts.models import Fact
from portal.facts.words import Kind as FactKind

A_DISTRICT = Q(level=Place.Level.DISTRICT)
# What a service is asked for first; other kinds of facts are told below them.
PLACE_FACTS = (FactKind.PHONE, FactKind.ADDRESS, FactKind.HOURS)
CALL_FACTS = (FactKind.PHONE, FactKind.HOURS)


class KindOfService(models.Model):
    """A kind, such as a Reintegration Service Centre or a hotline."""

    slug = models.SlugField(_("short name"), primary_key=True)
    name_bn = models.CharField(_("name in Bangla"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    about = models.ForeignKey(
        Fact,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=Q(kind=FactKind.SENTENCE),
        verbose_name=_("what it does"),
        help_text=_("A fact, a sentence: shown wherever such a service is shown."),
    )
    is_called = models.BooleanField(
        _("is called, not visited"),
        default=False,
        help_text=_("A hotline: it is shown for every district, unless districts are named."),
    )
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["sort_order", "slug"]
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")

    def __str__(self) -> str:
        return self.name(get_language() or "en")

    def name(self, language: str) -> str:
        """Name the kind in a reader's language."""
        return self.name_bn if language.startswith("bn") else self.name_en

    @property
    def asked_for(self) -> tuple[str, ...]:
        """Which kinds of facts a reader expects of such a service."""
        return CALL_FACTS if self.is_called else PLACE_FACTS


class ServiceQuerySet(models.QuerySet["Service"]):
    def with_all(self) -> "ServiceQuerySet":
        """Read all that is told of services, in as many queries for any number of them."""
        rows = self.select_related("kind__about", "rsc__seat", "place__parent__parent")
        return rows.prefetch_related("facts_told__fact", "districts", "rsc__served__district")

    def listed(self, today: Any) -> "ServiceQuerySet":
        """Keep what the public sees: a centre only between its first and its last day."""
        begun = Q(rsc=None) | Q(rsc__active_from=None) | Q(rsc__active_from__lte=today)
        not_over = Q(rsc=None) | Q(rsc__active_to=None) | Q(rsc__active_to__gte=today)
        return self.filter(begun, not_over, is_listed=True)


class Service(ClusterableModel):
    """One place to go to, or one number to call."""

    kind = models.ForeignKey(
        KindOfService, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind")
    )
    rsc = models.OneToOneField(
        RSC,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="service",
        verbose_name=_("centre of the register"),
    )
    name_bn = models.CharField(_("name in Bangla"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("The district, upazila or union in which it stands."),
    )
    districts = ParentalManyToManyField(
        Place,
        blank=True,
        related_name="+",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("districts that it serves"),
        help_text=_("Beside the district in which it stands."),
    )
    districts_source = models.CharField(
        _("source of the list of districts"),
        max_length=200,
        blank=True,
        help_text=_("Who says that it serves these districts, and when: a letter, a decision."),
    )
    # Codes of words.Language, in a row: "bn en". Blank is what nobody has asked.
    languages = models.CharField(_("languages"), max_length=60, blank=True)
    step_free = models.CharField(_("access"), max_length=8, choices=StepFree, blank=True)
    lat = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(20), MaxValueValidator(27)],
        help_text=_("Of the door, as the map of a phone shows it."),
    )
    lon = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(88), MaxValueValidator(93)],
    )
    is_listed = models.BooleanField(
        _("shown to the public"),
        default=True,
        help_text=_("Nothing is deleted here: take the tick away when it has closed."),
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["kind", "name_en", "pk"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                name="service_position_is_whole",
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                violation_error_message=_("A position needs both: latitude and longitude."),
            ),
        ]

    def __str__(self) -> str:
        return self.name(get_language() or "en")

    def name(self, language: str) -> str:
        """Name the service; a centre by its kind and the name that the register has."""
        is_bangla = language.startswith("bn")
        if self.rsc is None:
            return self.name_bn if is_bangla else self.name_en
        own = self.rsc.name_bn if is_bangla else self.rsc.name_en
        return f"{self.kind.name(language)}, {own}"

    @property
    def stands_in(self) -> Place | None:
        """The place in which it stands, where somebody has said so."""
        return self.place or (self.rsc.seat if self.rsc else None)

    @property
    def district(self) -> Place | None:
        """The district in which it stands, whatever smaller place is named."""
        place = self.stands_in
        while place is not None and place.level != Place.Level.DISTRICT:
            place = place.parent
        return place

    @property
    def serves(self) -> list[Place]:
        """The districts that it is said to serve; of a centre those of the register."""
        if self.rsc:
            return [row.district for row in self.rsc.served.all()]
        return list(self.districts.all())

    @property
    def facts(self) -> list[Fact]:
        """What is told of it, in the order in which staff put it."""
        return [row.fact for row in self.facts_told.all()]

    def clean(self) -> None:
        """Refuse what would be told twice, by nobody, or without a name."""
        super().clean()
        if errors := {**self._of_the_register(), **self._nameless()}:
            raise ValidationError(errors)

    def _of_the_register(self) -> dict[str, Any]:
        is_centre = self.kind_id == RSC_KIND
        if is_centre and not self.rsc:
            return {
                "kind": _(
                    "Centres come from the register (Settings → Service centres): add it there, "
                    "and it is here too."
                )
            }
        if self.rsc and not is_centre:
            return {"kind": _("A centre of the register stays a centre.")}
        return {}

    def _nameless(self) -> dict[str, Any]:
        if self.rsc:
            return {}
        words = _("Give it a name in both languages.")
        return {name: words for name in ("name_bn", "name_en") if not getattr(self, name)}


class ServiceFact(Orderable):
    """A number, an address, hours or a sentence that is told of a service."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="facts_told")
    fact = models.ForeignKey(
        Fact, on_delete=models.PROTECT, related_name="+", verbose_name=_("fact")
    )

    class Meta(Orderable.Meta):
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="service_tells_a_fact_once", fields=["service", "fact"]),
        ]

    def __str__(self) -> str:
        return str(self.fact)

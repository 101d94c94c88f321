"""Communications products: what was made, for whom, how it speaks, where it went."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from campaigns.models.campaigns import Balance
from campaigns.models.frameworks import Audience
from campaigns.models.places import Place
from campaigns.models.register_rows import RegisterRow
from campaigns.models.rscs import A_DISTRICT

# More than all households of the country; more is a slip of the finger.
MOST_COPIES = 50_000_000


class ProductKind(models.TextChoices):
    POSTER = "poster", _("Poster or sticker")
    LEAFLET = "leaflet", _("Leaflet or brochure")
    FLIP_CHART = "flip-chart", _("Flip chart")
    BOOK = "book", _("Booklet or module")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio or song")
    POST = "post", _("Social media post")
    BILLBOARD = "billboard", _("Billboard or banner")
    GAME = "game", _("Game or quiz")
    OTHER = "other", _("Something else")


class Visibility(models.TextChoices):
    """The donor's rules for emblem and funding line, looked at by a person."""

    UNCHECKED = "unchecked", _("Nobody has looked")
    RIGHT = "right", _("Emblem and funding line are right")
    LACKING = "lacking", _("Something is lacking")
    EXEMPT = "exempt", _("Not needed for this")


# With these a product may be shown to everybody.
MAY_BE_SHOWN = (Visibility.RIGHT, Visibility.EXEMPT)


class Product(RegisterRow, ClusterableModel):
    """One product: a poster is one, however often it was printed."""

    kind = models.CharField(_("kind"), max_length=10, choices=ProductKind)
    title_bn = models.CharField(_("title in Bangla"), max_length=160, blank=True)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    developed_on = models.DateField(
        _("finished on"), help_text=_("It counts as developed in this month.")
    )
    in_bangla = models.BooleanField(_("in Bangla"), default=False)
    in_english = models.BooleanField(_("in English"), default=False)
    other_language = models.CharField(
        _("other language"), max_length=60, blank=True, help_text=_("For example Sylheti, Arabic.")
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="products", verbose_name=_("audience")
    )
    tells_risks = models.BooleanField(_("tells of risks"), default=False)
    tells_alternatives = models.BooleanField(_("tells of alternatives"), default=False)
    tells_services = models.BooleanField(_("tells of services"), default=False)
    print_run = models.PositiveIntegerField(
        _("print run"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)],
        help_text=_("Leave it blank when it was not printed, or nobody knows."),
    )
    expires_on = models.DateField(
        _("not to be used after"),
        null=True,
        blank=True,
        help_text=_("From the next day on it leaves the library on the site."),
    )
    visibility = models.CharField(
        _("emblem and funding line"),
        max_length=9,
        choices=Visibility,
        default=Visibility.UNCHECKED,
        help_text=_("The rules of the donor, here the European Union."),
    )
    visibility_words = models.CharField(_("what is lacking"), max_length=200, blank=True)
    visibility_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    visibility_at = models.DateTimeField(_("looked at on"), null=True, editable=False)

    class Meta:
        ordering = ["-developed_on", "-pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        permissions = [
            ("export_product", _("Can export products")),
            ("publish_product", _("May show products on the site")),
        ]
        constraints = [
            models.CheckConstraint(
                name="product_has_a_title",
                condition=~Q(title_bn="") | ~Q(title_en=""),
                violation_error_message=_("Give it a title, in one language at least."),
            ),
            models.CheckConstraint(
                name="product_in_some_language",
                condition=Q(in_bangla=True) | Q(in_english=True) | ~Q(other_language=""),
                violation_error_message=_("Say in which language it is."),
            ),
            models.CheckConstraint(
                name="product_expires_after_it_was_made",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("developed_on")),
                violation_error_message=_("It cannot expire before it was made."),
            ),
            models.CheckConstraint(
                name="product_visibility_looked_at_by_somebody",
                condition=Q(visibility="unchecked", visibility_at=None)
                | ~Q(visibility="unchecked") & Q(visibility_at__isnull=False),
            ),
            models.CheckConstraint(
                name="product_shown_when_its_visibility_is_right",
                condition=Q(on_site=False) | Q(visibility__in=["right", "exempt"]),
            ),
        ]

    def __str__(self) -> str:
        titles = [self.title_bn, self.title_en]
        return next(filter(None, titles if get_language() == "bn" else reversed(titles)), "–")

    def clean(self) -> None:
        super().clean()
        if self.visibility == Visibility.LACKING and not self.visibility_words.strip():
            raise ValidationError({"visibility_words": _("Say what is lacking.")})

    @property
    def contributor(self) -> str:
        """By this the ledger knows it."""
        return f"product:{self.uid}"

    @property
    def happened_on(self) -> datetime.date:
        return self.developed_on

    @property
    def balance(self) -> list[Any]:
        """Name what it speaks of."""
        told = (self.tells_risks, self.tells_alternatives, self.tells_services)
        return [one.label for one, speaks in zip(Balance, told, strict=True) if speaks]

    @property
    def languages(self) -> list[Any]:
        """Name the languages in which it is."""
        named: list[tuple[bool, Any]] = [
            (self.in_bangla, _("Bangla")),
            (self.in_english, _("English")),
            (bool(self.other_language), self.other_language),
        ]
        return [name for is_in, name in named if is_in]

    def has_expired(self, today: datetime.date) -> bool:
        return self.expires_on is not None and self.expires_on < today


class Distribution(models.Model):
    """So many copies that went to a district."""

    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="distributions")
    district = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("district"),
    )
    copies = models.PositiveIntegerField(
        _("copies"), validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)]
    )
    given_on = models.DateField(_("on"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("distribution")
        verbose_name_plural = _("distribution")

    def __str__(self) -> str:
        return f"{self.district}: {self.copies}"

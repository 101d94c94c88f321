"""Administrative places of Bangladesh, from division to union.

Loaded once from ``campaigns/data/places.csv``; credits and doubts are in the
README beside it.
"""

import unicodedata
from typing import Self

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# The code of a district begins the code of all that lies in it.
DISTRICT_CODE_LENGTH = 6


def search_form(text: str) -> str:
    """Fold text for searching places: NFC, no invisible marks, lower case."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf").casefold().strip()


class PlaceQuerySet(models.QuerySet["Place"]):
    def named(self, text: str) -> Self:
        """Places whose English or Bangla name, alias or code contains ``text``."""
        return self.filter(search_text__contains=search_form(text))

    def within(self, code: str) -> Self:
        """Keep the place itself and everything below it; a code is its children's prefix."""
        return self.filter(code__startswith=code)


class Place(models.Model):
    """One administrative place; its code begins with its parent's code."""

    class Level(models.TextChoices):
        DIVISION = "division", pgettext_lazy("place level", "Division")
        DISTRICT = "district", _("District")
        UPAZILA = "upazila", _("Upazila")
        CITY_CORPORATION = "city_corporation", _("City corporation")
        UNION = "union", _("Union")

    code = models.CharField(max_length=20, primary_key=True)
    level = models.CharField(max_length=16, choices=Level, db_index=True)
    pcode = models.CharField(max_length=12, unique=True, null=True, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_en = models.CharField(_("English name"), max_length=80)
    name_bn = models.CharField(_("Bangla name"), max_length=80)
    aliases = models.TextField(blank=True, help_text=_("Other spellings, separated by semicolons."))
    lat = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    lon = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    rsc = models.BooleanField(_("has a Reintegration Service Centre"), default=False)
    source = models.CharField(max_length=120, blank=True)
    doubt = models.TextField(
        blank=True, help_text=_("What someone who knows the place should check.")
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return f"{self.name_en} · {self.name_bn}"

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_bn if get_language() == "bn" else self.name_en

    @property
    def district_code(self) -> str:
        """The code of the district it lies in; a division has none."""
        own = self.code[:DISTRICT_CODE_LENGTH]
        return own if len(own) == DISTRICT_CODE_LENGTH else ""

"""The numbers of pages, and how many calls there were for each: of nobody, at no moment."""

from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from foundation.bangla import in_digits_of

# Every number is a multiple of eleven: a digit misheard, or two that changed places, make of one
# never another. The first is 110, so all have three digits or more.
STEP, BEFORE_THE_FIRST = 11, 9
LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
LONGEST_NUMBER = 7
MOST_CALLS = 100_000


class PageNumberManager(models.Manager["PageNumber"]):
    def of(self, page: Page, *, now: datetime) -> "PageNumber":
        """Give the number of a page and its translations, drawn now if there is none."""
        found, _made = self.get_or_create(
            translation_key=page.translation_key, defaults={"made_at": now}
        )
        return found

    def read(self, typed: str) -> "PageNumber | None":
        """Find the number that somebody wrote down, in Latin or Bangla digits."""
        digits = "".join(typed.split()).translate(LATIN)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
            return None
        whole, rest = divmod(int(digits), STEP)
        return None if rest else self.filter(pk=whole - BEFORE_THE_FIRST).first()


class PageNumber(models.Model):
    """What a caller reads out; ``translation_key`` is that of the page in all its languages.

    The database counts the rows up and uses no key twice, so no number comes back either.
    A number names nothing by itself and outlives its page.
    """

    translation_key = models.UUIDField(unique=True, editable=False)
    made_at = models.DateTimeField()

    objects = PageNumberManager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)

    @property
    def number(self) -> int:
        """The number as it is printed and read out."""
        return STEP * (int(self.pk) + BEFORE_THE_FIRST)

    def written(self, language: str) -> str:
        """Write it in the digits of a language, without any grouping."""
        return in_digits_of(str(self.number), language)


class CallList(models.Model):
    """The call centre's own list of a month, whole from its first day to ``covers_to``."""

    month = models.DateField(primary_key=True)
    covers_to = models.DateField()
    sha256 = models.CharField(max_length=64)
    brought_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.month.isoformat()[:7]


class CallsQuerySet(models.QuerySet["Calls"]):
    def counted(self) -> "CallsQuerySet":
        """Leave out what was noted by hand on days of which the call centre's list speaks."""
        covered = CallList.objects.filter(
            month__lte=OuterRef("day"), covers_to__gte=OuterRef("day")
        )
        return self.filter(Q(from_list__isnull=False) | ~Exists(covered))

    def by_hand(self) -> "CallsQuerySet":
        """Keep what was noted by hand, whether it counts or not."""
        return self.filter(from_list=None)


class Calls(models.Model):
    """So many answered calls on one of Dhaka's days, whose callers named a page, or none."""

    day = models.DateField(_("day"))
    page = models.ForeignKey(
        PageNumber,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("page"),
    )
    calls = models.PositiveIntegerField(_("calls"), validators=[MaxValueValidator(MOST_CALLS)])
    from_list = models.ForeignKey(
        CallList, on_delete=models.CASCADE, null=True, editable=False, related_name="rows"
    )

    objects = CallsQuerySet.as_manager()

    class Meta:
        ordering = ["-day", F("page").asc(nulls_last=True), "-pk"]
        verbose_name = _("calls of the hotline")
        verbose_name_plural = _("calls of the hotline")
        permissions = [("import_calls", _("Can import calls of the hotline"))]
        constraints = [
            models.UniqueConstraint(
                name="a_list_speaks_once_of_a_page",
                fields=["from_list", "day", "page"],
                condition=Q(from_list__isnull=False, page__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_list_speaks_once_of_no_page",
                fields=["from_list", "day"],
                condition=Q(from_list__isnull=False, page=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.calls}"

    def as_row(self) -> tuple[Any, ...]:
        """Give what a digest is made of."""
        return (self.day.isoformat(), self.page_id or 0, self.calls)

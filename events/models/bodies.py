"""The bodies that coordinate: Migration Forums and District Coordination Committees."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from events.models.kinds import EventKind, ReachClass


class BodyQuerySet(models.QuerySet["Body"]):
    def with_meetings(self) -> "BodyQuerySet":
        """Add ``meetings_held``: how many of its meetings count."""
        counted = Q(meetings__standing="counted")
        return self.annotate(meetings_held=Count("meetings", filter=counted))


class Body(models.Model):
    """A body that is planned or formed; its meetings are events of one kind.

    DCC and DMCC are one body under two names by all signs: the second name is an alias.
    """

    meets_as = models.ForeignKey(
        EventKind,
        on_delete=models.PROTECT,
        related_name="bodies",
        limit_choices_to=Q(reach_class=ReachClass.COORDINATION),
        verbose_name=_("its meetings are logged as"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=~Q(level=Place.Level.DIVISION),
        verbose_name=_("place"),
        help_text=_("A Migration Forum has an upazila, a coordination committee a district."),
    )
    name_en = models.CharField(_("English name"), max_length=120)
    name_bn = models.CharField(_("Bangla name"), max_length=120, blank=True)
    other_names = models.CharField(
        _("other names"), max_length=200, blank=True, help_text=_("Separated by semicolons.")
    )
    members = models.TextField(
        _("member institutions"),
        blank=True,
        help_text=_("One a line. Institutions, no private persons."),
    )
    formed_on = models.DateField(
        _("formed on"),
        null=True,
        blank=True,
        help_text=_("Blank: planned, not formed yet."),
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["meets_as", "place"]
        verbose_name = _("coordinating body")
        verbose_name_plural = _("coordinating bodies")
        constraints = [
            models.UniqueConstraint(
                name="body_one_of_a_kind_in_a_place",
                fields=["meets_as", "place"],
                violation_error_message=_("This place has such a body already."),
            )
        ]

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" and self.name_bn else self.name_en

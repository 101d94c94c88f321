"""Two events that may be one: what the finder saw, what a person said, and what was merged."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.events import Event, Standing

NO_DELETION = "what a person decided about two events is never deleted: undo it"


class Sameness(models.TextChoices):
    DIFFERENT = "different", _("Two events")
    MERGED = "merged", _("One event: merged")


AWAY = Q(first__standing=Standing.SET_ASIDE) | Q(second__standing=Standing.SET_ASIDE)


class EventPairQuerySet(models.QuerySet["EventPair"]):
    def waiting(self) -> Self:
        """Keep the pairs about which a person has said nothing, and of which both may count."""
        return self.filter(decision="").exclude(AWAY)

    def to_show(self) -> Self:
        """Keep what waits and what was decided; not what has decided itself."""
        return self.exclude(AWAY, decision="")

    def of(self, event: Event) -> Self:
        """Keep the pairs of one event."""
        return self.filter(Q(first=event) | Q(second=event))

    def with_names(self) -> Self:
        """Fetch what printing a pair needs, so that a list asks once."""
        return self.select_related(
            *(
                f"{side}__{what}"
                for side in ("first", "second")
                for what in ("kind__channel", "place__parent__parent", "recorded_by")
            )
        )


class EventPair(models.Model):
    """Two events that look like one. What nobody decided may vanish again; a decision stays."""

    first = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    # How much speaks for one event, and codes (events.verification.likeness) of what speaks
    # for it and against.
    score = models.SmallIntegerField(_("likeness"))
    reasons = models.JSONField(_("reasons"), default=list)
    found_at = models.DateTimeField(_("found at"))

    decision = models.CharField(
        _("decision"), max_length=9, choices=Sameness, blank=True, default=""
    )
    decision_reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("For example: two shows in two villages, or two phones logged one show."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = EventPairQuerySet.as_manager()

    class Meta:
        # To change a pair is to merge the two, to take that back, or to say that they are two.
        default_permissions = ("change", "view")
        ordering = ["-score", "-pk"]
        verbose_name = _("pair of events that may be one")
        verbose_name_plural = _("pairs of events that may be one")
        indexes = [models.Index(fields=["decision", "-score"], name="pair_waiting_first")]
        constraints = [
            models.UniqueConstraint(name="pair_once", fields=["first", "second"]),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="pair_decided_at_a_time",
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="pair_different_with_reason",
                condition=~Q(decision=Sameness.DIFFERENT) | ~Q(decision_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.first)

    @property
    def is_waiting(self) -> bool:
        return not self.decision


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> Self:
        """Keep the merges that nobody has undone."""
        return self.filter(undone_at=None)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class Merge(models.Model):
    """Two events that a person made one: which stays, and what each was before."""

    kept = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="merged_into")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("merged at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("merged by"),
    )

    merged_standing = models.CharField(max_length=10, choices=Standing)
    merged_version = models.UUIDField()
    # Of the event that stays, when it took the figures of the other: null when it did not.
    figures_before = models.JSONField(null=True, blank=True)
    figures_after = models.JSONField(null=True, blank=True)
    kept_version_before = models.UUIDField()
    kept_version_after = models.UUIDField()

    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name = _("merge of two events")
        verbose_name_plural = _("merges of two events")
        constraints = [
            models.UniqueConstraint(
                name="merge_an_event_into_one", fields=["merged"], condition=Q(undone_at=None)
            ),
            models.CheckConstraint(
                name="merge_of_two_events", condition=~Q(kept=F("merged"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)

    @property
    def took_figures(self) -> bool:
        return self.figures_before is not None

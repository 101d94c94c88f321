"""The work table: a poll that is to be made, then the record of what became of it.

The table is the truth about what is to be done; a broker only wakes workers.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

REASON_LENGTH = 300


class PollRun(models.Model):
    """One poll of one account: a row of the work table, then its record."""

    class Trigger(models.TextChoices):
        SCHEDULE = "schedule", _("by schedule")
        HAND = "hand", _("by hand")

    class State(models.TextChoices):
        DUE = "due", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        PARTIAL = "partial", _("done in part")
        FAILED = "failed", _("failed")
        DEAD = "dead", _("given up")

    account = models.ForeignKey(
        "media_ingest.Account",
        on_delete=models.PROTECT,
        related_name="runs",
        verbose_name=_("account"),
    )
    trigger = models.CharField(_("started"), max_length=10, choices=Trigger)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE)
    due_at = models.DateTimeField(_("due"))
    not_before = models.DateTimeField(_("not before"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("held until"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    version_served = models.CharField(_("API version"), max_length=60, blank=True)

    class Meta:
        ordering = ["-due_at", "-id"]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        indexes = [models.Index(fields=["state", "not_before"], name="pollrun_work_to_do")]
        constraints = [
            # Two ticks at once, or two schedulers, make one run.
            models.UniqueConstraint(
                name="pollrun_one_per_due_time",
                fields=["account", "due_at"],
                condition=Q(trigger="schedule"),
            ),
            # And an account waits for one run at a time, whatever the ticks do.
            models.UniqueConstraint(
                name="pollrun_one_under_way",
                fields=["account"],
                condition=Q(trigger="schedule", state__in=["due", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"poll {self.pk} of account {self.account_id}"

    @property
    def ref(self) -> str:
        """The opaque name by which the ledger knows it."""
        return f"poll-run:{self.pk}"


UNDER_WAY = (PollRun.State.DUE, PollRun.State.RUNNING)

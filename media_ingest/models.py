"""Accounts, the work table of polls, and what the platforms said.

Figures for print are in the ledger (:mod:`campaigns.ledger`); readings stay
here. An account's secrets are sealed and no ``str`` or ``repr`` shows them.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Channel
from foundation.encrypted import EncryptedJSONField

REASON_LENGTH = 300


class AccountQuerySet(models.QuerySet["Account"]):
    def polled_by_schedule(self) -> "AccountQuerySet":
        """Keep those that no person has paused and no person is needed for."""
        return self.filter(paused=False, trouble="")

    def due(self, now: datetime) -> "AccountQuerySet":
        """Keep those whose time has come and that have no poll waiting or under way."""
        waiting = PollRun.objects.filter(
            account=models.OuterRef("pk"), trigger=PollRun.Trigger.SCHEDULE, state__in=UNDER_WAY
        )
        return self.polled_by_schedule().filter(~models.Exists(waiting), next_poll_at__lte=now)

    def with_last_polls(self) -> "AccountQuerySet":
        """Add when the last good poll ended, and how the last one of all did."""
        ended = PollRun.objects.filter(account=models.OuterRef("pk"), ended_at__isnull=False)
        last = ended.order_by("-ended_at", "-pk")
        return self.annotate(
            last_good_at=models.Subquery(
                last.filter(state=PollRun.State.DONE).values("ended_at")[:1]
            ),
            last_state=models.Subquery(last.values("state")[:1]),
            last_reason=models.Subquery(last.values("reason")[:1]),
        )


class Account(models.Model):
    """One page or channel of ours on a platform, and the key to it."""

    class Platform(models.TextChoices):
        FACEBOOK = "facebook", "Facebook"
        YOUTUBE = "youtube", "YouTube"

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="accounts", verbose_name=_("channel")
    )
    platform = models.CharField(_("platform"), max_length=20, choices=Platform)
    external_id = models.CharField(_("id on the platform"), max_length=80)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Its name on the platform.")
    )
    credentials = EncryptedJSONField()
    client_id = models.CharField(_("OAuth client"), max_length=200, blank=True)
    connected_at = models.DateTimeField(_("connected at"))
    next_poll_at = models.DateTimeField(_("next poll"), db_index=True)
    trouble = models.CharField(
        _("what a person has to do"),
        max_length=REASON_LENGTH,
        blank=True,
        help_text=_("While this says something, the schedule leaves the account alone."),
    )
    paused = models.BooleanField(
        _("paused"), default=False, help_text=_("The schedule does not poll a paused account.")
    )

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["channel__sort_order", "platform"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            # Two accounts stating one channel's cells would supersede each other for ever.
            models.UniqueConstraint(
                name="account_one_per_channel_and_platform", fields=["channel", "platform"]
            ),
            # One page behind two channels would be counted twice in every total.
            models.UniqueConstraint(
                name="account_one_channel_for_each_page", fields=["platform", "external_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_platform_display()}: {self.title or self.external_id}"

    @property
    def ref(self) -> str:
        """The opaque name by which the ledger knows it."""
        return f"account:{self.pk}"


class PollRun(models.Model):
    """One poll of one account: a row of the work table, then its record.

    The table is the truth about what is to be done; a broker only wakes workers.
    """

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
        Account, on_delete=models.PROTECT, related_name="runs", verbose_name=_("account")
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


class Reading(models.Model):
    """What a platform said of one metric and window, version by version; never rewritten.

    A new row only when the value differs from the last one; hearing the same
    again moves ``last_seen_at``.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="readings", verbose_name=_("account")
    )
    metric = models.CharField(_("metric"), max_length=80)
    period = models.CharField(_("period"), max_length=10)
    window_start = models.DateField(_("from"))
    window_end = models.DateField(_("to"))
    zone = models.CharField(_("zone of the days"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    null_reason = models.CharField(_("why unknown"), max_length=40, blank=True)
    observed_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    run = models.ForeignKey(
        PollRun, on_delete=models.PROTECT, related_name="readings", verbose_name=_("poll")
    )
    request = models.CharField(_("request"), max_length=300)
    version_served = models.CharField(_("API version"), max_length=60, blank=True)
    raw_sha256 = models.CharField(_("digest of the answer"), max_length=64)

    class Meta:
        ordering = ["-window_end", "metric", "-version"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                name="reading_one_per_version",
                fields=["account", "metric", "period", "window_end", "window_start", "version"],
            ),
            models.CheckConstraint(
                name="reading_value_or_reason",
                condition=Q(value__isnull=False, null_reason="")
                | (Q(value__isnull=True) & ~Q(null_reason="")),
            ),
            models.CheckConstraint(
                name="reading_value_not_below_zero",
                condition=Q(value__isnull=True) | Q(value__gte=0),
            ),
            models.CheckConstraint(
                name="reading_window_in_order", condition=Q(window_start__lte=F("window_end"))
            ),
        ]

    def __str__(self) -> str:
        said = self.null_reason if self.value is None else self.value
        return f"{self.metric} {self.period} to {self.window_end}: {said}"

"""What a person has to see to: told once, not at every poll."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media_ingest.models.accounts import Account


class AlertQuerySet(models.QuerySet["Alert"]):
    def open(self) -> "AlertQuerySet":
        """Keep those whose cause is not over."""
        return self.filter(resolved_at=None)


class Alert(models.Model):
    """One thing that needs a person, from when it began until it was over.

    ``about`` names what it concerns, as ``account:3``; ``details`` are the
    facts in it. The words are put together when somebody reads it, in the
    language of that reader (:mod:`media_ingest.alert_words`).
    """

    class Kind(models.TextChoices):
        NEEDS_PERSON = "needs-person", _("A person is needed")
        POLL_GIVEN_UP = "poll-given-up", _("Poll given up")
        POLL_MISSED = "poll-missed", _("No poll")
        POLL_HANGS = "poll-hangs", _("Poll hangs")
        SCHEDULER_SILENT = "scheduler-silent", _("Scheduler or worker silent")
        ALLOWANCE_CLOSED = "allowance-closed", _("Allowance closed")
        MAIL_STUCK = "mail-stuck", _("Mails not delivered")
        DELETION_LATE = "deletion-late", _("Deletion overdue")
        DELETION_NEAR = "deletion-near", _("Deletion near")
        GRANT_ENDS = "grant-ends", _("Grant ends soon")
        METRIC_DEAD = "metric-dead", _("Metric dead")
        VERSION_DIFFERS = "version-differs", _("Other API version")
        COUNTER_FELL = "counter-fell", _("Counter fell")

    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about = models.CharField(_("what it is about"), max_length=90)
    details = models.JSONField(_("facts"), default=dict)
    account = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="alerts",
        verbose_name=_("account"),
    )
    raised_at = models.DateTimeField(_("since"))
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    # A sender's claim, or the rest after a mail server refused: nobody else sends before.
    mail_not_before = models.DateTimeField(_("mailed again after"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("over since"), null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            # Raising it again while it lasts is no second alert.
            models.UniqueConstraint(
                name="alert_one_open_per_key", fields=["key"], condition=Q(resolved_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.about})"

"""Which metrics a platform answers for an account, and until when a dead one is left alone."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from media_ingest.models.accounts import Account


class MetricQuerySet(models.QuerySet["Metric"]):
    def left_alone(self, now: datetime) -> "MetricQuerySet":
        """Keep the dead ones that are not to be asked for yet."""
        return self.filter(state=Metric.State.DEAD, ask_again_at__gt=now)


class Metric(models.Model):
    """One metric of one kind of object and period, as the platform last answered for it."""

    class Subject(models.TextChoices):
        ACCOUNT = "account", _("page or channel")
        POST = "post", _("post")
        VIDEO = "video", _("video or reel")

    class State(models.TextChoices):
        ANSWERS = "answers", _("answers")
        EMPTY = "empty", _("answers without a value")
        REFUSED = "refused", _("not for this object or period")
        DEAD = "dead", _("dead")

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="metrics", verbose_name=_("account")
    )
    subject = models.CharField(_("asked of"), max_length=10, choices=Subject)
    name = models.CharField(_("metric"), max_length=80)
    period = models.CharField(_("period"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    since = models.DateTimeField(_("since"))
    checked_at = models.DateTimeField(_("last asked"))
    ask_again_at = models.DateTimeField(_("asked again"), null=True, blank=True)

    objects = MetricQuerySet.as_manager()

    class Meta:
        ordering = ["account", "subject", "name", "period"]
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        constraints = [
            models.UniqueConstraint(
                name="metric_one_per_name", fields=["account", "subject", "name", "period"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.period})"

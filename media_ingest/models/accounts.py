"""A page or channel of ours on a platform: who counts for which channel, with which key.

Secrets are sealed and no ``str`` or ``repr`` shows them.
"""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Channel
from foundation.encrypted import EncryptedJSONField
from media_ingest.models.polls import REASON_LENGTH, UNDER_WAY, PollRun


def platform_name(platform: str) -> str:
    """Write a platform as it writes itself; one that we do not know as it came."""
    return str(dict(Account.Platform.choices).get(platform, platform))


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
        """Add when the last good poll ended, how the last of all did, which version served."""
        ended = PollRun.objects.filter(account=models.OuterRef("pk"), ended_at__isnull=False)
        last = ended.order_by("-ended_at", "-pk")
        return self.annotate(
            last_good_at=models.Subquery(
                last.filter(state=PollRun.State.DONE).values("ended_at")[:1]
            ),
            last_state=models.Subquery(last.values("state")[:1]),
            last_reason=models.Subquery(last.values("reason")[:1]),
            last_version=models.Subquery(
                last.exclude(version_served="").values("version_served")[:1]
            ),
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
    grant_checked_at = models.DateTimeField(
        _("grant checked"),
        null=True,
        blank=True,
        help_text=_("When the platform last confirmed that we may read this account."),
    )
    grant_expires_at = models.DateTimeField(
        _("grant expires"),
        null=True,
        blank=True,
        help_text=_("The earliest date that the platform named; blank: none was named."),
    )
    grant_lost_at = models.DateTimeField(
        _("grant lost"),
        null=True,
        blank=True,
        help_text=_("Since when the platform refuses us; what it lent us is deleted after a time."),
    )
    delete_by = models.DateTimeField(
        _("data deleted by"),
        null=True,
        blank=True,
        help_text=_("Set when the account was disconnected here: seven days are left then."),
    )
    listed_at = models.DateTimeField(_("newest posts listed"), null=True, blank=True)
    listed_whole_at = models.DateTimeField(
        _("all posts listed"),
        null=True,
        blank=True,
        help_text=_("When all posts or videos were last listed from end to end."),
    )
    probed_at = models.DateTimeField(
        _("metrics probed"),
        null=True,
        blank=True,
        help_text=_("When each known metric was last asked for alone; blank: as soon as may be."),
    )
    paused = models.BooleanField(
        _("paused"), default=False, help_text=_("The schedule does not poll a paused account.")
    )
    resumed_at = models.DateTimeField(
        _("resumed"),
        null=True,
        blank=True,
        help_text=_("When a pause last ended: only from then on is a poll missed."),
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

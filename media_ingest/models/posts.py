"""Posts and videos of an account, what was said of each, and by how much their counters grew."""

import hashlib
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media_ingest.models.accounts import Account
from media_ingest.models.polls import PollRun


class PostQuerySet(models.QuerySet["Post"]):
    def due(self, now: datetime) -> "PostQuerySet":
        """Keep those whose counts are to be read again, the longest waiting first."""
        return self.filter(next_read_at__lte=now).order_by("next_read_at", "pk")


class Post(models.Model):
    """A post, video or reel of ours, as the platform shows it.

    ``external_id`` is the id that is counted: Facebook's ``{page}_{post}``, or
    the video's own where no post wraps it; YouTube's video id. ``object_id`` is
    the video inside a Facebook post.
    """

    class Kind(models.TextChoices):
        POST = "post", _("post")
        VIDEO = "video", _("video")
        REEL = "reel", _("reel")

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        MISSING = "missing", _("not shown to us")
        GONE = "gone", _("gone")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="posts", verbose_name=_("account")
    )
    external_id = models.CharField(_("id on the platform"), max_length=120)
    object_id = models.CharField(_("id of the video"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    permalink = models.CharField(_("address"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SHOWN)
    first_seen_at = models.DateTimeField(_("first seen"))
    confirmed_at = models.DateTimeField(
        _("last shown to us"), help_text=_("When the platform last showed it to its owner.")
    )
    missing_since = models.DateTimeField(_("missing since"), null=True, blank=True)
    next_read_at = models.DateTimeField(_("next read"), null=True, blank=True, db_index=True)
    held_views = models.BigIntegerField(
        _("count held back"),
        null=True,
        blank=True,
        help_text=_("A count so much lower than the last that it must be seen twice."),
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = _("post or video")
        verbose_name_plural = _("posts and videos")
        constraints = [
            models.UniqueConstraint(name="post_one_per_id", fields=["account", "external_id"]),
            models.CheckConstraint(
                name="post_missing_says_since_when",
                condition=Q(state="shown", missing_since=None)
                | (~Q(state="shown") & Q(missing_since__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.external_id


class PostReading(models.Model):
    """What a platform said of one post and metric, version by version; never rewritten.

    A count since publication, not of a day. ``measure`` is what we wanted to
    know; ``metric`` is the platform's name that answered, and so the meaning.
    """

    class Measure(models.TextChoices):
        VIEWERS = "viewers", _("viewers")
        VIEWS = "views", _("views")
        PLAYS = "plays", _("plays")
        REACTIONS = "reactions", _("reactions")
        COMMENTS = "comments", _("comments")
        SHARES = "shares", _("shares")

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="readings", verbose_name=_("post or video")
    )
    measure = models.CharField(_("measure"), max_length=12, choices=Measure)
    metric = models.CharField(_("metric"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    null_reason = models.CharField(_("why unknown"), max_length=40, blank=True)
    observed_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))
    run = models.ForeignKey(
        PollRun, on_delete=models.PROTECT, related_name="post_readings", verbose_name=_("poll")
    )
    request = models.CharField(_("request"), max_length=300)
    version_served = models.CharField(_("API version"), max_length=60, blank=True)
    raw_sha256 = models.CharField(_("digest of the answer"), max_length=64)

    class Meta:
        ordering = ["post", "measure", "metric", "-version"]
        verbose_name = _("reading of a post")
        verbose_name_plural = _("readings of posts")
        constraints = [
            models.UniqueConstraint(
                name="postreading_one_per_version", fields=["post", "measure", "metric", "version"]
            ),
            models.CheckConstraint(
                name="postreading_value_or_reason",
                condition=Q(value__isnull=False, null_reason="")
                | (Q(value__isnull=True) & ~Q(null_reason="")),
            ),
            models.CheckConstraint(
                name="postreading_value_not_below_zero",
                condition=Q(value__isnull=True) | Q(value__gte=0),
            ),
        ]

    def __str__(self) -> str:
        said = self.null_reason if self.value is None else self.value
        return f"{self.metric} of {self.post_id}: {said}"


class CounterGrowth(models.Model):
    """By how much the public counters of an account's videos moved on one of the platform's days.

    Kept per account and not per video, so that it outlives a video that the
    platform's terms make us forget. ``growth`` only rises; what the platform
    took back on that day is ``correction``, at or below zero.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="growth", verbose_name=_("account")
    )
    metric = models.CharField(_("metric"), max_length=80)
    day = models.DateField(_("day"))
    growth = models.BigIntegerField(_("growth"), default=0)
    correction = models.BigIntegerField(_("taken back"), default=0)
    estimated = models.BooleanField(
        _("estimated"),
        default=False,
        help_text=_("Part of it was shared out over the turn of a month."),
    )

    class Meta:
        ordering = ["-day", "metric"]
        verbose_name = _("growth of counters")
        verbose_name_plural = _("growth of counters")
        constraints = [
            models.UniqueConstraint(
                name="countergrowth_one_per_day", fields=["account", "metric", "day"]
            ),
            models.CheckConstraint(
                name="countergrowth_signs", condition=Q(growth__gte=0, correction__lte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} on {self.day}: +{self.growth}, {self.correction}"


class ForgottenPost(models.Model):
    """A video that was counted and then had to be forgotten; only a digest of its id is left.

    It tells nothing to whoever does not hold the id. Without it a video that
    comes back after its counts were deleted would be counted from nothing again.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="forgotten_posts",
        verbose_name=_("account"),
    )
    digest = models.CharField(_("digest of the id"), max_length=64)
    forgotten_at = models.DateTimeField(_("forgotten at"))

    class Meta:
        ordering = ["-forgotten_at", "-id"]
        verbose_name = _("forgotten post")
        verbose_name_plural = _("forgotten posts")
        constraints = [
            models.UniqueConstraint(name="forgottenpost_once", fields=["account", "digest"]),
        ]

    def __str__(self) -> str:
        return self.digest[:12]

    @staticmethod
    def digest_of(external_id: str) -> str:
        """Give the SHA-256 of an id."""
        return hashlib.sha256(external_id.encode()).hexdigest()

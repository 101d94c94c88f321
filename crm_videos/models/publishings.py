"""Publishings: the order to bring one video of a story to one account on a platform."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.copies import Copy
from crm_videos.models.videos import StoryVideo
from crm_videos.words import CopyKind, Language
from foundation.encrypted import EncryptedJSONField

# Both platforms take more; YouTube counts 5,000 bytes, and a letter of Bangla has three.
MOST_TITLE, MOST_DESCRIPTION = 100, 1500


class PublishingQuerySet(models.QuerySet["Publishing"]):
    def due(self, now: datetime) -> Self:
        """Keep those whose time has come and that no worker holds."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, state__in=OPEN, not_before__lte=now).order_by("not_before", "pk")


class Publishing(models.Model):
    """One video in one language for one account, with the words that stand beside it there.

    A state says what is known, never what is hoped: ``public`` and ``private`` were read
    back. The platform's id is the ``ref`` of the copy, which is registered in the transaction
    in which the id becomes known. A worker holds the row by a conditional UPDATE for a
    limited time; ``claim`` counts how often it was taken, so only the newest may write.
    """

    class Platform(models.TextChoices):
        # The same words as the channels of a consent and the kinds of copies.
        YOUTUBE = CopyKind.YOUTUBE.value, _("YouTube")
        FACEBOOK = CopyKind.FACEBOOK.value, _("Facebook")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("On its way")
        PRIVATE = "private", _("There, and not public")
        GOING_PUBLIC = "going-public", _("Is being made public")
        PUBLIC = "public", _("Public")
        TAKING_DOWN = "taking-down", _("Is being taken down")
        GONE = "gone", _("Taken down")
        STOPPED = "stopped", _("Not sent")
        PERSON = "person", _("A person must look")

    # Its hexadecimal digits are the mark by which the platform's owner can find the video.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    video = models.ForeignKey(
        StoryVideo, on_delete=models.PROTECT, related_name="publishings", verbose_name=_("video")
    )
    platform = models.CharField(_("platform"), max_length=10, choices=Platform)
    # The page's or channel's own id there.
    account = models.CharField(_("account"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=MOST_TITLE)
    description = models.TextField(_("description"), max_length=MOST_DESCRIPTION)
    # Of the page that was approved: what is sent is this content and no other.
    digest = models.CharField(max_length=64, editable=False)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ordered by"),
    )
    ordered_at = models.DateTimeField(_("ordered at"))
    # Who read title and description as a second person, and asked for it to be public.
    public_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made public by"),
    )
    public_asked_at = models.DateTimeField(_("asked to be public at"), null=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    # What became of the last attempt: a sentence of ours, and what the platform gave as reason.
    words = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    claim = models.PositiveIntegerField(default=0, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    not_before = models.DateTimeField(editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    # ``address``: where the bytes go. Kept before the first byte is sent, so that whoever
    # comes after a killed worker can ask what has arrived. Whoever holds it may write there.
    session = EncryptedJSONField(default=dict)
    # The last bytes may have been sent: from then on a video can be there.
    last_piece = models.BooleanField(default=False, editable=False)
    captioned_at = models.DateTimeField(_("captions sent at"), null=True, editable=False)
    looked_at = models.DateTimeField(_("last seen there"), null=True, editable=False)
    copy = models.OneToOneField(
        Copy, on_delete=models.PROTECT, null=True, editable=False, related_name="publishing"
    )

    objects = PublishingQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        # Who may change a story orders, who may approve one makes public.
        default_permissions = ()
        ordering = ["-ordered_at", "id"]
        verbose_name = _("publishing of a video")
        verbose_name_plural = _("publishings of videos")
        constraints = [
            models.CheckConstraint(
                name="publishing_there_with_its_copy",
                condition=Q(copy__isnull=False)
                | Q(state__in=["waiting", "sending", "stopped", "person"]),
            ),
            models.CheckConstraint(
                name="publishing_public_by_a_second_person",
                condition=Q(public_by=None) | ~Q(public_by=F("ordered_by")),
            ),
            models.CheckConstraint(
                name="publishing_goes_public_when_asked",
                condition=~Q(state="going-public") | Q(public_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="publishing_once_at_a_time",
                fields=["video", "platform", "account", "language"],
                condition=~Q(state__in=["gone", "stopped", "person"]),
            ),
        ]

    def __str__(self) -> str:
        told = {"platform": self.get_platform_display(), "code": self.video.story.testimony.code}
        return gettext("%(platform)s of %(code)s") % told

    @property
    def mark(self) -> str:
        """Give what the video is tagged with; it tells nothing of anybody."""
        return f"nirapad-{self.pk.hex[:16]}"

    @property
    def is_there(self) -> bool:
        """Say whether a copy stands, as far as anybody has proven."""
        return self.copy is not None and self.copy.gone_at is None

    @property
    def may_go_public(self) -> bool:
        return self.state == self.State.PRIVATE

    @property
    def may_be_taken_down(self) -> bool:
        return self.is_there and self.state != self.State.TAKING_DOWN

    @property
    def may_be_tried_again(self) -> bool:
        return self.state == self.State.PERSON and (self.copy is None or self.is_there)


OPEN = (
    Publishing.State.WAITING,
    Publishing.State.SENDING,
    Publishing.State.PRIVATE,
    Publishing.State.GOING_PUBLIC,
    Publishing.State.PUBLIC,
    Publishing.State.TAKING_DOWN,
)

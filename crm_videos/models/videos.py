"""The videos of stories: what is made of a recording, and the renditions that readers load."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.identity import IdentityLevel, level_of_video
from crm_videos.models.choice_lists import ChoiceListField
from crm_videos.models.private_files import PrivateFile
from crm_videos.models.recordings import Recording
from crm_videos.models.stories import Story
from crm_videos.words import Hiding, Language, PictureShows, RenditionKind, Telltale, VoiceAs


class StoryVideoQuerySet(models.QuerySet["StoryVideo"]):
    def here(self) -> "StoryVideoQuerySet":
        """Leave out what was removed, by a person or because the consent ended."""
        return self.filter(removed_at=None)

    def with_files(self) -> "StoryVideoQuerySet":
        """Read with them what people approve of them; two queries more."""
        files = models.Prefetch("renditions", Rendition.objects.select_related("file"))
        return self.prefetch_related(files, "captions")


class StoryVideo(models.Model):
    """One video of a story: a recording with what is cut off, hidden and changed.

    What is asked for stands fixed once it is made: who wants it otherwise makes another. What
    somebody says of it, who looked at the whole result, comes after (:mod:`crm_videos.videos`).
    """

    wagtail_reference_index_ignore = True

    # It stands in the public address, so it tells no number of rows.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, related_name="videos", verbose_name=_("story")
    )
    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="videos", verbose_name=_("recording")
    )
    # Of the recording; the end is not included. Nothing means from its start, to its end.
    starts_ms = models.PositiveIntegerField(_("begins at millisecond"), default=0)
    ends_ms = models.PositiveIntegerField(_("ends at millisecond"), null=True, blank=True)
    hiding = models.CharField(_("what is hidden"), max_length=12, choices=Hiding)
    # Boxes [left, top, width, height] in thousandths of the upright picture, for its whole length.
    regions = models.JSONField(_("parts of the picture"), default=list, blank=True)
    voice = models.CharField(_("voice"), max_length=8, choices=VoiceAs)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    ordered_at = models.DateTimeField(_("asked for at"))
    # Declared by whoever looked at the whole result. Empty: nobody has, and then it shows all.
    shows = models.CharField(
        _("who is to be seen"), max_length=12, choices=PictureShows, blank=True, default=""
    )
    tells = ChoiceListField(_("what could tell who it is"), of=Telltale, blank=True)
    watched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    watched_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    # Then its files are erased, and none is made any more.
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    objects = StoryVideoQuerySet.as_manager()

    class Meta:
        # Who may work at a story may work at its videos: there is nothing to permit by itself.
        default_permissions = ()
        ordering = ["ordered_at", "id"]
        verbose_name = _("video of a story")
        verbose_name_plural = _("videos of a story")
        constraints = [
            models.CheckConstraint(
                name="video_ends_after_its_start",
                condition=Q(ends_ms=None) | Q(ends_ms__gt=F("starts_ms")),
            ),
            models.CheckConstraint(
                name="video_looked_at_by_somebody",
                condition=Q(watched_by=None, watched_at=None, shows="")
                | Q(watched_by__isnull=False, watched_at__isnull=False) & ~Q(shows=""),
            ),
        ]

    def __str__(self) -> str:
        # Stands in logs and comparisons: a part of a drawn number says nothing of anybody.
        return gettext("Video %(code)s") % {"code": str(self.pk)[:4].upper()}

    @property
    def level(self) -> IdentityLevel:
        """How much of the person it shows."""
        return level_of_video(
            self.shows,
            tells=bool(self.tells),
            watched=self.watched_at is not None,
            hiding=self.hiding,
            voice=self.voice,
        )

    def tells_in_words(self) -> list[str]:
        """Give the words for what in it could tell who it is."""
        field: Any = self._meta.get_field("tells")
        return field.labels(self.tells)


class Rendition(models.Model):
    """One file that is made of a video: the order for it, and the file when it is done.

    Work is found in these rows alone: a worker claims one by a conditional UPDATE for a
    limited time and may die anywhere. ``file`` is set in the transaction that ends it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Could not be made")

    wagtail_reference_index_ignore = True

    video = models.ForeignKey(StoryVideo, on_delete=models.PROTECT, related_name="renditions")
    kind = models.CharField(_("what"), max_length=8, choices=RenditionKind)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    not_before = models.DateTimeField(_("not before"), editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    # In thousandths; of the attempt that runs.
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, editable=False)
    # Why it could not be made: an English sentence, marked for translation.
    words = models.CharField(max_length=200, blank=True, default="", editable=False)
    file = models.OneToOneField(
        PrivateFile, on_delete=models.PROTECT, null=True, editable=False, related_name="rendition"
    )
    # People approve these very bytes, and no others are sent.
    sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    width = models.PositiveSmallIntegerField(null=True, editable=False)
    height = models.PositiveSmallIntegerField(null=True, editable=False)
    duration_ms = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(name="rendition_once_a_kind", fields=["video", "kind"]),
            models.CheckConstraint(
                name="rendition_done_with_its_file",
                condition=Q(state="done", file__isnull=False) | ~Q(state="done") & Q(file=None),
            ),
        ]
        indexes = [
            models.Index(
                name="rendition_waiting",
                fields=["not_before"],
                condition=Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.video}: {self.get_kind_display()}"


class Caption(models.Model):
    """What is said in a video, in one language, as cues: ``[from_ms, to_ms, text]`` in order."""

    wagtail_reference_index_ignore = True

    video = models.ForeignKey(StoryVideo, on_delete=models.PROTECT, related_name="captions")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    cues = models.JSONField(_("captions"), default=list)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
    )
    edited_at = models.DateTimeField(_("written at"))

    class Meta:
        default_permissions = ()
        ordering = ["language"]
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints = [
            models.UniqueConstraint(name="caption_once_a_language", fields=["video", "language"]),
        ]

    def __str__(self) -> str:
        return f"{self.video}: {self.get_language_display()}"

    def lines(self) -> list[str]:
        """Give the text of each cue, in order: what the lint reads, and the transcript."""
        return [text for _from, _to, text in self.cues]

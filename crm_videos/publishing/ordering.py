"""What people decide: to bring a video to a platform, to make it public, to take it down.

A first person writes title and description; a second one, who may approve stories, reads
them and makes the video public. Workers do what was decided (:mod:`.carrying_out`).
"""

import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from crm_videos.models import Publishing, Rendition, Story, StoryVideo
from crm_videos.publishing.asking import Shut, demand_open
from crm_videos.publishing.ports import Asked, judge
from crm_videos.words import RenditionKind

State = Publishing.State
MAY_ORDER, MAY_MAKE_PUBLIC = "crm_videos.change_story", "crm_videos.approve_story"


class Refused(ValueError):
    """It is not done; the sentences say why, in the reader's language."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def rendition_of(video: StoryVideo) -> Rendition | None:
    """Give the file that goes to the platforms, once it is made."""
    made = video.renditions.filter(kind=RenditionKind.P360, state=Rendition.State.DONE)
    return made.select_related("file").first()


def videos_to_send(story: Story) -> "QuerySet[StoryVideo]":
    """Select what of a story is made, here, and looked at in whole; the newest first."""
    made = Rendition.objects.filter(
        video=OuterRef("pk"), kind=RenditionKind.P360, state=Rendition.State.DONE
    )
    watched = story.videos.here().exclude(watched_at=None)
    return watched.filter(Exists(made)).order_by("-ordered_at")


def order(
    video: StoryVideo, *, platform: str, account: str, language: str, title: str,
    description: str, by: User, now: datetime.datetime,
) -> Publishing:  # fmt: skip
    """Have a video sent; nobody but us sees it there. Raises :class:`Refused`."""
    if video.watched_at is None:
        raise Refused(_("Somebody has to look at the whole video first."))
    if rendition_of(video) is None:
        raise Refused(_("The video is not made yet."))
    texts = {"title": title, "description": description}
    judged = judge(Asked(video.story, language, platform, video, texts), now)
    if judged.against:
        raise Refused(*judged.against)
    try:
        with transaction.atomic():
            return Publishing.objects.create(
                video=video, platform=platform, account=account, language=language, title=title,
                description=description, digest=judged.digest, ordered_by=by, ordered_at=now,
                not_before=now,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("This video is there already, or on its way.")) from None


def ask_to_make_public(publishing: Publishing, *, by: User, now: datetime.datetime) -> None:
    """Have it made public. Raises :class:`Refused`."""
    if by.pk == publishing.ordered_by_id:
        raise Refused(_("Another person reads the title and description and makes it public."))
    try:
        demand_open(publishing, now)
    except Shut:
        raise Refused(_("The gate is shut, or the page was changed since.")) from None
    _move(publishing, [State.PRIVATE], State.GOING_PUBLIC, now, public_by=by, public_asked_at=now)


def ask_to_take_down(publishing: Publishing, *, now: datetime.datetime) -> None:
    """Have it taken down. Raises :class:`Refused`."""
    there = [State.SENDING, State.PRIVATE, State.GOING_PUBLIC, State.PUBLIC, State.PERSON]
    _move(publishing, there, State.TAKING_DOWN, now, copy__isnull=False)


def try_again(publishing: Publishing, *, now: datetime.datetime) -> None:
    """Have a person's task tried by the site once more. Raises :class:`Refused`."""
    begun = publishing.session.open() or publishing.copy_id
    state = State.SENDING if begun else State.WAITING
    _move(publishing, [State.PERSON], state, now, copy__gone_at=None)


def _move(
    publishing: Publishing, from_states: list[State], to: State, now: datetime.datetime,
    public_by: User | None = None, public_asked_at: datetime.datetime | None = None,
    **only: object,
) -> None:  # fmt: skip
    """Change the state of one that is as it was seen, whoever works at it now."""
    changes = {"public_by": public_by, "public_asked_at": public_asked_at} if public_by else {}
    seen = Publishing.objects.filter(pk=publishing.pk, state__in=from_states, **only)
    try:
        with transaction.atomic():
            # Its worker must not write over what was decided: the claim moves on. The lease
            # stays, so nothing else is asked of the platform before that worker has ended.
            moved = seen.update(
                state=to, claim=F("claim") + 1, not_before=now, failures=0, words="", reason="",
                **changes,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("This video is there already, or on its way.")) from None
    if not moved:
        raise Refused(_("It has changed meanwhile. Look at it again."))
    publishing.refresh_from_db()

"""Bringing one video to its platform: announced, sent piece by piece, registered with its id.

The upload's address is kept before the first byte is sent. A worker that comes after a
killed one asks what has arrived; a finished upload answers with the video. Only where the
platform has forgotten the upload after its last piece was sent can a video be there that we
do not know: it is then looked for by its mark, and if not found, registered as suspected.
"""

import datetime
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import BinaryIO

from django.db import IntegrityError, transaction

from crm_videos.copies.proving import prove_gone
from crm_videos.copies.registering import register_copy
from crm_videos.models import Copy, PrivateFile, Publishing
from crm_videos.private.frames import Damaged
from crm_videos.private.reading import lend
from crm_videos.publishing import ports
from crm_videos.publishing.asking import demand_open
from crm_videos.publishing.claims import Lost, held, keep
from crm_videos.publishing.ordering import rendition_of
from crm_videos.words import Proof
from foundation.errors import Gone, NotUnderstood, TryLater

State = Publishing.State
Clock = Callable[[], datetime.datetime]


def bring(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    """Have the video at the platform, registered.

    Raises what the platform raises, Shut, and Damaged. A file that was erased meanwhile, as a
    withdrawal does, stops the sending alone: what has arrived before is asked for all the same.
    """
    rendition = rendition_of(publishing.video)
    if rendition is None or rendition.file is None:
        message = "the file of the video is gone"
        raise NotUnderstood(message)
    file = rendition.file
    with _film(file) as film:

        def sending(is_last: bool) -> None:
            demand_open(publishing, clock())
            if film is None:
                raise Damaged(file.id)
            keep(publishing, clock(), last_piece=publishing.last_piece or is_last)

        if not publishing.session.open():
            sending(False)
            _begin(publishing, platform, file.size, clock)
        address = publishing.session.open()["address"]
        try:
            video = platform.send(
                address, film or io.BytesIO(), size=file.size, title=publishing.title,
                description=publishing.description, sending=sending, now=clock(),
            )  # fmt: skip
        except Gone:
            video = _after_a_lost_upload(publishing, platform, clock)
    register(publishing, platform, video, clock(), session={})


@contextmanager
def _film(file: PrivateFile) -> Iterator[BinaryIO | None]:
    """Open a file for sending; ``None`` where it cannot be opened."""
    with ExitStack() as opened:
        film = None
        with suppress(Damaged):
            loan = opened.enter_context(lend(file))
            film = opened.enter_context(io.BufferedReader(loan.plain()))
        yield film


def register(
    publishing: Publishing, platform: ports.Platform, video: str, now: datetime.datetime,
    **changes: object,
) -> None:  # fmt: skip
    """Enter the copy in the moment in which its id becomes known.

    Also when another worker holds the publishing by now: a withdrawal must find what is
    there. The same id is the same copy.
    """
    with transaction.atomic():
        copy = register_copy(
            publishing.video.story,
            kind=publishing.platform,
            language=publishing.language,
            where=platform.address_of(video),
            ref=video,
            by=publishing.ordered_by,
            now=now,
        )
        is_ours = held(publishing).update(copy=copy, state=State.SENDING, **changes)
    if not is_ours:
        _hand_over(publishing, copy, now)
        raise Lost
    publishing.refresh_from_db()


def _hand_over(publishing: Publishing, copy: Copy, now: datetime.datetime) -> None:
    """Tell an order that was ended meanwhile, as one that did not arrive, what is there."""
    ended = Publishing.objects.filter(
        pk=publishing.pk, copy=None, state__in=[State.STOPPED, State.PERSON]
    )
    # Unless it was ordered anew; then the register alone knows of it.
    with suppress(IntegrityError), transaction.atomic():
        ended.update(copy=copy, state=State.SENDING, session={}, words="", not_before=now)


def suspect(publishing: Publishing, now: datetime.datetime) -> None:
    """Register that a video may be there without our knowing its id: a person has to look."""
    # By its mark alone: no word of the story, and a person can look for it.
    story, where = publishing.video.story, publishing.mark
    if not Copy.objects.standing().filter(story=story, where=where).exists():
        register_copy(
            story, kind=publishing.platform, language=publishing.language, where=where,
            by=publishing.ordered_by, now=now,
        )  # fmt: skip


def _begin(publishing: Publishing, platform: ports.Platform, size: int, clock: Clock) -> None:
    session, video = platform.begin(
        title=publishing.title, description=publishing.description, language=publishing.language,
        mark=publishing.mark, size=size, now=clock(),
    )  # fmt: skip
    kept = {"session": {"address": session}, "last_piece": False}
    if video:
        register(publishing, platform, video, clock(), **kept)
    else:
        keep(publishing, clock(), state=State.SENDING, **kept)
        publishing.refresh_from_db()


def _after_a_lost_upload(publishing: Publishing, platform: ports.Platform, clock: Clock) -> str:
    """Find what came of an upload that the platform does not know any more, or begin anew."""
    if publishing.copy is not None:
        _remove_what_is_left(publishing, platform, clock)
    elif publishing.last_piece:
        if video := platform.find(publishing.mark, now=clock()):
            return video
        message = "the upload is not known any more, and no video has its mark"
        raise NotUnderstood(message)
    else:
        keep(publishing, clock(), state=State.WAITING, session={})
    message = "the upload is not known any more"
    raise TryLater(message)


def _remove_what_is_left(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    copy = publishing.copy
    assert copy is not None  # noqa: S101 - asked just before
    keep(publishing, clock())
    platform.take_down(copy.ref, now=clock())
    if platform.is_public(copy.ref, now=clock()) is not None:
        message = "what is left of the upload is still there"
        raise TryLater(message)
    with transaction.atomic():
        # The order is to be brought anew; only its first try is gone.
        keep(publishing, clock(), state=State.WAITING, copy=None, session={}, last_piece=False)
        prove_gone(copy, proof=Proof.PLATFORM, seen="", now=clock())

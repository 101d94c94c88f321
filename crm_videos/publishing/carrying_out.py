"""Workers carry out what was decided about videos on platforms; each may die anywhere.

What is to be done stands in the row. A step asks the platform what is so already, acts, and
reads back; only then the state says it. No transaction is open while a platform is asked.
"""

import datetime
import logging
from collections.abc import Callable
from contextlib import suppress

from django.utils.translation import gettext_noop

from crm_videos.models import Publishing
from crm_videos.private.frames import Damaged
from crm_videos.publishing import ports
from crm_videos.publishing.asking import Shut, demand_open
from crm_videos.publishing.bringing import bring, suspect
from crm_videos.publishing.claims import Lost, claim, keep, release
from crm_videos.publishing.removing import remove
from foundation.errors import OutsideTrouble, TryLater

logger = logging.getLogger(__name__)

State = Publishing.State
Clock = Callable[[], datetime.datetime]

MOST_FAILURES = 6
MOST_AT_ONCE = 20
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=1)
# What is there is looked at so often: somebody may have changed it at the platform.
LOOK_EVERY = datetime.timedelta(hours=20)

LATER = gettext_noop("The platform did not do it yet. It is tried again.")
CONNECT = gettext_noop(
    "The platform does not let us. Connect the account again, with the right to manage videos."
)
NOT_CONNECTED = gettext_noop("This account is not connected any more.")
SHUT = gettext_noop(
    "The gate is shut for this platform, or the page is no longer what was approved."
)
GAVE_UP = gettext_noop("It did not go by itself. Look at the platform, then try it again.")
MAYBE = gettext_noop("It may have arrived without our hearing of it: see its copy.")
NOT_SHOWN = gettext_noop("The platform does not show it to us. Look there.")
UNASKED = gettext_noop("It was public without being asked for, so it is taken down.")
UNREADABLE = gettext_noop("The file of the video cannot be read.")
BROKE_OFF = gettext_noop("The last attempt broke off. It is tried again.")


def carry_out_what_is_due(clock: Clock) -> int:
    """Take one step with each publishing whose time has come; give how many were taken."""
    taken = 0
    due = Publishing.objects.all().due(clock())
    for publishing in due.select_related("video__story", "copy")[:MOST_AT_ONCE]:
        if claim(publishing, clock()):
            with suppress(Lost):
                _carry_out(publishing, clock)
            taken += 1
    return taken


def _carry_out(publishing: Publishing, clock: Clock) -> None:
    platform = ports.open_account(publishing.platform, publishing.account)
    if platform is None:
        _cannot(publishing, NOT_CONNECTED, "", clock())
        return
    try:
        STEPS[State(publishing.state)](publishing, platform, clock)
    except Shut:
        _shut(publishing, platform, clock)
    except TryLater as trouble:
        _later(publishing, LATER, trouble.reason, clock(), trouble.after)
    except OutsideTrouble as trouble:
        _cannot(publishing, CONNECT, trouble.reason, clock())
    except Damaged:
        _cannot(publishing, UNREADABLE, "", clock())
    except Lost:
        raise
    except Exception as error:  # noqa: BLE001 - one that breaks off must not stop the others
        # Not its text: a platform may repeat what it was told.
        logger.error("publishing %s broke off (%s)", publishing.pk, type(error).__name__)
        _later(publishing, BROKE_OFF, "", clock(), None)


def _bring(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    if publishing.copy is None or publishing.session.open():
        bring(publishing, platform, clock)
    _look_after(publishing, platform, clock)


def _look_after(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    """Read back what is there, and bring the captions if they are not there yet."""
    assert publishing.copy is not None  # noqa: S101 - the database holds it
    video = publishing.copy.ref
    seen = platform.is_public(video, now=clock())
    if seen is None and publishing.state == State.SENDING:
        message = "not to be seen yet"
        raise TryLater(message)
    if seen is None:
        release(publishing, state=State.PERSON, words=NOT_SHOWN)
        return
    if seen and publishing.public_by_id is None:
        keep(publishing, clock(), state=State.TAKING_DOWN, words=UNASKED)
        _take_down(publishing, platform, clock)
        return
    now = clock()
    # A second person agreed to it being public; whether it is, the platform says.
    keep(publishing, now, state=State.PUBLIC if seen else State.PRIVATE, looked_at=now)
    if publishing.captioned_at is None:
        _caption(publishing, platform, video, clock)
    release(publishing, words="", reason="", failures=0, not_before=clock() + LOOK_EVERY)


def _caption(publishing: Publishing, platform: ports.Platform, video: str, clock: Clock) -> None:
    for caption in publishing.video.captions.all():
        demand_open(publishing, clock())
        keep(publishing, clock())
        platform.caption(video, caption.language, caption.cues, now=clock())
    keep(publishing, clock(), captioned_at=clock())


def _make_public(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    assert publishing.copy is not None  # noqa: S101 - the database holds it
    demand_open(publishing, clock())
    keep(publishing, clock())
    try:
        platform.make_public(publishing.copy.ref, now=clock())
    except OutsideTrouble:
        # It may have been done, and the answer lost.
        _keep_or_take_back(publishing, platform, clock)
        raise
    _keep_or_take_back(publishing, platform, clock)
    if not platform.is_public(publishing.copy.ref, now=clock()):
        message = "not public yet"
        raise TryLater(message)
    now = clock()
    # Captions that would not go there are tried again at once.
    release(
        publishing, state=State.PUBLIC, looked_at=now, words="", reason="", failures=0,
        not_before=now + LOOK_EVERY if publishing.captioned_at else now,
    )  # fmt: skip


def _keep_or_take_back(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    """Undo what this worker made public after it was decided otherwise. Raises :class:`Lost`.

    It had stood still for longer than its claim: by now a proof may say that the video is gone.
    """
    assert publishing.copy is not None  # noqa: S101 - the database holds it
    try:
        keep(publishing, clock())
    except Lost:
        wanted = [State.GOING_PUBLIC, State.PUBLIC]
        if not Publishing.objects.filter(pk=publishing.pk, state__in=wanted).exists():
            logger.error("publishing %s became public too late; it is taken back", publishing.pk)
            platform.take_down(publishing.copy.ref, now=clock())
        raise


def _take_down(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    if not remove(publishing, platform, clock):
        message = "still there"
        raise TryLater(message)


STEPS: dict[State, Callable[[Publishing, ports.Platform, Clock], None]] = {
    State.WAITING: _bring,
    State.SENDING: _bring,
    State.PRIVATE: _look_after,
    State.GOING_PUBLIC: _make_public,
    State.PUBLIC: _look_after,
    State.TAKING_DOWN: _take_down,
}


def _shut(publishing: Publishing, platform: ports.Platform, clock: Clock) -> None:
    """Say what is there now that the gate is shut, and leave nothing that began to be shown."""
    if publishing.copy is None:
        # Without its last piece no upload is a video.
        release(publishing, state=State.STOPPED, words=SHUT, session={})
    elif publishing.state == State.PRIVATE:
        release(publishing, words=SHUT, not_before=clock() + LOOK_EVERY)
    else:
        # Whether it became public before nobody knows: it goes, and that is read back.
        keep(publishing, clock(), state=State.TAKING_DOWN, words=SHUT, failures=0)
        with suppress(OutsideTrouble):
            if remove(publishing, platform, clock):
                return
        release(publishing, not_before=clock() + FIRST_WAIT)


def _later(
    publishing: Publishing, words: str, reason: str, now: datetime.datetime,
    after: datetime.datetime | None,
) -> None:  # fmt: skip
    failures = publishing.failures + 1
    if failures >= MOST_FAILURES and publishing.state in (State.WAITING, State.SENDING):
        _give_up(publishing, GAVE_UP, reason, now)
        return
    wait = min(FIRST_WAIT * 4 ** (failures - 1), LONGEST_WAIT)
    release(
        publishing, words=words, reason=reason[:300], failures=failures,
        not_before=max(now + wait, after or now),
    )  # fmt: skip


def _cannot(publishing: Publishing, words: str, reason: str, now: datetime.datetime) -> None:
    """Leave to a person what is not there; what is there keeps its state, and is asked for."""
    if publishing.state in (State.WAITING, State.SENDING):
        _give_up(publishing, words, reason, now)
        return
    release(publishing, words=words, reason=reason[:300], not_before=now + LONGEST_WAIT)


def _give_up(publishing: Publishing, words: str, reason: str, now: datetime.datetime) -> None:
    if publishing.copy is None and publishing.last_piece:
        suspect(publishing, now)
        words = MAYBE
    release(publishing, state=State.PERSON, words=words, reason=reason[:300])

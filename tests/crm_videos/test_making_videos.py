"""The work table of renditions: made once, whoever dies, and never without consent."""

import datetime as dt
import hashlib

import pytest

from crm_videos.clearing import clear
from crm_videos.erasing.own_rows import clear_videos
from crm_videos.erasing.traces import Traces
from crm_videos.models import PrivateFile, Purpose, Rendition, StoryVideo, Withdrawal
from crm_videos.private.erasing import erase
from crm_videos.private.reading import open_range
from crm_videos.tasks import make_videos
from crm_videos.videos import making, work_table
from crm_videos.videos.child_at_work import CannotMake, Made, NeverMade
from crm_videos.videos.making import make_what_waits
from crm_videos.videos.ordering import NotOrdered
from crm_videos.videos.removing import remove_video
from crm_videos.words import RenditionKind
from tests.crm_videos.conftest import NOW
from tests.crm_videos.filmed import order, record
from tests.crm_videos.phone_film import film
from tests.crm_videos.withdrawn_world import Told
from tests.portal.story_world import make_story, make_testimony

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MADE = Made(b"a film", 640, 360, 3000)
DAY = dt.timedelta(days=1)


@pytest.fixture
def told(testimony, recorder) -> Told:
    return Told(testimony, recorder)


@pytest.fixture
def recording(told, testimony, recorder):
    return record(testimony, recorder)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def child(monkeypatch):
    """Stand in for the child: what it is asked is kept; what it does can be said."""
    asked: list[dict] = []

    def does(act=lambda _progress: MADE):
        def make(_loan, wanted, *, patience_seconds, progress):
            asked.append(wanted)
            return act(progress)

        monkeypatch.setattr(making, "make", make)
        return asked

    does()
    return does


def states() -> set[str]:
    return set(Rendition.objects.values_list("state", flat=True))


def kept() -> int:
    return PrivateFile.objects.filter(purpose=Purpose.VIDEO_SHOWN, erased_at=None).count()


REFUSED = {
    "Choose the part of the picture": {"hiding": "region"},
    "outside the picture": {"hiding": "region", "regions": [[900, 0, 200, 200]]},
    "lies outside": {"hiding": "region", "regions": [[-1, 0, 200, 200]]},
    "too small to hide": {"hiding": "region", "regions": [[0, 0, 19, 200]]},
    "four whole numbers": {"hiding": "region", "regions": [[0, 0, 200]]},
    "5 parts at most": {"hiding": "region", "regions": [[0, 0, 20, 20]] * 6},
    "but not hidden": {"hiding": "whole", "regions": [[0, 0, 200, 200]]},
    "begin and end within": {"ends_ms": 3001},
    "must begin and end": {"starts_ms": 2000, "ends_ms": 2000},
    "one second at least": {"starts_ms": 2500},
    "on the list": {"voice": "loud"},
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_makes_no_sense_is_refused_in_words(says, told, recording):
    with pytest.raises(NotOrdered, match=says):
        order(told.story, recording, told.by, **REFUSED[says])
    assert not StoryVideo.objects.exists()


def test_nothing_is_made_of_what_may_not_be_used(told, recording, testimony):
    other = make_story(make_testimony(told.by), told.by)
    with pytest.raises(NotOrdered, match="another testimony"):
        order(other, recording, told.by)
    sound = record(testimony, told.by, medium="audio", content_type="audio/mp4")
    with pytest.raises(NotOrdered, match="no picture"):
        order(told.story, sound, told.by)
    assert order(told.story, sound, told.by, hiding="no-picture").renditions.count() == 1
    long = record(testimony, told.by, duration_ms=16 * 60_000)
    with pytest.raises(NotOrdered, match="15 minutes at most"):
        order(told.story, long, told.by)
    erase(recording.file, now=NOW)
    with pytest.raises(NotOrdered, match="erased"):
        order(told.story, recording, told.by)
    told.withdraw()
    with pytest.raises(NotOrdered, match="No consent stands"):
        order(told.story, long, told.by, ends_ms=3000)


def test_each_file_is_made_once_and_is_what_the_child_gave(told, recording, child, clock):
    asked = child()
    video = order(
        told.story, recording, told.by, starts_ms=500, hiding="region",
        regions=[(100, 100, 300, 300)], voice="lower",
    )  # fmt: skip
    assert make_what_waits(clock) == 4
    assert make_what_waits(clock) == 0
    assert [one["kind"] for one in asked] == list(RenditionKind)
    assert asked[0] | {"kind": ""} == {
        "kind": "", "starts_ms": 500, "ends_ms": 3000, "hiding": "region",
        "regions": [[100, 100, 300, 300]], "voice": "lower",
    }  # fmt: skip
    for one in video.renditions.select_related("file"):
        assert (one.state, one.progress, one.lease_until) == ("done", 1000, None)
        assert b"".join(open_range(one.file, 0, one.file.size)) == MADE.data
        assert one.sha256 == hashlib.sha256(MADE.data).hexdigest()
    types = {one.kind: one.file.content_type for one in video.renditions.all()}
    assert types == {
        "poster": "image/webp", "sound": "audio/mp4", "240p": "video/mp4", "360p": "video/mp4",
    }  # fmt: skip


def test_while_one_is_made_nobody_makes_it_too(told, recording, child, clock, monkeypatch):
    monkeypatch.setattr(work_table, "MOST_AT_ONCE", 9)
    order(told.story, recording, told.by)
    mine = [work_table.claim_next(clock()) for _one in range(5)]
    assert len({one.pk for one in mine[:4]}) == 4
    assert mine[4] is None


def test_two_workers_that_see_one_order_do_not_both_get_it(told, recording, clock, monkeypatch):
    order(told.story, recording, told.by, hiding="no-picture")
    stale = Rendition.objects.all()
    assert work_table.claim_next(clock()) is not None
    # The other one looked before the first one wrote.
    monkeypatch.setattr(work_table, "_free", lambda _now: _as_it_was(stale))
    monkeypatch.setattr(work_table, "MOST_AT_ONCE", 9)
    assert work_table.claim_next(clock()) is None


def _as_it_was(rows):
    class Rows:
        def filter(self, **_how):
            return self

        def order_by(self, *_how):
            return self

        def values_list(self, *_how):
            return [(row.pk, 0) for row in rows]

    return Rows()


def test_one_slot_is_left_for_what_cannot_wait(told, recording, clock):
    order(told.story, recording, told.by)
    assert work_table.claim_next(clock()) is not None
    assert work_table.claim_next(clock()) is None


def test_progress_is_seen_and_holds_the_order(told, recording, child, clock):
    seen = []

    def slow(progress):
        for thousandths in (100, 500, 900):
            clock.now += work_table.LEASE - dt.timedelta(seconds=1)
            progress(thousandths)
            seen.append(Rendition.objects.get().progress)
            assert work_table.claim_next(clock()) is None
        return MADE

    child(slow)
    order(told.story, recording, told.by, hiding="no-picture")
    make_what_waits(clock)
    assert seen == [100, 500, 900]
    assert states() == {"done"}


def test_who_lost_the_order_writes_nothing(told, recording, child, clock, private_folder):
    """The first worker sleeps past its lease; a second one makes the file; the first wakes."""

    def asleep(progress):
        clock.now += 2 * work_table.LEASE
        child(lambda _progress: Made(b"of the second", 1, 1, 3000))
        make_what_waits(clock)
        return MADE

    child(asleep)
    order(told.story, recording, told.by, hiding="no-picture")
    make_what_waits(clock)
    row = Rendition.objects.select_related("file").get()
    assert b"".join(open_range(row.file, 0, row.file.size)) == b"of the second"
    assert (kept(), row.attempts) == (1, 2)
    assert len([path for path in private_folder.rglob("*") if path.is_file()]) == 2


def test_what_breaks_off_is_tried_again_and_given_up_in_words(told, recording, child, clock):
    def breaks(_progress):
        raise CannotMake

    asked = child(breaks)
    order(told.story, recording, told.by, hiding="no-picture")
    for _day in range(9):
        make_what_waits(clock)
        make_what_waits(clock)
        clock.now += DAY
    row = Rendition.objects.get()
    assert len(asked) == row.attempts == work_table.MOST_ATTEMPTS
    assert (row.state, row.words) == ("failed", work_table.GAVE_UP)


def test_workers_that_die_each_time_are_given_up_too(told, recording, clock):
    order(told.story, recording, told.by, hiding="no-picture")
    for _attempt in range(work_table.MOST_ATTEMPTS):
        assert work_table.claim_next(clock()) is not None
        clock.now += work_table.LEASE
    assert work_table.claim_next(clock()) is None
    assert work_table.bury(clock()) == 1
    assert Rendition.objects.get().words == work_table.GAVE_UP


def test_what_can_never_be_made_is_said_at_once(told, recording, child, clock):
    def never(_progress):
        raise NeverMade("no-sound")

    child(never)
    order(told.story, recording, told.by, hiding="no-picture")
    make_what_waits(clock)
    row = Rendition.objects.get()
    assert (row.state, row.words, row.attempts) == ("failed", "The recording has no sound.", 1)


def end_consent(told, _video):
    told.withdraw()


def erase_recording(_told, video):
    erase(video.recording.file, now=NOW)


def remove(_told, video):
    remove_video(video, now=NOW)


@pytest.mark.parametrize("ends", [end_consent, erase_recording, remove])
@pytest.mark.parametrize("when", ["before", "while", "after the last word"])
def test_nothing_is_kept_once_it_is_not_wanted_any_more(
    ends, when, told, recording, child, clock, private_folder
):
    video = order(told.story, recording, told.by, hiding="no-picture")

    def act(progress):
        if when != "before":
            progress(100)
            ends(told, video)
        if when == "while":
            progress(200)
        return MADE

    child(act)
    if when == "before":
        ends(told, video)
    make_what_waits(clock)
    row = Rendition.objects.get()
    assert (row.state, row.file) == ("failed", None)
    assert row.words in {making.ENDED, "The video was removed."}
    assert kept() == 0


def test_what_was_made_is_erased_with_the_consent_and_a_new_one_begins_anew(
    told, recording, child, clock, django_capture_on_commit_callbacks, private_folder
):
    video = order(told.story, recording, told.by)
    make_what_waits(clock)
    assert kept() == 4
    with django_capture_on_commit_callbacks(execute=True):
        told.withdraw()
    video.refresh_from_db()
    assert video.removed_at is not None
    assert kept() == 0
    told.give(now=NOW + DAY)
    clock.now = NOW + DAY
    again = order(told.story, recording, told.by, now=clock.now)
    make_what_waits(clock)
    # A page of the old story turns up, and the case is gone through once more.
    case = Withdrawal.objects.get()
    Withdrawal.objects.update(cleared_at=None)
    clear(case.pk, now=clock.now)
    assert StoryVideo.objects.here().get() == again
    assert kept() == 4


def test_erasing_a_person_leaves_no_video(told, recording, child, clock):
    video = order(told.story, recording, told.by)
    clear_videos(Traces(told.testimony.pk, NOW))
    make_what_waits(clock)
    video.refresh_from_db()
    assert (states(), kept(), video.removed_at) == ({"failed"}, 0, NOW)


def test_a_damaged_recording_is_no_reason_to_try_for_ever(told, recording, clock, private_folder):
    (private_folder / recording.file.name).write_bytes(b"something else")
    order(told.story, recording, told.by, hiding="no-picture")
    make_what_waits(clock)
    assert Rendition.objects.get().words == making.DAMAGED


def test_the_task_makes_all_of_a_real_film(told, testimony, private_folder, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    video = order(told.story, record(testimony, told.by, film(1), duration_ms=1000), told.by)
    make_videos()
    sizes = {one.kind: (one.state, one.width, one.height) for one in video.renditions.all()}
    assert sizes == {
        "poster": ("done", 640, 360), "sound": ("done", None, None), "240p": ("done", 426, 240),
        "360p": ("done", 640, 360),
    }  # fmt: skip
    for path in private_folder.rglob("*"):
        assert not (path.is_file() and b"ftyp" in path.read_bytes()[:64])

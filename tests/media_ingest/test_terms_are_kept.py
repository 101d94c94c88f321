"""What must be deleted after 30 and after 7 days, what stays, and that it may run twice."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns.models import Current, Entry
from media_ingest.models import (
    Account,
    CounterGrowth,
    ForgottenPost,
    PollRun,
    Post,
    PostReading,
    RawAnswer,
    Reading,
)
from media_ingest.polling import poll_by_hand, poll_what_is_due
from media_ingest.raw_store import STORAGE, open_raw
from media_ingest.retention import Deleted, keep_the_terms
from media_ingest.tasks import keep_to_the_terms
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, REFRESH
from tests.simulators.videos import Video

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recent")]
DAY = timedelta(days=1)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def clock(clock):
    clock.now = datetime(2026, 10, 8, 7, 10, tzinfo=UTC)
    return clock


@pytest.fixture
def channel(platforms, youtube, settings):
    settings.GOOGLE_REVOKE_URI = platforms.url + "revoke"
    channel = platforms.youtube.channels[CHANNEL]
    channel.videos = [
        Video("one", "Title One", LONG_AGO, views=1000),
        Video("two", "Title Two", LONG_AGO, views=500),
    ]
    return channel


def poll_for(account, clock, days: int) -> None:
    """Poll each ninth day and the last: often enough to confirm what is still there."""
    while days > 0:
        step, days = min(9, days), days - 9
        clock.now += step * DAY
        poll_by_hand(account, clock)
        keep_the_terms(clock.now)


def ledger() -> list:
    return list(Entry.objects.order_by("pk").values_list("pk", "value", "payload_sha256"))


def files() -> set[str]:
    storage, found = storages[STORAGE], set()
    for shard in storage.listdir("raw/youtube")[0]:
        found |= set(storage.listdir(f"raw/youtube/{shard}")[1])
    return found


def test_a_video_not_shown_for_thirty_days_is_forgotten_and_lowers_nothing(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    channel.videos[0].views = 1100
    poll_for(youtube, clock, 1)
    before = Current.objects.get(key__indicator="D7", key__role="month").value
    channel.videos[0].vanish()
    poll_for(youtube, clock, 28)
    assert Post.objects.filter(external_id="one").exists()
    growth = list(CounterGrowth.objects.values_list("day", "growth", "correction"))
    clock.now += DAY
    assert keep_the_terms(clock.now).posts == 1

    assert not Post.objects.filter(external_id="one").exists()
    assert not PostReading.objects.filter(post__title="Title One").exists()
    assert [row.digest for row in ForgottenPost.objects.all()] == [ForgottenPost.digest_of("one")]
    assert list(CounterGrowth.objects.values_list("day", "growth", "correction")) == growth
    assert Current.objects.get(key__indicator="D7", key__month="2026-10-01").value == before == 100
    assert keep_the_terms(clock.now) == Deleted()


def test_no_raw_answer_names_a_video_that_was_forgotten(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    channel.videos[0].vanish()
    poll_for(youtube, clock, 31)
    bodies = [open_raw(row.pk) for row in RawAnswer.objects.all()]
    assert bodies
    assert not [body for body in bodies if b"Title One" in body]


def test_a_forgotten_video_that_comes_back_is_a_baseline_and_not_counted_again(
    channel, youtube, clock
):
    poll_by_hand(youtube, clock)
    channel.videos.insert(0, Video("new", "New", clock.now + DAY / 2, views=70))
    poll_for(youtube, clock, 1)
    channel.videos[0].vanish()
    poll_for(youtube, clock, 31)
    assert not Post.objects.filter(external_id="new").exists()
    channel.videos[0].come_back()
    channel.videos[0].views = 75
    poll_for(youtube, clock, 1)
    assert Post.objects.get(external_id="new").state == "shown"
    assert sum(row.growth + row.correction for row in CounterGrowth.objects.all()) == 70


def test_what_is_polled_by_schedule_is_confirmed_and_stays(channel, youtube, clock):
    poll_for(youtube, clock, 45)
    assert Post.objects.count() == 2
    youtube.refresh_from_db()
    assert youtube.grant_checked_at == clock.now
    assert Reading.objects.exists()


@pytest.mark.parametrize("paused", [True, False])
def test_what_nobody_confirmed_for_thirty_days_is_deleted(paused, channel, youtube, clock):
    poll_by_hand(youtube, clock)
    Account.objects.update(paused=paused)
    told = ledger()
    keep_the_terms(clock.now + 28 * DAY)
    assert Reading.objects.exists()
    keep_the_terms(clock.now + 29 * DAY)
    assert everything_lent() == 0
    assert ledger() == told
    # The grant itself may still be good: the next poll will tell.
    account = Account.objects.get()
    assert account.credentials.open()["refresh_token"] == REFRESH
    clock.now += 30 * DAY
    assert poll_by_hand(account, clock).state == PollRun.State.DONE


def everything_lent() -> int:
    kept = (Reading, Post, PostReading, CounterGrowth, RawAnswer)
    return sum(table.objects.count() for table in kept) + len(files())


def test_a_lost_grant_starts_the_clock_and_thirty_days_later_all_it_opened_goes(
    channel, platforms, youtube, clock
):
    poll_by_hand(youtube, clock)
    told = ledger()
    clock.now += DAY
    platforms.breaks("/token", "dead_token")
    poll_what_is_due(clock)
    lost = Account.objects.get()
    assert lost.grant_lost_at == clock.now
    assert "grant has ended" in lost.trouble
    for days in range(1, 28):
        keep_the_terms(lost.grant_lost_at + days * DAY)
    assert Reading.objects.exists()

    deleted = keep_the_terms(lost.grant_lost_at + 29 * DAY)
    assert everything_lent() == 0
    account = Account.objects.get()
    assert (account.title, account.credentials.open()) == ("", {})
    assert account.external_id == CHANNEL
    assert ledger() == told
    assert deleted.accounts == 1
    assert keep_the_terms(lost.grant_lost_at + 30 * DAY) == Deleted()


def test_a_grant_that_works_again_stops_the_clock(channel, platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    platforms.breaks("/token", "dead_token")
    clock.now += DAY
    poll_by_hand(youtube, clock)
    assert Account.objects.get().grant_lost_at is not None
    platforms.mend()
    clock.now += DAY
    poll_by_hand(Account.objects.get(), clock)
    assert Account.objects.get().grant_lost_at is None


def disconnect(channel="youtube") -> str:
    out = io.StringIO()
    call_command("disconnect", "youtube", channel=channel, stdout=out)
    return out.getvalue()


def test_disconnecting_revokes_at_google_and_leaves_seven_days(channel, platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    told = ledger()
    began = timezone.now()
    assert "its data is deleted by" in disconnect()

    assert platforms.youtube.door.revoked == [REFRESH]
    account = Account.objects.get()
    assert account.credentials.open() == {}
    assert account.delete_by - began >= 7 * DAY
    assert "disconnected here" in account.trouble
    keep_the_terms(began + 5 * DAY)
    assert Reading.objects.exists()
    keep_the_terms(account.delete_by - DAY)
    assert everything_lent() == 0
    assert ledger() == told
    assert disconnect()  # Once more is no trouble.


def test_a_disconnected_channel_is_not_polled_and_says_so(channel, youtube, clock, platforms):
    poll_by_hand(youtube, clock)
    disconnect()
    platforms.seen.clear()
    clock.now += DAY
    assert poll_what_is_due(clock) == 0
    outcome = poll_by_hand(Account.objects.get(), clock)
    assert "the channel is disconnected; connect it again" in outcome.reason
    assert platforms.seen == []


@pytest.mark.parametrize("fault", ["500", "close"])
def test_nothing_is_changed_while_google_cannot_be_reached(
    fault, channel, platforms, youtube, clock
):
    platforms.breaks("/revoke", fault)
    with pytest.raises(CommandError, match="nothing was changed"):
        disconnect()
    account = Account.objects.get()
    assert account.credentials.open()["refresh_token"] == REFRESH
    assert (account.delete_by, account.trouble) == (None, "")


def test_a_grant_that_google_no_longer_knows_is_as_good_as_revoked(
    channel, platforms, youtube, clock
):
    platforms.youtube.door.revoked.append(REFRESH)
    assert disconnect()
    assert Account.objects.get().credentials.open() == {}


def test_only_a_connected_channel_can_be_disconnected(channel):
    with pytest.raises(CommandError, match="no youtube account is connected"):
        disconnect("nowhere")


def test_connecting_again_in_the_same_month_does_not_lower_it(channel, platforms, youtube, clock):
    poll_by_hand(youtube, clock)
    channel.videos[0].views = 1100
    poll_for(youtube, clock, 1)
    disconnect()
    clock.now += 8 * DAY
    keep_the_terms(timezone.now() + 8 * DAY)
    assert not CounterGrowth.objects.exists()
    account = Account.objects.get()
    account.credentials = {"client_secret": CLIENT_SECRET, "refresh_token": REFRESH}
    account.grant_lost_at, account.delete_by, account.trouble = None, None, ""
    account.connected_at = clock.now
    account.save()
    # Revoked at Google for good; the owner's new consent is the same token here.
    platforms.youtube.door.revoked.clear()
    poll_by_hand(account, clock)
    channel.videos[0].views = 1120
    clock.now += DAY
    poll_by_hand(account, clock)
    assert Current.objects.get(key__indicator="D7", key__role="month").value == 120


def test_expired_answers_of_both_platforms_go_with_their_files(platforms, facebook, youtube, clock):
    for account in (facebook, youtube):
        poll_by_hand(account, clock)
    rows = RawAnswer.objects.values_list("platform", flat=True)
    assert set(rows) == {"facebook", "youtube"}
    keep_the_terms(clock.now + 31 * DAY)
    assert set(RawAnswer.objects.values_list("platform", flat=True)) == {"facebook"}
    paths = list(RawAnswer.objects.values_list("path", flat=True))
    keep_the_terms(clock.now + 731 * DAY)
    assert not RawAnswer.objects.exists()
    assert not [path for path in paths if storages[STORAGE].exists(path)]


def test_the_task_of_the_schedule_does_it(channel, youtube, clock):
    poll_by_hand(youtube, clock)
    Account.objects.update(
        connected_at=timezone.now() - 40 * DAY, grant_checked_at=timezone.now() - 30 * DAY
    )
    keep_to_the_terms()
    assert not Reading.objects.exists()

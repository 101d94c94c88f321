"""``debug_token`` once a day: the earliest end is kept, a dead token goes to a person."""

from datetime import UTC, datetime, timedelta

import pytest

from media_ingest.connecting import connect_account
from media_ingest.models import Account, PollRun, RawAnswer
from media_ingest.polling import poll_by_hand, poll_what_is_due
from media_ingest.raw_store import open_raw
from tests.media_ingest.canaries import APP_SECRET, PAGE, TOKEN

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
APP_ID = "424242"
SOON, LATER = datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)


@pytest.fixture
def page(platforms, clock):
    page = platforms.facebook.pages[PAGE]
    page.app_id, page.app_secret = APP_ID, APP_SECRET
    connect(clock, app_id=APP_ID, app_secret=APP_SECRET)
    return page


def connect(clock, **secrets) -> None:
    connect_account(
        platform="facebook", channel_slug="facebook", external_id=PAGE,
        secrets={"token": TOKEN, **secrets}, now=clock(),
    )  # fmt: skip


def poll(clock) -> Account:
    poll_by_hand(Account.objects.get(), clock)
    return Account.objects.get()


def times_asked(platforms) -> int:
    return sum(path.endswith("/debug_token") for path, _ in platforms.seen)


@pytest.mark.parametrize(
    ("expires", "access", "end"),
    [
        (0, 0, None), (SOON, 0, SOON), (0, SOON, SOON), (SOON, LATER, SOON), (LATER, SOON, SOON),
        ("soon", None, None), (True, -5, None), (10**20, 0, None),
    ],
)  # fmt: skip
def test_the_earliest_end_is_kept(expires, access, end, platforms, page, clock):
    def stamp(when):
        return int(when.timestamp()) if isinstance(when, datetime) else when

    page.token_data = {"expires_at": stamp(expires), "data_access_expires_at": stamp(access)}
    account = poll(clock)
    assert (account.grant_expires_at, account.grant_checked_at) == (end, clock.now)
    assert PollRun.objects.get().state == PollRun.State.DONE


def test_it_is_asked_once_a_day(platforms, page, clock):
    for hours in (0, 1, 12, 24, 25, 47, 48):
        clock.now = datetime(2026, 10, 8, 3, tzinfo=UTC) + timedelta(hours=hours)
        poll(clock)
    assert times_asked(platforms) == 3


def test_a_new_key_is_asked_about_at_once(platforms, page, clock):
    page.token_data = {"expires_at": int(SOON.timestamp())}
    poll(clock)
    page.token_data = {}
    connect(clock, app_id=APP_ID, app_secret=APP_SECRET)
    assert Account.objects.get().grant_expires_at is None
    poll(clock)
    assert times_asked(platforms) == 2


def test_without_the_app_it_is_not_asked(platforms, facebook, clock):
    account = poll(clock)
    assert times_asked(platforms) == 0
    assert (account.grant_checked_at, account.grant_expires_at) == (None, None)


@pytest.mark.parametrize(
    ("subcode", "words"), [(463, "has expired"), (458, "the app was removed"), (None, "no longer")]
)
def test_a_token_that_opens_no_more_goes_to_a_person(subcode, words, platforms, page, clock):
    page.token_data = {"is_valid": False, "error": {"code": 190, "subcode": subcode}}
    poll_what_is_due(clock)
    run, account = PollRun.objects.get(), Account.objects.get()
    assert run.state == PollRun.State.FAILED
    assert words in account.trouble
    assert account.grant_checked_at is None
    clock.now += timedelta(hours=1)
    assert poll_what_is_due(clock) == 0


def test_a_wrong_app_leaves_the_page_as_it_is(platforms, page, clock):
    platforms.facebook.pages[PAGE].app_secret = ""
    connect(clock, app_id=APP_ID, app_secret="another-secret")
    account = poll(clock)
    run = PollRun.objects.get()
    assert (run.state, account.trouble) == (PollRun.State.PARTIAL, "")
    assert run.reason.startswith("grant: the app's id or secret is not taken")
    assert "another-secret" not in run.reason


@pytest.mark.parametrize("data", [None, [], {}, {"is_valid": "yes"}, {"is_valid": None}])
def test_an_answer_that_says_nothing_is_not_taken_for_a_good_one(data, platforms, page, clock):
    platforms.facebook.says("/debug_token", {"data": data})
    account = poll(clock)
    assert PollRun.objects.get().state == PollRun.State.PARTIAL
    assert account.grant_checked_at is None
    assert account.trouble == ""


def test_a_missing_permission_is_remarked_on(platforms, page, clock):
    page.token_data = {"scopes": ["pages_show_list", "pages_read_engagement"]}
    poll(clock)
    run = PollRun.objects.get()
    assert (run.state, run.reason) == (PollRun.State.DONE, "the token lacks read_insights")


def test_what_it_says_of_a_person_is_not_kept(platforms, page, clock):
    page.token_data = {"user_id": "770011223344"}
    poll(clock)
    bodies = [open_raw(row.sha256) for row in RawAnswer.objects.all()]
    assert bodies
    assert not [body for body in bodies if b"770011223344" in body or b"is_valid" in body]

"""An account that was not heard since a month ended is told to whoever closes the month."""

import datetime as dt

import pytest

from campaigns.month_checks import checks_of
from media_ingest.models import Account, PollRun

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
CONNECTED = dt.datetime(2026, 9, 20, tzinfo=dt.UTC)


def light(month: dt.date) -> str | None:
    found = checks_of(month, today=dt.date(2026, 12, 1))
    return next((one.light.value for one in found if one.slug.startswith("polls:")), None)


@pytest.fixture
def account() -> Account:
    return Account.objects.create(
        channel_id="youtube", platform="youtube", external_id="UC1", credentials={},
        connected_at=CONNECTED, next_poll_at=CONNECTED,
    )  # fmt: skip


def poll(account: Account, ended: dt.datetime, state: str = "done") -> None:
    PollRun.objects.create(
        account=account, trigger="hand", state=state, due_at=ended, not_before=ended,
        ended_at=ended,
    )  # fmt: skip


def test_an_account_is_amber_until_it_is_heard_after_the_platform_s_month_ended(account):
    assert light(SEPTEMBER) == "amber"
    # Still September in California.
    poll(account, dt.datetime(2026, 10, 1, 6, 59, tzinfo=dt.UTC))
    poll(account, dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "failed")
    assert light(SEPTEMBER) == "amber"
    poll(account, dt.datetime(2026, 10, 3, tzinfo=dt.UTC))
    assert (light(SEPTEMBER), light(OCTOBER)) == ("green", "amber")


def test_an_account_that_was_connected_later_is_not_asked(account):
    assert light(dt.date(2026, 8, 1)) is None

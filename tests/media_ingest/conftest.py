"""Both platforms on loopback at a fixed moment, with a page and a channel connected to ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from media_ingest.connecting import connect_account
from media_ingest.models import Account
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, PAGE, REFRESH, TOKEN
from tests.simulators.server import Simulators


@dataclass
class Clock:
    """The time of the simulators and of the poller, moved by hand."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 10, 8, 3, 0, tzinfo=UTC))


@pytest.fixture
def platforms(clock, settings) -> Iterator[Simulators]:
    """The simulators, with the settings pointing at them."""
    with Simulators(clock=clock) as simulators:
        simulators.facebook.add_page(PAGE, TOKEN)
        simulators.youtube.add_channel(CHANNEL, REFRESH, client_secret=CLIENT_SECRET)
        settings.FACEBOOK_GRAPH_URL = simulators.url
        settings.YOUTUBE_API_ROOT = simulators.url
        settings.YOUTUBE_ANALYTICS_ROOT = simulators.url
        settings.GOOGLE_TOKEN_URI = simulators.url + "token"
        yield simulators


@pytest.fixture
def facebook(db, clock) -> Account:
    return connect_account(
        platform="facebook",
        channel_slug="facebook",
        external_id=PAGE,
        secrets={"token": TOKEN},
        now=clock(),
    )


@pytest.fixture
def youtube(db, clock) -> Account:
    return connect_account(
        platform="youtube",
        channel_slug="youtube",
        external_id=CHANNEL,
        client_id="client-1",
        secrets={"client_secret": CLIENT_SECRET, "refresh_token": REFRESH},
        now=clock(),
    )


@pytest.fixture
def recent(youtube) -> Account:
    """Let our channel begin with the month: a poll then has days to read, not half a year."""
    youtube.channel.active_from = date(2026, 10, 1)
    youtube.channel.save()
    return youtube

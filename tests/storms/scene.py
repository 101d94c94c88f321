"""What a storm is about: accounts, the days on which they are polled, and what platforms say then.

What is said of a day grows for four days and then stands still. So each poll
finds values that no other poll finds, and whoever compares the versions of
readings sees a poll that did not happen.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.simulators.figures import PACIFIC
from tests.simulators.replies import Request
from tests.simulators.server import Simulators

# An hour more than a day: what two polls saw is a day apart, however late each was.
EVERY = timedelta(hours=25)
GROWS_FOR_DAYS = 4
# Of days that YouTube has not yet counted it says nothing.
SILENT_DAYS = {"engagedViews": 2, "views": 2}
# On the grid of due times; far from a definition's first day.
FIRST = datetime.fromtimestamp(19_900 * EVERY.total_seconds(), tz=UTC)
# The channels of the storm are new: a first poll has few days to read.
FIRST_DAY = FIRST.date() - timedelta(days=8)
CHANNELS = "storm-"
SECRET = "client-secret"


@dataclass(frozen=True)
class Spot:
    """One account of the storm."""

    platform: str
    number: int

    @property
    def external_id(self) -> str:
        return f"{7000 + self.number}" if self.platform == "facebook" else f"UCstorm{self.number}"

    @property
    def channel(self) -> str:
        return f"{CHANNELS}{self.number}"

    @property
    def token(self) -> str:
        return f"token-{self.platform}-{self.number}"

    @property
    def secrets(self) -> dict[str, str]:
        if self.platform == "facebook":
            return {"token": self.token}
        return {"client_secret": SECRET, "refresh_token": self.token}


def spots(number: int) -> list[Spot]:
    """Half of the accounts on each platform."""
    return [Spot(("facebook", "youtube")[n % 2], n) for n in range(number)]


def due_times(number: int) -> list[datetime]:
    return [FIRST + n * EVERY for n in range(number)]


def play(platforms: Simulators, accounts: list[Spot]) -> None:
    """Let the accounts exist on the simulated platforms."""
    for spot in accounts:
        if spot.platform == "facebook":
            platforms.facebook.add_page(spot.external_id, spot.token, figures=figures_of(spot))
        else:
            platforms.youtube.add_channel(
                spot.external_id, spot.token, client_secret=SECRET, figures=figures_of(spot)
            )


def figures_of(spot: Spot):
    def figure(metric: str, period: str, day: date, now: datetime) -> int | None:
        age = (now.astimezone(PACIFIC).date() - day).days
        if age < SILENT_DAYS.get(metric, 1):
            return None
        digest = hashlib.sha256(f"{spot}|{metric}|{period}|{day}".encode()).digest()
        return 1000 + int.from_bytes(digest[:2]) + 100 * min(age, GROWS_FOR_DAYS)

    return figure


def daily_series(platform: str) -> list[tuple[str, str]]:
    """Give what is asked of an account itself, a value a day."""
    from media_ingest.platforms import PLATFORMS

    series = PLATFORMS[platform].series
    return [(one.metric, one.period) for one in series if one.period in ("day", "days_28")]


def values_served(spot: Spot, steps: int) -> dict[tuple[str, str], list[int]]:
    """Give the values of each metric and day that polls at the due times find, in order."""
    served: dict[tuple[str, str], list[int]] = defaultdict(list)
    figure = figures_of(spot)
    for now in due_times(steps):
        today = now.astimezone(PACIFIC).date()
        for metric, period in daily_series(spot.platform):
            # Older days stand still.
            recent = (today - timedelta(days=age) for age in range(2 * GROWS_FOR_DAYS, 0, -1))
            for day in recent:
                if day < FIRST_DAY:
                    continue
                value = figure(metric, period, day, now)
                values = served[metric, str(day)]
                if value is not None and values[-1:] != [value]:
                    values.append(value)
    return {key: values for key, values in served.items() if values}


def as_json(accounts: list[Spot], now: datetime) -> str:
    """Say what :data:`CONNECT` is to connect."""
    rows = [
        {
            "platform": spot.platform,
            "channel_slug": spot.channel,
            "external_id": spot.external_id,
            "secrets": spot.secrets,
            "client_id": "client",
        }
        for spot in accounts
    ]
    return json.dumps({"now": now.isoformat(), "accounts": rows})


def connect(given: str) -> None:
    """Connect the accounts; runs in a process of the storm, or in the test's own."""
    from campaigns.models import Channel
    from media_ingest.connecting import connect_account

    asked = json.loads(given)
    for row in asked["accounts"]:
        connect_account(**row, now=datetime.fromisoformat(asked["now"]))
    Channel.objects.filter(slug__startswith=CHANNELS).update(active_from=FIRST_DAY)


CONNECT = "import sys; from tests.storms.scene import connect; connect(sys.stdin.read())"


def account_of(request: Request) -> Iterator[tuple[str, str]]:
    """Give the account that a request asks figures of, and the question."""
    query = request.query
    if request.path.endswith("/insights"):
        yield request.path.split("/")[2], f"{query['metric']} since {query['since']}"
    elif request.path == "/v2/reports":
        account = query["ids"].removeprefix("channel==")
        yield account, f"{query['metrics']} since {query['startDate']}"

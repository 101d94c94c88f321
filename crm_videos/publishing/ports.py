"""What publishing needs and this app cannot do: declared here, wired by the site when it starts.

A platform raises the errors of :mod:`foundation.errors`. Anything may be asked of it again,
after a worker that died half-way: each step finds out by itself what was done already.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO, Protocol

from crm_videos.models import Copy, Story, StoryVideo

# Called before each piece of a file, and told whether it is the last; may raise to stop there.
Sending = Callable[[bool], None]


class Platform(Protocol):
    """One account of ours on a platform."""

    def begin(
        self, *, title: str, description: str, language: str, mark: str, size: int, now: datetime
    ) -> tuple[str, str]:
        """Announce a video that nobody but us may see; not a byte of it is sent.

        Give the address of the upload, and the video's id if it is known already, else "".
        """

    def send(
        self, session: str, stream: BinaryIO, *, size: int, title: str, description: str,
        sending: Sending, now: datetime,
    ) -> str:  # fmt: skip
        """Ask what has arrived, send the rest, and give the id of the video.

        Raises Gone when the platform does not know the upload any more.
        """

    def find(self, mark: str, *, now: datetime) -> str:
        """Look for a video of ours by its mark; give its id, or "" when there is none."""

    def caption(
        self, video: str, language: str, cues: Sequence[Sequence[Any]], *, now: datetime
    ) -> None:
        """Set the captions in one language, unless there are some."""

    def is_public(self, video: str, *, now: datetime) -> bool | None:
        """Read back whether others than us can see it; ``None``: it is not there."""

    def make_public(self, video: str, *, now: datetime) -> None:
        """Let everybody see it."""

    def take_down(self, video: str, *, now: datetime) -> None:
        """Let nobody see it any more; what is gone already is no error."""

    def address_of(self, video: str) -> str:
        """Give the address at which people find it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown where: ``texts`` by their names, besides those of the page."""

    story: Story
    language: str
    channel: str
    # Without one: a video that somebody published by hand.
    video: StoryVideo | None = None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The gate's answer: the content that it was asked about, and sentences against it."""

    digest: str
    against: tuple[str, ...]


Judge = Callable[[Asked, datetime], Judged]
# By a platform's name and an account's id there; ``None``: no such account is connected.
Open = Callable[[str, str], Platform | None]
# The accounts of a platform: id and name.
Accounts = Callable[[str], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Count:
    """What a platform last said of one copy: how many of what, and when.

    Without a value it is not known, and ``why`` says why. ``definition`` is what was counted;
    ``since`` and ``until`` are the days of a meaning that is not the only one. ``indicator`` is
    the ledger's code of the measure, by which it is known whether such counts add up; "" where
    it is not one measure.
    """

    label: Any
    value: int | None
    said_at: datetime | date | None
    definition: Any = ""
    since: date | None = None
    until: date | None = None
    why: Any = ""
    indicator: str = ""


# What the platforms said of some copies, by the copies' numbers.
Counts = Callable[[Iterable[Copy]], dict[Any, list[Count]]]


@dataclass(slots=True)
class _Wired:
    judge: Judge | None = None
    open: Open | None = None
    accounts: Accounts | None = None
    counts: Counts | None = None


_wired = _Wired()


def wire(*, judge: Judge, open_account: Open, accounts: Accounts, counts: Counts) -> None:
    """Say who asks the gate about a page, opens the accounts, and knows what was counted."""
    _wired.judge, _wired.open = judge, open_account
    _wired.accounts, _wired.counts = accounts, counts


def judge(asked: Asked, now: datetime) -> Judged:
    """Ask the gate; where nothing is wired it is shut."""
    return _wired.judge(asked, now) if _wired.judge else Judged("", ("",))


def open_account(platform: str, account: str) -> Platform | None:
    """Give the way to one account."""
    return _wired.open(platform, account) if _wired.open else None


def accounts(platform: str) -> list[tuple[str, str]]:
    """Give the accounts that can be chosen."""
    return list(_wired.accounts(platform)) if _wired.accounts else []


def counts(copies: Iterable[Copy]) -> dict[Any, list[Count]]:
    """Give what the platforms counted of each copy; what is not known is not there."""
    return _wired.counts(copies) if _wired.counts else {}

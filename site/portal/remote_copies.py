"""Who takes down copies that others hold: the platform where it lets us, else a person.

Each kind has its sentence of what to do; ``crm_videos`` shows it with the task.
"""

import datetime
from functools import partial

from django.utils.translation import gettext_noop

from crm_videos.models import PLATFORMS, Copy
from crm_videos.ports import Answer, ByHand, wire_take_down
from crm_videos.publishing.removing import take_down
from crm_videos.words import CopyKind
from portal.publishing import account_of, open_account

WHAT_TO_DO = {
    CopyKind.FACEBOOK: gettext_noop(
        "Delete the post on the Facebook page (… → Move to bin → empty the bin), and every post "
        "of ours that shares it. Then open its address without signing in."
    ),
    CopyKind.YOUTUBE: gettext_noop(
        "Delete the video in YouTube Studio (⋮ → Delete forever). Then "
        "open its address without signing in, and search for its title."
    ),
    CopyKind.FACTSHEET: gettext_noop(
        "Take the file out of the issue, issue version 2 without the story and with its figures "
        "untouched, and ask those who have the paper to destroy it."
    ),
    CopyKind.FILE: gettext_noop(
        "Ring whoever has the file. Ask them to delete it, to say where else it went, and to "
        "confirm it. Write down who said what."
    ),
    CopyKind.OTHER: gettext_noop(
        "Find out who has it, ask them to delete it, and write down what they answer."
    ),
}


def by_hand(words: str, copy: Copy, now: datetime.datetime) -> ByHand:
    """Say that nobody but a person can do it, and what."""
    return ByHand(words)


def at_the_platform(words: str, copy: Copy, now: datetime.datetime) -> Answer:
    """Take it down where it is in an account of ours; of all else a person has to see to it."""
    account = account_of(copy)
    platform = open_account(copy.kind, account) if account else None
    if platform is None:
        return ByHand(words)
    return take_down(copy, platform, by_hand=words, now=now)


def wire() -> None:
    """Tell ``crm_videos`` whom to ask, kind by kind."""
    for kind, words in WHAT_TO_DO.items():
        port = at_the_platform if kind in PLATFORMS else by_hand
        wire_take_down(kind, partial(port, words))

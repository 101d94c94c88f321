"""Who takes down copies that others hold: until a platform's own port is there, a person.

Each kind has its sentence of what to do; ``crm_videos`` shows it with the task.
"""

import datetime
from functools import partial

from django.utils.translation import gettext_noop

from crm_videos.models import Copy
from crm_videos.ports import ByHand, wire_take_down
from crm_videos.words import CopyKind

WHAT_TO_DO = {
    CopyKind.FACEBOOK: gettext_noop(
        "Delete the post on the Facebook page (… → Move to bin → empty the bin), and every post "
        "of ours that shares it. Then open its address without signing in."
    ),
    CopyKind.YOUTUBE: gettext_noop(
        "Delete the video in YouTube Studio (⋮ → Delete forever); private is not enough. Then "
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


def wire() -> None:
    """Tell ``crm_videos`` whom to ask, kind by kind."""
    for kind, words in WHAT_TO_DO.items():
        wire_take_down(kind, partial(by_hand, words))

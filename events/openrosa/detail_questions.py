"""What a form asks besides: a screen for a quiz, a fair and the poll, and one a question.

Lines are numbered, as photos are: the next is asked for when this one is filled in. The
names are those of :mod:`events.details.slots`, so what comes back needs no dictionary.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from campaigns.overlap_poll import ANY, ASKED, SEEN
from events.details.fair import LINKAGES, LONGEST_PROVIDER, MOST_PROVIDERS
from events.details.quiz import HANDS, LONGEST_SCHOOL_NAME, MOST_QUESTIONS, WINNERS
from events.details.showing import label_of
from events.models import LARGEST_ATTENDANCE
from events.openrosa.rows import END, Row, asked, said, screen

if TYPE_CHECKING:
    from events.openrosa.rows import Said

SCHOOLS_FILE = "schools.csv"


def quiz_questions(kinds: Iterable[str], *, has_bank: bool) -> Iterator[Row]:
    """Ask for school, classes and winners; with a bank, for the hands of each question."""
    relevant = _is_one_of(kinds)
    yield {**screen("quiz", _("The quiz")), "relevant": relevant}
    yield {
        **_slot("school", f"select_one_from_file {SCHOOLS_FILE}"),
        "choice_filter": "within = ${district}",
        "appearance": "minimal autocomplete",
    }
    yield {
        **_slot("school_name", "text"),
        **said("hint", _("Only if the list lacks it. No pupil's or teacher's name.")),
        "relevant": "${school} = ''",
        **_no_longer_than(LONGEST_SCHOOL_NAME),
    }
    yield {**_slot("classes", "select_multiple classes"), "appearance": "columns-pack"}
    for name in WINNERS:
        yield {**_figure(name), **said("hint", _("How many. No names."))}
    yield END
    for number in range(1, MOST_QUESTIONS + 1) if has_bank else ():
        yield from _hands(number, relevant)


def _hands(number: int, relevant: str) -> Iterator[Row]:
    before = f" and ${{question_{number - 1}}} != ''" if number > 1 else ""
    words = said("label", partial(label_of, f"question_{number}"))
    yield {**screen(f"hands_{number}", ""), **words, "relevant": f"({relevant}){before}"}
    chosen = f"question_{number}"
    yield {**_slot(chosen, "select_one questions"), "appearance": "minimal"}
    for name in HANDS:
        yield {**_figure(f"{name}_{number}"), "relevant": f"${{{chosen}}} != ''"}
    yield END


def fair_questions(kinds: Iterable[str]) -> Iterator[Row]:
    """Ask which institutions were there, and how many people they were linked to."""
    yield {**screen("fair", _("The fair")), "relevant": _is_one_of(kinds)}
    for number in range(1, MOST_PROVIDERS + 1):
        relevant = {"relevant": f"${{provider_{number - 1}}} != ''"} if number > 1 else {}
        yield {
            **_slot(f"provider_{number}", "text"),
            **said("hint", _("An institution, no private person.")),
            **relevant,
            **_no_longer_than(LONGEST_PROVIDER),
        }
        yield {
            **_slot(f"service_{number}", "select_one services"),
            "appearance": "minimal",
            "relevant": f"${{provider_{number}}} != ''",
        }
    for name in LINKAGES:
        yield _figure(name)
    yield END


def poll_questions() -> Iterator[Row]:
    """Ask for the hands of the overlap poll; the others are asked once it is said of how many."""
    yield screen("poll", _("Ask the crowd (if you like)"))
    limits = _limits_of_the_poll()
    for name in OF_THE_POLL:
        yield {**_figure(name), **limits[name]}
    yield END


def _hands_of_all(constraint: str, why: "Said") -> Row:
    asked_first = {"relevant": f"${{{ASKED}}} != ''"}
    within = f". >= 0 and . <= {LARGEST_ATTENDANCE} and . <= ${{{ASKED}}}{constraint}"
    return {**asked_first, "constraint": within, **said("constraint_message", why)}


def _limits_of_the_poll() -> dict[str, Row]:
    """Say of each count of hands what it cannot be; a blank one says nothing about the others."""
    for_one = _("More hands than people who were asked.")
    least = "".join(f" and (${{{name}}} = '' or . >= ${{{name}}})" for name in SEEN)
    blank = " or ".join(f"${{{name}}} = ''" for name in SEEN)
    most = " + ".join(f"coalesce(${{{name}}}, 0)" for name in SEEN)
    return {
        ASKED: {
            "constraint": f". >= 0 and . <= {LARGEST_ATTENDANCE} "
            "and (${all_told} = 0 or . <= ${came})",
            **said("constraint_message", _("These are more people than came.")),
            **said("hint", _("Ask for hands up and count them. Leave it blank if nobody asked.")),
        },
        **{name: _hands_of_all("", for_one) for name in SEEN},
        ANY: {
            **_hands_of_all(
                f"{least} and ({blank} or . <= {most})",
                _("No fewer than for one of them, no more than for all of them together."),
            ),
            **said("hint", _("Each person once, however many they have seen.")),
        },
    }


def _is_one_of(kinds: Iterable[str]) -> str:
    return " or ".join(f"${{kind}} = '{kind}'" for kind in kinds)


def _slot(slot: str, kind: str) -> Row:
    return asked(slot, kind, label=partial(label_of, slot))


def _figure(slot: str) -> Row:
    return {
        **_slot(slot, "integer"),
        "constraint": f". >= 0 and . <= {LARGEST_ATTENDANCE}",
        **said("constraint_message", _("A number from 0 up.")),
    }


def _no_longer_than(longest: int) -> Row:
    return {
        "constraint": f"string-length(.) <= {longest}",
        **said("constraint_message", _("This is too long.")),
    }

"""What a form asks, as the sheets of an XLSForm: one row a question, in both languages.

A question is named like the field of :mod:`events.event_parts` that it fills, so
what comes back needs no dictionary. The few other names are said here, and
:mod:`events.openrosa.instances` leaves them out. Groups are screens: few of them,
with the cursor already where it has to be.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from events.details.quiz import CLASSES
from events.event_parts import LONGEST, LONGEST_NOTE, MOST_PHOTOS
from events.models import (
    LARGEST_ATTENDANCE,
    DetailQuestions,
    Event,
    EventKind,
    Headcount,
    Level,
    Question,
    ServiceKind,
)
from events.openrosa.detail_questions import fair_questions, poll_questions, quiz_questions
from events.openrosa.families import Family
from events.openrosa.rows import END, Row, asked, choice, computed, said, screen
from foundation.bangla import in_digits_of

if TYPE_CHECKING:
    from events.openrosa.rows import Said

PLACES_FILE = "places.csv"
PHOTOS = tuple(f"photo_{number}" for number in range(1, MOST_PHOTOS + 1))
# Asked or computed to fill in the rest; they say nothing by themselves.
NOT_PART_OF_IT = frozenset({"district", "upazila", "union", "together", "all_told", "came"})
# Photos are for looking at, and the network is weak.
LONGEST_SIDE = 1280
# Metres. A union is kilometres wide: to wait for less would cost a minute of battery.
GOOD_ENOUGH, DOUBTFUL = 50, 200

TOLD_APART = ("women", "men", "girls", "boys")


def sheets(
    family: Family,
    kinds: Iterable[EventKind],
    campaigns: Iterable[Campaign],
    *,
    bank: Iterable[Question] = (),
    services: Iterable[ServiceKind] = (),
) -> dict[str, list[Any]]:
    """Give the survey and the choices of a form; its settings are of :mod:`.forms`."""
    kinds, campaigns = [*kinds], [*campaigns]
    with_level = [kind for kind in kinds if kind.has_level]
    quizzes, fairs = (
        [kind.pk for kind in kinds if kind.details == details]
        for details in (DetailQuestions.QUIZ, DetailQuestions.FAIR)
    )
    bank, services = [*bank] if quizzes else [], [*services] if fairs else []
    survey = [
        *_what(with_level),
        *_where(with_level),
        *_who(family),
        *(quiz_questions(quizzes, has_bank=bool(bank)) if quizzes else ()),
        *(fair_questions(fairs) if fairs else ()),
        # Officials who meet are not asked.
        *(poll_questions() if family.asks_who_is_new else ()),
        *_how(campaigns),
        *_proof(),
        # When the phone says that the form was finished. No part of the event.
        {"type": "end", "name": "recorded_at"},
    ]
    choices = [
        *(choice("kinds", kind.pk, **_channel_names(kind)) for kind in kinds),
        *(choice("headcounts", *one) for one in Headcount.choices if one[0] != Headcount.UNKNOWN),
        *(choice("levels", *one) for one in Level.choices if with_level),
        *(choice("questions", str(one.pk), bn=one.text_bn, en=one.text_en) for one in bank),
        *(choice("services", one.pk, bn=one.name_bn, en=one.name_en) for one in services),
        *(
            choice("classes", str(number), partial(_in_digits, number))
            for number in CLASSES
            if quizzes
        ),
        *(choice("campaigns", one.pk, bn=one.name_bn, en=one.name_en) for one in campaigns),
    ]
    # pyxform guesses the columns from the first hundred rows, and the photos come later.
    columns = dict.fromkeys(column for row in survey for column in row)
    return {"survey_header": [columns], "survey": survey, "choices": choices}


def _what(with_level: list[EventKind]) -> Iterator[Row]:
    yield screen("what", _("What was held?"))
    yield {
        **asked("kind", "select_one kinds", label=_of_event("kind")),
        "required": "yes",
        "default": "${last-saved#kind}",
    }
    if with_level:
        yield {
            **asked("level", "select_one levels", label=_of_event("level")),
            **said("hint", _of_event("level", "help_text")),
            "relevant": " or ".join(f"${{kind}} = '{kind.pk}'" for kind in with_level),
            "required": "yes",
        }
    yield {
        **asked("held_on", "date", label=_of_event("held_on")),
        **said("hint", _of_event("held_on", "help_text")),
        "required": "yes",
        "default": "today()",
    }
    yield asked("starts_at", "time", label=_of_event("starts_at"))
    yield END


def _where(with_level: list[EventKind]) -> Iterator[Row]:
    """Ask from the district down, as far as is known; places come from the phone's own list."""
    level = "${level}" if with_level else "''"
    yield screen("where", _("Where was it?"))
    yield {
        **asked("district", f"select_one_from_file {PLACES_FILE}", label=_("District")),
        "choice_filter": "within = ''",
        "appearance": "minimal autocomplete",
        "required": "yes",
        "default": "${last-saved#district}",
    }
    yield {
        **asked(
            "upazila",
            f"select_one_from_file {PLACES_FILE}",
            label=_("Upazila or city corporation"),
        ),
        "choice_filter": "within = ${district}",
        "appearance": "minimal autocomplete",
        "relevant": f"${{district}} != '' and {level} != 'district'",
        "required": f"{level} = 'upazila' or {level} = 'union'",
        "default": "${last-saved#upazila}",
    }
    yield {
        **asked("union", f"select_one_from_file {PLACES_FILE}", label=_("Union")),
        **said("hint", _("Leave it empty if you do not know it.")),
        "choice_filter": "within = ${upazila}",
        "appearance": "minimal autocomplete",
        "relevant": f"${{upazila}} != '' and {level} != 'district' and {level} != 'upazila'",
        "required": f"{level} = 'union'",
    }
    # The narrowest that is known and still lies in what was chosen above it.
    yield computed(
        "place",
        "if(${union} != '' and starts-with(${union}, ${upazila}), ${union}, "
        "if(${upazila} != '' and starts-with(${upazila}, ${district}), ${upazila}, ${district}))",
    )
    yield _text("venue")
    yield END


def _who(family: Family) -> Iterator[Row]:
    counted = "${headcount} != '' and ${headcount} != 'not-counted'"
    none_told = " and ".join(f"${{{name}}} = ''" for name in TOLD_APART)
    yield screen("who", _("Who came?"))
    yield {
        **asked("headcount", "select_one headcounts", label=_of_event("headcount")),
        "required": "yes",
    }
    for name in TOLD_APART:
        yield {**_figure(name), "relevant": counted}
    yield {
        **_figure("not_recorded"),
        **said("hint", _("Those who came and were not told apart.")),
        "relevant": counted,
        "required": none_told,
        **said("required_message", _("Give at least one figure. When nobody came, write 0.")),
    }
    yield computed(
        "came", " + ".join(f"coalesce(${{{name}}}, 0)" for name in (*TOLD_APART, "not_recorded"))
    )
    # With a blank beside the figures nobody knows how many came in all.
    yield computed(
        "all_told",
        "if(${not_recorded} != '' or ("
        + " and ".join(f"${{{name}}} != ''" for name in TOLD_APART)
        + "), 1, 0)",
    )
    yield {
        **asked("together", "note", label=_("Together: ${came}")),
        "relevant": counted,
    }
    if family.asks_who_is_new:
        yield {**_among("first_timers"), "relevant": counted}
    yield {**_among("persons_with_disabilities"), "relevant": counted}
    yield END


def _how(campaigns: list[Campaign]) -> Iterator[Row]:
    yield screen("how", _("How was it?"))
    if campaigns:
        yield asked("campaign", "select_one campaigns", label=_of_event("campaign"))
    for name in ("message", "material", "organiser", "partner", "obstacle"):
        yield _text(name)
    yield {**_text("note"), "appearance": "multiline"}
    yield END


def _proof() -> Iterator[Row]:
    yield screen("proof", _("Where you stand, and photos"))
    yield {
        **asked("position", "geopoint", label=_("Your position")),
        **said("hint", _("If you stand where it was held.")),
        "parameters": f"capture-accuracy={GOOD_ENOUGH} warning-accuracy={DOUBTFUL}",
    }
    before = ""
    for number, name in enumerate(PHOTOS, start=1):
        yield {
            **asked(name, "image", label=partial(_numbered, number)),
            "parameters": f"max-pixels={LONGEST_SIDE}",
            # The next one is asked for when this one is taken.
            **({"relevant": f"${{{before}}} != ''"} if before else {}),
        }
        before = name
    yield END


def _text(name: str) -> Row:
    longest = LONGEST.get(name) or LONGEST_NOTE
    return {
        **asked(name, "text", label=_of_event(name)),
        **said("hint", _of_event(name, "help_text")),
        "constraint": f"string-length(.) <= {longest}",
        **said("constraint_message", _("This is too long.")),
    }


def _figure(name: str) -> Row:
    return {
        **asked(name, "integer", label=_of_event(name)),
        "constraint": f". >= 0 and . <= {LARGEST_ATTENDANCE}",
        **said("constraint_message", _("A number from 0 up.")),
    }


def _among(name: str) -> Row:
    """Ask for some of those who came: compared only where it is known how many these are."""
    return {
        **_figure(name),
        **said("hint", _of_event(name, "help_text")),
        "constraint": f". >= 0 and . <= {LARGEST_ATTENDANCE} "
        "and (${all_told} = 0 or . <= ${came})",
        **said("constraint_message", _("These are more people than came.")),
    }


def _channel_names(kind: EventKind) -> dict[str, str]:
    return {"bn": kind.channel.label_bn, "en": kind.channel.label_en}


def _in_digits(number: int) -> str:
    return in_digits_of(str(number), get_language() or "en")


def _numbered(number: int) -> str:
    words = gettext("Photo %(number)s") % {"number": number}
    return in_digits_of(words, get_language() or "en")


def _of_event(name: str, what: str = "verbose_name") -> "Said":
    """Give the words that the form of the office uses for a field."""
    return getattr(Event._meta.get_field(name), what)

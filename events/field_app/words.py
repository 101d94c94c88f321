"""What the scripts of the app say. They take it from the page, in the page's language.

Curly names are filled in by the script: ``{count}``, ``{person}``, ``{day}``.
"""

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from campaigns.overlap_poll import ANY, ASKED, CHANNELS, SEEN
from events.details.showing import label_of
from events.event_parts import MOST_PHOTOS
from events.models import LARGEST_ATTENDANCE, Headcount, Level
from foundation.bangla import in_digits_of

# Label, and who is meant.
FIGURES = (
    ("women", gettext_lazy("Women"), gettext_lazy("18 and older")),
    ("men", gettext_lazy("Men"), gettext_lazy("18 and older")),
    ("girls", gettext_lazy("Girls"), gettext_lazy("younger than 18")),
    ("boys", gettext_lazy("Boys"), gettext_lazy("younger than 18")),
)


def form_choices() -> dict[str, Any]:
    """Give what the page itself offers; kinds and places come later, for the person."""
    return {
        "figures": FIGURES,
        "headcounts": Headcount.choices,
        "levels": Level.choices,
        "most_photos": in_digits_of(str(MOST_PHOTOS), get_language() or "en"),
        "poll": (
            (ASKED, label_of(ASKED), _("all who could raise a hand")),
            *((one.answer, one.question, _("hands up")) for one in CHANNELS),
            (ANY, label_of(ANY), _("each person once")),
        ),
    }


def script_words() -> dict[str, Any]:
    """Give every sentence of the scripts in the language that is active."""
    return {
        "states": _states(),
        "stops": _stops(),
        "problems": _problems(),
        "list": _in_the_list(),
        "form": _in_the_form(),
        "details": _of_a_quiz_or_a_fair(),
        "figures": {
            **{name: str(label) for name, label, _who in FIGURES},
            "not_recorded": _("Not told apart"),
            "first_timers": _("For the first time"),
            "persons_with_disabilities": _("Persons with disabilities"),
        },
        "fields": {
            "message": _("Message"),
            "material": _("Material"),
            "partner": _("Partner"),
            "venue": _("Where exactly"),
            "starts_at": _("Began at"),
            "obstacle": _("What made it difficult"),
            "note": _("Note"),
        },
        "headcounts": {value: str(label) for value, label in Headcount.choices},
        "levels": {value: str(label) for value, label in Level.choices},
        "poll": {"asked": ASKED, "seen": SEEN, "any": ANY},
        "most": LARGEST_ATTENDANCE,
        "most_photos": MOST_PHOTOS,
    }


def _states() -> dict[str, str]:
    return {
        "waiting": _("On this phone, not sent yet"),
        "photos": _("Received. Photos still on this phone: {count}"),
        "counted": _("Received and counted"),
        "questioned": _("Question from the office"),
        "set-aside": _("Set aside by the office"),
        "quarantined": _("Received. The office is looking at it"),
        "help": _("Needs help: it could not be sent"),
    }


def _stops() -> dict[str, str]:
    return {
        "sending": _("Sending …"),
        "no-network": _("No connection. Everything is kept on this phone and is sent by itself."),
        "sign-in": _("Sign in, then what waits is sent. Nothing is lost."),
        "page": _(
            "Another page came instead of our answer. Sign in here, or to the Wi-Fi. "
            "Nothing is lost."
        ),
        "not-permitted": _("You may not log events. Ask the office. Nothing is lost."),
        "full": _("The office has no room for photos at the moment. They stay on this phone."),
        "broken": _("The office's computer has trouble. Everything is kept and is sent later."),
        "storage": _("This phone could not store it. Is its memory full? Do not close this page."),
    }


def _problems() -> dict[str, str]:
    return {
        "kind": _("Choose what it was."),
        "level": _("Say for which level it was held."),
        "held_on": _("Choose the day."),
        "future": _("This day has not come yet. On this phone today is {day}."),
        "place": _("Choose the place."),
        "place-union": _("It was for a union: choose the union."),
        "place-upazila": _("It was for an upazila: choose the upazila, and no union."),
        "place-district": _("It was for the district: choose only the district."),
        "number": _("Write a whole number, such as {example}."),
        "too-many": _("So many cannot come to one event. Please look again."),
        "no-figure": _(
            "Write at least one number, or choose “nobody counted”. When nobody came, write {zero}."
        ),
        "somebody-counted": _("There are numbers, so somebody counted. Choose how."),
        "headcount": _("Choose how the people were counted."),
        "more-than-came": _("These are more people than came."),
        "more-winners": _("These are more winners than took part."),
        "more-right": _("More were right than could answer."),
        "which-question": _("Choose the question."),
        "same-question": _("This question is here already."),
        "which-provider": _("Write the name of the institution."),
        "same-provider": _("This institution is here already."),
        "how-many-asked": _("Say how many people were asked."),
        "more-than-asked": _("More hands than people who were asked."),
        "fewer-than-one": _("Fewer than for one of them: whoever saw one saw any of them."),
        "more-than-all": _("More than for all of them together."),
        "photo": _("This file cannot be read as a photo."),
        "photos": _("Up to {count} photos."),
        "position-denied": _("This phone did not give its position. You can save without it."),
        "some": _("Something is missing. Look at the red lines."),
        "on-its-way": _("It is on its way to the office. Try again in some minutes."),
    }


def _in_the_list() -> dict[str, str]:
    return {
        "saved": _("Saved on this phone"),
        "waiting": _("Not sent yet: {count}"),
        "photos": _("Photos not sent yet: {count}"),
        "nothing": _("Everything is sent."),
        "oldest": _("The oldest: {day}."),
        "too-old": _(
            "It has waited on this phone for more than 3 days. Find a network soon, or give the "
            "file to your supervisor."
        ),
        "others": _("From {person}, not sent yet: {count}. {person} must sign in to send."),
        "nobody": _("Nobody is signed in on this phone."),
        "first": _("Sign in once with a network. After that it works without one."),
        "clock": _(
            "The clock of this phone is wrong. Set it right in the phone's settings. Choose "
            "“today” and “yesterday” as usual: we put the day right."
        ),
        "unfinished": _("You began one and have not saved it. Tap to go on."),
        "tries": _("Tried {count} times"),
        "logged": _("Logged: {day}"),
        "correction": _("Correction"),
        "correct": _("Correct it"),
        "again": _("Try again"),
        "photo-help": _("The office could not take {count} photos. They stay on this phone."),
        "leave": _(
            "Records that are not sent: {count}. They stay on this phone, and you must sign in "
            "again to send them. Sign out?"
        ),
        "empty": _("What you log appears here."),
        "total": _("{count} people"),
        "at-least": _("at least {count} people"),
        "unknown": _("not known how many"),
        "today": _("today"),
        "yesterday": _("yesterday"),
    }


def _in_the_form() -> dict[str, str]:
    return {
        "discard": _("Really throw away what you typed?"),
        "whole-district": _("Not known, or the whole district"),
        "whole-upazila": _("Not known, or the whole upazila"),
        "no-places": _("The places of this district are not on this phone yet: find a network."),
        "other-place": _("Another place"),
        "all": _("All"),
        "total": _("Together: {count}"),
        "at-least": _("Together: at least {count}"),
        "position": _("Position added, right to {metres} metres."),
        "searching": _("Looking for the position …"),
        "remove": _("Remove"),
        "sent-photo": _("Photo at the office"),
        "new": _("Log an event"),
        "correct": _("Correct what you logged"),
        "today": _("Today"),
        "yesterday": _("Yesterday"),
    }


def _of_a_quiz_or_a_fair() -> dict[str, str]:
    return {
        "not-listed": _("It is not in this list"),
        "hands": _("Question {number}"),
        "question": _("Which question?"),
        "right": _("Right answer: {answer}"),
        "asked_before": _("Before: could answer"),
        "right_before": _("Before: right"),
        "asked_after": _("After: could answer"),
        "right_after": _("After: right"),
        "providers": _("Institution {number}"),
        "provider": _("Its name"),
        "service": _("What it offers"),
    }

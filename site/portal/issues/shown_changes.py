"""What came late and what changed since the last issue, in the words of one language."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from campaigns.factsheet.late import ADDED, CORRECTED, NO_LONGER_KNOWN, PERSON, PLATFORM, RECORDS
from foundation.bangla import day, days, in_digits_of, month_name
from portal.issues.coded_reasons import reason_in_words
from portal.issues.sheet import LateSection, LateShown, Number, SinceSection

Content = dict[str, Any]


def late_section(
    content: Content, language: str, number: Callable[[Content], Number]
) -> LateSection | None:
    """Word the restatements; an issue that was frozen before there were any has no section."""
    if "late" not in content:
        return None
    lines = tuple(
        LateShown(
            label=in_digits_of(one["label"][language], language),
            old=number(one["old"]),
            new=number(one["new"]),
            said=said_of_it(one, language),
        )
        for one in content["late"]
    )
    return LateSection(
        title=_("Late additions and restatements"),
        heads=(_("Before"), _("Now")),
        lines=lines,
        nothing="" if lines else _("Nothing was booked late in this month for earlier ones."),
    )


def said_of_it(line: Content, language: str) -> str:
    """Say why, by which roles and when, all of it from codes."""
    became = {
        ADDED: _("Came late"),
        CORRECTED: _("Corrected"),
        NO_LONGER_KNOWN: _("No longer known"),
    }
    roles = {
        PLATFORM: _("told by the platform"),
        PERSON: _("told by a person"),
        RECORDS: _("added up from records such as events"),
    }
    first, last = (datetime.date.fromisoformat(line[name]) for name in ("from", "to"))
    parts = [became[line["became"]], *(roles[one] for one in line["by"])]
    said = ", ".join([*parts, days(first, last, language)])
    return "; ".join([said, *(reason_in_words(one) for one in line["reasons"])])


def since_section(content: Content, language: str) -> SinceSection | None:
    """Word what changed; the first issue of all has no section."""
    since = content.get("since")
    if since is None:
        return None
    month = datetime.date.fromisoformat(f"{since['month']}-01")
    title = _("Since the factsheet of %(month)s, version %(number)s") % {
        "month": month_name(month, language),
        "number": in_digits_of(str(since["version"]), language),
    }
    return SinceSection(title, tuple(_sentences(since, language)))


def _sentences(since: Content, language: str) -> list[str]:
    said = []
    if since["compared"] and not since["other_sum"] and not since["unexplained"]:
        said.append(
            _(
                "Every cumulative figure is the one printed there, with what the time since and "
                "what came late add."
            )
        )
    for name, words in (
        ("other_sum", _("These sums are made up of other channels now: %(what)s.")),
        (
            "unexplained",
            _("At these figures the old one, the time since and what came late do not give the "
              "new one: %(what)s."),
        ),
        ("new", _("New since then: %(what)s.")),
        ("gone", _("No longer here: %(what)s.")),
    ):  # fmt: skip
        if since[name]:
            said.append(words % {"what": "; ".join(one[language] for one in since[name])})
    said += [_definition(one, language) for one in since["definitions"]]
    said += [
        _("Version %(number)s of it: %(words)s")
        % {"number": in_digits_of(str(one["version"]), language), "words": one[language]}
        for one in since["errata"]
    ]
    return said


def _definition(one: Content, language: str) -> str:
    return _("Another meaning from %(day)s on. %(label)s: %(words)s") % {
        "day": day(datetime.date.fromisoformat(one["from"]), language),
        "label": one["label"][language],
        "words": in_digits_of(one["text"][language], language),
    }

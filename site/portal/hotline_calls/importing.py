"""The call centre's list of a month, CSV or XLSX: checked row by row, taken whole or not at all.

It states: brought again it adds nothing, a longer or corrected one takes the place of the
former. Nothing of a caller is in it.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.importing import whole_number
from campaigns.sheets import BadRow, Layout, SheetRow, read_sheet
from foundation.bangla import figure
from foundation.moments import dhaka_day, parse_day
from foundation.shown_moments import show_moment
from portal.hotline_calls.models import MOST_CALLS, CallList, Calls, PageNumber

CALLS = Layout(
    named="calls",
    required=("date", "page_code", "calls"),
    optional=(),
    days=frozenset({"date"}),
    counts=frozenset({"page_code", "calls"}),
    examples=(("# 2026-10-31", "110", "12"), ("# 2026-10-31", "", "40")),
    explained={
        "date": ("The day of the calls.", "যে দিনের কল।"),
        "page_code": (
            "The number of the page that callers read out; blank where they named none.",
            "যিনি ফোন করেছেন তিনি পাতার যে নম্বর বলেছেন; না বললে ফাঁকা।",
        ),
        "calls": ("How many calls were answered; 0 for none.", "কয়টি কল ধরা হয়েছে; না হলে ০।"),
    },
)
NO_PAGE = {"", "-", "–", "—"}
Key = tuple[date, int | None]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the list, and what becomes of it; or the sentence why it is refused."""

    line: int
    cells: dict[str, str]
    words: str = ""
    why: str = ""


@dataclass(slots=True)
class ReadList:
    """What a file says, and what becomes of it."""

    rows: list[ReadRow] = field(default_factory=list)
    fatal: list[BadRow] = field(default_factory=list)
    calls: dict[Key, int] = field(default_factory=dict)
    month: date | None = None
    covers_to: date | None = None
    # Rows of the former list that this one does not have any more.
    gone: int = 0
    # Calls noted by hand on these days, which do not count beside the list.
    set_aside: int = 0

    @property
    def bad(self) -> list[BadRow]:
        refused = [BadRow(row.line, row.why) for row in self.rows if row.why]
        return [*self.fatal, *refused]

    @property
    def total(self) -> int:
        return sum(self.calls.values())

    @property
    def digest(self) -> str:
        """One digest of all that will happen."""
        lines = [f"{row.line} {row.words} {row.why}" for row in self.rows]
        told = [*lines, str(self.gone), str(self.set_aside), str(self.fatal)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def import_calls(
    content: bytes, *, now: datetime, dry_run: bool = False, expected: str = ""
) -> ReadList:
    """Read a list and take it. With one bad row, ``dry_run``, or other than expected: nothing."""
    sheet = read_sheet(content, CALLS)
    found = ReadList(fatal=sheet.bad)
    if sheet.bad:
        return found
    with transaction.atomic():
        _read(sheet.rows, found, dhaka_day(now))
        _compare(found)
        if not found.bad and not dry_run and found.calls and expected in {"", found.digest}:
            _take(found, hashlib.sha256(content).hexdigest(), now)
    return found


def _read(rows: list[SheetRow], found: ReadList, today: date) -> None:
    lines: dict[Key, int] = {}
    for row in rows:
        why = row.why
        if not why:
            try:
                day = _day(row.cells["date"], found, today)
                key = (day, _page(row.cells["page_code"]))
                calls = _calls(row.cells["calls"])
                if key in lines:
                    why = _("speaks of the same day and page as line %(line)s") % {
                        "line": _shown(lines[key])
                    }
                else:
                    lines[key], found.calls[key] = row.line, calls
            except ValueError as error:
                why = str(error)
        found.rows.append(ReadRow(row.line, row.cells, why=why))
    found.covers_to = max((day for day, _page in found.calls), default=None)


def _day(typed: str, found: ReadList, today: date) -> date:
    day = parse_day(typed)
    if day > today:
        raise ValueError(_("that day has not come yet"))
    if found.month is None:
        found.month = day.replace(day=1)
    if day.replace(day=1) != found.month:
        raise ValueError(_("this is another month than that of the first row: one month a list"))
    return day


def _page(typed: str) -> int | None:
    if typed in NO_PAGE:
        return None
    number = PageNumber.objects.read(typed)
    if number is None:
        words = _("no page has the number “%(number)s”; leave it blank where callers named none")
        raise ValueError(words % {"number": typed})
    return int(number.pk)


def _calls(typed: str) -> int:
    if not typed:
        raise ValueError(_("how many calls is missing; write 0 for none"))
    calls = whole_number(typed)
    if not 0 <= calls <= MOST_CALLS:
        raise ValueError(_("so many calls cannot be of one day and page"))
    return calls


def _compare(found: ReadList) -> None:
    """Say of each row what becomes of it beside the list that is here, and what is set aside."""
    months = [found.month] if found.month else []
    before = CallList.objects.select_for_update().filter(month__in=months).first()
    known: dict[Key, int] = {}
    if before:
        known = {(row.day, row.page_id): row.calls for row in before.rows.all()}
        if found.covers_to and found.covers_to < before.covers_to:
            words = _("The list that is here goes further, to %(day)s: bring a longer one.")
            why = words % {"day": show_moment(before.covers_to)}
            found.fatal.append(BadRow(1, why))
    keys = iter(found.calls)
    found.rows = [
        row if row.why else ReadRow(row.line, row.cells, _words(known, found.calls, next(keys)))
        for row in found.rows
    ]
    found.gone = len(set(known) - set(found.calls))
    if found.month and found.covers_to:
        by_hand = Calls.objects.by_hand().filter(day__range=(found.month, found.covers_to))
        found.set_aside = sum(by_hand.values_list("calls", flat=True))


def _words(known: dict[Key, int], told: dict[Key, int], key: Key) -> str:
    if key not in known:
        return _("new")
    if known[key] == told[key]:
        return _("the same as before")
    return _("stands in place of %(old)s") % {"old": _shown(known[key])}


def _shown(number: int) -> str:
    return figure(number, get_language() or "en")


def _take(found: ReadList, sha256: str, now: datetime) -> None:
    month, covers_to = found.month, found.covers_to
    assert month is not None  # noqa: S101 - a list with a row has both
    assert covers_to is not None  # noqa: S101 - the same
    CallList.objects.filter(month=month).delete()
    taken = CallList.objects.create(month=month, covers_to=covers_to, sha256=sha256, brought_at=now)
    Calls.objects.bulk_create(
        Calls(day=day, page_id=page, calls=calls, from_list=taken)
        for (day, page), calls in found.calls.items()
    )

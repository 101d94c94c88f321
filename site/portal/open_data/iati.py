"""The programme's results as one activity of IATI 2.03, in both languages.

A result is an indicator; below it stand its channels, month by month, with districts and sexes,
and its targets. ``aggregation-status`` is true only where the indicator adds up over months,
channels and areas, and never where it counts persons or accounts. What is hidden or withheld is
left out; what is not known is an actual without a value and with the reason.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET  # only written here, never read

from campaigns.books import last_day
from campaigns.models import Indicator
from foundation.moments import parse_month
from portal.open_data.cells import Wanted
from portal.open_data.figures import figure_rows
from portal.open_data.models import PublishedActivity
from portal.open_data.months import Calendar
from portal.open_data.registers import (
    channel_rows,
    definition_rows,
    district_rows,
    indicator_rows,
)
from portal.open_data.targets import target_rows
from portal.open_data.words import ALL, ELSEWHERE, OPENING_ONLY, OTHER, Status
from portal.pages.models import Programme

VERSION = "2.03"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OUTPUT, OUTCOME, OTHER_RESULT = "1", "2", "9"
UNIT, PERCENTAGE = "1", "2"
NEVER_ADDED = frozenset({Indicator.Kind.PERSONS, Indicator.Kind.ACCOUNTS})
# What people know or do afterwards; everything else is what the programme itself brings about.
OUTCOMES = frozenset({"K1", "K2", "O1", "E1"})
IN_PER_CENT = frozenset({"K1", "K2"})
FUNDING, IMPLEMENTING = "1", "4"
PLANNED_START, ACTUAL_START, PLANNED_END = "1", "2", "3"
Row = dict[str, Any]


class NotPublished(Exception):
    """The setting "activity in IATI" lacks something that the standard demands."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def iati_results(*, now: datetime.datetime) -> bytes:
    """Write the whole export. Raises :class:`NotPublished`."""
    activity = PublishedActivity.load()
    if missing := activity.missing():
        raise NotPublished(missing)
    root = ET.Element("iati-activities", version=VERSION)
    root.set("generated-datetime", now.isoformat(timespec="seconds"))
    one = ET.SubElement(root, "iati-activity", {XML_LANG: "en", "default-currency": "EUR"})
    one.set("last-updated-datetime", now.isoformat(timespec="seconds"))
    results = _Results(now)
    _begin(one, activity, results.districts_told)
    results.write(one)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _begin(one: ET.Element, activity: PublishedActivity, districts: list[Row]) -> None:
    """Write what the standard demands of an activity, in its order."""
    programme = Programme.load()
    _leaf(one, "iati-identifier", activity.identifier)
    reporter = ET.SubElement(
        one, "reporting-org", ref=activity.reporter_ref, type=activity.reporter_kind
    )
    _narratives(reporter, activity.reporter_en, activity.reporter_bn)
    title = f"DEMO: {programme.name_en}" if programme.is_demo else programme.name_en
    _told(one, "title", title, programme.name_bn)
    _told(one, "description", activity.about_en, activity.about_bn, type="1")
    for who, role in (("funder", FUNDING), ("implementer", IMPLEMENTING)):
        _participant(one, activity, who, role)
    ET.SubElement(one, "activity-status", code=activity.state)
    for kind, day in _days(activity):
        ET.SubElement(one, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    ET.SubElement(one, "recipient-country", code="BD", percentage="100")
    # DAC: facilitation of orderly, safe, regular and responsible migration and mobility.
    sectors = {"vocabulary": "1", "code": "15190", "percentage": "100"}
    for district in districts:
        place = ET.SubElement(one, "location", ref=district["code"])
        _told(place, "name", district["name_en"], district["name_bn"])
    ET.SubElement(one, "sector", sectors)


def _participant(one: ET.Element, activity: PublishedActivity, who: str, role: str) -> None:
    name_en, name_bn, ref, kind = (
        getattr(activity, f"{who}_{part}") for part in ("en", "bn", "ref", "kind")
    )
    if not name_en:
        return
    attributes = {"role": role, **({"ref": ref} if ref else {}), **({"type": kind} if kind else {})}
    _narratives(ET.SubElement(one, "participating-org", attributes), name_en, name_bn)


def _days(activity: PublishedActivity) -> Iterable[tuple[str, datetime.date]]:
    if activity.starts_on:
        is_planned = activity.state == "1"
        yield PLANNED_START if is_planned else ACTUAL_START, activity.starts_on
    if activity.ends_on:
        yield PLANNED_END, activity.ends_on


class _Results:
    """Reads everything once, then writes a result for each indicator."""

    def __init__(self, now: datetime.datetime) -> None:
        self.calendar = Calendar.read(now=now)
        known = self.calendar.known
        rows: list[Row] = []
        if known:
            # What is still open moves every hour; it is told when it is closed.
            last = self.calendar.last_closed or self.calendar.default
            rows = [*figure_rows(Wanted(known[-1], last))]
            self.targets = target_rows(last, now=now)
        else:
            self.targets = []
        self.rows = [row for row in rows if _is_told(row)]
        self.indicators = {row["code"]: row for row in indicator_rows()}
        self.channels = {row["channel"]: row for row in channel_rows()}
        self.meanings = {row["definition"]: row for row in definition_rows()}
        named = {row["area"] for row in self.rows}
        self.districts_told = [row for row in district_rows() if row["code"] in named]

    def write(self, activity: ET.Element) -> None:
        """Write the results, in the order of their codes."""
        by_indicator: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            by_indicator[row["indicator"]].append(row)
        targets: dict[str, list[Row]] = defaultdict(list)
        for target in self.targets:
            targets[target["indicator"]].append(target)
        for code in sorted({*by_indicator, *targets}):
            self._result(activity, self.indicators[code], by_indicator[code], targets[code])

    def _result(
        self, activity: ET.Element, indicator: Row, rows: list[Row], targets: list[Row]
    ) -> None:
        adds = "true" if adds_up(indicator) else "false"
        result = ET.SubElement(activity, "result", type=_type(indicator["code"]))
        result.set("aggregation-status", adds)
        _told(result, "title", indicator["label_en"], indicator["label_bn"])
        by_series = groupby(sorted(rows, key=_series), key=_series)
        for (channel, definition), of_series in by_series:
            self._indicator(result, indicator, channel, definition, [*of_series])
        for target in targets:
            self._target(result, indicator, target)

    def _indicator(
        self, result: ET.Element, indicator: Row, channel: str, definition: str, rows: list[Row]
    ) -> None:
        one = _begin_indicator(result, indicator)
        words = self.channels[channel]
        _told(
            one,
            "title",
            f"{indicator['label_en']}: {words['label_en']}",
            f"{indicator['label_bn']}: {words['label_bn']}",
        )
        meaning = self.meanings[definition]
        _told(one, "description", meaning["text_en"], meaning["text_bn"])
        for month, of_month in groupby(rows, key=lambda row: row["month"]):
            period = _begin_period(one, month, month)
            for row in of_month:
                _actual(period, row)

    def _target(self, result: ET.Element, indicator: Row, target: Row) -> None:
        one = _begin_indicator(result, indicator)
        _told(
            one,
            "title",
            f"{indicator['label_en']}: target",
            f"{indicator['label_bn']}: লক্ষ্য",
        )
        if target["verified_by_en"] or target["verified_by_bn"]:
            words = (target["verified_by_en"], target["verified_by_bn"])
            _told(one, "description", *words)
        day = target["baseline_on"]
        if target["baseline_value"] is not None:
            baseline = ET.SubElement(one, "baseline", year=str(day.year))
            baseline.set("iso-date", day.isoformat())
            baseline.set("value", str(target["baseline_value"]))
            _told(baseline, "comment", target["baseline_source"], None)
        period = _begin_period(one, target["from_month"], target["to_month"])
        aim = ET.SubElement(period, "target", value=str(target["target_value"]))
        _dimensions(aim, {**target, "age": ALL})
        if target["status"] in (Status.HIDDEN, Status.WITHHELD):
            return
        _actual(period, {**target, "age": ALL, "area": ALL}, until=target["as_of"])


def _is_told(row: Row) -> bool:
    """Leave out what has no value to tell, and the rests of sums: they are nobody's district."""
    if row["status"] in (Status.HIDDEN, Status.WITHHELD) or row["reason"] == OPENING_ONLY:
        return False
    is_whole = row["area"] == row["campaign"] == row["sex"] == ALL
    is_rest = row["area"] == ELSEWHERE or row["campaign"] == OTHER
    return is_whole or not (is_rest or row["status"] == Status.UNKNOWN)


def adds_up(indicator: Row) -> bool:
    """Say whether others may add it to theirs: IATI's ``aggregation-status``."""
    axes = ("months", "channels", "areas")
    return indicator["kind"] not in NEVER_ADDED and all(
        indicator[f"adds_over_{axis}"] for axis in axes
    )


def _series(row: Row) -> tuple[str, str]:
    return row["channel"], row["definition"]


def _type(code: str) -> str:
    if code in OUTCOMES:
        return OUTCOME
    return OTHER_RESULT if code.startswith(("Q", "X")) else OUTPUT


def _begin_indicator(result: ET.Element, indicator: Row) -> ET.Element:
    one = ET.SubElement(result, "indicator", ascending="true")
    one.set("measure", PERCENTAGE if indicator["code"] in IN_PER_CENT else UNIT)
    one.set("aggregation-status", "true" if adds_up(indicator) else "false")
    return one


def _begin_period(indicator: ET.Element, first: str, last: str) -> ET.Element:
    period = ET.SubElement(indicator, "period")
    ends = last_day(parse_month(last))
    ET.SubElement(period, "period-start", {"iso-date": f"{first}-01"})
    ET.SubElement(period, "period-end", {"iso-date": ends.isoformat()})
    return period


def _actual(period: ET.Element, row: Row, *, until: str = "") -> None:
    one = ET.SubElement(period, "actual")
    if row["value"] is not None:
        one.set("value", str(row["value"]))
    if row["area"] != ALL:
        ET.SubElement(one, "location", ref=row["area"])
    _dimensions(one, row)
    en, bn = _comment(row, until)
    if en:
        _told(one, "comment", en, bn)


def _dimensions(of: ET.Element, row: Row) -> None:
    for name in ("sex", "age", "campaign"):
        if row[name] != ALL:
            ET.SubElement(of, "dimension", name=name, value=row[name])


def _comment(row: Row, until: str) -> tuple[str, str]:
    """Say what a value is not, with the code of the reason."""
    en = [f"Up to the end of {until}."] if until else []
    bn = [f"{until} মাসের শেষ পর্যন্ত।"] if until else []
    if row["status"] == Status.UNKNOWN:
        en.append(f"Not known ({row['reason']}).")
        bn.append(f"জানা নেই ({row['reason']})।")
    elif row["status"] == Status.IN_PART:
        en.append(f"Known in part ({row['reason']}).")
        bn.append(f"আংশিক জানা ({row['reason']})।")
    return " ".join(en), " ".join(bn)


def _told(parent: ET.Element, tag: str, en: str | None, bn: str | None, **more: str) -> None:
    _narratives(ET.SubElement(parent, tag, more), en, bn)


def _narratives(of: ET.Element, en: str | None, bn: str | None) -> None:
    """Write the words in both languages, as far as there are any; English is the activity's own."""
    if en:
        _leaf(of, "narrative", en)
    if bn:
        _leaf(of, "narrative", bn).set(XML_LANG, "bn")


def _leaf(parent: ET.Element, tag: str, text: str) -> ET.Element:
    one = ET.SubElement(parent, tag)
    one.text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    return one

"""What Prottasha printed, from ``figures.csv``, as the ledger takes it.

Two documents: the leaflet (figures to December 2019) and the factsheet of
September 2022. The factsheet's opening balances are its cumulative minus its
month. Totals it prints are controls; its later cumulatives of field work enter
as differences that are not itemised. Confidence stays with every figure.
"""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_noop

from campaigns.books import last_day
from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Control, Definition, Rule
from campaigns.models.entries import Role
from campaigns.printed import PrintedCumulative, document_source, post_printed_cumulatives
from foundation.moments import DHAKA

FIGURES = Path(__file__).with_name("figures.csv")
PROJECT_START = datetime.date(2017, 4, 1)
LEAFLET = gettext_noop("prottasha-leaflet-2019-12")
FACTSHEET = gettext_noop("prottasha-factsheet-2022-09")
DOCUMENTS = {"000": LEAFLET, "001": FACTSHEET}
LEAFLET_DAY, FACTSHEET_DAY = datetime.date(2019, 12, 31), datetime.date(2022, 9, 30)
BEFORE_FACTSHEET = datetime.date(2022, 8, 31)
MONTH, CUMULATIVE = "month 2022-09", "cumulative_to 2022-09-30"

# label in the leaflet → indicator, channel
LEAFLET_ROWS = {
    "Interactive Popular Theatre (IPT) shows": ("A1", "ipt-show"),
    "Video shows": ("A1", "video-show"),
    "School quizzes": ("A1", "school-quiz"),
    "Migration fairs": ("A1", "migration-fair"),
    "Upazila Migration Forum meetings": ("A1", "migration-forum-meeting"),
    "Workshops at union, upazila and district levels": ("A1", "workshop"),
    "DCC meetings": ("A1", "dcc-meeting"),
    "People reached": ("A0", "awareness-raising"),
}
# label in the factsheet, month and cumulative → indicator, channel
SOCIAL = "Persons reached through social media: "
FACTSHEET_ROWS = {
    f"{SOCIAL}channel 1, read as Facebook": ("D0", "facebook"),
    f"{SOCIAL}channel 2, read as YouTube": ("D0", "youtube"),
    f"{SOCIAL}channel 3, label not in the text": ("D0", "unlabelled"),
    "Communications products developed": ("C1", "products"),
    "News reports produced by media": ("C2", "news"),
}
# label in the factsheet, cumulative only → indicator, channel
LATER_CUMULATIVES = {
    "District, upazila and union level workshops": ("A1", "workshop"),
    "Migration Forum meetings": ("A1", "migration-forum-meeting"),
    "District Coordination Committee meetings": ("A1", "dcc-meeting"),
    "Persons reached through awareness raising activities": ("A0", "awareness-raising"),
}
# section and label in the factsheet → indicator, channel: cumulative, men and women where printed
REINTEGRATION = {
    ("Immediate assistance", "Immediate assistance at airport"): ("R1", "airport"),
    ("Immediate assistance", "Immediate assistance at community level"): ("R1", "community-level"),
    ("Returnees screened and profiled", "EU"): ("R2", "returned-from-eu"),
    ("Returnees screened and profiled", "Non-EU"): ("R2", "returned-from-elsewhere"),
    ("Persons reached with reintegration assistance", "Social"): ("R3", "social-assistance"),
    ("Persons reached with reintegration assistance", "Psychosocial"): (
        "R3", "psychosocial-assistance",
    ),
    ("Persons reached with reintegration assistance", "Economic"): ("R3", "economic-assistance"),
    ("Unique beneficiaries", "EU"): ("R4", "returned-from-eu"),
    ("Unique beneficiaries", "Transit countries"): ("R4", "returned-from-elsewhere"),
    **{
        ("Individual reintegration assistance", label): (indicator, "reintegration")
        for label, indicator in (
            ("Tailored reintegration plans developed", "R5"),
            ("Psychosocial: enrolled for counselling", "R6"),
            ("Psychosocial: completed planned counselling sessions", "R7"),
            ("Psychosocial: received trauma counselling and psychiatric treatment", "R8"),
            ("Economic: received in-kind assistance", "R9"),
            ("Economic: received skill trainings", "R10"),
            ("Economic: enrolled in community enterprise", "R11"),
            ("Economic: received financial and job linkage referral services", "R12"),
            ("Social: received medical treatment", "R13"),
            ("Social: received documentation and other social service support", "R14"),
            ("Social: referred for social reintegration support", "R15"),
        )
    },
    ("News: awareness raising", "Districts with a DMCC established"): ("G4", "governance"),
}  # fmt: skip
# label in the factsheet's news, with the month it speaks of → indicator, channel
OF_THE_NEWS = {
    ("Returnees who received economic reintegration support in the month", "2022-09"): (
        "R16", "economic-assistance",
    ),
    ("RSCs providing it", "2022-09"): ("R17", "economic-assistance"),
    ("Executive Magistrates trained", "2022-09"): ("G1", "governance"),
    ("Divisions they came from", "2022-09"): ("G2", "governance"),
    ("Districts with DMCC meetings and workshops", "2022-06"): ("G3", "governance"),
}  # fmt: skip
# In the leaflet and no longer in the factsheet.
NOT_REPORTED_LATER = [
    ("A1", kind) for kind in ("ipt-show", "video-show", "school-quiz", "migration-fair")
]


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of ``figures.csv``; ``value`` None where the document leaves it out."""

    value: int | None
    confidence: str


def _rows() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def reintegration_figures() -> dict[tuple[str, str, str], Printed]:
    """Return section, label, sex (``all``, ``men``, ``women``) → what the factsheet prints."""
    return {
        (row["section"], row["label"], row["sex"]): Printed(int(row["value"]), row["confidence"])
        for row in _rows()
        if DOCUMENTS.get(row["document"][:3]) == FACTSHEET
        and row["period"] == CUMULATIVE
        and row["value"].isdigit()
    }


@cache
def printed_figures() -> dict[tuple[str, str, str], Printed]:
    """Return document, label, period → what is printed for all sexes together."""
    return {
        (DOCUMENTS[row["document"][:3]], row["label"], row["period"]): Printed(
            int(row["value"]) if row["value"] else None, row["confidence"]
        )
        for row in _rows()
        if row["sex"] == "all" and (row["value"].isdigit() or not row["value"])
    }


def post_prottasha(now: datetime.datetime) -> None:
    """Post openings, September 2022, the later cumulatives, and the printed totals as controls."""
    _post_leaflet(now)
    _post_factsheet(now)
    _post_later_cumulatives(now)
    _post_reintegration(now)
    _post_the_news(now)
    _state_controls()


def _source(document: str, day: datetime.date) -> Source:
    return document_source(document, datetime.datetime.combine(day, datetime.time(12), DHAKA))


def _cell(pair: tuple[str, str], start: datetime.date, end: datetime.date, role: Role) -> Cell:
    indicator, channel = pair
    definition = Definition.objects.filter(indicator=indicator).valid_on(end).get()
    return Cell(
        indicator=indicator,
        channel=channel,
        definition=definition.slug,
        period_start=start,
        period_end=end,
        zone="Asia/Dhaka",
        role=role.value,
    )


def _post_leaflet(now: datetime.datetime) -> None:
    figures, source = printed_figures(), _source(LEAFLET, LEAFLET_DAY)
    period = f"cumulative_to {LEAFLET_DAY.isoformat()}"
    post_stated(
        [
            Fact(
                cell=_cell(pair, PROJECT_START, LEAFLET_DAY, Role.OPENING),
                source=source,
                value=figures[LEAFLET, label, period].value,
                confidence=figures[LEAFLET, label, period].confidence,
                settled=True,
            )
            for label, pair in LEAFLET_ROWS.items()
        ],
        now=now,
    )


def _post_factsheet(now: datetime.datetime) -> None:
    figures, source = printed_figures(), _source(FACTSHEET, FACTSHEET_DAY)
    facts = []
    for label, pair in FACTSHEET_ROWS.items():
        month, cumulative = figures[FACTSHEET, label, MONTH], figures[FACTSHEET, label, CUMULATIVE]
        if month.value is None or cumulative.value is None:
            message = f"figures.csv does not print both numbers of “{label}”"
            raise ValueError(message)
        first = FACTSHEET_DAY.replace(day=1)
        for cell, value, confidence in (
            (
                _cell(pair, PROJECT_START, BEFORE_FACTSHEET, Role.OPENING),
                cumulative.value - month.value,
                cumulative.confidence,
            ),
            (_cell(pair, first, FACTSHEET_DAY, Role.MONTH), month.value, month.confidence),
        ):
            facts.append(
                Fact(cell=cell, source=source, value=value, confidence=confidence, settled=True)
            )
    post_stated(facts, now=now)


def _post_later_cumulatives(now: datetime.datetime) -> None:
    figures = printed_figures()
    rows = [
        (pair, figures[FACTSHEET, label, CUMULATIVE]) for label, pair in LATER_CUMULATIVES.items()
    ]
    rows += [(pair, Printed(None, "unsure")) for pair in NOT_REPORTED_LATER]
    post_printed_cumulatives(
        [
            PrintedCumulative(
                indicator=indicator,
                channel=channel,
                since=LEAFLET_DAY + datetime.timedelta(days=1),
                as_of=FACTSHEET_DAY,
                value=printed.value,
                confidence=printed.confidence,
            )
            for (indicator, channel), printed in rows
        ],
        source=_source(FACTSHEET, FACTSHEET_DAY),
        now=now,
    )


def _post_reintegration(now: datetime.datetime) -> None:
    """Post men and women where both are printed, else everybody; the total is never posted."""
    figures = reintegration_figures()
    printed = []
    for (section, label), (indicator, channel) in REINTEGRATION.items():
        has_pair = (section, label, "men") in figures
        for column, sex in (("men", "m"), ("women", "w")) if has_pair else (("all", "x"),):
            figure = figures[section, label, column]
            printed.append(
                PrintedCumulative(
                    indicator=indicator,
                    channel=channel,
                    since=PROJECT_START,
                    as_of=FACTSHEET_DAY,
                    value=figure.value,
                    sex=sex,
                    confidence=figure.confidence,
                )
            )
    post_printed_cumulatives(printed, source=_source(FACTSHEET, FACTSHEET_DAY), now=now)


def _post_the_news(now: datetime.datetime) -> None:
    figures, source = printed_figures(), _source(FACTSHEET, FACTSHEET_DAY)
    facts = []
    for (label, month), pair in OF_THE_NEWS.items():
        first = datetime.date.fromisoformat(f"{month}-01")
        printed = figures[FACTSHEET, label, f"month {month}"]
        facts.append(
            Fact(
                cell=_cell(pair, first, last_day(first), Role.MONTH),
                source=source,
                value=printed.value,
                confidence=printed.confidence,
                settled=True,
            )
        )
    post_stated(facts, now=now)


def _state_controls() -> None:
    figures = printed_figures()
    awareness = "Persons reached through awareness raising activities"
    to_2019 = f"cumulative_to {LEAFLET_DAY.isoformat()}"
    for document, rule, label, period, basis in (
        (FACTSHEET, Rule.DIGITAL, f"{SOCIAL}total", MONTH, Control.Basis.MONTH),
        (FACTSHEET, Rule.DIGITAL, f"{SOCIAL}total", CUMULATIVE, Control.Basis.CUMULATIVE),
        (FACTSHEET, Rule.FIELD, awareness, CUMULATIVE, Control.Basis.CUMULATIVE),
        (LEAFLET, Rule.FIELD, "People reached", to_2019, Control.Basis.CUMULATIVE),
    ):
        printed = figures[document, label, period]
        if printed.value is None:
            continue
        day = LEAFLET_DAY if document == LEAFLET else FACTSHEET_DAY
        Control.objects.get_or_create(
            document=document,
            rule_slug=rule,
            month=day.replace(day=1),
            basis=basis,
            defaults={"value": printed.value, "confidence": printed.confidence},
        )

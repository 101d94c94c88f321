"""The files of open data: which there are, who fills them, and which columns they have."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.moments import dhaka_day
from portal.directory.models import Service
from portal.open_data import printed, registers
from portal.open_data.cells import Wanted
from portal.open_data.figures import figure_rows
from portal.open_data.months import Calendar
from portal.open_data.reach_of_months import reach_of_months
from portal.open_data.targets import target_rows
from portal.open_data.three_w import three_w_rows

Row = dict[str, Any]
RULES = ("digital", "field")


@dataclass(frozen=True, slots=True)
class Table:
    """One file. ``rows`` reads it at a moment, each row with exactly these columns, or more."""

    slug: str
    title: str | Promise
    rows: Callable[[datetime.datetime], Iterable[Row]]
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.slug}.csv"


def every_month(now: datetime.datetime) -> Wanted | None:
    """Ask for all months that have figures; None where none has."""
    known = Calendar.read(now=now).known
    return Wanted(known[-1], known[0]) if known else None


def _figures(now: datetime.datetime) -> Iterable[Row]:
    wanted = every_month(now)
    return figure_rows(wanted) if wanted else ()


def _three_w(now: datetime.datetime) -> Iterable[Row]:
    wanted = every_month(now)
    return three_w_rows(wanted) if wanted else ()


def _reach(now: datetime.datetime) -> Iterator[Row]:
    for month, rule, told in _rules(now):
        for basis in ("month", "cumulative"):
            yield {
                "month": month, "rule": rule, "rule_version": told["rule"]["version"],
                "basis": basis, **told[basis],
            }  # fmt: skip


def _reach_parts(now: datetime.datetime) -> Iterator[Row]:
    for month, rule, told in _rules(now):
        for part in told["parts"]:
            yield {"month": month, "rule": rule, **part}


def _rules(now: datetime.datetime) -> Iterator[tuple[str, str, Row]]:
    for month, told in reach_of_months(Calendar.read(now=now).known, now=now).items():
        for rule in RULES:
            yield f"{month:%Y-%m}", rule, told[rule]


def _targets(now: datetime.datetime) -> Iterable[Row]:
    return target_rows(Calendar.read(now=now).default, now=now)


def _services(now: datetime.datetime) -> Iterator[Row]:
    """List the services of the directory; their numbers and hours stand there, with their days."""
    for one in Service.objects.listed(dhaka_day(now)).with_all():
        district = one.district
        yield {
            "kind": one.kind_id,
            "name_en": one.name("en"),
            "name_bn": one.name("bn"),
            "area": district.code if district else None,
            "districts": sorted(place.code for place in one.serves),
            "languages": one.languages.split(),
            "step_free": one.step_free or None,
        }


def _dictionary(now: datetime.datetime) -> Iterable[Row]:
    from portal.open_data.dictionary import dictionary_rows

    return dictionary_rows()


OF_A_CELL = ("indicator", "kind", "definition", "channel")
STATE = ("value", "status", "reason")
TABLES: dict[str, Table] = {
    table.slug: table
    for table in (
        Table(
            "reach",
            _("Persons reached by month: digital and field, each with its range"),
            _reach,
            ("month", "rule", "rule_version", "basis", *STATE, "known", "low", "high", "missing",
             "confidence"),
        ),
        Table(
            "reach-parts",
            _("The parts of persons reached, by channel"),
            _reach_parts,
            ("month", "rule", "channel", "indicator", "kind", "definition", *STATE, "cumulative",
             "period_start", "period_end", "confidence"),
        ),
        Table(
            "figures",
            _("All figures by month, channel, campaign, district, sex and age"),
            _figures,
            ("month", *OF_A_CELL, "campaign", "area", "sex", "age", *STATE, "confidence", "late",
             "opening", "cumulative", "cumulative_status", "parts_hidden"),
        ),
        Table(
            "three-w",
            _("Who does what, where and when (3W): by district and month"),
            _three_w,
            ("organisation", "implementing_partner", "programme", "channel", "activity_en",
             "activity_bn", "indicator", "indicator_en", "indicator_bn", "definition", "adm0",
             "adm1", "adm1_en", "adm1_bn", "adm2", "adm2_en", "adm2_bn", "adm3", "month", "kind",
             *STATE),
        ),
        Table(
            "targets",
            _("Targets with baselines and results"),
            _targets,
            ("indicator", "kind", "campaign", "sex", "from_month", "to_month", "baseline_value",
             "baseline_on", "baseline_source", "target_value", "as_of", "basis", *STATE, "high",
             "at", "share", "months_without_figure", "verified_by_en", "verified_by_bn"),
        ),
        Table(
            "months",
            _("Months: open, closing or closed"),
            lambda now: registers.month_rows(now=now),
            ("month", "state", "closed_on"),
        ),
        Table(
            "indicators",
            _("Indicators: what is measured, and over what it adds up"),
            lambda _now: registers.indicator_rows(),
            ("code", "kind", "unit", "label_en", "label_bn", "adds_over_months",
             "adds_over_channels", "adds_over_areas", "adds_over_sexes"),
        ),
        Table(
            "definitions",
            _("Definitions: what the words of an indicator meant, and when"),
            lambda _now: registers.definition_rows(),
            ("definition", "indicator", "source", "metric", "text_en", "text_bn", "valid_from",
             "valid_to"),
        ),
        Table(
            "channels",
            _("Channels: platforms, kinds of event, registers"),
            lambda _now: registers.channel_rows(),
            ("channel", "group", "label_en", "label_bn", "event_kind", "active_from", "active_to"),
        ),
        Table(
            "districts",
            _("Districts and their codes"),
            lambda _now: registers.district_rows(),
            ("code", "pcode", "name_en", "name_bn", "division", "division_en", "division_bn"),
        ),
        Table(
            "campaigns",
            _("Campaigns that were opened"),
            lambda _now: registers.campaign_rows(),
            ("campaign", "name_en", "name_bn", "state", "starts_on", "ends_on", "audiences",
             "districts", "indicators"),
        ),
        Table(
            "issues",
            _("Monthly factsheets that went out"),
            lambda _now: printed.issue_rows(),
            ("month", "version", "issued_on", "sha256", "erratum_en", "erratum_bn", "cells"),
        ),
        Table(
            "issue-cells",
            _("The numbers of the factsheets as they were printed, with their receipts"),
            lambda _now: printed.every_cell_row(),
            ("month", "version", "block_en", "block_bn", "label_en", "label_bn", "indicator",
             "period", "sex", "value", "status", "confidence", "receipt"),
        ),
        Table(
            "products",
            _("Products that are in the library of this site"),
            lambda now: registers.product_rows(now=now),
            ("kind", "title_en", "title_bn", "developed_on", "languages", "audiences",
             "print_run", "not_used_after", "file", "bytes"),
        ),
        Table(
            "news-reports",
            _("News reports that are shown on this site"),
            lambda _now: registers.news_rows(),
            ("published_on", "outlet", "medium", "headline", "language", "link"),
        ),
        Table(
            "services",
            _("Services of the directory, and the districts that they serve"),
            _services,
            ("kind", "name_en", "name_bn", "area", "districts", "languages", "step_free"),
        ),
        Table(
            "dictionary",
            _("The dictionary: every column of every file"),
            _dictionary,
            ("table", "file", "column", "unit", "meaning_en", "meaning_bn"),
        ),
    )
}  # fmt: skip

"""Print the persons reached of a month: ``reach --month 2022-09 [--as-of …] [--json]``.

Beside a channel stand its state and the days that its figure really covers.
"""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.reach import reach_report
from campaigns.reach_books import Report
from foundation.bangla import day, days
from foundation.moments import DHAKA, parse_instant, parse_month


class Command(BaseCommand):
    help = "Print the persons reached in a month and up to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, help="YYYY-MM")
        parser.add_argument("--as-of", help="ISO 8601; without a zone it is Dhaka time")
        parser.add_argument("--json", action="store_true")
        parser.add_argument(
            "--language", choices=["en", "bn"], default="en", help="of labels and days"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            month = parse_month(options["month"])
            as_of = parse_instant(options["as_of"], DHAKA) if options["as_of"] else None
        except ValueError as error:
            raise CommandError(str(error)) from error
        report = reach_report(month, now=timezone.now(), as_of=as_of)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(report, options["language"])))


def _number(value: int | None) -> str:
    return "not known" if value is None else f"{value:,}"


Row = tuple[str, int | None, int | None, str]


def _lines(report: Report, language: str) -> list[str]:
    digital, field = report["digital"], report["field"]
    label = f"label_{language}"
    rows: list[Row] = [_channel_row(one, language) for one in digital["channels"]]
    month, cumulative = digital["month"], digital["cumulative"]
    rows.append(("Digital media, all", month["value"], cumulative["value"], ""))
    rows += [
        (one[label], one["events"]["month"], one["events"]["cumulative"], "")
        for one in field["kinds"]
    ]
    attendance = field["attendance"]
    rows += [
        ("Attendances", attendance["month"]["all"], attendance["cumulative"]["all"], ""),
        *(
            (name, report[key]["month"], report[key]["cumulative"], "")
            for name, key in (
                ("Communications products", "products"),
                ("News reports", "news_reports"),
            )
        ),
    ]
    return [
        f"{report['month']:<44}{'month':>16}{'cumulative':>16}",
        *(_line(*row) for row in rows),
        f"{'Persons reached in the field':<60}{_number(field['reached']['cumulative']):>16}",
        *_restated(report, language),
    ]


def _line(label: str, month: int | None, cumulative: int | None, beside: str) -> str:
    return f"{label:<44}{_number(month):>16}{_number(cumulative):>16}  {beside}".rstrip()


def _channel_row(channel: Report, language: str) -> Row:
    """Give a channel's figures with its state and the days that they really cover."""
    read = date.fromisoformat
    covered = [
        days(read(part["period_start"]), read(part["period_end"]), language)
        for part in channel["parts"]
        if part["month"] is not None and part["period_start"]
    ]
    beside = "; ".join([channel["status"].replace("_", " "), *covered])
    return channel[f"label_{language}"], channel["month"], channel["cumulative"], beside


def _restated(report: Report, language: str) -> list[str]:
    return [
        f"Corrected after closing: {one['channel']} {one['indicator']} {_number(one['old'])} -> "
        f"{_number(one['new'])}, by a {one['by']}, "
        f"{day(datetime.fromisoformat(one['posted_at']).astimezone(DHAKA), language)}, "
        f"booked in {one['booked_month']}"
        for one in report["restatements"]
    ]

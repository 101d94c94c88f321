"""Print the persons reached of a month: ``reach --month 2022-09 [--as-of …] [--json]``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.reach import DHAKA, Report, reach_report
from foundation.moments import parse_instant, parse_month


class Command(BaseCommand):
    help = "Print the persons reached in a month and up to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, help="YYYY-MM")
        parser.add_argument("--as-of", help="ISO 8601; without a zone it is Dhaka time")
        parser.add_argument("--json", action="store_true")

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
            self.stdout.write("\n".join(_lines(report)))


def _number(value: int | None) -> str:
    return "not known" if value is None else f"{value:,}"


def _lines(report: Report) -> list[str]:
    digital, field = report["digital"], report["field"]
    rows = [(one["label_en"], one["month"], one["cumulative"]) for one in digital["channels"]]
    rows.append(("Digital media, all", digital["month"]["value"], digital["cumulative"]["value"]))
    rows += [
        (one["label_en"], one["events"]["month"], one["events"]["cumulative"])
        for one in field["kinds"]
    ]
    attendance = field["attendance"]
    rows += [
        ("Attendances", attendance["month"]["all"], attendance["cumulative"]["all"]),
        ("Communications products", *(report["products"][b] for b in ("month", "cumulative"))),
        ("News reports", *(report["news_reports"][b] for b in ("month", "cumulative"))),
    ]
    table = [
        f"{label:<44}{_number(month):>16}{_number(cumulative):>16}"
        for label, month, cumulative in rows
    ]
    return [
        f"{report['month']:<44}{'month':>16}{'cumulative':>16}",
        *table,
        f"{'Persons reached in the field':<60}{_number(field['reached']['cumulative']):>16}",
    ]

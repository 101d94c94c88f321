"""Check a month's issue as it stands now: ``lint_issue 2022-09``; exit code 1 where it is red.

The links are asked whether they answer, unless ``--no-links`` is given.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from foundation.moments import parse_month
from portal.issues.content import LANGUAGES
from portal.issues.linting.asking import ask_links
from portal.issues.linting.beside import links_not_asked
from portal.issues.linting.findings import red_ones
from portal.issues.linting.of_issue import lint_issue
from portal.issues.models import Issue
from portal.issues.paper import draft


class Command(BaseCommand):
    help = "Check the issue of a month before it is frozen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--language", choices=LANGUAGES, default="en")
        parser.add_argument("--no-links", action="store_true", help="do not ask the network")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            month = parse_month(options["month"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not Issue.objects.filter(month=month).exists():
            message = f"There is no issue of {month:%Y-%m}."
            raise CommandError(message)
        findings = lint_issue(
            draft(month, now=timezone.now()).content,
            links_alive=links_not_asked if options["no_links"] else ask_links,
        )
        for one in findings:
            words = one.in_language(options["language"])
            self.stdout.write(f"{one.mark:5}  {one.check}: {words}")
        red = len(red_ones(findings))
        if red:
            message = f"{red} red of {len(findings)}: the issue cannot be frozen without a reason"
            raise CommandError(message, returncode=1)
        self.stdout.write(f"{len(findings)} to look at, none red")

"""Close a month: ``close_month 2022-09 --by USER --approved-by USER``. Two people, in order.

What is red stops it. What is amber is printed; a gap is written down as ``no-reading`` unless
somebody explained it in the admin before.
"""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from campaigns.closing import ClosingRefused, approve_closing, begin_closing
from campaigns.month_checks import Check, checks_of
from foundation.moments import dhaka_day, parse_month


class Command(BaseCommand):
    help = "Close a month of the books for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--by", required=True, help="who closes it (a user name)")
        parser.add_argument("--approved-by", required=True, help="who agrees (another user name)")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            month = parse_month(options["month"])
            closer, approver = _user(options["by"]), _user(options["approved_by"])
            closed_over = _close(month, closer, approver, now)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for check in closed_over:
            self.stdout.write(f"closed over: {check}")
        self.stdout.write(f"{month:%Y-%m} is closed")


def _close(
    month: datetime.date, closer: User, approver: User, now: datetime.datetime
) -> list[Check]:
    """Close it, and give what it was closed over."""
    with transaction.atomic():
        begin_closing(month, by=closer, today=dhaka_day(now))
        amber = [one for one in checks_of(month, today=dhaka_day(now)) if one.is_amber]
        approve_closing(month, by=approver, now=now)
    return amber


def _user(name: str) -> User:
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        message = f"there is no active user “{name}”"
        raise ClosingRefused(message)
    return user

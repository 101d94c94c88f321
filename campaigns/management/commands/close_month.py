"""Close a month: ``close_month 2022-09 --by USER --approved-by USER``. Two people, in order."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from campaigns.closing import ClosingRefused, approve_closing, begin_closing
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
            _close(month, closer, approver, now)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{month:%Y-%m} is closed")


def _close(month: datetime.date, closer: User, approver: User, now: datetime.datetime) -> None:
    with transaction.atomic():
        begin_closing(month, by=closer, today=dhaka_day(now))
        approve_closing(month, by=approver, now=now)


def _user(name: str) -> User:
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        message = f"there is no active user “{name}”"
        raise ClosingRefused(message)
    return user

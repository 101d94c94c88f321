"""``erase_person``: ask for a person to be erased, or confirm it and have it done now."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from crm_videos.erasing.carrying_out import carry_out
from crm_videos.erasing.deciding import ErasureRefused, ask_to_erase, confirm
from crm_videos.erasing.giving_up_bytes import NotYet
from crm_videos.models import Erasure, Testimony, WhyErased


class Command(BaseCommand):
    help = (
        "Erase the person of a testimony. Two different people stand for it: without --second it "
        "is only asked for, and somebody confirms it in the admin. Run again, it goes on where it "
        "was broken off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="of the testimony")
        parser.add_argument("--reason", choices=WhyErased.values, required=True)
        parser.add_argument("--by", metavar="USERNAME", required=True, help="who asks for it")
        parser.add_argument("--second", metavar="USERNAME", help="who confirms it")

    def handle(
        self, *, code: str, reason: str, by: str, second: str | None, **options: Any
    ) -> None:
        testimony = Testimony.objects.filter(code=code.upper()).first()
        if testimony is None:
            message = "There is no testimony with this code"
            raise CommandError(message)
        asks, confirms = _person(by), _person(second) if second else None
        try:
            erasure = self.decide(testimony, reason, asks, confirms)
            if erasure.decision:
                carry_out(erasure, now=timezone.now())
        except ErasureRefused as refused:
            raise CommandError(str(refused)) from None
        except NotYet as not_yet:
            message = f"All is cleared, but {not_yet}. Run this again."
            raise CommandError(message) from None
        self.report(erasure)

    def decide(self, testimony: Testimony, why: str, asks: User, confirms: User | None) -> Erasure:
        """Give the erasure as far as it is decided; one that was broken off goes on."""
        now, ours = timezone.now(), Erasure.objects.filter(testimony=testimony)
        if begun := ours.to_be_done().first():
            return begun
        erasure = ours.awaiting_decision().first() or ask_to_erase(
            testimony, why=why, by=asks, now=now
        )
        return confirm(erasure, by=confirms, now=now) if confirms else erasure

    def report(self, erasure: Erasure) -> None:
        if not erasure.done_at:
            self.stdout.write("Asked for. Nothing is erased before a second person confirms it.")
            return
        for name, count in erasure.cleared.items():
            self.stdout.write(f"{name}: {count}")
        self.stdout.write("Erased.")


def _person(name: str) -> User:
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        message = f"There is no active user {name}"
        raise CommandError(message)
    return person

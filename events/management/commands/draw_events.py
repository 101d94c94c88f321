"""Draw events for call-backs: ``draw_events --month 2026-10 [--seed S] [--store] [--json]``.

Without ``--store`` nothing is written: anybody may repeat a draw. A month that was
drawn is drawn again from what was kept of it, and compared.
"""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.models import Draw
from events.verification.draws import (
    SHARE,
    DrawRefused,
    digest_of,
    draw_lots,
    draw_month,
    list_drawn,
    population_of,
    repeat_draw,
    seed_from,
)
from foundation.moments import parse_month


class Command(BaseCommand):
    help = "Draw a month's events for call-backs, or repeat the draw. The same seed, the same list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", required=True, help="Such as 2026-10.")
        parser.add_argument("--seed", default="", help="Public, and fixed before. Else the ids'.")
        parser.add_argument("--share", type=int, help=f"So many of a hundred ({SHARE}).")
        parser.add_argument("--store", action="store_true", help="Keep it as the month's draw.")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            month = parse_month(options["month"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        share = SHARE if options["share"] is None else options["share"]
        if not 1 <= share <= 100:
            message = "--share is from 1 to 100"
            raise CommandError(message)
        asked_again = not (options["store"] or options["seed"] or options["share"])
        kept = Draw.objects.filter(month=month).first() if asked_again else None
        if kept is not None:
            told = _repeated(kept)
        elif options["store"]:
            told = _stored(month, options["seed"], share)
        else:
            told = _tried(month, options["seed"], share)
        self._tell(told, as_json=options["json"])
        if not told["same"]:
            message = "the kept draw is not what its seed gives: something was changed"
            raise CommandError(message)

    def _tell(self, told: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, indent=2))
            return
        self.stdout.write(
            f"{told['month']}: {len(told['drawn'])} of {told['events']} events "
            f"({'kept' if told['kept'] else 'not kept'}), seed {told['seed']}"
        )
        for number, one in enumerate(told["drawn"], start=1):
            self.stdout.write(f"{number:4} {one}")


def _tried(month: date, seed: str, share: int) -> dict[str, Any]:
    population = population_of(month)
    seed = seed or seed_from(month, population)
    return {
        "month": f"{month:%Y-%m}",
        "kept": False,
        "same": True,
        "seed": seed,
        "share": share,
        "events": sum(len(ids) for ids in population.values()),
        "digest": digest_of(population),
        "drawn": draw_lots(population, seed=seed, share=share),
    }


def _stored(month: date, seed: str, share: int) -> dict[str, Any]:
    try:
        draw = draw_month(month, by=None, now=timezone.now(), seed=seed, share=share)
    except DrawRefused as refusal:
        raise CommandError(str(refusal)) from refusal
    return _repeated(draw)


def _repeated(draw: Draw) -> dict[str, Any]:
    drawn = list_drawn(draw)
    return {
        "month": f"{draw.month:%Y-%m}",
        "kept": True,
        "same": repeat_draw(draw) == drawn and digest_of(draw.population) == draw.digest,
        "seed": draw.seed,
        "share": draw.share,
        "events": draw.size,
        "digest": draw.digest,
        "drawn": drawn,
    }

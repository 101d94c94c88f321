"""The random draw of a month's events for call-backs: anybody can repeat it and gets the same.

Each event's lot is the SHA-256 of the seed and its id; in every district the
lowest lots are drawn, so many of a hundred and at least one. Whoever has the ids
and the seed needs nothing else, and nobody can put an event in or out. A month
is drawn once, when it is over, with a seed that was fixed before: a word that was
made public, or the digest of the month's ids.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from campaigns.books import last_day
from campaigns.models.places import DISTRICT_CODE_LENGTH
from events.models import (
    MOST_TRIES,
    CallBack,
    Draw,
    DrawnEvent,
    Event,
    Merge,
    Standing,
    Submission,
)
from foundation.moments import dhaka_day

SHARE = 5
COUNTED = ("number_drawn", "confirmed", "differs", "not_reached", "refused")
Population = dict[str, list[str]]


class DrawRefused(ValueError):
    """The month cannot be drawn; the message says why, in words."""


class CallRefused(ValueError):
    """This person cannot say this of this event; the message says why, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the call-backs of a month brought: numbers only, fit to be published."""

    month: date
    seed: str
    events: int
    drawn: int
    confirmed: int
    differs: int
    not_reached: int
    refused: int
    waiting: int

    @property
    def is_complete(self) -> bool:
        return self.waiting == 0


def draw_lots(population: Mapping[str, Collection[str]], *, seed: str, share: int) -> list[str]:
    """Draw ids, district by district; the order is the one in which they are called. Pure."""
    drawn: list[str] = []
    for ids in population.values():
        in_order = sorted(ids, key=lambda one: lot_of(one, seed=seed))
        drawn += in_order[: -(-len(ids) * share // 100)]
    return sorted(drawn, key=lambda one: lot_of(one, seed=seed))


def lot_of(one: str, *, seed: str) -> str:
    """Give the lot of one id: the SHA-256 of ``seed:id``."""
    return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()


def digest_of(population: Mapping[str, Collection[str]]) -> str:
    """Give the SHA-256 of all ids, in order, one a line."""
    ids = sorted(one for some in population.values() for one in some)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def seed_from(month: date, population: Mapping[str, Collection[str]]) -> str:
    """Make the seed of a month whose draw was given none: it follows from its events."""
    return f"{month:%Y-%m}:{digest_of(population)}"


def population_of(month: date) -> Population:
    """Give the ids of the events of a month that count, by district."""
    counted = Event.objects.filter(
        standing=Standing.COUNTED, held_on__range=(month, last_day(month))
    )
    found: dict[str, list[str]] = defaultdict(list)
    rows = counted.order_by("client_uuid").values_list("place_id", "client_uuid")
    for place, one in rows:
        found[place[:DISTRICT_CODE_LENGTH]].append(str(one))
    return dict(sorted(found.items()))


def draw_month(
    month: date, *, by: User | None, now: datetime, seed: str = "", share: int = SHARE
) -> Draw:
    """Draw the events of a month for call-backs, once. Raises :class:`DrawRefused`."""
    refuse_draw(month, now=now)
    with transaction.atomic():
        population = population_of(month)
        if not population:
            raise DrawRefused(_("No event of this month counts, so there is nothing to draw."))
        draw = Draw(
            month=month,
            seed=seed.strip() or seed_from(month, population),
            share=share,
            population=population,
            digest=digest_of(population),
            drawn_at=now,
            drawn_by=by,
            number_of_events=sum(map(len, population.values())),
        )
        draw.full_clean(exclude=["drawn_by"], validate_unique=False)
        try:
            with transaction.atomic():
                draw.save()
        except IntegrityError as error:
            raise DrawRefused(_("Somebody has drawn this month already.")) from error
        ids = draw_lots(population, seed=draw.seed, share=share)
        keys = dict(Event.objects.filter(client_uuid__in=ids).values_list("client_uuid", "pk"))
        DrawnEvent.objects.bulk_create(
            DrawnEvent(draw=draw, event_id=keys[UUID(one)], position=number)
            for number, one in enumerate(ids, start=1)
        )
        count_results(draw.pk)
        draw.refresh_from_db(fields=COUNTED)
    return draw


def refuse_draw(month: date, *, now: datetime) -> None:
    """Raise :class:`DrawRefused` for a month that is not over, or that was drawn."""
    if last_day(month) >= dhaka_day(now):
        raise DrawRefused(_("This month is not over yet."))
    if Draw.objects.filter(month=month).exists():
        raise DrawRefused(_("This month was drawn already. A month is drawn once."))


def repeat_draw(draw: Draw) -> list[str]:
    """Draw again from what is kept of a draw; the same ids, or somebody has changed something."""
    return draw_lots(draw.population, seed=draw.seed, share=draw.share)


def list_drawn(draw: Draw) -> list[str]:
    """Give the ids that were drawn, in the order of their calls."""
    ids = draw.drawn.order_by("position").values_list("event__client_uuid", flat=True)
    return [str(one) for one in ids]


def is_own(event: Event, person: User) -> bool:
    """Say whether a person has logged an event, sent it, or logged what was merged into it."""
    if event.recorded_by_id == person.pk:
        return True
    one = Merge.objects.standing().filter(kept=event).values("merged")
    merged = Event.objects.filter(pk__in=one)
    sent = Submission.objects.filter(person=person)
    return (
        sent.filter(event=event).exists()
        or sent.filter(event__in=merged).exists()
        or merged.filter(recorded_by=person).exists()
    )


def note_call(
    drawn: DrawnEvent, *, result: str, by: User, now: datetime, differs_how: str = ""
) -> DrawnEvent:
    """Write down what one call brought; nobody calls back an event of their own.

    :attr:`~events.models.CallBack.NOT_REACHED` is one try: only the last of
    ``MOST_TRIES`` is the result. A result that was a slip is put right by another call.

    Raises :class:`CallRefused`.
    """
    with transaction.atomic():
        row = DrawnEvent.objects.select_for_update(of=("self",)).get(pk=drawn.pk)
        if is_own(row.event, by):
            raise CallRefused(_("You logged this event yourself. Somebody else has to call."))
        if result == CallBack.DIFFERS and not differs_how.strip():
            raise CallRefused(_("Say how it differs."))
        row.tries += 1
        tried_in_vain = result == CallBack.NOT_REACHED and row.tries < MOST_TRIES
        row.result = "" if tried_in_vain else result
        row.differs_how = differs_how.strip() if result == CallBack.DIFFERS else ""
        row.called_at, row.called_by = now, by
        row.save()
        count_results(row.draw_id)
        log(
            row.event,
            "events.called_back",
            user=by,
            data={"result": result, "try": row.tries, "differs_how": row.differs_how},
        )
    return row


def count_results(draw: int) -> None:
    """Count anew what the calls of a draw brought; inside the transaction that changed a result.

    The draw is held first: of two calls at once the second counts what the first wrote.
    """
    held = Draw.objects.select_for_update(no_key=True).filter(pk=draw).only("pk")
    list(held)
    results = Counter(DrawnEvent.objects.filter(draw=draw).values_list("result", flat=True))
    Draw.objects.filter(pk=draw).update(
        number_drawn=results.total(),
        confirmed=results[CallBack.CONFIRMED.value],
        differs=results[CallBack.DIFFERS.value],
        not_reached=results[CallBack.NOT_REACHED.value],
        refused=results[CallBack.REFUSED.value],
    )


def verified_between(first: date, last: date) -> list[Verified]:
    """Give what may be published of each month that was drawn, the oldest first; one query.

    What was counted is read, and neither the events nor the ids that could be drawn.
    """
    drawn = Draw.objects.filter(month__range=(first, last)).order_by("month")
    return [
        Verified(
            month=one.month,
            seed=one.seed,
            events=one.number_of_events,
            drawn=one.number_drawn,
            confirmed=one.confirmed,
            differs=one.differs,
            not_reached=one.not_reached,
            refused=one.refused,
            waiting=one.number_drawn
            - (one.confirmed + one.differs + one.not_reached + one.refused),
        )
        for one in drawn.only("month", "seed", "number_of_events", *COUNTED)
    ]


def verified(draw: Draw) -> Verified:
    """Count what the call-backs of a draw brought: numbers only."""
    # No query where the draws were read with what was drawn.
    results = [one.result for one in draw.drawn.all()]
    return Verified(
        month=draw.month,
        seed=draw.seed,
        events=draw.size,
        drawn=len(results),
        confirmed=results.count(CallBack.CONFIRMED),
        differs=results.count(CallBack.DIFFERS),
        not_reached=results.count(CallBack.NOT_REACHED),
        refused=results.count(CallBack.REFUSED),
        waiting=results.count(""),
    )


def verified_in(month: date) -> Verified | None:
    """Give what may be published of a month's call-backs; None when nothing was drawn."""
    draw = Draw.objects.filter(month=month).first()
    return verified(draw) if draw else None


def in_words(told: Verified) -> str:
    """Say what the call-backs brought, with the number behind each word."""
    parts = [
        _("%(confirmed)s of %(drawn)s events drawn were confirmed")
        % {"confirmed": told.confirmed, "drawn": told.drawn}
    ]
    rest: list[tuple[int, Any]] = [
        (told.differs, ngettext("%(n)s differs", "%(n)s differ", told.differs)),
        (told.not_reached, _("%(n)s not reached")),
        (told.refused, _("%(n)s refused to answer")),
        (told.waiting, _("%(n)s still to be called")),
    ]
    parts += [words % {"n": number} for number, words in rest if number]
    return ", ".join(parts)

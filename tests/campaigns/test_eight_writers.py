"""Eight writers at once: nobody waits for ever, and the sums are equal."""

import datetime as dt
import random
import threading

import pytest
from django.db import connection, connections

from campaigns.ledger import (
    Cell,
    Contribution,
    Fact,
    Source,
    post_contribution,
    post_contributions,
    post_stated,
)
from campaigns.models import Current, Place, Roll
from campaigns.rebuilding import rebuild_rollups

WRITERS, POSTS = 8, 25
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
KINDS = ["ipt-show", "video-show", "school-quiz"]
PEOPLE = [("w", "adult"), ("m", "adult"), ("w", "child"), ("m", "child")]


def post_some(writer: int, places: list[str], failures: list[BaseException]) -> None:
    """Log shows, edit them again, and state the same three months as everybody else."""
    chance = random.Random(writer)
    try:
        for number in range(POSTS):
            source = Source(
                authority="person",
                ref="test",
                observed_at=NOW + dt.timedelta(seconds=number),
                run=f"{writer}",
            )
            facts = [
                Fact(
                    cell=Cell(
                        indicator="A2",
                        channel=chance.choice(KINDS),
                        definition="attendance",
                        period_start=(day := dt.date(2026, chance.randint(7, 10), 9)),
                        period_end=day,
                        zone="Asia/Dhaka",
                        area=chance.choice(places),
                        sex=sex,
                        age=age,
                    ),
                    source=source,
                    value=chance.randint(0, 99),
                )
                for sex, age in chance.sample(PEOPLE, 4)
            ]
            event = f"event:{writer}:{number % 10}"
            if number % 3:
                post_contribution(event, facts, source=source, now=NOW)
            else:
                # As an import does: several records in one go, not in the order of the locks.
                both = (f"event:{WRITERS}:{number % 4}", event)
                post_contributions(
                    [
                        Contribution(contributor=ref, facts=tuple(facts), source=source)
                        for ref in both
                    ],
                    now=NOW,
                )
            month = dt.date(2026, chance.randint(7, 9), 1)
            post_stated(
                [
                    Fact(
                        cell=Cell(
                            indicator="C1",
                            channel="products",
                            definition="products-developed",
                            period_start=month,
                            period_end=month + dt.timedelta(days=29),
                            zone="Asia/Dhaka",
                        ),
                        source=source,
                        value=chance.randint(0, 99),
                    )
                ],
                now=NOW,
            )
    except BaseException as error:  # noqa: BLE001 - told to the test
        failures.append(error)
    finally:
        connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_writers_neither_deadlock_nor_lose_a_figure() -> None:
    places = [
        Place.objects.filter(level="union", code__startswith=code).order_by("code")[0].code
        for code in ("BD3093", "BD6091")
    ]
    failures: list[BaseException] = []
    writers = [
        threading.Thread(target=post_some, args=(number, places, failures), daemon=True)
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=120)
    assert not any(writer.is_alive() for writer in writers)
    assert failures == []
    assert connection.vendor == "postgresql"
    known = sum(Current.objects.filter(state="value").values_list("value", flat=True))
    rows = Roll.objects.filter(series__area_code="")
    assert known == sum(row.own + row.late + row.brought for row in rows)
    comparison = rebuild_rollups(dry_run=True)
    assert comparison.rows > 0
    assert (comparison.put_right, comparison.closed_differ) == ([], [])

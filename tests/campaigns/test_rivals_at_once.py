"""Two statements about one month at the same moment: one of them counts, on PostgreSQL too."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections, transaction

from campaigns.books import hold_books
from campaigns.ledger import Cell, Fact, LedgerRefused, Source, post_stated
from campaigns.models import Current

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def statement(number: int, start: dt.date, role: str = "month") -> Fact:
    return Fact(
        cell=Cell(
            indicator="C1",
            channel="products",
            definition="products-developed",
            period_start=start,
            period_end=dt.date(2026, 10, 31),
            zone="Asia/Dhaka",
            role=role,
        ),
        source=Source(
            authority="person", ref="test", observed_at=NOW + dt.timedelta(seconds=number)
        ),
        value=number,
    )


def post_at_once(facts: list[Fact]) -> None:
    """Post from as many connections; all of them reach the ledger before one may go on."""

    def post(fact: Fact) -> None:
        try:
            post_stated([fact], now=NOW)
        except LedgerRefused:
            pass
        finally:
            connections.close_all()

    writers = [threading.Thread(target=post, args=(fact,), daemon=True) for fact in facts]
    with transaction.atomic():
        hold_books(alone=True)
        for writer in writers:
            writer.start()
        wait_for_books(len(writers))
    for writer in writers:
        writer.join(timeout=60)
    assert not any(writer.is_alive() for writer in writers)


def wait_for_books(writers: int) -> None:
    query = """
        SELECT COUNT(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
    """
    waiting = 0
    while waiting < writers:
        with connection.cursor() as cursor:
            cursor.execute(query)
            [waiting] = cursor.fetchone()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", range(5))
def test_of_two_stretches_of_a_month_one_counts(again) -> None:
    post_at_once([statement(n, dt.date(2026, 10, n)) for n in range(1, 7)])
    assert [row.value for row in Current.objects.filter(state="value")] == [6]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", range(5))
def test_a_month_and_a_balance_over_it_are_not_both_taken(again) -> None:
    opening = statement(1, dt.date(2026, 4, 1), role="opening")
    post_at_once([opening, statement(2, dt.date(2026, 10, 1))])
    assert Current.objects.filter(state="value").count() == 1

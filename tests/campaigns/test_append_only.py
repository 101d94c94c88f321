"""An entry cannot be changed or deleted, by any way that Django or SQL offers."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Current, Entry, Indicator, Key

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture
def entry() -> Entry:
    cell = Cell(
        indicator="C1",
        channel="products",
        definition="products-developed",
        period_start=dt.date(2026, 10, 1),
        period_end=dt.date(2026, 10, 31),
        zone="Asia/Dhaka",
    )
    source = Source(authority="person", ref="document:x", observed_at=NOW)
    post_stated([Fact(cell=cell, source=source, value=13)], now=NOW)
    return Entry.objects.get()


def save_changed(entry: Entry) -> None:
    entry.value = 14
    entry.save()


def replace_row(entry: Entry) -> None:
    columns = [field.column for field in Entry._meta.concrete_fields]
    names = ", ".join(columns)
    values = ", ".join("14" if name == "value" else name for name in columns)
    sql(f"INSERT OR REPLACE INTO campaigns_entry ({names}) SELECT {values} FROM campaigns_entry")


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def upsert(entry: Entry) -> None:
    entry.value = 14
    Entry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["id"], update_fields=["value"]
    )


WAYS: dict[str, Callable[[Entry], object]] = {
    "save": save_changed,
    "delete": lambda entry: (Current.objects.all().delete(), entry.delete()),
    "queryset update": lambda entry: Entry.objects.update(value=14),
    "queryset delete": lambda entry: (Current.objects.all().delete(), Entry.objects.all().delete()),
    "raw delete": lambda entry: Entry.objects.all()._raw_delete("default"),
    "bulk update": lambda entry: Entry.objects.bulk_update([entry], ["value"]),
    "update or create": lambda entry: Entry.objects.update_or_create(
        pk=entry.pk, defaults={"value": 14}
    ),
    "upsert": upsert,
    "sql update": lambda entry: sql("UPDATE campaigns_entry SET value = 14"),
    "sql delete": lambda entry: sql("DELETE FROM campaigns_entry"),
    "key update": lambda entry: Key.objects.update(channel="news"),
    "key delete": lambda entry: sql("DELETE FROM campaigns_key"),
}
if connection.vendor == "sqlite":
    WAYS["insert or replace"] = replace_row
else:
    # Rows of this very transaction have checks outstanding, which TRUNCATE waits for.
    WAYS["truncate"] = lambda entry: sql(
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE campaigns_entry CASCADE"
    )


@pytest.mark.parametrize("way", WAYS)
def test_the_database_refuses(entry: Entry, way: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        WAYS[way](entry)
    assert list(Entry.objects.values_list("value", flat=True)) == [13]


def test_the_kind_of_a_used_indicator_is_frozen(entry: Entry) -> None:
    Indicator.objects.filter(code="C1").update(label_en="Products made")
    Indicator.objects.filter(code="C2").update(kind="actions")
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        Indicator.objects.filter(code="C1").update(kind="persons")
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        Indicator.objects.filter(code="C1").update(adds_over_months=False)

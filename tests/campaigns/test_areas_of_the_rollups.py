"""Each area's sums are kept beside its series: by posting, by a recount, and of what was before."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from campaigns.ledger import Cell, Fact, Source, post_contribution
from campaigns.models import AreaRoll, AreaSeries, Roll
from campaigns.rebuilding import rebuild_rollups
from campaigns.rollups import COUNTS
from tests.campaigns.booked import KHULNA, NOW, add, state

pytestmark = pytest.mark.django_db
JULY, AUGUST = dt.date(2026, 7, 1), dt.date(2026, 8, 1)


def summed(month: dt.date, indicator="A2", campaign="*", area="") -> dict[str, int]:
    of = AreaRoll.objects.filter(
        series__indicator=indicator, series__campaign=campaign, series__area_code=area, month=month
    )
    return of.aggregate(**{name: Sum(name) for name in COUNTS})


def show(ref: str, kind: str, day: dt.date, women: int, men: int | None, *, later: int = 0) -> None:
    seen = NOW + dt.timedelta(minutes=later)
    said = Source(authority="person", ref=ref, observed_at=seen)
    facts = [
        Fact(
            cell=Cell(
                indicator="A2", channel=kind, definition="attendance", period_start=day,
                period_end=day, zone="Asia/Dhaka", area=KHULNA, sex=sex, age="adult",
            ),
            source=said, value=value, reason="" if value is not None else "not-recorded",
        )
        for sex, value in (("w", women), ("m", men))
    ]  # fmt: skip
    post_contribution(ref, facts, source=said, now=seen)


def close(upto: dt.date) -> None:
    one, other = (User.objects.get_or_create(username=name)[0] for name in ("asma", "rahim"))
    while (month := oldest_open_month()) <= upto:
        begin_closing(month, by=one, today=NOW.date())
        approve_closing(month, by=other, now=NOW)


@pytest.fixture
def some(db) -> None:
    """Two kinds and two campaigns, an unknown figure, a late one, and one put right later."""
    add("A1", dt.date(2026, 7, 3), {"x x": 1})
    show("event:one", "ipt-show", dt.date(2026, 7, 3), 30, 20)
    show("event:two", "video-show", dt.date(2026, 7, 9), 10, None)
    add("A2", dt.date(2026, 8, 4), {"w adult": 5, "m child": 6}, campaign="season", ref="event:c")
    state("D1", 7, 900)
    close(JULY)
    show("event:late", "ipt-show", dt.date(2026, 7, 30), 4, 3)
    show("event:two", "video-show", dt.date(2026, 7, 9), 10, 8, later=1)


@pytest.fixture(autouse=True)
def season(db):
    apps.get_model("campaigns", "Campaign").objects.create(
        slug="season", name_en="Season", name_bn="মৌসুম"
    )


def test_an_area_is_the_sum_of_its_series(some):
    july, august = (summed(month, area=KHULNA) for month in (JULY, AUGUST))
    assert (july["own"], july["own_known"], july["own_unknown"]) == (60, 3, 1)
    # What came for July when it was closed: 4 + 3, and 8 where nothing had been known.
    assert (august["own"], august["late"]) == (11, 15)
    assert [summed(AUGUST, campaign="season", area=place)["cum"] for place in ("", KHULNA)] == [
        11,
        11,
    ]
    women = AreaRoll.objects.filter(series__area_code=KHULNA, series__campaign="*", series__sex="w")
    assert women.get(series__age="adult", month=AUGUST).cum == 30 + 10 + 5 + 4
    for area in AreaSeries.objects.all():
        held = Roll.objects.filter(
            series__indicator=area.indicator_id, series__definition=area.definition_id,
            series__campaign=area.campaign, series__area_code=area.area_code,
            series__sex=area.sex, series__age=area.age,
        )  # fmt: skip
        for one in area.rolls.all():
            sums = held.filter(month=one.month).aggregate(own=Sum("own"), late=Sum("late"))
            assert sums == {"own": one.own, "late": one.late}


def test_what_does_not_add_up_has_no_sum(some):
    assert not AreaSeries.objects.filter(indicator="D1").exists()
    assert Roll.objects.filter(series__indicator="D1").exists()


def test_a_recount_gives_the_same_rows_and_puts_wrong_ones_right(some):
    found = rebuild_rollups(dry_run=True)
    assert (found.put_right, found.closed_differ) == ([], [])
    assert found.rows == Roll.objects.count() + AreaRoll.objects.count()
    AreaRoll.objects.filter(month=AUGUST, series__area_code=KHULNA).update(cum=1)
    assert {one.partition(" ")[2] for one in rebuild_rollups().put_right} == {"2026-08"}
    women = AreaRoll.objects.get(series__code=f"A2/attendance/*/{KHULNA}/w/adult", month=AUGUST)
    assert women.cum == 49
    assert not rebuild_rollups().put_right


def test_a_row_too_many_goes(some):
    area = AreaSeries.objects.get(indicator="A1", campaign="*", area_code="")
    AreaRoll.objects.create(series=area, month=dt.date(2026, 10, 1), own=5, cum=6)
    assert rebuild_rollups().put_right == [f"{area.code} 2026-10"]
    assert not area.rolls.filter(month=dt.date(2026, 10, 1)).exists()


def test_a_closed_month_of_an_area_never_moves(some):
    july = AreaRoll.objects.filter(month=JULY)
    assert july.exists()
    for change in (lambda: july.update(own=1), lambda: july.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_of_what_was_posted_before_the_migration_makes_the_same_rows(some):
    def kept() -> dict:
        rows = AreaRoll.objects.select_related("series")
        return {(r.series.code, r.month): [getattr(r, name) for name in COUNTS] for r in rows}

    before = kept()
    on = " ON campaigns_arearoll" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        # As on the day of the migration: nothing guards the new table yet.
        for occasion in ("insert", "delete"):
            cursor.execute(f"DROP TRIGGER arearoll_closed_no_{occasion}{on}")
    AreaRoll.objects.all().delete()
    AreaSeries.objects.all().delete()
    import_module("campaigns.migrations.0071_areas_add_up_their_series").add_up(apps, None)
    assert before
    assert kept() == before

"""Quizzes and fairs from a sheet: a column an answer, names exact, and nothing guessed."""

from typing import Any

import pytest

from campaigns.models import Place
from events.models import Event
from events.sheets.importing import import_events
from tests.events.phone import NOW, field_worker
from tests.events.quizzes import school_in
from tests.events.sheets import csv_sheet, show

pytestmark = pytest.mark.django_db


def quiz(**parts: Any) -> dict[str, Any]:
    return show(kind="school-quiz", girls="40", boys="30", **parts)


def bring(*rows: dict[str, Any], **more: Any) -> Any:
    return import_events(csv_sheet(*rows), now=NOW, **{"person": None, **more})


def told(result: Any) -> list[tuple[str, str]]:
    return [(one.column, one.why) for row in result.refused for one in row.problems]


def test_a_quiz_and_a_fair_bring_their_columns(ledger):
    school = school_in(Place.objects.get(pk="BD4047"), eiin="123456", other_names="Dumuria HS")
    quizzes = [
        quiz(venue=str(number), school=name, classes="৮; 9", winner_girls="২")
        for number, name in enumerate(("dumuria high school", "123456", "Dumuria HS", "New one"))
    ]
    fair = show(
        kind="migration-fair",
        providers="Sonali Bank = finance; TTC = প্রশিক্ষণ কেন্দ্র; RSC",
        linkages_women="12",
        linkages_not_recorded="3",
    )
    result = bring(*quizzes, fair)
    assert told(result) == []
    quizzes = [one.details for one in Event.objects.filter(kind="school-quiz").order_by("venue")]
    fair = Event.objects.get(kind="migration-fair").details
    assert [one.get("school") for one in quizzes] == [school.pk] * 3 + [None]
    assert quizzes[3] == {"school_name": "New one", "classes": [8, 9], "winner_girls": 2}
    assert [one.get("service") for one in fair["providers"]] == ["finance", "training", None]
    assert ledger(key__indicator_id="A5") == {"A5 w x": 12, "A5 x x": 3}
    again = bring(
        quiz(venue="3", school="New one", classes="8,9", winner_girls="2"),
        quiz(venue="2", school="Dumuria HS", classes="8,9", winner_girls="3"),
    )
    # The same again is here; what says otherwise is told by its column.
    assert [str(row.became) for row in again.tried] == ["same", "refused"]
    assert [column for column, _why in told(again)] == ["winner_girls"]


def test_a_name_that_two_schools_have_and_one_of_another_district_are_not_guessed():
    for place in Place.objects.filter(level="union", code__startswith="BD4047")[:2]:
        school_in(place, "High School")
    school_in(Place.objects.get(pk="BD3026"), "Canary School")
    refused = bring(quiz(school="High School"))
    ((column, why),) = told(refused)
    assert (column, "Several schools" in why) == ("school", True)
    bring(quiz(school="Canary School"), person=field_worker("rahima", "import_event"))
    assert Event.objects.get().details == {"school_name": "Canary School"}


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"winner_girls": "41"}, "winner_girls", "more winners"),
        ({"winner_boys": "many"}, "winner_boys", "many"),
        ({"classes": "8, nine"}, "classes", "from 1 to 12"),
        ({"school": "x" * 121}, "school", "longer than 120"),
        ({"providers": "TTC"}, "providers", "not asked"),
        ({"kind": "migration-fair", "providers": "TTC = magic"}, "providers", "kind of service"),
        ({"kind": "migration-fair", "providers": "= finance"}, "providers", "name of the"),
        ({"kind": "ipt-show", "classes": "8"}, "details", "nothing more"),
    ],
)
def test_what_cannot_be_is_told_by_its_column(cells, column, why):
    refused = bring({**quiz(), **cells})
    assert [(one, why in words) for one, words in told(refused)] == [(column, True)]
    assert not Event.objects.exists()

"""The words that every programme starts with, and what may not be said in them."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Channel, Definition, Indicator, Place, Rule, Term
from campaigns.terms import current_terms, declare_term

pytestmark = pytest.mark.django_db


def test_all_places_are_here_under_their_parents():
    assert Counter(Place.objects.values_list("level", flat=True)) == {
        "division": 8,
        "district": 64,
        "upazila": 495,
        "city_corporation": 12,
        "union": 4523,
    }
    for place in Place.objects.exclude(parent=None).only("code", "parent_id"):
        assert place.code.startswith(place.parent_id)
    assert Place.objects.filter(rsc=True).count() == 10


@pytest.mark.parametrize("text", ["Comilla", "cumilla", "কুমিল্লা", "BD2019"])
def test_a_district_is_found_by_either_name_an_old_one_or_its_code(text):
    assert "BD2019" in Place.objects.filter(level="district").named(text).values_list(
        "code", flat=True
    )


def test_no_two_definitions_of_a_source_hold_on_one_day():
    for definition in Definition.objects.all():
        definition.clean()
    second = Definition(
        slug="youtube-views-again",
        indicator=Indicator.objects.get(code="D3"),
        platform="youtube",
        valid_from=dt.date(2026, 8, 1),
        valid_to=dt.date(2026, 8, 24),
    )
    with pytest.raises(ValidationError, match="overlap"):
        second.clean()


def test_a_rule_never_holds_field_and_digital_together():
    rule = Rule.objects.get(slug="digital")
    with pytest.raises(ValidationError, match="two groups"):
        Term.objects.create(
            rule=rule,
            channel=Channel.objects.get(slug="awareness-raising"),
            indicator=Indicator.objects.get(code="A0"),
        )


def test_declaring_a_term_again_changes_nothing():
    channel = Channel.objects.create(
        slug="facebook-two", group="digital", label_en="Second page", label_bn="দ্বিতীয় পেজ"
    )
    before = len(current_terms())
    first = declare_term(channel, "D1", dt.date(2026, 10, 17))
    again = declare_term(channel, "D1", dt.date(2026, 1, 1))
    assert first == again
    assert again.from_month == dt.date(2026, 10, 1)
    assert len(current_terms()) == before + 1


def test_coordination_never_counts_as_persons():
    assert Indicator.objects.get(code="A4").kind == "contacts"
    assert {term.indicator.kind for term in current_terms() if term.rule.slug == "field"} == {
        "persons"
    }

"""Indicators of one's own: stated, with a definition, and fixed by the first figure."""

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Definition, Indicator
from tests.campaigns.booked import DEFINITIONS, state
from tests.campaigns.campaign_made import browser_of

pytestmark = pytest.mark.django_db
NEW = "/admin/indicators/new/"


def form(**over) -> dict:
    return {
        "code": "X1", "kind": "items", "label_bn": "দেওয়া ঋণ", "label_en": "Loans given",
        "text_bn": "ব্যাংকের হিসাবে।", "text_en": "As the bank counts them.",
        "adds_over_months": "on", "adds_over_channels": "on", **over,
    }  # fmt: skip


def test_a_data_manager_adds_a_measure_and_it_is_entered_and_read(monkeypatch):
    assert browser_of("Editors").get(NEW).status_code == 302
    browser = browser_of("Data managers")
    assert browser.post(NEW, form()).status_code == 302
    made = Indicator.objects.get(pk="X1")
    assert (made.nature, made.adds_over_months, made.adds_over_sexes) == ("stated", True, False)
    assert Definition.objects.get(indicator="X1").text_en == "As the bank counts them."
    monkeypatch.setitem(DEFINITIONS, "X1", "own-x1")
    state("X1", 8, 4)
    again = browser.post(NEW, form()).content.decode()
    assert "already exists" in again


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"code": "A9"}, "such as X1"), ({"code": "X"}, "such as X1"),
     ({"kind": "persons"}, "do not add up over these"), ({"text_en": ""}, "required")],
)  # fmt: skip
def test_what_could_be_added_up_wrongly_is_refused(wrong, words):
    answer = browser_of("Data managers").post(NEW, form(**wrong))
    assert words in answer.content.decode()
    assert not Definition.objects.filter(slug__startswith="own-").exists()


def test_what_the_ledger_holds_figures_of_keeps_its_kind_whoever_writes():
    recall = Indicator.objects.get(pk="K2")
    recall.kind = "items"
    recall.save()
    recall.kind = "survey"
    recall.save()
    state("K2", 8, 40)
    for name, value in (("kind", "items"), ("adds_over_months", True), ("nature", "contributed")):
        changed = Indicator.objects.get(pk="K2")
        setattr(changed, name, value)
        with pytest.raises(ValidationError, match="is fixed"):
            changed.save()
    words = Indicator.objects.get(pk="K2")
    words.label_en = "Recall"
    words.save()
    assert Indicator.objects.get(pk="K2").label_en == "Recall"

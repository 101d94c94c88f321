"""An outcome is claimed, checked by a second person, counted once, and its words are erased."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from campaigns.closing import approve_closing, begin_closing
from campaigns.models import Current, Entry, Place
from events.models import ClaimState, ClaimStep, OutcomeClaim, OutcomeKind
from events.outcomes.amounts import band_of, limits_of, sum_of
from events.outcomes.claiming import (
    ClaimRefused,
    decide_claim,
    edit_claim,
    make_claim,
    reopen_claim,
    withdraw_claim,
)
from events.outcomes.erasing import erase_old_words
from events.outcomes.personal_numbers import find_personal
from events.recording import save_event
from events.tasks import erase_words_of_outcomes
from tests.events.claims import WORDS, new_claim

pytestmark = pytest.mark.django_db
CHECKED = {"checked_how": "person", "words": "asked again, it is so"}
CANARIES = ("Canary words", "Canary paper", "Canary reason", "Canary again")


@pytest.fixture
def people(db) -> list[User]:
    return [User.objects.create_user(name) for name in ("rahima", "karim", "shirin")]


def verify(claim, by, now):
    return decide_claim(claim, ClaimState.VERIFIED, by=by, now=now, **CHECKED)


def test_a_claim_counts_from_its_verification_on_and_no_more_once_it_is_open(people, ledger, now):
    rahima, karim, shirin = people
    claim = make_claim(new_claim(), by=rahima, now=now)
    assert ledger() == {}
    verify(claim, karim, now)
    assert ledger() == {"O1 x x": 1}
    with pytest.raises(ClaimRefused, match="Somebody else has decided"):
        verify(claim, shirin, now)
    with pytest.raises(ClaimRefused, match="Open it again"):
        edit_claim(new_claim(pk=claim.pk, amount=1), by=shirin, now=now)
    # The very same moment, as on a machine with a coarse clock.
    reopen_claim(claim, words="it was another's", by=shirin, now=now)
    assert ledger() == {}
    verify(claim, karim, now)
    assert ledger() == {"O1 x x": 1}
    states = Entry.objects.filter(key__indicator="O1").values_list("state", "actor_ref")
    assert [*states] == [
        ("value", f"user:{karim.pk}"), ("void", f"user:{shirin.pk}"), ("value", f"user:{karim.pk}"),
    ]  # fmt: skip
    steps = claim.steps.values_list("step", flat=True)
    assert [*steps] == ["claimed", "verified", "reopened", "verified"]


def test_the_ledger_hears_of_the_district_the_month_and_the_kind_of_event(
    people, new_event, union, now
):
    event = new_event("tea-stall-meeting")
    save_event(event, by=None, now=now)
    parts = {"place_id": union.code, "words": "Canary words"}
    told = make_claim(new_claim(event=event, **parts), by=people[0], now=now)
    heard = make_claim(new_claim(**parts), by=people[0], now=now)
    for claim in (told, heard):
        verify(claim, people[1], now)
    keys = [row.key for row in Current.objects.filter(key__indicator="O1").select_related("key")]
    assert {key.channel_id for key in keys} == {"tea-stall-meeting", "outcomes"}
    for key in keys:
        assert (key.area_code, key.definition_id) == ("BD4047", "verified-outcomes")
        assert (key.period_start, key.period_end) == (dt.date(2024, 5, 1), dt.date(2024, 5, 31))
    everything = str([*Entry.objects.values(), *Current.objects.values()])
    assert "Canary" not in everything
    assert "60000" not in everything


def test_a_closed_month_is_corrected_where_it_is_open(people, now):
    claim = make_claim(new_claim(), by=people[0], now=now)
    verify(claim, people[1], now)
    month = dt.date(2024, 5, 1)
    begin_closing(month, by=people[0], today=now.date())
    approve_closing(month, by=people[1], now=now)
    reopen_claim(claim, words="it was another's", by=people[2], now=now)
    booked = Entry.objects.filter(key__indicator="O1").values_list("state", "booked_month")
    assert [*booked] == [("value", month), ("void", dt.date(2024, 6, 1))]


@pytest.mark.parametrize("state", [ClaimState.VERIFIED, ClaimState.NOT_CONFIRMED])
def test_nobody_decides_about_a_claim_in_which_they_wrote(people, now, state):
    rahima, karim, shirin = people
    claim = make_claim(new_claim(), by=rahima, now=now)
    edit_claim(new_claim(pk=claim.pk, amount=50_000), by=karim, now=now)
    # Who wrote the last change is not all: karim's is in it still.
    edit_claim(new_claim(pk=claim.pk, amount=50_000, heard="family"), by=rahima, now=now)
    for writer in (rahima, karim):
        with pytest.raises(ClaimRefused, match="second person"):
            decide_claim(claim, state, by=writer, now=now, **CHECKED)
    assert decide_claim(claim, state, by=shirin, now=now, **CHECKED).state == state
    with pytest.raises(ClaimRefused, match="somebody else has to open it"):
        reopen_claim(claim, words="no", by=rahima, now=now)


def test_the_database_itself_knows_no_claim_that_its_claimant_verified(people, now):
    claim = make_claim(new_claim(), by=people[0], now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeClaim.objects.filter(pk=claim.pk).update(
            state="verified", decided_by=people[0], decided_at=now
        )


def test_a_claim_is_withdrawn_with_a_reason_and_never_deleted(people, ledger, now):
    claim = make_claim(new_claim(), by=people[0], now=now)
    with pytest.raises(ClaimRefused, match="Say why"):
        withdraw_claim(claim, words=" ", by=people[0], now=now)
    withdraw_claim(claim, words="heard twice", by=people[0], now=now)
    with pytest.raises(ClaimRefused, match="meanwhile"):
        verify(claim, people[1], now)
    for delete in (claim.delete, OutcomeClaim.objects.all().delete):
        with pytest.raises(TypeError):
            delete()
    assert ledger() == {}


def test_what_nobody_could_check_is_not_verified(people, now):
    claim = make_claim(new_claim(), by=people[0], now=now)
    with pytest.raises(ClaimRefused, match="nobody could check"):
        decide_claim(
            claim, ClaimState.VERIFIED, checked_how="nothing", words="so", by=people[1], now=now
        )


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"happened_on": dt.date(2024, 6, 2)}, "happened_on"),
        ({"happened_on": dt.date(2024, 7, 1), "only_month": True}, "happened_on"),
        ({"happened_on": dt.date(2016, 1, 1)}, "happened_on"),
        ({"place_id": "BD40"}, "place"),
        ({"amount": 0}, "amount"),
        ({"kind_id": "plan-changed"}, "amount"),
        ({"kind_id": "other", "amount": None}, "other_kind"),
        ({"other_kind": "a cow"}, "other_kind"),
        ({"words": " "}, "words"),
        ({"words": "Call 01711-234567"}, "words"),
        ({"evidence_words": ""}, "evidence_words"),
        ({"evidence_words": "NID 19902692123456789"}, "evidence_words"),
        ({"heard": "radio"}, "heard"),
    ],
    ids=lambda part: part if isinstance(part, str) else str([*part.values()][-1]),
)
def test_what_cannot_be_is_said_beside_its_field(people, now, parts, field):
    with pytest.raises(ValidationError) as refused:
        make_claim(new_claim(**parts), by=people[0], now=now)
    assert field in refused.value.message_dict
    assert not OutcomeClaim.objects.exists()


def test_a_month_can_be_known_without_the_day_and_the_amount_without_being_zero(people, now):
    parts = {"happened_on": dt.date(2024, 6, 30), "only_month": True, "amount": None}
    claim = make_claim(new_claim(**parts), by=people[0], now=now)
    assert (claim.happened_on, claim.amount, claim.amount_band) == (dt.date(2024, 6, 1), None, "")


@pytest.mark.parametrize(
    "text",
    [
        "01711234567", "+880 1711-234567", "০১৭১১ ২৩৪ ৫৬৭", "phone 8801711234567",
        "0\u200b1711234567",
        "NID 1990 2692 1234 56789", "১৯৯০২৬৯২১২৩৪৫৬৭৮৯", "2692123456", "passport BX0123456",
        "A12345678", "ea 1234567", "+966 50 123 4567", "account 123456789012", "a.b@example.org",
        "see https://example.org/x", "facebook.com/somebody", "(017) 11.234.567",
        "\uff10\uff11\uff17\uff11\uff11\uff12\uff13\uff14\uff15\uff16\uff17",
    ],
)  # fmt: skip
def test_a_number_that_leads_to_a_person_is_seen(text):
    assert find_personal(f"He said {text}, and that was that.")


@pytest.mark.parametrize(
    "text",
    [
        WORDS, "He got 2,00,000 of 4,50,000 taka back on 12-10-2026.", "২০২৬-১০-৩১ তারিখে ১২০০০০ টাকা",
        "He paid 50000 and then 200000 in 2024 and 2025.", "Flight BG 0321 was cancelled.",
        "Section 34 of the act of 2013; case 12/2026.", "", "3 people, 5 months, 16429",
    ],
)  # fmt: skip
def test_sums_days_and_case_numbers_are_let_through(text):
    assert not find_personal(text)


def test_after_its_time_a_claim_is_kind_month_district_and_band(people, union, new_event, now):
    event = new_event()
    save_event(event, by=None, now=now)
    parts = {
        "place_id": union.code, "event": event, "words": "Canary words",
        "evidence_words": "Canary paper", "amount": 61_234,
    }  # fmt: skip
    claim = make_claim(new_claim(**parts), by=people[0], now=now)
    how = {"checked_how": "family", "words": "Canary reason"}
    decide_claim(claim, ClaimState.VERIFIED, by=people[1], now=now, **how)
    waiting = make_claim(new_claim(words="still open"), by=people[0], now=now)
    booked = [*Entry.objects.values()]
    assert erase_old_words(now + dt.timedelta(days=89)) == 0
    assert erase_old_words(now + dt.timedelta(days=91)) == 1
    assert erase_old_words(now + dt.timedelta(days=91)) == 0
    claim.refresh_from_db()
    assert (claim.kind_id, claim.place_id, claim.amount_band) == (
        "money-recovered",
        "BD4047",
        "100",
    )
    assert (claim.happened_on, claim.only_month) == (dt.date(2024, 5, 1), True)
    assert (claim.amount, claim.event, claim.words) == (None, None, "")
    waiting.refresh_from_db()
    assert waiting.words == "still open"
    assert [*Entry.objects.values()] == booked
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            held = str(cursor.fetchall())
        assert not [word for word in (*CANARIES, "61234") if word in held], table


def test_an_erased_claim_is_opened_written_anew_and_erased_again(people, ledger, now):
    claim = make_claim(new_claim(), by=people[0], now=now)
    verify(claim, people[1], now)
    later = now + dt.timedelta(days=100)
    erase_old_words(later)
    reopen_claim(claim, words="Canary again", by=people[1], now=later)
    assert ledger() == {}
    with pytest.raises(ValidationError, match="Say what was claimed"):
        verify(claim, people[1], later)
    withdraw_claim(claim, words="nobody knows any more", by=people[0], now=later)
    reopen_claim(claim, words="somebody does", by=people[1], now=later)
    edit_claim(new_claim(pk=claim.pk), by=people[0], now=later)
    verify(claim, people[1], later)
    assert ledger() == {"O1 x x": 1}
    assert erase_old_words(later + dt.timedelta(days=100)) == 1
    assert not ClaimStep.objects.exclude(words="").exists()


def test_the_task_erases_by_the_setting(people, now, settings, monkeypatch):
    settings.OUTCOME_WORDS_KEPT_DAYS = 1
    claim = make_claim(new_claim(), by=people[0], now=now)
    withdraw_claim(claim, words="heard twice", by=people[0], now=now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + dt.timedelta(days=2))
    erase_words_of_outcomes()
    claim.refresh_from_db()
    assert claim.words == ""


def test_sums_are_exact_while_amounts_are_known_and_honest_afterwards():
    exact = [OutcomeClaim(amount=amount, amount_band=band_of(amount)) for amount in (9_000, 70_000)]
    found = sum_of([*exact, OutcomeClaim()])
    assert (found.claims, found.known, found.least, found.most) == (3, 2, 79_000, 79_000)
    assert not found.is_shown
    rough = [OutcomeClaim(amount_band=one.amount_band) for one in exact] * 3
    found = sum_of(rough)
    assert (found.least, found.most) == (3 * (1 + 50_001), 3 * (10_000 + 100_000))
    assert found.is_shown
    assert sum_of([*rough, OutcomeClaim(amount_band="above")]).most is None


@pytest.mark.parametrize("amount", [1, 10_000, 10_001, 50_000, 100_000, 300_000, 300_001])
def test_every_amount_lies_in_its_band(amount):
    least, most = limits_of(band_of(amount))
    assert least <= amount <= (most or amount)


def test_the_kinds_are_named_in_both_languages():
    for kind in OutcomeKind.objects.all():
        assert kind.name_en.isascii()
        assert not kind.name_bn.isascii()
    assert Place.objects.get(pk="BD4047").level == "district"

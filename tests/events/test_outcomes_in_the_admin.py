"""Outcome claims in the admin: who claims, sees, verifies and carries away what, and where."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import ModelLogEntry

from campaigns.models import RSC, Assignment, ServedDistrict
from events.models import ClaimState, OutcomeClaim
from events.outcomes.claiming import decide_claim, make_claim
from events.recording import save_event
from tests.events.claims import DAY, WORDS, new_claim

pytestmark = pytest.mark.django_db

OWN, OTHER = "BD4047", "BD3093"
CLAIMS = "/admin/outcomes/"
WAITING, AMOUNTS = "/admin/reports/waiting-claims/", "/admin/reports/claim-amounts/"
CANARY = "Canary words"


def somebody(name: str, role: str, *districts: str) -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    if districts:
        Assignment.objects.create(user=user).districts.set(districts)
    return user


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def worker() -> User:
    return somebody("rahima", "Field staff", OWN)


@pytest.fixture
def supervisor() -> User:
    rsc = RSC.objects.create(name_en="K", name_bn="খ", seat_id=OWN, districts_source="a test")
    ServedDistrict.objects.create(district_id=OWN, rsc=rsc)
    user = somebody("karim", "RSC supervisors")
    Assignment.objects.create(user=user, supervises=rsc)
    return user


@pytest.fixture
def manager() -> User:
    return somebody("nasrin", "Data managers")


@pytest.fixture
def filled():
    def fill(**over):
        plain = {
            "kind": "money-recovered", "other_kind": "", "words": WORDS, "amount": "60000",
            "place": OWN, "happened_on": DAY.isoformat(), "heard": "family", "evidence": "receipt",
            "evidence_words": "with the family", "event": "",
        }  # fmt: skip
        return {**plain, **over}

    return fill


@pytest.fixture
def stored(manager, now) -> dict[str, OutcomeClaim]:
    """One claim in each district, with words that must be seen nowhere else."""
    return {
        district: make_claim(
            new_claim(place_id=district, words=f"{CANARY} {district}"), by=manager, now=now
        )
        for district in (OWN, OTHER)
    }


def text(answer) -> str:
    return answer.content.decode()


def test_a_worker_claims_and_a_supervisor_verifies(worker, supervisor, filled, ledger):
    field, office = browser_of(worker), browser_of(supervisor)
    answer = field.post(f"{CLAIMS}new/", filled())
    claim = OutcomeClaim.objects.get()
    page, verify = f"{CLAIMS}inspect/{claim.pk}/", f"{CLAIMS}verify/{claim.pk}/"
    assert answer.url == page
    assert WORDS in text(field.get(page))
    assert verify not in text(field.get(page))
    assert verify in text(office.get(page))
    assert "You may" in text(office.get(WAITING))
    refused = office.post(verify, {"checked_how": "person", "words": "call 01711234567"})
    assert "phone number" in text(refused)
    assert ledger() == {}
    office.post(verify, {"checked_how": "person", "words": "asked again"})
    assert ledger() == {"O1 x x": 1}
    assert "asked again" in text(field.get(page))
    assert claim.pk not in {one.pk for one in office.get(WAITING).context["object_list"]}
    # Wagtail keeps no history of its own, in which words could stay.
    assert not ModelLogEntry.objects.exists()


def test_nobody_verifies_an_own_claim_in_the_admin(supervisor, filled, ledger):
    office = browser_of(supervisor)
    office.post(f"{CLAIMS}new/", filled())
    claim = OutcomeClaim.objects.get()
    assert "second person has to verify it" in text(office.get(f"{CLAIMS}inspect/{claim.pk}/"))
    given = {"checked_how": "person", "words": "sure"}
    for way in ("verify", "not_confirmed"):
        answer = office.post(f"{CLAIMS}{way}/{claim.pk}/", given)
        assert "a second person has to decide" in text(answer)
    assert "Somebody else" in text(office.get(WAITING))
    assert OutcomeClaim.objects.get().is_waiting
    assert ledger() == {}


def test_problems_stand_beside_their_fields_and_the_words_are_not_lost(worker, filled):
    answer = browser_of(worker).post(
        f"{CLAIMS}new/", filled(words="He is at 01711-234567", place=OTHER, amount="-5")
    )
    assert {"words", "place", "amount"} <= set(answer.context["form"].errors)
    assert "He is at 01711-234567" in text(answer)
    assert not OutcomeClaim.objects.exists()


def test_a_claim_is_told_after_an_event_from_its_page(worker, filled, new_event, now):
    event = new_event("tea-stall-meeting")
    save_event(event, by=None, now=now)
    field = browser_of(worker)
    address = f"{CLAIMS}new/?event={event.pk}"
    assert address in text(field.get(f"/admin/events/inspect/{event.pk}/"))
    assert "Tea-stall meeting, 10 May 2024" in text(field.get(address))
    field.post(f"{CLAIMS}new/", filled(event=event.pk))
    assert OutcomeClaim.objects.get().event == event
    edit = f"{CLAIMS}edit/{OutcomeClaim.objects.get().pk}/"
    field.post(edit, filled(event=event.pk, amount="7"))
    assert (OutcomeClaim.objects.get().amount, OutcomeClaim.objects.get().event) == (7, event)


def test_only_own_claims_are_changed_without_the_permission_to_change(
    worker, supervisor, stored, filled, now
):
    claim = stored[OWN]
    edit = f"{CLAIMS}edit/{claim.pk}/"
    field = browser_of(worker)
    assert field.post(edit, filled()).status_code == 302
    assert field.post(f"{CLAIMS}withdraw/{claim.pk}/", {"words": "no"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.words, claim.state) == (f"{CANARY} {OWN}", "claimed")
    browser_of(supervisor).post(edit, filled(words="told better"))
    claim.refresh_from_db()
    assert claim.words == "told better"
    decide_claim(claim, ClaimState.VERIFIED, checked_how="person", words="so", by=worker, now=now)
    browser_of(supervisor).post(edit, filled(words="changed afterwards"))
    claim.refresh_from_db()
    assert claim.words == "told better"


@pytest.mark.parametrize(
    ("role", "sees", "verifies", "exports"),
    [
        ("Field staff", {OWN}, set(), False),
        ("RSC supervisors", {OWN}, {OWN}, True),
        ("Data managers", {OWN, OTHER}, {OWN, OTHER}, True),
        ("Donor readers", set(), set(), False),
        ("Editors", set(), set(), False),
        ("Approvers", set(), set(), False),
    ],
)
def test_each_role_reaches_its_districts_and_no_more(stored, role, sees, verifies, exports):
    user = somebody("somebody", role, OWN)
    browser = browser_of(user)
    lists = [text(browser.get(url, follow=True)) for url in (CLAIMS, f"{CLAIMS}results/", WAITING)]
    for district, claim in stored.items():
        page = f"{CLAIMS}inspect/{claim.pk}/"
        assert (page in lists[0]) == (page in lists[1]) == (district in sees)
        assert (page in lists[2]) == (district in verifies)
        assert (CANARY in text(browser.get(page, follow=True))) == (district in sees)
        for way in ("verify", "not_confirmed", "reopen", "withdraw", "edit"):
            answer = text(browser.get(f"{CLAIMS}{way}/{claim.pk}/", follow=True))
            assert CANARY not in answer or district in verifies, way
        browser.post(f"{CLAIMS}verify/{claim.pk}/", {"checked_how": "person", "words": "it is so"})
    verified = OutcomeClaim.objects.filter(state="verified").values_list("place", flat=True)
    assert set(verified) == verifies
    assert CANARY not in "".join(lists)
    file = browser.get(f"{CLAIMS}?export=csv")
    assert (file.status_code == 200) == exports
    assert (browser.get(AMOUNTS).status_code == 200) == bool(verifies)
    if exports:
        told = b"".join(file).decode()
        assert told.count("Money recovered from a middleman") == len(sees)
        assert "50,001 to 100,000 taka" in told
        assert not [word for word in (CANARY, "60000", "2024-05-10", "nasrin") if word in told]


def test_the_list_narrows_by_state_kind_district_and_month(admin, stored, manager, now):
    make_claim(
        new_claim(kind_id="plan-changed", amount=None, happened_on=dt.date(2024, 4, 2)),
        by=manager,
        now=now,
    )

    def found(asked: str) -> int:
        return len(admin.get(f"{CLAIMS}?{asked}").context["object_list"])

    assert found("kind=plan-changed") == 1
    assert found("month=2024-05") == 2
    assert found(f"district={OTHER}") == 1
    assert (found("state=claimed"), found("state=verified")) == (3, 0)


def test_a_sum_of_fewer_than_five_amounts_is_not_shown(admin, manager, worker, now):
    def verified(count: int) -> None:
        for _ in range(count):
            claim = make_claim(new_claim(amount=10_001), by=worker, now=now)
            decide_claim(
                claim, ClaimState.VERIFIED, checked_how="family", words="so", by=manager, now=now
            )

    verified(4)
    page = text(admin.get(AMOUNTS))
    assert "Fewer than 5 amounts" in page
    assert "40,004" not in page
    verified(1)
    assert "50,005" in text(admin.get(AMOUNTS))

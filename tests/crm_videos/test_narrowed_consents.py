"""Who allows less has the copies taken down that are not allowed any more, and no others."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_videos.models import Copy, Takedown, Withdrawal
from crm_videos.overdue import tell_of_overdue
from crm_videos.tasks import see_to_withdrawals
from crm_videos.withdrawing import open_cases_of_ended_consents
from tests.crm_videos.conftest import NOW
from tests.crm_videos.withdrawn_world import DAY, TODAY, Told

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
KINDS = ("page", "offline", "facebook", "youtube", "factsheet", "file", "other")


@pytest.fixture
def told(testimony, recorder) -> Told:
    return Told(testimony, recorder)


def asked_back() -> set[str]:
    return {
        f"{task.copy.kind} {task.copy.language}".strip()
        for task in Takedown.objects.select_related("copy")
    }


@pytest.mark.parametrize(
    ("without", "gone"),
    [
        ("facebook", {"facebook", "other"}),
        ("youtube", {"youtube", "other"}),
        ("site", {"page", "offline", "other"}),
        ("print", {"factsheet", "file", "other"}),
        ("journalists", {"file", "other"}),
        # For which use these were made nobody knows: it may have been this one.
        ("reporting", {"factsheet", "file", "other"}),
        ("awareness", set(KINDS)),
        # In which language they are nobody knows.
        ("en", set(KINDS)),
    ],
)
def test_exactly_the_copies_that_are_not_allowed_any_more_have_to_go(told, without, gone):
    for kind in KINDS:
        told.copy(kind)
    told.narrow(without)
    assert asked_back() == gone
    case = Withdrawal.objects.get()
    assert (case.why, case.get_why_display()) == ("narrowed", "The consent was narrowed")


def test_of_a_language_that_is_taken_out_go_the_copies_in_it_and_those_of_unknown_language(told):
    for language in ("bn", "en", ""):
        told.copy(language=language)
    told.narrow("en")
    assert asked_back() == {"facebook en", "facebook"}


def test_a_level_that_hides_more_than_the_story_takes_all_and_one_that_does_not_takes_none(told):
    for kind in KINDS:
        told.copy(kind)
    told.story.identity_level = "face-hidden"
    told.story.save()
    told.narrow(level="face-hidden")
    assert asked_back() == set()
    told.narrow(level="text-only")
    assert asked_back() == set(KINDS)


def test_the_clocks_are_those_of_a_withdrawal(told):
    for kind in ("facebook", "factsheet", "page"):
        told.copy(kind, language="en")
    told.narrow("en")
    hours = {task.copy.kind: (task.due_at - NOW) / HOUR for task in Takedown.objects.all()}
    assert hours == {"facebook": 24, "factsheet": 7 * 24, "page": 0}


def test_what_allows_as_much_as_before_opens_no_case(told):
    told.copy()
    told.narrow()
    told.renew(NOW + 20 * DAY)
    told.give(NOW + 21 * DAY, days=90)
    assert not Withdrawal.objects.exists()


def test_who_is_asked_anew_and_agrees_to_less_has_narrowed_it(told):
    told.copy()
    told.copy("youtube")
    told.give(NOW + DAY, 30, "facebook", "journalists")
    assert asked_back() == {"facebook"}


def test_a_narrowing_that_is_rolled_back_leaves_no_case(told):
    told.copy()
    with transaction.atomic():
        told.narrow("facebook")
        transaction.set_rollback(True)
    assert not Withdrawal.objects.exists()


def test_a_copy_that_is_found_after_the_narrowing_opens_its_task_if_it_is_not_allowed(told):
    told.narrow("facebook")
    told.copy("youtube", NOW + DAY)
    late = told.copy("facebook", NOW + DAY)
    # It was handed over under the new version, whichever of the ways it went.
    told.copy("file", NOW + DAY)
    assert asked_back() == {"facebook"}
    task = Takedown.objects.get()
    assert (task.copy, task.due_at, task.withdrawal.why) == (late, NOW + 2 * DAY, "narrowed")


def test_who_narrows_and_then_withdraws_has_two_cases_and_the_second_knows_all_that_is_left(told):
    post, video = told.copy(), told.copy("youtube")
    told.narrow("facebook")
    case = told.withdraw(NOW + DAY)
    assert Withdrawal.objects.count() == 2
    assert {task.copy for task in case.takedowns.all()} == {post, video}


def test_a_sweep_closes_what_is_the_sites_own_and_leaves_what_is_allowed(told):
    gone = told.copy("page", language="en", ref="1")
    stays = told.copy("page", language="bn", ref="2")
    told.narrow("en")
    for _each in range(2):
        see_to_withdrawals()
    assert Copy.objects.get(pk=gone.pk).proof == "taken-down"
    assert Copy.objects.get(pk=stays.pk).gone_at is None
    assert Withdrawal.objects.open().count() == 0


def test_the_overdue_copies_of_a_narrowed_consent_are_mailed_too(told, settings, mailoutbox):
    settings.ALERT_EMAILS = ["desk@example.org"]
    told.copy()
    told.narrow("facebook")
    assert tell_of_overdue(NOW + 2 * DAY) == 1
    assert told.testimony.code in mailoutbox[0].body


def test_a_shorter_time_alone_takes_nothing_down_before_its_last_day_is_over(told):
    for kind in KINDS:
        told.copy(kind)
    told.shorten(to=TODAY + 3 * DAY)
    assert not Withdrawal.objects.exists()
    assert open_cases_of_ended_consents(NOW + 3 * DAY) == 0
    # From the next day of Bangladesh on it has run out like any other.
    over = NOW + 4 * DAY
    assert open_cases_of_ended_consents(over) == 1
    assert Withdrawal.objects.get().why == "expired"
    assert asked_back() == set(KINDS)
    assert open_cases_of_ended_consents(over) == 0


PARTS = ("site", "facebook", "youtube", "print", "journalists", "bn", "awareness", "reporting")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("copy"), st.sampled_from(KINDS), st.sampled_from(("bn", "en", ""))),
        st.tuples(st.just("narrow"), st.sampled_from(PARTS), st.just("")),
        st.tuples(st.just("give"), st.sampled_from(PARTS), st.just("")),
    ),
    max_size=9,
)
ONE_WAY = {"page": "site", "offline": "site", "facebook": "facebook", "youtube": "youtube"}


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_after_any_steps_what_is_not_allowed_any_more_is_asked_back(told, steps):
    """The judge knows what was agreed to last, and asks neither the gate nor the rule."""
    with transaction.atomic():
        out: set[str] = set()
        cases = 0
        for number, (what, which, language) in enumerate(steps):
            now = NOW + number * HOUR
            if what == "copy":
                told.copy(which, now, language=language)
                continue
            new = {which} if what == "give" else out | {which}
            scope = told.scope(*new)
            if scope.is_empty():
                continue
            cases += bool(new - out)
            if what == "narrow":
                told.narrow(*new, now=now)
            else:
                told.give(now, 30, *new)
            out = new
        assert Withdrawal.objects.count() == cases
        for copy in Copy.objects.filter(kind__in=ONE_WAY):
            taken_out = {ONE_WAY[copy.kind], copy.language, "awareness"} & out
            if taken_out and cases:
                assert copy.takedowns.exists(), (copy.kind, copy.language, out)
        transaction.set_rollback(True)

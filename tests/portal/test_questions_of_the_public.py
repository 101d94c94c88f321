"""Questions of the public: sealed, read by few, answered with a code, and gone at their date."""

import datetime as dt
import logging

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns import scope
from campaigns.models import Place
from campaigns.scope import Scope
from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.door import ANSWER, QUESTION
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.desk import policy
from portal.asking.models import AskedQuestion, QuestionStep, SpentToken
from portal.asking.questions.answering import AnswerRefused, answer_question, take_in_work
from portal.asking.questions.asking import Asked, ask, find
from portal.asking.questions.codes import grouped
from portal.asking.questions.erasing import (
    AFTER_ANSWER,
    AT_MOST,
    erase_old_questions,
    erase_on,
    forget_what_is_past,
)
from portal.asking.questions.waiting import days_waited
from portal.asking.words import State, Target
from portal.pages.models import FaqPage
from tests.portal.asked import an_old_enough, send, token_in
from tests.portal.conftest import client_of

pytestmark = pytest.mark.django_db
SECRET = "দালাল আমার পাসপোর্ট রেখে দিয়েছে canaryword"
PHONE = "01711000222"
NOW = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)  # the 24th in Dhaka
DAY = dt.timedelta(days=1)


def asked(number: int = 1, *, now=NOW, district=None, phone="") -> tuple[AskedQuestion, str]:
    token = Token("question.", f"nonce-{number}", now)
    code = ask(Asked(SECRET, "bn", district, phone), token, now=now)
    return AskedQuestion.objects.latest("pk"), code


@pytest.fixture
def colleague() -> User:
    user = User.objects.create_user("colleague")
    user.groups.add(Group.objects.get(name="Approvers"))
    return user


def everything_stored() -> str:
    """Give all texts of all tables, as a backup would hold them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_first_page_leads_to_the_question_form(client, language):
    path = f"/{language}/ask/"
    assert f'href="{path}"' in client.get(f"/{language}/").content.decode()
    assert "<form" in client.get(path).content.decode()


def test_the_form_says_what_happens_and_needs_nothing_of_who_asks():
    answer = Client().get("/en/ask/")
    html = answer.content.decode()
    for words in ("Call the hotline", "90 days", "30 days", "we cannot say yet", "encrypted"):
        assert words in html
    assert html.count("<option") == 65
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "<script" not in html


def test_a_question_is_sealed_and_its_code_reads_the_answer(colleague, caplog):
    caplog.set_level(logging.DEBUG)
    now = timezone.now()
    token = an_old_enough(QUESTION, "", now)
    given = {"words": SECRET, "way": "call", "phone": "০১৭১১-০০০২২২", "district": ""}
    first, again = (send("/en/ask/", token, **given).content.decode() for _one in range(2))
    question = AskedQuestion.objects.get()
    code = first.split('<strong class="copy">')[1].split("<")[0]
    # Whose network lost the answer sends the form again, and is shown the same code.
    assert code in again
    assert question.told.open() == {"words": SECRET, "phone": PHONE}
    assert "canaryword" not in everything_stored()
    assert PHONE not in everything_stored()
    typed = code.translate(str.maketrans("0123456789 ", "০১২৩৪৫৬৭৮৯-"))
    look = send("/en/ask/answer/", an_old_enough(ANSWER, "", now), code=typed)
    assert "Not answered yet. You asked 0 days ago." in look.content.decode()
    answer_question(question, "লিগ্যাল এইড অফিসে যান।", by=colleague, now=now)
    html = send("/en/ask/answer/", an_old_enough(ANSWER, "", now), code=code).content.decode()
    assert "লিগ্যাল এইড অফিসে যান।" in html
    assert "canaryword" not in html
    assert "canaryword" not in caplog.text
    assert "লিগ্যাল" not in everything_stored()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"words": "", "way": "code"}, "Write your question."),
        ({"words": "x" * 2001, "way": "code"}, "too long"),
        ({"words": "Is it safe?", "way": "call", "phone": ""}, "Write the number"),
        ({"words": "Is it safe?", "way": "call", "phone": "12"}, "no telephone number"),
        ({"words": "Is it safe?"}, "Choose how"),
        ({"words": "Is it safe?", "way": "code", "district": "BD99"}, "district of the list"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(given, says):
    token = an_old_enough(QUESTION, "", timezone.now())
    answer = send("/en/ask/", token, **given)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert says in html
    assert given["words"] in html
    assert token_in(html) == token
    assert not AskedQuestion.objects.exists()
    assert not SpentToken.objects.exists()


def test_a_refused_form_keeps_what_was_written():
    answer = send("/en/ask/", "stale", words="Is it safe?", way="code")
    assert "Is it safe?</textarea>" in answer.content.decode()
    assert not AskedQuestion.objects.exists()


def test_a_number_of_who_wants_no_call_is_not_kept():
    token = an_old_enough(QUESTION, "", timezone.now())
    send("/en/ask/", token, words="Is it safe?", way="code", phone=PHONE)
    assert AskedQuestion.objects.get().told.open()["phone"] == ""


def test_who_has_the_code_can_erase_the_question_and_others_cannot(colleague):
    question, code = asked(now=timezone.now())
    wrong = send(
        "/en/ask/answer/", an_old_enough(ANSWER, "", timezone.now()),
        code=f"{int(code) ^ 1:012}", erase="1",
    )  # fmt: skip
    assert wrong.status_code == 400
    assert AskedQuestion.objects.get().erased_on is None
    gone = send(
        "/en/ask/answer/", an_old_enough(ANSWER, "", timezone.now()), code=grouped(code), erase="1"
    )
    assert "is erased" in gone.content.decode()
    question.refresh_from_db()
    assert (question.state, question.told.open(), question.digest) == (State.TAKEN_BACK, {}, "")
    assert find(code, now=timezone.now()) is None
    with pytest.raises(AnswerRefused):
        answer_question(question, "Too late.", by=colleague, now=timezone.now())


@given(st.integers(0, 120), st.integers(0, 120))
def test_nothing_outlives_its_date_and_nothing_goes_before_it(answered_after, looked_after):
    AskedQuestion.objects.all().delete()
    SpentToken.objects.all().delete()
    question, code = asked()
    first = dhaka_day(NOW)
    day = None
    by = User.objects.get_or_create(username="somebody")[0]
    if answered_after < AT_MOST.days:
        answer_question(question, "Go there.", by=by, now=NOW + answered_after * DAY)
        day = first + answered_after * DAY
    last = erase_on(first, day)
    assert last <= first + AT_MOST
    assert day is None or last <= day + AFTER_ANSWER
    at = NOW + looked_after * DAY
    is_past = dhaka_day(at) >= last
    # The date counts whether or not the task has run.
    assert (find(code, now=at) is None) is is_past
    assert erase_old_questions(at) == is_past
    row = AskedQuestion.objects.get()
    assert (row.told.open() == {}) is is_past
    if is_past:
        assert (row.answer.open(), row.digest, row.district_id) == ({}, "", None)
        assert row.asked_on.day == 1
        assert row.state == (State.ANSWERED if day else State.LAPSED)
        assert row.days_waited == (answered_after if day else None)


def test_the_scheduler_and_the_command_keep_the_dates():
    asked(now=timezone.now() - AT_MOST - DAY)
    call_command("erase_old_questions")
    assert AskedQuestion.objects.get().state == State.LAPSED
    asked(2, now=timezone.now() - AT_MOST - DAY)
    forget_what_is_past(timezone.now())
    assert not AskedQuestion.objects.filter(erased_on=None).exists()
    assert not SpentToken.objects.exists()


def test_bettering_an_answer_does_not_begin_its_date_anew(colleague):
    question, _code = asked()
    answer_question(question, "First.", by=colleague, now=NOW + 2 * DAY)
    answer_question(question, "Better.", by=colleague, target=Target.DEMO, now=NOW + 20 * DAY)
    question.refresh_from_db()
    assert (question.days_waited, question.state) == (2, State.REFERRED)
    assert question.erase_on == dhaka_day(NOW) + 2 * DAY + AFTER_ANSWER


def test_an_answer_has_words_unless_somebody_is_called(colleague):
    question, _code = asked()
    with pytest.raises(AnswerRefused):
        answer_question(question, "", by=colleague, now=NOW)
    with pytest.raises(AnswerRefused):
        answer_question(question, "", target=Target.OTHER, by=colleague, now=NOW)
    called, _code = asked(2, phone=PHONE)
    answer_question(called, "", by=colleague, now=NOW)
    take_in_work(question, by=colleague, now=NOW)
    with pytest.raises(AnswerRefused):
        take_in_work(question, by=colleague, now=NOW)


def test_how_long_it_takes_is_measured_and_not_said_of_a_handful(colleague):
    for number, days in enumerate((0, 1, 3, 9)):
        question, _code = asked(number)
        answer_question(question, "There.", by=colleague, now=NOW + days * DAY)
    today = dhaka_day(NOW + 10 * DAY)
    assert days_waited(today).half is None
    question, _code = asked(9)
    answer_question(question, "There.", by=colleague, now=NOW + 4 * DAY)
    asked(10)
    found = days_waited(today)
    assert (found.answered, found.half, found.most) == (5, 3, 9)
    assert (found.waiting, found.longest) == (1, 10)
    # Erasing takes the words and not the measure.
    erase_old_questions(NOW + AT_MOST)
    assert days_waited(dhaka_day(NOW + AT_MOST)).answered == 5


def test_the_list_shows_the_oldest_first_and_no_word_and_reading_leaves_a_step():
    now = timezone.now()
    new, _code = asked(1, now=now)
    old, _code = asked(2, now=now - 9 * DAY)
    client = client_of("Approvers")
    answer = client.get(reverse("asked_questions"))
    html = answer.content.decode()
    assert html.index(f"Question {old.pk}") < html.index(f"Question {new.pk}")
    assert html.count("Overdue") == 1
    assert not QuestionStep.objects.exists()
    texts = [html, client.get(f"{reverse('asked_questions')}?export=csv").content.decode()]
    texts.append(client.get("/admin/reports/site-history/").content.decode())
    assert not [one for one in texts if "canaryword" in one]
    page = client.get(reverse("asked_question", args=[old.pk]))
    assert "canaryword" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert QuestionStep.objects.get().step == "opened"
    client.post(reverse("asked_question", args=[old.pk]), {"words": "Go.", "referred_to": "rsc"})
    old.refresh_from_db()
    assert (old.state, old.referred_to, old.days_waited) == (State.REFERRED, "rsc", 9)


def test_only_who_answers_reads_and_only_of_the_own_districts(monkeypatch):
    dhaka, other = Place.objects.filter(level=Place.Level.DISTRICT).order_by("code")[:2]
    now = timezone.now()
    mine, _code = asked(1, now=now, district=dhaka)
    theirs, _code = asked(2, now=now, district=other)
    nowhere, _code = asked(3, now=now)
    for group in ("Editors", "Data managers", "Field staff", "Donor readers"):
        client = client_of(group)
        for path in ("/admin/asked-questions/", f"/admin/asked-questions/{mine.pk}/"):
            answer = client.get(path)
            assert answer.status_code in {302, 403}, (group, path)
            assert "canaryword" not in answer.content.decode()
    client = client_of("RSC supervisors")
    for module in (scope, policy):
        monkeypatch.setattr(module, "scope_of", lambda _user: Scope(frozenset({dhaka.code})))
    html = client.get("/admin/asked-questions/").content.decode()
    shown = [one for one in (mine, theirs, nowhere) if f"Question {one.pk}" in html]
    assert shown == [mine]
    got = [client.get(f"/admin/asked-questions/{one.pk}/") for one in (mine, theirs, nowhere)]
    assert [one.status_code == 200 for one in got] == [True, False, False]


@pytest.mark.sqlite
def test_a_draft_for_all_names_nobody_and_is_not_public(homes):
    question, _code = asked(now=timezone.now())
    page = homes["bn"].add_child(instance=FaqPage(title="প্রশ্ন", slug="faq"))
    page.save_revision().publish()
    client = client_of("Approvers")
    path = reverse("asked_question_faq", args=[question.pk])
    assert "canaryword" not in client.get(path).content.decode()
    given = {"question": "পাসপোর্ট কে রাখবে?", "page": page.pk, "looked": "1"}
    named = client.post(path, {**given, "answer": f"ফোন করুন {PHONE} নম্বরে।"})
    assert PHONE in named.content.decode()
    assert not FaqPage.objects.get(pk=page.pk).has_unpublished_changes
    client.post(path, {**given, "answer": "নিজের কাছে রাখুন <b>।"})
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert len(page.questions) == 0
    (block,) = page.get_latest_revision_as_object().questions
    assert "&lt;b&gt;" in str(block.value["answer"].source)

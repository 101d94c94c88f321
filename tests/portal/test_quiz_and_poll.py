"""The public quiz and the poll: without JavaScript, tied to nobody, counted as answers of a day."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Entry
from portal.asking.anonymous_posts.door import POLL, QUIZ
from portal.asking.models import Poll, QuizAnswersOfADay, VotesOfADay
from portal.demo.workflow import raw_block
from portal.pages.models import PollPage, QuizPage
from tests.portal.asked import an_old_enough, make_question, send
from tests.portal.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(homes, make_page):
    """A quiz of two questions; one leads on to a page."""
    now, costs = timezone.now(), make_page(title="What it costs", slug="costs")
    bank = [make_question(now), make_question(now, text_en="What is hundi?", right="a")]
    blocks = [
        {"question": str(one.pk), "why": f"Because {one.pk}.", "read_on": costs.pk} for one in bank
    ]
    questions = json.dumps([raw_block("question", one) for one in blocks])
    page = homes["en"].add_child(instance=QuizPage(title="Quiz", slug="quiz", questions=questions))
    page.save_revision().publish()
    page.bank = bank
    return page


def make_poll(**fields) -> Poll:
    words = {
        "text_en": "Who told you?", "text_bn": "কে বলেছে?",
        "choice_a_en": "A neighbour", "choice_a_bn": "প্রতিবেশী",
        "choice_b_en": "A middleman", "choice_b_bn": "দালাল",
    }  # fmt: skip
    moment = timezone.now()
    return Poll.objects.create(**{**words, "active": True, "opened_at": moment, **fields})


@pytest.fixture
def poll(homes):
    page = PollPage(title="Poll", slug="poll", poll=make_poll())
    homes["en"].add_child(instance=page)
    page.save_revision().publish()
    return page


def test_the_page_of_a_quiz_leads_to_its_questions_and_has_no_form(client, quiz):
    html = client.get(quiz.url).content.decode()
    assert f'href="/en/ask/quiz/{quiz.pk}/"' in html
    assert "2 questions." in html
    assert "<form" not in html
    answer = Client().get(f"/en/ask/quiz/{quiz.pk}/")
    html = answer.content.decode()
    assert html.count("<fieldset") == 2
    assert html.count('type="radio"') == 4
    # What is right is not told before.
    assert "Because" not in html
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_quiz_shows_what_is_right_and_why_and_counts_each_answer_once(quiz):
    path, token = f"/en/ask/quiz/{quiz.pk}/", an_old_enough(QUIZ, quiz.pk, timezone.now())
    posted = Entry.objects.count()
    for _again in range(2):
        answer = send(path, token, q1="b", q2="b")
        html = answer.content.decode()
        assert "You had 1 of 2 right." in html
        assert f"Because {quiz.bank[1].pk}." in html
        assert 'href="/en/costs/">What it costs' in html
        assert "The agent" in html.split("What is hundi?")[1]
        assert not answer.cookies
    rows = QuizAnswersOfADay.objects.order_by("question").values_list("answer", "count")
    assert list(rows) == [("b", 1), ("b", 1)]
    # No gain is computed of it and nothing posted.
    assert Entry.objects.count() == posted


def test_what_is_no_answer_counts_nothing_and_what_is_left_out_is_said(quiz):
    path, token = f"/en/ask/quiz/{quiz.pk}/", an_old_enough(QUIZ, quiz.pk, timezone.now())
    assert send(path, token, q1="z").status_code == 400
    assert not QuizAnswersOfADay.objects.exists()
    html = send(path, token, q1="a").content.decode()
    assert "You did not answer this one." in html
    assert "You had 0 of 2 right." in html
    assert QuizAnswersOfADay.objects.count() == 1


def test_an_explanation_that_is_not_public_is_not_named(quiz, client):
    from portal.pages.models import StandardPage

    StandardPage.objects.get(slug="costs").unpublish()
    token = an_old_enough(QUIZ, quiz.pk, timezone.now())
    html = send(f"/en/ask/quiz/{quiz.pk}/", token, q1="b").content.decode()
    assert "What it costs" not in html


def test_a_poll_counts_once_and_hides_a_handful(poll):
    path = f"/en/ask/poll/{poll.pk}/"
    for number in range(4):
        token = an_old_enough(POLL, poll.pk, timezone.now())
        html = send(path, token, choice="ab"[number == 3]).content.decode()
        assert "Your answer is counted." in html
        assert "<meter" not in html
        send(path, token, choice="b")
    assert "Shown from 5 answers on." in html
    html = send(path, an_old_enough(POLL, poll.pk, timezone.now()), choice="a").content.decode()
    assert "A neighbour: 80 %" in html
    assert "A middleman: 20 %" in html
    assert "5 answers." in html


def test_a_poll_that_is_over_counts_nothing_more_but_shows_what_was_said(poll):
    VotesOfADay.objects.create(poll=poll.poll, day=timezone.localdate(), choice="a", count=9)
    Poll.objects.update(active=False)
    token = an_old_enough(POLL, poll.pk, timezone.now())
    html = send(f"/en/ask/poll/{poll.pk}/", token, choice="a").content.decode()
    assert "This poll is over." in html
    assert "9 answers." in html
    assert VotesOfADay.objects.get().count == 9


def test_the_words_of_a_poll_are_fixed_once_it_was_open():
    poll = make_poll(active=False)
    poll.text_en = "Who told you first?"
    with pytest.raises(ValidationError) as refused:
        poll.full_clean()
    assert "text_en" in refused.value.message_dict
    for wrong in ({"choice_d_en": "An office", "choice_d_bn": "অফিস"}, {"choice_c_en": "None"}):
        with pytest.raises(ValidationError):
            Poll(**{**vars_of(make_poll(opened_at=None, active=False)), **wrong}).full_clean()


def vars_of(poll: Poll) -> dict[str, object]:
    names = [field.name for field in Poll._meta.fields if field.name != "id"]
    return {name: getattr(poll, name) for name in names}


@pytest.mark.sqlite
def test_staff_see_how_the_questions_were_answered_and_make_polls(quiz):
    day = timezone.localdate()
    for letter, count in (("a", 3), ("b", 7)):
        QuizAnswersOfADay.objects.create(day=day, question=quiz.bank[0], answer=letter, count=count)
    editor = client_of("Editors")
    assert "70 %" in editor.get(reverse("quiz_report")).content.decode()
    words = vars_of(make_poll(active=False, opened_at=None)) | {"active": "on"}
    editor.post("/admin/polls/new/", {name: value or "" for name, value in words.items()})
    made = Poll.objects.latest("pk")
    assert made.active
    assert made.opened_at

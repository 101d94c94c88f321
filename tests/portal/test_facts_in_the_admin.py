"""Facts in the admin: proposed, confirmed, looked after; who may do which."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.users.models import UserProfile

from foundation.moments import dhaka_day
from portal.facts.models import Fact
from portal.facts.states import State, in_state, state_of
from portal.facts.words import Kind
from tests.portal.conftest import client_of
from tests.portal.facts_made import make_fact

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/facts/fact/add/"
REPORT = "/admin/reports/facts/"
DAY = datetime.timedelta(1)


def today() -> datetime.date:
    return dhaka_day(timezone.now())


def filled_in(**changes) -> dict:
    keeper, _made = User.objects.get_or_create(username="keeper")
    return {
        "key": "visa-fee",
        "kind": "amount",
        "label_bn": "ভিসার ফি",
        "label_en": "Visa fee",
        "amount": "500",
        "currency": "BDT",
        "per_bn": "",
        "per_en": "",
        "phone": "",
        "day": "",
        "length": "",
        "unit": "day",
        "text_bn": "",
        "text_en": "",
        "source_bn": "দূতাবাস",
        "source_en": "The embassy",
        "source_url": "",
        "source_document": "",
        "owner": keeper.pk,
        "checked_on": str(today()),
        "review_by": str(today() + 90 * DAY),
        "go_live_at": "",
        "expire_at": "",
        **changes,
    }


def errors_of(answer) -> dict:
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


def test_an_editor_proposes_and_an_approver_confirms(editor, moderator):
    assert editor.post(ADD, filled_in() | {"action-submit": "1"}).status_code == 302
    fact = Fact.objects.get(key="visa-fee")
    assert not fact.live
    task = fact.current_workflow_task_state
    url = f"/admin/snippets/facts/fact/workflow/action/{fact.pk}/approve/{task.pk}/"
    assert editor.post(url, {"comment": ""}).status_code in {302, 403}
    assert not Fact.objects.get(pk=fact.pk).live
    assert moderator.post(url, {"comment": ""}).status_code == 302
    assert Fact.objects.get(pk=fact.pk).live


def test_an_editor_alone_changes_nothing_that_is_confirmed(editor):
    fact = make_fact("visa-fee")
    url = f"/admin/snippets/facts/fact/edit/{fact.pk}/"
    editor.post(url, filled_in(amount="1") | {"action-publish": "1"})
    fact.refresh_from_db()
    assert fact.amount == 500000
    assert fact.get_latest_revision_as_object().amount == 1


def test_what_happened_to_a_fact_is_kept(moderator):
    fact = make_fact("visa-fee")
    url = f"/admin/snippets/facts/fact/edit/{fact.pk}/"
    for amount in ("600", "700"):
        answer = moderator.post(url, filled_in(amount=amount) | {"action-publish": "1"})
        assert answer.status_code == 302
    assert [revision.as_object().amount for revision in fact.revisions.order_by("pk")] == [600, 700]
    published = ModelLogEntry.objects.filter(object_id=str(fact.pk), action="wagtail.publish")
    assert published.count() == 2
    history = moderator.get(f"/admin/snippets/facts/fact/history/{fact.pk}/")
    assert history.status_code == 200


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"source_bn": ""}, {"source_bn"}),
        ({"owner": "", "review_by": ""}, {"owner", "review_by"}),
        ({"phone": "16135"}, {"phone"}),
        ({"kind": "sentence", "amount": "", "text_bn": "আগে জানুন।"}, {"text_en"}),
        ({"amount": "-1"}, {"amount"}),
        ({"review_by": "2020-01-01"}, {"review_by"}),
        ({"kind": "phone", "amount": "", "phone": "one two"}, {"phone"}),
        ({"per_bn": "১০০ টাকার জন্য", "per_en": "for 200 taka"}, {"__all__"}),
    ],
)
def test_half_a_fact_or_one_from_nowhere_is_refused_and_nothing_is_lost(moderator, changes, wrong):
    answer = moderator.post(ADD, filled_in(**changes) | {"action-publish": "1"})
    assert {*errors_of(answer)} == wrong
    assert 'value="Visa fee"' in answer.content.decode()
    assert not Fact.objects.exists()


def test_a_fact_can_be_asked_for_before_anybody_knows_it(editor):
    empty = {
        "amount": "",
        "source_bn": "",
        "source_en": "",
        "owner": "",
        "checked_on": "",
        "review_by": "",
    }
    assert editor.post(ADD, filled_in(**empty) | {"action-submit": "1"}).status_code == 302
    assert state_of(Fact.objects.get(), today()) is State.EMPTY


def test_nothing_is_checked_tomorrow_by_dhaka_s_day(moderator, monkeypatch):
    # Half past midnight in Dhaka: the day before by UTC.
    moment = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr("portal.facts.forms.timezone.now", lambda: moment)
    dates = {"review_by": "2027-03-01", "checked_on": "2026-11-24"}
    answer = moderator.post(ADD, filled_in(**dates) | {"action-publish": "1"})
    assert {*errors_of(answer)} == {"checked_on"}
    dates["checked_on"] = "2026-11-23"
    assert moderator.post(ADD, filled_in(**dates) | {"action-publish": "1"}).status_code == 302


def test_a_key_never_changes(moderator):
    fact = make_fact("visa-fee")
    url = f"/admin/snippets/facts/fact/edit/{fact.pk}/"
    moderator.post(url, filled_in(key="another") | {"action-publish": "1"})
    assert Fact.objects.get(pk=fact.pk).key == "visa-fee"


def some_of_each_state() -> dict[State, Fact]:
    nothing = {
        "amount": None,
        "source_bn": "",
        "source_en": "",
        "checked_on": None,
        "review_by": None,
    }
    made = {
        State.OVERDUE: make_fact("old", review_by=today() - DAY, checked_on=today() - 2 * DAY),
        State.DUE: make_fact("due", review_by=today() + 30 * DAY),
        State.GOOD: make_fact("good", review_by=today() + 31 * DAY),
        State.EMPTY: make_fact("empty", kind=Kind.AMOUNT, **nothing),
        State.UNCONFIRMED: make_fact("draft"),
    }
    made[State.UNCONFIRMED].unpublish()
    return made


def test_a_state_is_the_same_for_a_fact_and_for_the_list():
    made = some_of_each_state()
    words = {"kind": Kind.SENTENCE, "text_bn": "", "text_en": "", "owner": None}
    make_fact("words", source_bn="", source_en="", checked_on=None, review_by=None, **words)
    for fact in Fact.objects.all():
        found = [
            state for state in State if Fact.objects.filter(in_state(state, today()), pk=fact.pk)
        ]
        assert found == [state_of(fact, today())]
    assert all(state_of(fact, today()) is state for state, fact in made.items())


def test_the_report_lists_what_needs_somebody_and_whose_it_is(editor, make_page):
    made = some_of_each_state()
    make_page(body=[("facts", {"title": "", "facts": [made[State.OVERDUE]]})])
    answer = editor.get(REPORT)
    html = answer.content.decode()
    assert {fact.key for fact in answer.context["object_list"]} == {"old", "due", "empty", "draft"}
    assert "keeper" in html
    assert "To be filled in" in html
    only = editor.get(f"{REPORT}?state=overdue")
    assert [fact.key for fact in only.context["object_list"]] == ["old"]
    exported = editor.get(f"{REPORT}?export=csv").getvalue().decode()
    assert "keeper" in exported
    assert ReferenceIndex.objects.filter(to_object_id=str(made[State.OVERDUE].pk)).exists()


@pytest.mark.sqlite
@pytest.mark.parametrize("path", [REPORT, "/admin/snippets/facts/fact/"])
def test_facts_are_named_in_the_language_of_the_screen_and_each_cell_says_what_it_tells(
    editor, path
):
    make_fact(review_by=today() - DAY, checked_on=today() - 2 * DAY)
    for language, name, other in (
        ("en", "Passport fee", "পাসপোর্টের ফি"),
        ("bn", "পাসপোর্টের ফি", "Passport fee"),
    ):
        UserProfile.objects.update_or_create(
            user=User.objects.get(username="editors"), defaults={"preferred_language": language}
        )
        html = editor.get(path).content.decode()
        table = "".join(re.findall(r"(?s)<table.*?</table>", html))
        assert name in table
        assert other not in table
        # On a phone the cells stand below each other, and nothing lies beside the screen.
        assert table.count("data-label=") >= 5


def test_the_list_and_the_report_ask_as_much_for_any_number(editor, django_assert_max_num_queries):
    for number in range(15):
        make_fact(f"fee-{number}", review_by=today() - DAY, checked_on=today() - 2 * DAY)
    for path in (REPORT, "/admin/snippets/facts/fact/"):
        editor.get(path)
        with django_assert_max_num_queries(24):
            assert "fee-14" in editor.get(path).content.decode() or path == REPORT


@pytest.mark.parametrize("group", ["Donor readers", "Field staff", "Data managers"])
def test_others_have_no_business_with_facts(group):
    client = client_of(group)
    for path in (REPORT, ADD):
        assert client.get(path).status_code in {302, 403}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>[[no-such-fee]]</p>", "There is no fact with this key: no-such-fee"),
        ("<p>[[ Passport Fee ]]</p>", "Write the key of a fact like this"),
    ],
)
def test_a_text_that_names_no_fact_is_refused_in_the_editor(editor, homes, text, words):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    from tests.portal.test_moderation import add_url

    body = streamfield([("paragraph", rich_text(text))])
    form = {"title": "Fees", "slug": "fees", "intro": "", "body": body}
    filled = nested_form_data({**form, "seo_title": "", "search_description": ""})
    answer = editor.post(add_url(homes["en"]), filled | {"action-submit": "1"})
    block = answer.context["form"].errors.as_data()["body"][0].block_errors[0]
    assert words in str(block.messages)


def test_the_chooser_offers_facts(editor):
    make_fact("visa-fee")
    answer = editor.get(reverse(Fact.snippet_viewset.chooser_viewset.get_url_name("choose")))
    assert "Passport fee" in answer.content.decode()

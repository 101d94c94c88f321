"""Fees, telephone numbers and days agree between the languages of a page, or it stays as it was."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.pages.due import REFUSED
from portal.pages.models import StandardPage
from portal.pages.parity import NumbersDiffer, differences
from portal.tasks import publish_scheduled_pages
from tests.portal.facts_made import edit, make_fact

pytestmark = pytest.mark.django_db

SAYS = {"en": "<p>The fee is {} taka.</p>", "bn": "<p>ফি {} টাকা।</p>"}


def body(language: str, fee: str) -> list:
    return [("paragraph", SAYS[language].format(fee))]


@pytest.fixture
def pair(make_page) -> dict[str, StandardPage]:
    """A public page in both languages that tells the same fee."""
    english = make_page(slug="fees", body=body("en", "500"))
    key = english.translation_key
    bangla = make_page("bn", title="ফি", slug="fees", body=body("bn", "৫০০"), translation_key=key)
    return {"en": english, "bn": bangla}


def draft(page: StandardPage, language: str, fee: str) -> Revision:
    page.body = body(language, fee)
    return page.save_revision()


def shows(page: StandardPage) -> str:
    return Client().get(page.url).content.decode()


def form(page: StandardPage, fee: str, **changes) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "intro": page.intro,
            "body": streamfield([("paragraph", rich_text(SAYS["en"].format(fee)))]),
            "seo_title": "",
            "search_description": "",
            **changes,
        }
    )


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_two_versions_that_agree_are_public(pair):
    assert "500 taka" in shows(pair["en"])
    assert "৫০০ টাকা" in shows(pair["bn"])
    assert differences(pair["en"]) == []


def test_a_revision_with_another_fee_is_refused_with_both_numbers(pair):
    revision = draft(pair["en"], "en", "600")
    with pytest.raises(NumbersDiffer, match=r"only here: 600 taka; only there: ৫০০ টাকা"):
        revision.publish()
    assert "500 taka" in shows(pair["en"])


def test_the_editor_says_which_numbers_differ_and_nothing_is_lost(moderator, pair):
    answer = moderator.post(edit_url(pair["en"]), form(pair["en"], "600") | {"action-publish": "1"})
    html = answer.content.decode()
    assert "only here: 600 taka; only there: ৫০০ টাকা" in html
    assert "The fee is 600 taka." in html
    assert "500 taka" in shows(pair["en"])


def test_a_date_to_go_live_is_refused_at_once_too(moderator, pair):
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    filled = form(pair["en"], "600", go_live_at=later) | {"action-publish": "1"}
    assert "only here: 600 taka" in moderator.post(edit_url(pair["en"]), filled).content.decode()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_a_draft_may_differ_and_the_editor_is_told(editor, pair):
    assert editor.post(edit_url(pair["en"]), form(pair["en"], "600")).status_code == 302
    html = editor.get(edit_url(pair["en"])).content.decode()
    assert "only here: 600 taka; only there: ৫০০ টাকা" in html
    assert "The page cannot be published like this." in html


def test_the_end_of_a_workflow_publishes_nothing_that_differs(editor, moderator, pair):
    editor.post(edit_url(pair["en"]), form(pair["en"], "600") | {"action-submit": "1"})
    page = StandardPage.objects.get(pk=pair["en"].pk)
    task = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    answer = moderator.post(url, {"comment": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == edit_url(page)
    assert "only here: 600 taka" in answer.content.decode()
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert "500 taka" in shows(page)


def test_publishing_many_at_once_publishes_nothing_that_differs(moderator, pair):
    StandardPage.objects.filter(pk=pair["en"].pk).update(live=False, has_unpublished_changes=True)
    draft(StandardPage.objects.get(pk=pair["en"].pk), "en", "600")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    moderator.post(f"{address}?id={pair['en'].pk}")
    assert not StandardPage.objects.get(pk=pair["en"].pk).live


def test_a_page_with_a_date_stays_as_it_was_and_stops_no_other(pair, make_page, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    # Planned while both agreed; then the other language was changed past the rule.
    pair["en"].go_live_at = soon
    draft(pair["en"], "en", "500").publish()
    make_page(title="Fair", slug="fair", live=False, go_live_at=soon + timedelta(minutes=1))
    pair["bn"].body = body("bn", "৭০০")
    StandardPage.objects.filter(pk=pair["bn"].pk).update(body=pair["bn"].body)
    assert Client().get("/en/fair/").status_code == 404
    began = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + timedelta(hours=2))
    publish_scheduled_pages()
    publish_scheduled_pages()
    assert Client().get("/en/fair/").status_code == 200
    entry = PageLogEntry.objects.get(page=pair["en"].pk, action=REFUSED)
    assert "only there: ৭০০ টাকা" in entry.message
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_saving_a_public_page_past_its_revisions_is_refused_as_well(pair):
    pair["bn"].body = body("bn", "৬০০")
    with pytest.raises(NumbersDiffer):
        pair["bn"].save()


def test_a_copy_and_a_first_translation_are_drafts_that_may_differ(pair, homes):
    new = StandardPage(
        title="New", slug="new", locale=homes["bn"].locale, body=body("bn", "৯"), live=True
    )
    new.translation_key = pair["en"].translation_key
    pair["bn"].delete()
    homes["bn"].refresh_from_db()
    homes["bn"].add_child(instance=new)
    assert not StandardPage.objects.get(pk=new.pk).live


def test_one_language_may_be_public_before_the_other_is_written(make_page):
    assert make_page("bn", title="ফি", slug="fees", body=body("bn", "৫০০")).live


def test_changed_numbers_of_both_languages_are_published_together(moderator, pair):
    draft(pair["en"], "en", "600")
    draft(pair["bn"], "bn", "৬০০")
    html = moderator.get(edit_url(pair["en"])).content.decode()
    url = reverse("publish_together", args=[pair["en"].pk])
    assert f'href="{url}"' in html
    assert moderator.get(url).status_code == 200
    assert "500 taka" in shows(pair["en"])
    moderator.post(url)
    assert "600 taka" in shows(pair["en"])
    assert "৬০০ টাকা" in shows(pair["bn"])


def test_together_is_all_or_nothing_and_for_those_who_may_publish(editor, moderator, pair):
    draft(pair["en"], "en", "600")
    draft(pair["bn"], "bn", "৭০০")
    url = reverse("publish_together", args=[pair["en"].pk])
    assert {editor.get(url).status_code, editor.post(url).status_code} <= {302, 403}
    answer = moderator.post(url, follow=True)
    assert "৭০০ টাকা" in answer.content.decode()
    assert "500 taka" in shows(pair["en"])
    assert "৫০০ টাকা" in shows(pair["bn"])


def test_facts_agree_by_construction_and_with_what_is_typed(make_page):
    fact = make_fact()
    english = make_page(slug="fees", body=[("paragraph", "<p>It is [[passport-fee]].</p>")])
    typed = {"slug": "fees", "translation_key": english.translation_key, "title": "ফি"}
    bangla = make_page("bn", body=[("facts", {"title": "", "facts": [fact]})], **typed)
    assert bangla.live
    bangla.body = body("bn", "৫ লাখ")
    bangla.save_revision().publish()
    bangla.body = body("bn", "৬ লাখ")
    with pytest.raises(NumbersDiffer):
        bangla.save_revision().publish()


def test_a_changed_fact_is_refused_nowhere(make_page):
    fact = make_fact()
    text = [("paragraph", "<p>[[passport-fee]]</p>")]
    english = make_page(slug="fees", body=text)
    make_page("bn", title="ফি", slug="fees", body=text, translation_key=english.translation_key)
    edit(fact, amount=7)
    english.refresh_from_db()
    english.save_revision().publish()
    assert "7 taka" in shows(english)

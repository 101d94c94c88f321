"""The list of pages says how the other language stands, when facts fall due, and the weight."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.pages.listing.notes import OtherLanguage, notes_of
from portal.pages.models import KeptWeight, StandardPage
from portal.pages.sizes import in_tenths
from tests.portal.facts_made import make_fact

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
OUR_TABLES = ('FROM "pages_keptweight"', 'FROM "facts_fact"', 'FROM "wagtailcore_referenceindex"')


@pytest.fixture
def pair(make_page):
    english = make_page(slug="fees")
    return english, make_page(
        "bn", title="ফি", slug="fees", translation_key=english.translation_key
    )


def published(page, ago: datetime.timedelta) -> StandardPage:
    StandardPage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - ago)
    return StandardPage.objects.get(pk=page.pk)


def state(page) -> OtherLanguage | None:
    return notes_of([StandardPage.objects.get(pk=page.pk)])[page.pk].other_language


def test_the_other_language_is_none_a_draft_older_or_up_to_date(make_page, pair):
    assert state(make_page(slug="alone")) == OtherLanguage.NONE
    english, bangla = pair
    assert state(english) == state(bangla) == OtherLanguage.SAME
    published(bangla, 3 * DAY)
    assert state(english) == OtherLanguage.OLDER
    assert state(bangla) == OtherLanguage.SAME
    bangla.unpublish()
    assert state(english) == OtherLanguage.DRAFT


def test_the_soonest_review_day_of_its_facts_stands_beside_a_page(make_page):
    today = timezone.localdate()
    make_fact("later", review_by=today + 90 * DAY)
    make_fact("sooner", review_by=today + 20 * DAY)
    text = "<p>[[later]] and [[sooner]]</p>"
    page, other = make_page(slug="two", body=[("paragraph", text)]), make_page(slug="none")
    notes = notes_of([page, other])
    assert notes[page.pk].review_by == today + 20 * DAY
    assert notes[other.pk].review_by is None


def listed(client, home) -> str:
    return client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()


def test_the_list_shows_all_three_and_marks_what_is_too_heavy(editor, homes, make_page):
    make_fact(
        "old", review_by=timezone.localdate() - DAY, checked_on=timezone.localdate() - 9 * DAY
    )
    page = make_page(slug="two", body=[("paragraph", "<p>[[old]]</p>")])
    html = listed(editor, homes["en"])
    for heading in ("Other language", "Check again by", "Weight"):
        assert heading in html
    assert in_tenths(KeptWeight.objects.get(pk=page.pk).whole) in html
    KeptWeight.objects.filter(pk=page.pk).update(text=14_001, whole=14_001)
    html = listed(editor, homes["en"])
    assert "<strong>14.1 KB</strong>" in html
    page.unpublish()
    assert "14.1 KB" not in listed(editor, homes["en"])


def test_a_longer_list_asks_no_more(editor, homes, make_page):
    make_fact("fee", review_by=timezone.localdate() + DAY)

    def add(number: int) -> None:
        text = [("paragraph", "<p>[[fee]]</p>")]
        english = make_page(slug=f"page-{number}", body=text)
        key = english.translation_key
        make_page("bn", title="পাতা", slug=f"page-{number}", body=text, translation_key=key)

    def ours() -> list[int]:
        """Count what is asked for our columns; Wagtail asks for each row's menu by itself."""
        listed(editor, homes["en"])
        with CaptureQueriesContext(connection) as captured:
            listed(editor, homes["en"])
        asked = [one["sql"] for one in captured.captured_queries]
        return [sum(table in sql for sql in asked) for table in OUR_TABLES]

    def read() -> int:
        notes_of(homes["en"].get_children().specific())
        with CaptureQueriesContext(connection) as captured:
            notes_of(homes["en"].get_children().specific())
        return len(captured)

    add(0)
    few, asked = read(), ours()
    for number in range(1, 5):
        add(number)
    assert ours() == asked
    assert asked[:2] == [1, 1]
    assert read() == few


def test_the_accessibility_checker_runs_beside_the_editor(editor, make_page):
    page = make_page(slug="checked")
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "checker-axe-configuration" in answer.content.decode()
    preview = page.get_latest_revision_as_object().make_preview_request(answer.wsgi_request, "")
    # It looks at the preview, through the bar that only previews have.
    assert "<wagtail-userbar" in preview.rendered_content

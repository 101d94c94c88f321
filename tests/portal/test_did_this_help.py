"""“Did this help?”: a link on the page, a form of its own, and counts of nobody."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.asking.anonymous_posts.door import HELPED
from portal.asking.models import HelpedOfADay
from portal.pages.models import StoryIndexPage
from tests.portal.asked import an_old_enough, send, token_in
from tests.portal.conftest import client_of

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    return dict(HelpedOfADay.objects.values_list("said", "count"))


def test_the_page_has_links_alone_so_it_may_lie_in_any_cache(make_page, monkeypatch):
    page = make_page()
    client = Client()
    client.get(page.url)
    with CaptureQueriesContext(connection) as captured:
        html = client.get(page.url).content.decode()
    assert not [one for one in captured if "asking_" in one["sql"]]
    begins, ends = html.index('<p class="more">Did'), html.index("Ask a question</a></p>")
    line = html[begins : ends + len("Ask a question</a></p>")]
    assert f'href="/en/ask/helped/{page.pk}/?a=no"' in line
    assert "token" not in html
    without = html.replace(line, "")
    added = len(gzip.compress(html.encode(), 6)) - len(gzip.compress(without.encode(), 6))
    assert added <= 250


def test_the_form_is_kept_nowhere_and_sets_no_cookie(make_page):
    page = make_page()
    for said, shows in (("yes", "Yes, it helped"), ("no", "Something in it was wrong")):
        answer = Client().get(f"/en/ask/helped/{page.pk}/?a={said}")
        assert shows in answer.content.decode()
        assert f'<a href="{page.url}">Costs</a>' in answer.content.decode()
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies


def test_a_yes_and_a_reason_count_once_each_by_page_language_and_day(make_page):
    page, now = make_page(), timezone.now()
    path = f"/en/ask/helped/{page.pk}/"
    yes, no = (an_old_enough(HELPED, page.pk, now) for _one in range(2))
    for token, said in ((yes, "yes"), (yes, "yes"), (no, "wrong"), (no, "unclear")):
        answer = send(path, token, said=said)
        assert "Thank you" in answer.content.decode()
        assert not answer.cookies
    assert counted() == {"yes": 1, "wrong": 1}
    row = HelpedOfADay.objects.get(said="yes")
    assert (row.page, row.language) == (page.translation_key, "en")
    names = {field.name for field in HelpedOfADay._meta.fields}
    assert names == {"id", "day", "page", "language", "said", "count"}


def test_what_is_not_understood_counts_nothing_and_says_so(make_page):
    page, now = make_page(), timezone.now()
    path, token = f"/en/ask/helped/{page.pk}/", an_old_enough(HELPED, page.pk, now)
    answer = send(path, token, said="<b>")
    assert answer.status_code == 400
    assert "Choose one of the answers." in answer.content.decode()
    # The same form can be sent again, filled in rightly.
    assert token_in(answer.content.decode()) == token
    elsewhere = send(path, token, said="yes", headers={"origin": "https://example.org"})
    assert elsewhere.status_code == 403
    assert not counted()
    send(path, token, said="yes")
    assert counted() == {"yes": 1}


def test_nothing_is_asked_of_stories_drafts_or_another_languages_page(make_page, homes):
    page = make_page()
    index = StoryIndexPage.objects.filter(locale=homes["en"].locale).first()
    hidden = make_page(title="Hidden", slug="hidden")
    hidden.unpublish()
    for path in (
        f"/bn/ask/helped/{page.pk}/",
        f"/en/ask/helped/{homes['en'].pk}/",
        f"/en/ask/helped/{index.pk}/",
        f"/en/ask/helped/{hidden.pk}/",
        "/en/ask/helped/999999/",
    ):
        assert Client().get(path).status_code == 404, path


@pytest.mark.sqlite
def test_staff_see_by_page_what_was_said_and_a_share_only_of_enough(make_page):
    page = make_page(title="Costs of going")
    day = timezone.localdate()
    own = {"day": day, "page": page.translation_key, "language": "en"}
    for said, count in (("yes", 3), ("wrong", 1)):
        HelpedOfADay.objects.create(said=said, count=count, **own)
    editor = client_of("Editors")
    html = editor.get(reverse("helped_report")).content.decode()
    assert "Costs of going" in html
    assert "75 %" not in html
    HelpedOfADay.objects.create(said="no", count=4, **own)
    assert "38 %" in editor.get(reverse("helped_report")).content.decode()
    assert client_of("Field staff").get(reverse("helped_report")).status_code in {302, 403}

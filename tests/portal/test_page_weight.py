"""What a page weighs is what the site sends; one that is too heavy becomes public in no way."""

import gzip
import io
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.middleware.gzip import GZipMiddleware
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.pages import models as kinds
from portal.pages.due import REFUSED
from portal.pages.models import KeptWeight, StandardPage, StoryPage, StoryRefused
from portal.pages.weight import weighing
from portal.pages.weight.budgets import Budget
from portal.pages.weight.first_view import first_view
from portal.pages.weight.keeping import weigh_public_pages
from portal.pages.weight.stop import TooHeavy, excess
from portal.pages.weight.weighing import HEADERS, PADDING, weigh
from portal.tasks import publish_scheduled_pages

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
MOST_OF_A_TEXT = 14_000


def noise(letters: int, seed: str = "") -> str:
    """Letters that nothing packs to less than half of them."""
    return "".join(sha256(f"{seed}{n}".encode()).hexdigest() for n in range(letters // 64))


def body(letters: int) -> list:
    return [("paragraph", f"<p>{noise(letters)}</p>")]


HEAVY = body(32_000)


@pytest.fixture
def page(make_page) -> StandardPage:
    made = make_page(slug="light", body=[("paragraph", "<p>As light as can be.</p>")])
    return StandardPage.objects.get(pk=made.pk)


@pytest.fixture
def picture(tmp_path, settings):
    """Draw a picture that packs badly, as a photograph of leaves does."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def draw(side: int = 1000, title: str = "leaves") -> Image:
        drawn, out = Pillow.effect_noise((side // 8, side // 8), 60), io.BytesIO()
        drawn.convert("RGB").resize((side, side)).save(out, "JPEG")
        return Image.objects.create(title=title, file=ContentFile(out.getvalue(), f"{title}.jpg"))

    return draw


def shown(image: Image, words: str = "Leaves of a tree") -> tuple:
    return ("picture", {"image": image, "alt_text": words, "caption": "", "credit": "us"})


def heavier(page: StandardPage) -> Revision:
    page.body = HEAVY
    return page.save_revision()


def is_still_light(page: StandardPage) -> bool:
    return "As light as can be." in Client().get(page.url).content.decode()


def form(page: StandardPage, **changes) -> dict:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "intro": page.intro,
            "sound": "",
            "body": streamfield([("paragraph", rich_text(HEAVY[0][1]))]),
            "seo_title": "",
            "search_description": "",
            **changes,
        }
    )


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_weight_is_that_of_the_answer_as_it_is_sent(client, make_page):
    made = make_page(body=body(9_000))
    page = StandardPage.objects.get(pk=made.pk)
    ours = {"Accept-Encoding": "gzip", "Host": "localhost"}
    answer = client.get(page.url, headers=ours)
    assert gzip.decompress(answer.content)
    sent = len(answer.content)
    # Django sends some random bytes with it, fewer than a hundred.
    assert 0 <= weigh(page).text - HEADERS - sent <= PADDING
    assert GZipMiddleware.max_random_bytes < PADDING


def test_every_page_type_has_the_budget_that_was_promised():
    large = {"HomePage", "StoryPage", "StoryIndexPage", "ComingEventsPage", "ReachPage"}
    articles = {kind for kind in kinds.__all__ if hasattr(getattr(kinds, kind), "budget")} - large
    assert {"StandardPage", "TopicPage", "GuidePage", "ChecklistPage", "FaqPage"} <= articles
    for name in large:
        assert getattr(kinds, name).budget == Budget(whole=60_000)
    for name in {"CountryGuidePage", *articles} - {"SitePage", "DirectoryPage"}:
        assert getattr(kinds, name).budget == Budget(whole=30_000, text=14_000)


def test_a_revision_that_is_too_heavy_is_refused_with_what_to_shorten(page):
    with pytest.raises(TooHeavy, match=r"weighs [\d.]+ KB without pictures; 14 KB is the most"):
        heavier(page).publish()
    assert is_still_light(page)
    [first, *_rest] = excess(weigh(page))
    assert f"Paragraph: {HEAVY[0][1][3:43]}" in first


def test_just_below_the_most_is_public_and_just_above_is_not(make_page):
    page, letters = make_page(slug="grows"), 8_000
    while letters:
        page.body = body(letters)
        if weigh(page).text > MOST_OF_A_TEXT:
            break
        page.save_revision().publish()
        letters += 2_000
    assert page.live
    with pytest.raises(TooHeavy):
        page.save_revision().publish()


def test_the_editor_is_told_and_nothing_is_lost(moderator, page):
    answer = moderator.post(edit_url(page), form(page) | {"action-publish": "1"})
    html = answer.content.decode()
    assert "KB without pictures; 14 KB is the most here. Shorten it" in html
    assert noise(32_000) in html
    assert is_still_light(page)


def test_a_new_page_is_weighed_in_the_editor_before_it_has_a_place(moderator, homes):
    url = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", homes["en"].pk])
    new = StandardPage(title="New", slug="new", intro="")
    html = moderator.post(url, form(new) | {"action-publish": "1"}).content.decode()
    assert "KB without pictures; 14 KB is the most here." in html
    assert noise(32_000) in html
    assert not Page.objects.filter(slug="new").exists()


def test_a_date_to_go_live_is_refused_at_once(moderator, page):
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    filled = form(page, go_live_at=later) | {"action-publish": "1"}
    assert "KB without pictures" in moderator.post(edit_url(page), filled).content.decode()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_the_end_of_a_workflow_publishes_nothing_that_is_too_heavy(editor, moderator, page):
    editor.post(edit_url(page), form(page) | {"action-submit": "1"})
    task = StandardPage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    answer = moderator.post(url, {"comment": ""}, follow=True)
    assert answer.redirect_chain[-1][0] == edit_url(page)
    assert "KB without pictures" in answer.content.decode()
    assert is_still_light(page)


def test_publishing_many_at_once_publishes_nothing_that_is_too_heavy(moderator, page):
    StandardPage.objects.filter(pk=page.pk).update(live=False, has_unpublished_changes=True)
    heavier(StandardPage.objects.get(pk=page.pk))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    moderator.post(f"{address}?id={page.pk}")
    assert not StandardPage.objects.get(pk=page.pk).live


def test_all_languages_together_are_all_light_or_none_is_published(moderator, page, make_page):
    bangla = make_page("bn", title="হালকা", slug="light", translation_key=page.translation_key)
    bangla.intro = "নতুন"
    bangla.save_revision()
    heavier(page)
    answer = moderator.post(reverse("publish_together", args=[page.pk]), follow=True)
    assert "KB without pictures" in answer.content.decode()
    assert is_still_light(page)
    assert "নতুন" not in Client().get(bangla.url).content.decode()


def test_what_grew_before_its_date_stays_as_it_was_and_stops_no_other(page, make_page, monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    page.go_live_at = soon
    monkeypatch.setattr(StandardPage, "budget", Budget(whole=90_000))
    heavier(page).publish()
    make_page(title="Fair", slug="fair", live=False, go_live_at=soon + timedelta(minutes=1))
    monkeypatch.undo()
    began = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + timedelta(hours=2))
    publish_scheduled_pages()
    assert is_still_light(page)
    assert Client().get("/en/fair/").status_code == 200
    entry = PageLogEntry.objects.get(page=page.pk, action=REFUSED)
    assert "KB without pictures" in entry.message


def test_a_new_page_that_is_too_heavy_is_a_draft(homes):
    new = homes["en"].add_child(instance=StandardPage(title="New", slug="new", body=HEAVY))
    assert not StandardPage.objects.get(pk=new.pk).live


def test_a_story_has_a_stop_too(told, monkeypatch):
    monkeypatch.setattr(StoryPage, "budget", Budget(whole=2_000))
    row = told.row("bn")
    StoryPage.objects.filter(pk=row.pk).update(live=False)
    with pytest.raises(StoryRefused, match="2 KB is the most here"):
        row.get_latest_revision().publish()
    assert not told.row("bn").live


def test_saving_a_draft_weighs_nothing(editor, page, monkeypatch):
    monkeypatch.setattr(weighing, "rendered", lambda _page: pytest.fail("was rendered"))
    assert editor.post(edit_url(page), form(page)).status_code == 302
    page.refresh_from_db()
    assert noise(32_000) in str(page.get_latest_revision_as_object().body)


def test_weighing_writes_nothing_and_counts_no_reader(page):
    weigh(page)
    with CaptureQueriesContext(connection) as captured:
        weigh(page)
    assert captured.captured_queries
    assert all(one["sql"].startswith("SELECT") for one in captured.captured_queries)


def test_the_panel_says_how_much_of_how_much_and_what_is_heaviest(editor, page, picture):
    page.body = [*body(3_000), shown(picture(300))]
    page.save_revision()
    html = editor.get(edit_url(page)).content.decode()
    weight = weigh(page)
    assert f"weighs {-(-weight.text // 100) / 10:g} KB of 14 KB" in html
    assert f"With all that it loads: {-(-weight.whole // 100) / 10:g} KB of 30 KB" in html
    assert "Heaviest of what it loads: Leaves of a tree (" in html
    assert f"Heaviest of its words: Paragraph: {noise(3_000)[:30]}" in html


def test_pictures_weigh_what_a_phone_takes_of_them(client, page, picture):
    image = picture()
    page.body = [("heading", "Trees"), shown(image)]
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    taken = image.renditions.get(filter_spec__contains="width-680", file__endswith=".avif")
    assert weigh(page).files == (weighing.Part("Leaves of a tree", taken.file.size + HEADERS),)
    assert image.renditions.count() == 4
    assert {rendition.width for rendition in image.renditions.all()} == {340, 680}
    assert 'loading="lazy"' in html
    # The shape alone, so that nothing jumps; Wagtail says it with the smallest copy.
    assert all(f' {name}="340"' in html for name in ("width", "height"))
    assert taken.file.size < image.renditions.get(file__endswith=".webp", width=680).file.size


def test_only_a_picture_that_comes_first_does_not_wait(page, picture):
    image = picture(400)
    page.body = [shown(image, "First"), shown(picture(400, "two"), "Second")]
    assert weigh(page).eager == 1
    page.body = [("heading", "Trees"), shown(image, "First")]
    assert weigh(page).eager == 0


def test_pictures_count_and_no_more_than_four_of_them(page, picture):
    page.body = [("heading", "Trees"), *(shown(picture(1600, f"leaves{n}")) for n in range(5))]
    sentences = " ".join(excess(weigh(page)))
    assert "with all that it loads; 30 KB is the most here. Take a picture away" in sentences
    assert "would fetch 5 files for this page; 4 are the most" in sentences
    with pytest.raises(TooHeavy):
        page.save_revision().publish()


def test_what_nobody_knows_the_size_of_is_not_counted_as_nothing(page, picture):
    image = picture(300)
    image.file.storage.delete(image.file.name)
    page.body = [("heading", "Trees"), shown(image)]
    [sentence] = excess(weigh(page))
    assert sentence.startswith("Nobody knows how heavy this is: Leaves of a tree")


def test_what_is_tapped_first_is_not_fetched_and_the_rest_is_found():
    html = """<video preload="none" src="/film" poster="/poster"></video><audio src="/loud"></audio>
    <picture><source media="(min-width: 40em)" srcset="/large"><img src="/small" alt="s"></picture>
    <img srcset="/a 340w, /b 680w, /c 2000w" sizes="(min-width: 46rem) 44rem, 94vw" loading="lazy">
    <img srcset="/one 1x, /two 2x"><img src="data:,"><link rel="canonical" href="/here">
    <picture><source type="image/jxl" srcset="/new 1x"><source type="image/avif"
    srcset="/x 200w"><img src="/old"></picture>"""
    found = {one.address: one.is_late for one in first_view(html)}
    late = {"/b"}
    assert set(found) == {"/poster", "/loud", "/small", "/two", "/x", *late}
    assert {address for address, is_late in found.items() if is_late} == late


def test_a_card_says_what_the_page_behind_it_weighs(client, page, homes):
    # The number for the hotline was drawn after the page was weighed for the first time.
    weigh_public_pages(timezone.now())
    weighs = KeptWeight.objects.get(pk=page.pk).whole
    assert weighs == weigh(page).whole
    html = client.get(homes["en"].url).content.decode()
    assert f"<small>{-(-weighs // 1000)} KB</small>" in html


def test_all_public_pages_are_weighed_anew(page):
    KeptWeight.objects.update(whole=1)
    draft = StandardPage(title="Draft", slug="draft", live=False)
    page.get_parent().add_child(instance=draft)
    now = timezone.now()
    assert weigh_public_pages(now) == KeptWeight.objects.count() == Page.objects.live().count() - 1
    kept = KeptWeight.objects.get(pk=page.pk)
    assert (kept.whole, kept.weighed_at) == (weigh(page).whole, now)

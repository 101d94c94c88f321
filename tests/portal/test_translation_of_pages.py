"""wagtail-localize: what is submitted for translation is a draft until somebody publishes it."""

import pytest
from wagtail_localize.models import StringTranslation, Translation

from portal.pages.models import StandardPage
from portal.pages.parity import NumbersDiffer

BODY = [
    ("heading", "Whom to ask"),
    ("paragraph", "<p>Keep every <b>receipt</b>.</p>"),
    ("list", {"kind": "steps", "items": ["<p>Ask first.</p>"]}),
    ("callout", {"kind": "warning", "title": "Careful", "text": "<p>Pay nobody yet.</p>"}),
]


@pytest.fixture
def submitted(editor, make_page, homes) -> Translation:
    """An editor asks for the Bangla version of a published English page."""
    page = make_page(slug="costs", body=BODY)
    response = editor.post(
        f"/admin/localize/submit/page/{page.pk}/", {"locales": [homes["bn"].locale_id]}
    )
    assert response.status_code == 302
    return Translation.objects.get(source__object_id=page.translation_key)


def test_a_submitted_translation_is_a_draft_and_answers_404(client, submitted):
    bangla = StandardPage.objects.get(locale__language_code="bn")
    assert (bangla.slug, bangla.live) == ("costs", False)
    assert client.get("/bn/costs/").status_code == 404
    assert client.get("/en/costs/").status_code == 200


def test_a_translation_is_public_once_it_is_published_and_leads_back(
    client, submitted, django_capture_on_commit_callbacks
):
    bangla = StandardPage.objects.get(locale__language_code="bn")
    for segment in submitted.source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=bangla.locale,
            context=segment.context,
            data=f"বাংলা: {segment.string.data}",
        )
    with django_capture_on_commit_callbacks(execute=True):
        submitted.save_target(publish=True)
    html = client.get("/bn/costs/").content.decode()
    assert "বাংলা: Keep every" in html
    assert "বাংলা: Whom to ask" in html
    assert 'href="/en/costs/" lang="en"' in html


def test_a_translation_keeps_its_source_s_address(submitted):
    contexts = submitted.source.stringsegment_set.values_list("context__path", flat=True)
    assert "title" in contexts
    assert "slug" not in contexts


def test_the_translation_editor_opens(editor, submitted):
    bangla = StandardPage.objects.get(locale__language_code="bn")
    response = editor.get(f"/admin/pages/{bangla.pk}/edit/")
    assert response.status_code == 200
    assert "Keep every" in response.content.decode()


def test_a_translation_that_tells_another_fee_stays_a_draft(
    client, editor, make_page, homes, django_capture_on_commit_callbacks
):
    page = make_page(slug="costs", body=[("paragraph", "<p>It is 500 taka.</p>")])
    target = {"locales": [homes["bn"].locale_id]}
    editor.post(f"/admin/localize/submit/page/{page.pk}/", target)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=homes["bn"].locale,
            context=segment.context,
            data="৬০০ টাকা" if "500" in segment.string.data else "খরচ",
        )
    with pytest.raises(NumbersDiffer), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert client.get("/bn/costs/").status_code == 404
    assert client.get("/en/costs/").status_code == 200

"""An editor writes, a moderator publishes; through the admin's own forms."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.pages.models import StandardPage

TEXT = "Keep every receipt."


def filled_in(**changes):
    form = {
        "title": "Before you pay",
        "slug": "before-you-pay",
        "intro": "What to ask first.",
        "body": streamfield([("paragraph", rich_text(f"<p>{TEXT}</p>"))]),
        "seo_title": "",
        "search_description": "",
        **changes,
    }
    return nested_form_data(form)


def add_url(home):
    return f"/admin/pages/add/pages/standardpage/{home.pk}/"


def decide(person, page, action, comment="") -> TaskState:
    task = TaskState.objects.get(workflow_state__object_id=str(page.pk))
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, task.pk))
    assert person.post(url, {"comment": comment}).status_code == 302
    return task


@pytest.fixture
def submitted(editor, homes) -> StandardPage:
    response = editor.post(add_url(homes["en"]), filled_in() | {"action-submit": "1"})
    assert response.status_code == 302
    return StandardPage.objects.get(slug="before-you-pay")


def test_what_an_editor_submits_is_not_public_before_a_moderator_approves_it(
    client, submitted, moderator
):
    assert client.get("/en/before-you-pay/").status_code == 404
    decide(moderator, submitted, "approve")
    public = client.get("/en/before-you-pay/")
    assert public.status_code == 200
    assert TEXT in public.content.decode()


def test_an_editor_cannot_publish(client, editor, homes):
    response = editor.post(add_url(homes["en"]), filled_in() | {"action-publish": "1"})
    assert response.status_code in {302, 403}
    assert client.get("/en/before-you-pay/").status_code == 404
    assert not StandardPage.objects.filter(live=True).exists()


def test_an_editor_cannot_approve_their_own_page(client, editor, submitted):
    task = decide(editor, submitted, "approve")
    assert client.get("/en/before-you-pay/").status_code == 404
    task.refresh_from_db()
    assert task.status == TaskState.STATUS_IN_PROGRESS


def test_a_rejected_page_stays_hidden_and_comes_back_to_its_editor(client, submitted, moderator):
    task = decide(moderator, submitted, "reject", comment="Source?")
    task.refresh_from_db()
    assert (task.status, task.comment) == (TaskState.STATUS_REJECTED, "Source?")
    assert client.get("/en/before-you-pay/").status_code == 404


def test_a_submitted_page_can_be_previewed_before_anybody_approves_it(moderator, submitted):
    preview = moderator.get(
        f"/admin/pages/{submitted.pk}/revisions/{submitted.latest_revision_id}/view/"
    )
    assert preview.status_code == 200
    assert TEXT in preview.content.decode()


@pytest.mark.parametrize("slug", ["", "-"])
@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}])
def test_a_bangla_page_needs_no_address_typed(editor, homes, action, slug):
    form = filled_in(title="টাকা দেওয়ার আগে", slug=slug)
    assert editor.post(add_url(homes["bn"]), form | action).status_code == 302
    page = StandardPage.objects.get(locale=homes["bn"].locale)
    assert page.slug.isascii()
    assert page.slug == "taka-deoyar-age"
    assert page.live is False


def test_a_picture_without_words_or_credit_is_refused(editor, homes):
    body = streamfield([("picture", {"image": "", "alt_text": "", "caption": "", "credit": ""})])
    response = editor.post(add_url(homes["en"]), filled_in(body=body) | {"action-submit": "1"})
    assert response.status_code == 200
    block = response.context["form"].errors.as_data()["body"][0].block_errors[0]
    assert set(block.block_errors) == {"image", "alt_text", "credit"}

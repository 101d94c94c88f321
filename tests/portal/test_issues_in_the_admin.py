"""Who writes an issue, who reads its draft, and who lets it go out."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.issues.models import Article, Issue, IssueVersion
from portal.people.requirement import needs_second_factor
from tests.portal.at_the_door import person, signed_in
from tests.portal.issues_made import close_up_to_september, september, taken_back

pytestmark = pytest.mark.django_db
WORDS = {
    "about": "governance",
    "happened_in": "2022-10-14",
    "headline_bn": "[[magistrates-trained]] জন",
    "headline_en": "[[magistrates-trained]] magistrates",
    "text_bn": "একটি অনুচ্ছেদ।",
    "text_en": "One paragraph.",
}


@pytest.fixture(scope="module", autouse=True)
def september_is_closed(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        september()
        close_up_to_september()
        yield


def staff(name: str, role: str) -> tuple[Client, User]:
    user = person(name, role)
    return signed_in(user, enrolled=needs_second_factor(user)), user


def posted(issue: Issue, *articles: dict, **changed: str) -> dict:
    form = {
        name: getattr(issue, name) or ""
        for name in (
            "objective_bn", "objective_en", "specific_bn", "specific_en", "runs_from", "runs_to",
            "lead_bn", "lead_en", "partner_bn", "partner_en", "funding_bn", "funding_en", "links",
        )
    }  # fmt: skip
    return nested_form_data(
        {**form, "has_emblem": "on", "month": str(issue.month), **changed,
         "articles": inline_formset(articles)}
    )  # fmt: skip


def test_a_new_issue_begins_with_what_the_last_one_says_of_the_project():
    client, editor = staff("editor", "Editors")
    form = client.get("/admin/issues/new/").context["form"]
    assert (form["partner_en"].value(), str(form["month"].value())) == ("BRAC", "2022-10-01")
    answer = client.post("/admin/issues/new/", posted(form.instance, WORDS))
    october = Issue.objects.get(month="2022-10-01")
    assert answer.url == f"/admin/issues/inspect/{october.pk}/"
    assert (october.changed_by, october.articles.get().headline_en) == (
        editor,
        WORDS["headline_en"],
    )
    assert str(october.articles.get().happened_in) == "2022-10-01"


def test_a_figure_that_there_is_not_is_refused_where_it_is_written():
    client, _ = staff("editor", "Editors")
    issue = Issue.objects.get(month="2022-09-01")
    wrong = {**WORDS, "text_en": "We trained [[magistrats]] and [[economic:women]]."}
    answer = client.post(f"/admin/issues/edit/{issue.pk}/", posted(issue, wrong))
    assert answer.status_code == 200
    assert "There is no figure called magistrats, economic:women." in answer.content.decode()
    assert not Article.objects.filter(text_en__contains="magistrats").exists()


def test_a_second_issue_of_a_month_is_refused():
    client, _ = staff("editor", "Editors")
    issue = Issue.objects.get(month="2022-09-01")
    answer = client.post("/admin/issues/new/", posted(issue, month="2022-09-17"))
    assert "There is an issue of this month already." in answer.content.decode()


def test_the_issue_shows_its_draft_and_the_names_of_figures():
    client, _ = staff("editor", "Editors")
    issue = Issue.objects.get(month="2022-09-01")
    page = client.get(f"/admin/issues/inspect/{issue.pk}/").content.decode()
    assert "[[magistrates-trained:month]]" in page
    assert "/admin/issues/freeze/" not in page
    draft = client.get(f"/admin/issues/draft/{issue.pk}/bn/html/").content.decode()
    assert "৪৭ জন নির্বাহী ম্যাজিস্ট্রেটের প্রশিক্ষণ" in draft
    assert not IssueVersion.objects.exists()


def test_an_approver_freezes_what_somebody_else_wrote():
    editor, _ = staff("editor", "Editors")
    issue = Issue.objects.get(month="2022-09-01")
    article = {**WORDS, "happened_in": "2022-09-01"}
    editor.post(f"/admin/issues/edit/{issue.pk}/", posted(issue, article))
    address = f"/admin/issues/freeze/{issue.pk}/"
    assert editor.post(address, {}).status_code == 302
    assert not IssueVersion.objects.exists()
    approver, _ = staff("approver-of-issues", "Approvers")
    assert address in approver.get(f"/admin/issues/inspect/{issue.pk}/").content.decode()
    asked = approver.get(address).context["form"].fields
    assert set(asked) == {"reason"}
    approver.post(address, {"reason": "Two sums of the print do not hold; both are explained."})
    version = IssueVersion.objects.get()
    assert version.frozen_by.username == "approver-of-issues"
    assert approver.get("/en/factsheets/2022-09/").status_code == 200


def test_nobody_freezes_what_they_wrote_last():
    approver, user = staff("approver-of-issues", "Approvers")
    issue = Issue.objects.get(month="2022-09-01")
    approver.post(
        f"/admin/issues/edit/{issue.pk}/", posted(issue, {**WORDS, "happened_in": "2022-09-01"})
    )
    issue.refresh_from_db()
    assert issue.changed_by == user
    answer = approver.post(f"/admin/issues/freeze/{issue.pk}/", {"reason": "in a hurry"})
    assert "somebody else freezes it" in answer.content.decode()
    assert not IssueVersion.objects.exists()


@pytest.mark.parametrize("role", ["Field staff", "Donor readers", "RSC supervisors"])
def test_others_see_no_draft(role):
    client, _ = staff("other", role)
    issue = Issue.objects.get(month="2022-09-01")
    for address in ("", f"inspect/{issue.pk}/", f"draft/{issue.pk}/en/html/", f"edit/{issue.pk}/"):
        assert client.get(f"/admin/issues/{address}").status_code == 302

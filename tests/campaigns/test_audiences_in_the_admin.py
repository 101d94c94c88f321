"""Audiences: kept by whoever keeps campaigns, offered to campaigns at once, and never deleted."""

import pytest
from django.urls import NoReverseMatch, reverse

from campaigns.models import Audience
from tests.campaigns.campaign_made import browser_of, make_campaign

pytestmark = pytest.mark.django_db
LIST = "/admin/audiences/"
NEW = {"slug": "teachers", "name_bn": "শিক্ষক", "name_en": "Teachers", "sort_order": "5"}


def test_an_audience_is_added_changed_and_offered_to_campaigns():
    editor = browser_of("Editors")
    assert editor.post(f"{LIST}new/", NEW).status_code == 302
    made = Audience.objects.get(pk="teachers")
    assert "Teachers" in editor.get("/admin/campaigns/new/").content.decode()
    form = {"name_bn": "শিক্ষক", "name_en": "School teachers", "sort_order": "6", "slug": "gone"}
    assert editor.post(f"{LIST}edit/{made.pk}/", form).status_code == 302
    made.refresh_from_db()
    assert (made.pk, made.name_en, made.sort_order) == ("teachers", "School teachers", 6)
    campaign = make_campaign("before-eid")
    campaign.audiences.add(made)
    campaign.save()
    assert "School teachers" in editor.get(LIST).content.decode()


def test_none_is_deleted_by_anybody():
    with pytest.raises(NoReverseMatch):
        reverse("audiences:delete", args=["aspirants"])
    assert browser_of("Administrators").get(f"{LIST}delete/aspirants/").status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [("Editors", True, True), ("Data managers", True, True), ("RSC supervisors", True, False),
     ("Field staff", False, False)],
)  # fmt: skip
def test_who_reads_and_who_keeps_audiences(role, reads, keeps):
    browser = browser_of(role)
    assert (browser.get(LIST).status_code == 200) == reads
    assert (browser.get(f"{LIST}new/").status_code == 200) == keeps
    assert (browser.get(f"{LIST}edit/aspirants/").status_code == 200) == keeps

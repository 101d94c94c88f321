"""Campaigns: what one needs to be open, who may open it, and what is told on its page."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.campaign_states import CampaignRefused, close_campaign, open_campaign
from campaigns.ledger import Cell, Fact, Source, post_contribution
from campaigns.models import Activity, Audience, Campaign, Commitment, SubIndicator
from tests.campaigns.campaign_made import (
    NOW,
    browser_of,
    campaign_form,
    make_campaign,
    product_form,
    somebody,
)

pytestmark = pytest.mark.django_db


def page_of(browser, slug: str = "before-eid") -> str:
    html = browser.get(reverse("campaigns:inspect", args=[slug])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[-1]).split())


@pytest.mark.parametrize("lacking", ["audiences", "objective", "messages", "indicators"])
def test_a_campaign_does_not_open_without_what_it_is_judged_by_and_is_told_what(lacking):
    campaign = make_campaign(is_open=False)
    setattr(campaign, lacking, "  " if lacking == "objective" else [])
    campaign.save()
    with pytest.raises(CampaignRefused) as refused:
        open_campaign(campaign, by=somebody("Approvers"), now=NOW)
    named = {"audiences": "audience", "messages": "message", "indicators": "indicator"}
    assert f"{named.get(lacking, lacking)} is missing" in str(refused.value)
    assert Campaign.objects.get(pk=campaign.pk).state == "draft"


def test_all_that_is_missing_is_named_at_once_also_on_the_page(client):
    Campaign.objects.create(slug="empty", name_en="Empty")
    browser = browser_of("Approvers")
    assert "audience, objective, message, indicator" in page_of(browser, "empty")
    answer = browser.post(reverse("campaigns:open", args=["empty"]), follow=True)
    assert "audience, objective, message, indicator are missing" in answer.content.decode()


def test_what_is_open_cannot_lose_what_it_needs_by_any_writer():
    campaign = make_campaign()
    for name in ("audiences", "messages", "indicators"):
        row = Campaign.objects.get(pk=campaign.pk)
        setattr(row, name, [])
        with pytest.raises(ValidationError, match="is missing"):
            row.save()
    answer = browser_of("Editors").post(
        reverse("campaigns:edit", args=[campaign.pk]),
        campaign_form(messages=[{
            "id": campaign.messages.get().pk, "balance": "risk", "text_bn": "x", "text_en": "",
            "DELETE": "on",
        }]),
    )  # fmt: skip
    assert "message is missing" in answer.content.decode()
    assert Campaign.objects.get(pk=campaign.pk).messages.count() == 1


def test_a_campaign_is_drafted_opened_by_an_approver_and_closed():
    editor, approver = browser_of("Editors"), browser_of("Approvers")
    assert editor.post(reverse("campaigns:add"), campaign_form()).status_code == 302
    campaign = Campaign.objects.get(pk="before-eid")
    assert [one.pk for one in campaign.activities.all()] == ["4.4.2.1"]
    assert editor.post(reverse("campaigns:open", args=[campaign.pk])).status_code == 302
    campaign.refresh_from_db()
    assert campaign.state == "draft", "an editor opened it"
    approver.post(reverse("campaigns:open", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert (campaign.state, campaign.opened_by.username) == ("open", "approvers")
    told = page_of(approver)
    for words in ("People who think of going abroad", "MiGOF 4.4.2.1", "10.7", "Risk"):
        assert words in told
    approver.post(reverse("campaigns:close", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert campaign.state == "closed"
    with pytest.raises(CampaignRefused):
        close_campaign(campaign, by=somebody("Approvers"), now=NOW)


def test_the_short_name_never_changes_and_none_is_no_campaign():
    make_campaign()
    browser = browser_of("Editors")
    browser.post(reverse("campaigns:edit", args=["before-eid"]), campaign_form(slug="other"))
    assert not Campaign.objects.filter(pk="other").exists()
    for view in ("inspect", "edit"):
        assert browser.get(reverse(f"campaigns:{view}", args=["none"])).status_code == 404
    assert "No particular campaign" not in browser.get(reverse("campaigns:index")).content.decode()
    none = Campaign.objects.get(pk=Campaign.NONE)
    with pytest.raises(CampaignRefused, match="Only a draft"):
        open_campaign(none, by=somebody("Approvers"), now=NOW)


@pytest.mark.parametrize(
    ("role", "page", "add"),
    [
        ("Data managers", 200, 200), ("Editors", 200, 200), ("RSC supervisors", 200, 302),
        ("Donor readers", 200, 302), ("Field staff", 302, 302),
    ],
)  # fmt: skip
def test_who_reads_and_who_writes_campaigns(role, page, add):
    make_campaign()
    browser = browser_of(role)
    assert browser.get(reverse("campaigns:inspect", args=["before-eid"])).status_code == page
    assert browser.get(reverse("campaigns:add")).status_code == add


def test_the_frameworks_are_those_of_the_files():
    assert (Activity.objects.count(), SubIndicator.objects.count()) == (121, 90)
    assert not SubIndicator.objects.filter(activities=None).exists()
    beside = Activity.objects.get(pk="1.3.1.2").sub_indicators
    assert set(beside.values_list("pk", flat=True)) == {"1.3.2", "1.3.3"}
    assert Activity.objects.filter(about_awareness=True).count() == 27
    kinds = [Commitment.objects.filter(kind=kind).count() for kind in Commitment.Kind.values]
    assert kinds == [23, 3, 7]
    assert Audience.objects.exclude(name_bn="").count() == Audience.objects.count()


def test_the_page_tells_the_ledger_s_lines_and_adds_up_only_what_adds_up(places):
    campaign = make_campaign()

    def post(ref: str, value: int | None, indicator="A2", definition="attendance", day=5):
        source = Source(authority="person", ref=ref, observed_at=NOW)
        cell = Cell(
            indicator=indicator, definition=definition, channel="ipt-show",
            period_start=NOW.date().replace(day=day), period_end=NOW.date().replace(day=day),
            zone="Asia/Dhaka", campaign=campaign.pk,
            area=places[0] if indicator == "A2" else "",
        )  # fmt: skip
        reason = "" if value is not None else "not-recorded"
        fact = Fact(cell=cell, source=source, value=value, reason=reason)
        post_contribution(ref, [fact], source=source, now=NOW)

    post("event:1", 30)
    post("event:2", 12, day=7)
    told = page_of(browser_of("Editors"))
    assert re.search(r"Attendances Interactive popular theatre \(IPT\) show 42 ", told), told
    post("event:3", None, day=8)
    assert "42 at least" in page_of(browser_of("Editors"))
    post("event:4", 7, indicator="K1", definition="quiz-gain")
    post("event:5", 8, indicator="K1", definition="quiz-gain", day=9)
    told = page_of(browser_of("Editors"))
    assert "does not add up over months" in told
    assert " 15 " not in told


def test_what_is_made_for_it_shows_of_what_it_speaks():
    make_campaign()
    browser = browser_of("Editors")
    for number, speaks in enumerate(("tells_risks", "tells_risks", "tells_services")):
        form = product_form(title_en=f"P{number}", campaign="before-eid", tells_risks="")
        assert browser.post(reverse("products:add"), form | {speaks: "on"}).status_code == 302
    assert "risks 2 · alternatives 0 · services 1" in page_of(browser)


def test_only_open_campaigns_are_offered_and_what_was_chosen_stays_chosen():
    make_campaign()
    make_campaign("draft", is_open=False)
    browser = browser_of("Editors")
    offered = set(re.findall(r'<option value="([\w-]+)"', _campaign_field(browser, "products:add")))
    assert offered == {"none", "before-eid"}


def _campaign_field(browser, name: str) -> str:
    html = browser.get(reverse(name)).content.decode()
    return re.search(r'<select name="campaign".*?</select>', html, re.S)[0]

"""Campaigns and rows of the registers as their forms send them."""

import datetime as dt

from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from campaigns.campaign_states import open_campaign
from campaigns.models import Audience, Balance, Campaign, CampaignMessage, Indicator

NOW = dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)


def somebody(role: str) -> User:
    user, _made = User.objects.get_or_create(username=role.lower().replace(" ", "-"))
    user.groups.set([Group.objects.get(name=role)])
    return user


def browser_of(role: str) -> Client:
    browser = Client(headers={"Accept-Language": "en"})
    browser.force_login(somebody(role))
    return browser


def make_campaign(slug: str = "before-eid", *, is_open: bool = True) -> Campaign:
    campaign = Campaign(
        slug=slug, name_en="Before Eid", name_bn="ঈদের আগে", objective="Fewer pay a middleman."
    )
    campaign.audiences = [Audience.objects.get(pk="aspirants")]
    campaign.indicators = [Indicator.objects.get(pk="A2")]
    campaign.messages = [CampaignMessage(balance=Balance.RISK, text_bn="দালালকে টাকা দেবেন না।")]
    campaign.save()
    return open_campaign(campaign, by=somebody("Approvers"), now=NOW) if is_open else campaign


def _form(fields: dict, **inlines: list[dict]) -> dict:
    sets = {
        name: inline_formset(rows, initial=sum("id" in row for row in rows))
        for name, rows in inlines.items()
    }
    # Of a list of ticked boxes it would make forms inside the form.
    return {**fields, **nested_form_data(sets)}


def campaign_form(messages: list[dict] | None = None, **over) -> dict:
    fields = {
        "name_bn": "ঈদের আগে", "name_en": "Before Eid", "slug": "before-eid",
        "audiences": ["aspirants"], "objective": "Fewer pay a middleman.", "indicators": ["A2"],
        "starts_on": "", "ends_on": "", "channels": [], "districts": [], "partners": "",
        "activities": ["4.4.2.1"], "commitments": ["gcm-3", "sdg-10.7"], **over,
    }  # fmt: skip
    told = [{"balance": "risk", "text_bn": "দালালকে টাকা দেবেন না।", "text_en": ""}]
    return _form(fields, messages=told if messages is None else messages)


def product_form(distributions: list[dict] | None = None, **over) -> dict:
    fields = {
        "title_bn": "পোস্টার", "title_en": "Poster", "kind": "poster",
        "developed_on": "2026-10-05", "in_bangla": "on", "other_language": "",
        "tells_risks": "on", "audiences": [], "campaign": "none", "visibility": "right",
        "visibility_words": "", "print_run": "500", "document": "", "expires_on": "", **over,
    }  # fmt: skip
    return _form(fields, distributions=distributions or [])


def report_form(**over) -> dict:
    return {
        "published_on": "2026-10-07", "outlet": "Daily Padma", "medium": "print",
        "headline": "Before you pay", "language": "bn", "link": "", "tone": "neutral",
        "campaign": "none", "document": "", **over,
    }  # fmt: skip

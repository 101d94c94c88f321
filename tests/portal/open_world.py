"""A programme with something to hide: small counts, a draft, hostile names, YouTube's figures."""

import datetime as dt

from campaigns.ledger import Cell, Fact, Source, post_contribution, post_stated
from campaigns.models import (
    Audience,
    Campaign,
    CampaignMessage,
    Indicator,
    NewsReport,
    Product,
    Target,
)
from portal.demo.invented_activity import make_activity
from tests.portal.issues_made import NOW, frozen_september

AUGUST, SEPTEMBER = dt.date(2026, 8, 1), dt.date(2026, 9, 1)
OF_DHAKA = ("BD3093", "BD6091", "BD4047")
OPEN, DRAFT = "know-your-rights", "still-a-secret"
# What a spreadsheet would run, and what a database cannot take.
HOSTILE = '=HYPERLINK("https://example.org";"open")'
# district, campaign, sex, age, people
MET_IN_AUGUST = [
    ("BD3093", OPEN, "w", "adult", 40),
    ("BD3093", OPEN, "m", "adult", 31),
    ("BD3093", DRAFT, "w", "child", 3),
    ("BD3093", "none", "m", "child", 22),
    ("BD6091", "none", "w", "adult", 17),
    ("BD6091", "none", "m", "adult", 0),
    ("BD4047", "none", "w", "adult", 2),
    ("BD4047", "none", "m", "adult", 25),
]


def make_open_world() -> None:
    """Post and write everything; a frozen issue of September 2022 is part of it."""
    frozen_september()
    for slug, state in ((OPEN, Campaign.State.OPEN), (DRAFT, Campaign.State.DRAFT)):
        _campaign(slug, state)
    for at, (district, campaign, sex, age, people) in enumerate(MET_IN_AUGUST):
        meet(f"event:{at}", district, people, campaign=campaign, sex=sex, age=age)
    meet("event:september", "BD3093", 60, month=SEPTEMBER, sex="w", age="adult")
    say("youtube", "D4", "youtube-engaged-views", 4711)
    say("facebook", "D1", "facebook-viewers", 12_345)
    Product.objects.create(
        kind="poster", title_en=HOSTILE, title_bn="@SUM(1)", developed_on=dt.date(2026, 8, 3),
        in_bangla=True, visibility="right", visibility_at=NOW, on_site=True, changed_at=NOW,
    )  # fmt: skip
    Product.objects.create(
        kind="poster", title_en="A product that is not shown", developed_on=dt.date(2026, 8, 3),
        in_bangla=True, changed_at=NOW,
    )  # fmt: skip
    NewsReport.objects.create(
        published_on=dt.date(2026, 8, 4), outlet="-1+1", headline="+cmd", language="en",
        on_site=True, changed_at=NOW,
    )  # fmt: skip
    _targets()
    make_activity()


def _campaign(slug: str, state: str) -> None:
    one = Campaign.objects.create(slug=slug, name_en=f"Campaign {slug}", objective="They know.")
    one.audiences.set(Audience.objects.all()[:1])
    one.indicators.set(Indicator.objects.filter(pk="A2"))
    one.save()
    CampaignMessage.objects.create(campaign=one, balance="risk", text_bn="টাকা দেওয়ার আগে জানুন")
    if state == Campaign.State.OPEN:
        Campaign.objects.filter(pk=slug).update(state=state, opened_at=NOW)


def _targets() -> None:
    common = {"from_month": AUGUST, "to_month": dt.date(2026, 12, 1), "indicator_id": "A2"}
    Target.objects.create(**common, target_value=1000, verified_by_en="Sheets")
    Target.objects.create(**common, target_value=500, sex="w")
    Target.objects.create(**common, target_value=100, campaign_id=OPEN)
    Target.objects.create(**common, target_value=77, campaign_id=DRAFT)


def meet(
    ref: str,
    district: str,
    people: int | None,
    *,
    month: dt.date = AUGUST,
    campaign: str = "none",
    sex: str = "x",
    age: str = "x",
) -> None:
    """Let an event say how many people came."""
    cell = cell_of("A2", "ipt-show", "attendance", month, campaign, district, sex, age)
    fact = Fact(
        cell=cell, source=source(ref), value=people, reason="" if people is not None else "no-count"
    )
    post_contribution(ref, [fact], source=source(ref), now=NOW)


def say(
    channel: str,
    indicator: str,
    definition: str,
    value: int | None,
    *,
    month: dt.date = AUGUST,
    reason: str = "",
) -> None:
    """Let a person state a month of a channel."""
    cell = cell_of(indicator, channel, definition, month)
    fact = Fact(cell=cell, source=source("sheet"), value=value, reason=reason)
    post_stated([fact], now=NOW)


def cell_of(
    indicator: str,
    channel: str,
    definition: str,
    month: dt.date,
    campaign: str = "none",
    area: str = "",
    sex: str = "x",
    age: str = "x",
) -> Cell:
    last = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return Cell(
        indicator=indicator, channel=channel, definition=definition, period_start=month,
        period_end=last, zone="Asia/Dhaka", campaign=campaign, area=area, sex=sex, age=age,
    )  # fmt: skip


def source(ref: str) -> Source:
    return Source(authority="person", ref=ref, observed_at=NOW, actor="user:1")

"""What stands behind the figures: indicators, channels, months, districts, campaigns, registers.

Rows of plain data, for JSON and for files alike. Of campaigns those that were opened; of
products and news reports those that the site shows. No person is in any of them.
"""

import datetime
from typing import Any

from django.conf import settings

from campaigns.models import Campaign, Channel, Definition, Indicator, Place
from foundation.moments import dhaka_day
from portal.open_data.months import Calendar
from portal.pages.register_lists import as_shown, news, products

Row = dict[str, Any]
AXES = ("months", "channels", "areas", "sexes")


def month_rows(*, now: datetime.datetime) -> list[Row]:
    """List the months that have any figure, the oldest first, each with its state."""
    calendar = Calendar.read(now=now)
    return [
        {
            "month": f"{month:%Y-%m}",
            "state": str(calendar.state(month).state),
            "closed_on": calendar.closed_on(month),
        }
        for month in reversed(calendar.known)
    ]


def indicator_rows() -> list[Row]:
    """List the indicators: what each counts, over what it adds up, what its words meant when."""
    meanings: dict[str, list[Row]] = {}
    for one in Definition.objects.order_by("indicator", "platform", "valid_from", "slug"):
        meanings.setdefault(str(one.indicator_id), []).append(
            {
                "definition": one.slug,
                "source": one.platform,
                "metric": one.metric or None,
                "text_en": one.text_en,
                "text_bn": one.text_bn,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
            }
        )
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "unit": UNITS.get(one.code, one.kind),
            "label_en": one.label_en,
            "label_bn": one.label_bn,
            **{f"adds_over_{axis}": getattr(one, f"adds_over_{axis}") for axis in AXES},
            "definitions": meanings.get(one.code, []),
        }
        for one in Indicator.objects.all()
    ]


# Where the unit is not what the kind counts.
UNITS = {"K1": "percentage points", "K2": "per cent"}


def definition_rows() -> list[Row]:
    """List what the words of indicators meant, one definition a row."""
    return [
        {"indicator": one["code"], **meaning}
        for one in indicator_rows()
        for meaning in one["definitions"]
    ]


def channel_rows() -> list[Row]:
    """List the channels."""
    names = ("slug", "group", "label_en", "label_bn", "event_kind", "active_from", "active_to")
    rows = Channel.objects.values(*names)
    return [{"channel": row.pop("slug"), **row} for row in rows]


def district_rows() -> list[Row]:
    """List the districts with their divisions; codes begin with their parents'."""
    districts = Place.objects.filter(level=Place.Level.DISTRICT).select_related("parent")
    return [
        {
            "code": one.code,
            "pcode": one.pcode,
            "name_en": one.name_en,
            "name_bn": one.name_bn,
            "division": one.parent.code if one.parent else None,
            "division_en": one.parent.name_en if one.parent else None,
            "division_bn": one.parent.name_bn if one.parent else None,
        }
        for one in districts
    ]


def campaign_rows() -> list[Row]:
    """List the campaigns that were opened; a draft is nobody's business yet."""
    opened = Campaign.objects.opened().prefetch_related("audiences", "districts", "indicators")
    return [_campaign(one) for one in opened]


def _campaign(one: Campaign) -> Row:
    return {
        "campaign": one.slug,
        "name_en": one.name_en,
        "name_bn": one.name_bn or None,
        "state": one.state,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "audiences": sorted(audience.slug for audience in one.audiences.all()),
        "districts": sorted(place.code for place in one.districts.all()),
        "indicators": sorted(indicator.code for indicator in one.indicators.all()),
    }


def product_rows(*, now: datetime.datetime) -> list[Row]:
    """List the products that the library of the site shows."""
    shown = products(dhaka_day(now)).prefetch_related("audiences")
    return [
        {
            "kind": one.product.kind,
            "title_en": one.product.title_en or None,
            "title_bn": one.product.title_bn or None,
            "developed_on": one.product.developed_on,
            "languages": _languages(one.product),
            "audiences": sorted(audience.slug for audience in one.product.audiences.all()),
            "print_run": one.product.print_run,
            "not_used_after": one.product.expires_on,
            "file": own_address(one.url) if one.url else None,
            "bytes": one.size,
        }
        for one in as_shown(shown, "en")
    ]


def _languages(product: Any) -> list[str]:
    named = [(product.in_bangla, "bn"), (product.in_english, "en")]
    other = product.other_language
    return [code for is_in, code in named if is_in] + ([other] if other else [])


def news_rows() -> list[Row]:
    """List the news reports that the site shows; none of them uses a story."""
    return [
        {
            "published_on": one.published_on,
            "outlet": one.outlet,
            "medium": one.medium,
            "headline": one.headline,
            "language": one.language,
            "link": one.link or None,
        }
        for one in news()
    ]


def own_address(path: str) -> str:
    """Give the whole address of something on this site."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"

"""What the ledger holds of one campaign, and what its registers and events hold of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from campaigns.models import Campaign, Current, NewsReport, Product
from campaigns.models.entries import Role, State


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one indicator, definition and channel; ``total`` None adds nothing up."""

    indicator: Any
    channel: Any
    definition: str
    total: int | None
    complete: bool


def ledger_lines(campaign: Campaign) -> list[Line]:
    """Add up what was posted for a campaign, where the indicator adds up; one query.

    Over months always; what does not add up over months has no total. Channels and
    definitions are lines of their own, so nothing is ever summed across them.
    """
    value = Q(state=State.VALUE)
    rows = (
        Current.objects.filter(key__campaign=campaign, key__role=Role.MONTH)
        .exclude(state=State.VOID)
        .values(
            "key__indicator", "key__indicator__label_en", "key__indicator__label_bn",
            "key__indicator__adds_over_months", "key__channel__label_en",
            "key__channel__label_bn", "key__definition",
        )
        .annotate(
            total=Coalesce(Sum("value", filter=value), 0),
            known=Count("pk", filter=value),
            rows=Count("pk"),
        )
        .order_by("key__indicator", "key__channel", "key__definition")
    )  # fmt: skip
    return [
        Line(
            indicator={
                "code": row["key__indicator"],
                "label_en": row["key__indicator__label_en"],
                "label_bn": row["key__indicator__label_bn"],
            },
            channel={
                "label_en": row["key__channel__label_en"],
                "label_bn": row["key__channel__label_bn"],
            },
            definition=row["key__definition"],
            total=row["total"]
            if row["key__indicator__adds_over_months"] and row["known"]
            else None,
            complete=row["known"] == row["rows"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Made:
    """How many products and news reports a campaign has, and of what the products speak."""

    products: int
    risks: int
    alternatives: int
    services: int
    silent: int
    news: int


def made_for(campaign: Campaign) -> Made:
    """Count the rows of the registers; two queries. A product may speak of more than one."""
    says_nothing = Q(tells_risks=False, tells_alternatives=False, tells_services=False)
    counted = Product.objects.filter(campaign=campaign).aggregate(
        products=Count("pk"),
        risks=Count("pk", filter=Q(tells_risks=True)),
        alternatives=Count("pk", filter=Q(tells_alternatives=True)),
        services=Count("pk", filter=Q(tells_services=True)),
        silent=Count("pk", filter=says_nothing),
    )
    return Made(news=NewsReport.objects.filter(campaign=campaign).count(), **counted)

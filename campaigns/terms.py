"""The terms of the headline rules that stand now."""

import datetime

from campaigns.books import book_in, last_day
from campaigns.models import Channel, Indicator, Month, Rule, Term


def current_rule(slug: str) -> Rule:
    """Return the newest version of a rule."""
    return Rule.objects.filter(slug=slug).order_by("-version")[0]


def current_terms() -> list[Term]:
    """Return the terms of the newest version of every rule."""
    newest: dict[str, int] = {}
    for rule in Rule.objects.order_by("slug", "version"):
        newest[rule.slug] = rule.pk
    return list(
        Term.objects.filter(rule__in=newest.values()).select_related("channel", "indicator")
    )


def asked_in(term: Term, month: datetime.date) -> bool:
    """Whether the rule and the channel's own dates ask for a figure of this month."""
    channel: Channel = term.channel
    return (
        (term.from_month is None or term.from_month <= month)
        and (term.to_month is None or month <= term.to_month)
        and (channel.active_from is None or channel.active_from <= last_day(month))
        and (channel.active_to is None or month <= channel.active_to)
    )


# What a headline of persons reached may add up, by declaration.
COUNTED_KINDS = {
    Indicator.Kind.PERSONS,
    Indicator.Kind.CONTACTS,
    Indicator.Kind.ACCOUNTS,
    Indicator.Kind.VIEWS,
}


def may_be_a_term(group: str, indicator: Indicator) -> bool:
    """Whether a group has a headline, and the indicator is of a kind that it may hold."""
    return (
        indicator.kind in COUNTED_KINDS
        and indicator.nature == Indicator.Nature.STATED
        and Rule.objects.filter(slug=group).exists()
    )


def declare_term(channel: Channel, indicator: str, from_month: datetime.date) -> Term:
    """Make a channel's indicator part of its group's headline; harmless when it is already.

    A channel that is connected after the rule was written still has to reach
    the total; the term says from which month on. That is an open month: in a
    closed one the new term would be a gap in a total that was printed.
    """
    term, _ = Term.objects.get_or_create(
        rule=current_rule(channel.group),
        channel=channel,
        indicator=Indicator.objects.get(pk=indicator),
        defaults={"from_month": book_in(from_month.replace(day=1), Month.objects.last_closed())},
    )
    return term

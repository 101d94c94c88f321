"""Digital reach at a month: the declared total, its parts by channel, and what stands beside it."""

import datetime
from collections import defaultdict

from django.db.models import Q

from campaigns.headline import Part, cumulative_of
from campaigns.models import Channel, Rule, Term
from campaigns.reach_books import Books, Report, added, controls_of, rule_words
from campaigns.terms import current_rule
from campaigns.totals import known_by, last_words


def digital_reach(books: Books) -> Report:
    """Report the digital rule's month and cumulative, and each channel's parts."""
    parts, month, cumulative = books.declared(Rule.DIGITAL)
    by_channel: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        by_channel[part.term.channel_id].append(part)
    in_rule = {(part.term.channel_id, part.term.indicator_id) for part in parts}
    return {
        "rule": rule_words(books.rules[Rule.DIGITAL]),
        "month": {
            "value": month.value,
            "known": month.known,
            "missing": list(month.missing),
            "low": month.low,
            "high": month.high,
            "confidence": month.confidence,
            "controls": controls_of(month),
        },
        "cumulative": {
            "value": cumulative.value,
            "confidence": cumulative.confidence,
            "controls": controls_of(cumulative),
        },
        "channels": [_channel(books, some) for some in by_channel.values()],
        "beside": _beside(books, in_rule),
    }


def digital_cumulative(month: datetime.date) -> tuple[Rule, int | None]:
    """Give the digital rule and its cumulative of :func:`digital_reach` alone; two queries."""
    newest = Rule.objects.filter(slug=Rule.DIGITAL).order_by("-version").values("pk")[:1]
    every = list(Term.objects.filter(rule=newest).select_related("rule"))
    rule = every[0].rule if every else current_rule(Rule.DIGITAL)
    terms = [term for term in every if term.from_month is None or term.from_month <= month]
    of_terms = Q(pk__in=[])
    for term in terms:
        of_terms |= Q(key__channel=term.channel_id, key__indicator=term.indicator_id)
    said = (
        last_words()
        .filter(of_terms, booked_month__lte=month)
        .select_related("key")
        .only("state", "value", "booked_month", "key__channel", "key__indicator", "key__month")
    )
    known = known_by(said, month)
    return rule, added(cumulative_of(term, known) for term in terms)


def _channel(books: Books, parts: list[Part]) -> Report:
    channel = parts[0].term.channel
    asked = [part for part in parts if part.status != "not_asked"]
    return {
        "channel": channel.slug,
        "label_en": channel.label_en,
        "label_bn": channel.label_bn,
        "month": added(part.month for part in asked),
        "cumulative": added(part.cumulative for part in parts),
        "status": asked[-1].status if asked else "not_asked",
        "parts": [_part(books, part) for part in parts],
        "opening": books.opening_of(channel.slug),
    }


def _part(books: Books, part: Part) -> Report:
    indicator = part.term.indicator
    definition = books.definitions.get(part.definition or "")
    newest = max(part.entries, key=lambda entry: entry.observed_at, default=None)
    return {
        "indicator": indicator.code,
        "label_en": indicator.label_en,
        "label_bn": indicator.label_bn,
        "kind": indicator.kind,
        "definition": part.definition,
        "definition_text_en": definition.text_en if definition else None,
        "definition_text_bn": definition.text_bn if definition else None,
        "month": part.month,
        "cumulative": part.cumulative,
        "status": part.status,
        "observed_at": newest.observed_at.isoformat() if newest else None,
        "period_start": newest.key.period_start.isoformat() if newest else None,
        "period_end": newest.key.period_end.isoformat() if newest else None,
        "confidence": newest.confidence if newest else None,
    }


def _beside(books: Books, in_rule: set[tuple[str, str]]) -> list[Report]:
    """Return stated digital measures that are shown beside the total and never in it."""
    digital = {term.channel_id: term.channel for term in books.terms if _is_digital(term)}
    shown = []
    for entry in books.entries:
        pair = (entry.key.channel_id, entry.key.indicator_id)
        if entry.key.channel_id not in digital or pair in in_rule:
            continue
        indicator = books.indicators[entry.key.indicator_id]
        definition = books.definitions[entry.key.definition_id]
        shown.append(
            {
                "channel": entry.key.channel_id,
                "channel_label_en": digital[entry.key.channel_id].label_en,
                "channel_label_bn": digital[entry.key.channel_id].label_bn,
                "indicator": indicator.code,
                "label_en": indicator.label_en,
                "label_bn": indicator.label_bn,
                "kind": indicator.kind,
                "definition": definition.slug,
                "definition_text_en": definition.text_en,
                "definition_text_bn": definition.text_bn,
                "month": entry.value,
                "period_start": entry.key.period_start.isoformat(),
                "period_end": entry.key.period_end.isoformat(),
                "observed_at": entry.observed_at.isoformat(),
            }
        )
    return sorted(shown, key=lambda one: (one["indicator"], one["period_start"]))


def _is_digital(term: Term) -> bool:
    return bool(term.channel.group == Channel.Group.DIGITAL)

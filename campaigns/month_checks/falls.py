"""A running total does not fall, but by a correction that can be seen."""

import datetime
from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.digital_reach import digital_cumulative
from campaigns.headline import month_before
from campaigns.models import Channel, Entry, Indicator, Term
from campaigns.models.entries import Role
from campaigns.month_checks.check import Check, Light, Mend
from campaigns.totals import Line, lines_at
from campaigns.words import count

LEDGER = Mend("ledger:index", gettext_lazy("Look in the ledger"), "campaigns.view_entry")


def no_total_fell(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Red for a fall that nothing in the books accounts for, amber for one by a difference.

    A fall by restatements is in order: each of them says old, new, reason, who and when.
    """
    fallen = [*_series_that_fell(month), *_headline_that_fell(month)]
    yield from fallen
    if not fallen:
        yield Check(
            slug="falls",
            label=_("The running totals"),
            light=Light.GREEN,
            says=_("None is lower than a month before."),
        )


def _series_that_fell(month: datetime.date) -> Iterator[Check]:
    indicators = Indicator.objects.filter(nature=Indicator.Nature.STATED, adds_over_months=True)
    stated = indicators.in_bulk()
    before = {line.name: line for line in lines_at(month_before(month))}
    channels: dict[str, Channel] = {}
    for line in lines_at(month):
        old = before.get(line.name)
        if line.name.indicator not in stated or old is None or line.cum >= old.cum:
            continue
        channels = channels or Channel.objects.in_bulk()
        name = f"{channels[line.name.channel]} · {stated[line.name.indicator]}"
        yield _fall(f"falls:{line.name.code}", name, old.cum, line.cum, _light_of(line))


def _light_of(line: Line) -> Light:
    """Say what made it fall: what a month itself says is never below zero."""
    if line.late < 0:
        return Light.GREEN
    return Light.AMBER if line.brought < 0 else Light.RED


def _headline_that_fell(month: datetime.date) -> Iterator[Check]:
    _rule, old = digital_cumulative(month_before(month))
    rule, new = digital_cumulative(month)
    if old is None or new is None or new >= old:
        return
    terms = list(Term.objects.filter(rule=rule).values_list("channel", "indicator"))
    booked = Entry.objects.filter(booked_month=month, key__contributor="")
    corrections = Q(key__month__lt=F("booked_month")) | Q(key__role=Role.DIFFERENCE, value__lt=0)
    said = {
        role
        for *pair, role in booked.filter(corrections).values_list(
            "key__channel", "key__indicator", "key__role"
        )
        if tuple(pair) in terms
    }
    light = Light.GREEN if said - {Role.DIFFERENCE} else Light.AMBER if said else Light.RED
    yield _fall("falls:digital", _("Persons reached through digital media"), old, new, light)


def _fall(slug: str, name: str, old: int, new: int, light: Light) -> Check:
    why = {
        Light.GREEN: _("Restatements of older months did that."),
        Light.AMBER: _("A difference to a printed total did that."),
        Light.RED: _("Nothing in the books says why. Have the sums made anew, or restate."),
    }[light]
    fell = _("It fell from %(old)s to %(new)s.") % {
        "old": count(old),
        "new": count(new),
    }
    return Check(
        slug=slug,
        label=_("Running total: %(which)s") % {"which": name},
        light=light,
        says=f"{fell} {why}",
        mend=None if light == Light.GREEN else LEDGER,
    )

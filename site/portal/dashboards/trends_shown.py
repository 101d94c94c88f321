"""Trends as a reader sees them: a drawing, what its breaks mean, and all months as a table."""

import datetime
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.figures import EVERY
from campaigns.models.entries import Sex
from campaigns.trends import Run, Trend
from foundation import bangla
from portal.dashboards.drawing import Axis, line_chart
from portal.dashboards.reading import Books
from portal.dashboards.small_cells import in_tens
from portal.dashboards.writing import about, cell, label_of, not_shown
from portal.pages import words


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """One drawing with its words. ``rows`` are the months, the newest first."""

    title: str
    kind: str
    drawing: SafeString
    breaks: list[str]
    has_parts: bool
    is_empty: bool
    rows: list[tuple[str, str]]


def shown_trends(books: Books) -> list[ShownTrend]:
    """Tell every trend of which anything is known."""
    return [_shown(trend, books, f"trend-{number}") for number, trend in enumerate(books.trends)]


def without(trend: Trend, months: frozenset[datetime.date]) -> Trend:
    """Leave months out; no line leads over where they were."""
    runs = (
        Run(run.definition, tuple(one for one in run.points if one.month not in months))
        for run in trend.runs
    )
    return replace(trend, runs=tuple(run for run in runs if run.points))


def rounded(trend: Trend) -> Trend:
    """Tell a trend in tens; the drawing too, for its points can be measured."""
    runs = (
        replace(run, points=tuple(replace(one, value=in_tens(one.value)) for one in run.points))
        for run in trend.runs
    )
    return replace(trend, runs=tuple(runs))


def title_of(trend: Trend, books: Books) -> str:
    """Name what is counted, and where."""
    language = books.reader.language
    label = label_of(books.indicators[trend.indicator], language)
    sex = trend.sex.partition(" ")[0]
    if sex not in {"", Sex.NOT_RECORDED}:
        label = f"{label} ({Sex(sex).label})"
    if trend.channel == EVERY:
        return label
    return f"{label_of(books.channels[trend.channel], language)}: {label}"


def _shown(whole: Trend, books: Books, key: str) -> ShownTrend:
    language, months = books.reader.language, books.asked.shown_months
    hidden = books.hides(whole)
    trend = without(whole, hidden)
    is_in_tens = books.tells_tens and books.counts_people(whole.indicator)
    if is_in_tens:
        trend = rounded(trend)
    points = trend.points
    title = title_of(trend, books)
    highest = max((one.value for one in points), default=0)
    axis = Axis(
        months=months,
        highest=highest,
        highest_words=bangla.figure(highest, language),
        first_words=bangla.month_name(months[0], language),
        last_words=bangla.month_name(months[-1], language),
        zero_words=bangla.figure(0, language),
    )
    breaks = [_break(trend, number, books) for number in range(len(trend.breaks))]
    description = _("%(known)s of %(months)s months are known. The table below has every figure.")
    told = description % {
        "known": bangla.figure(len({one.month for one in points}), language),
        "months": bangla.figure(len(months), language),
    }
    return ShownTrend(
        title=title,
        kind=str(words.KIND.get(books.indicators[trend.indicator].kind, "")),
        drawing=line_chart(
            trend, axis, key=key, title=title, description=f"{told} {' '.join(breaks)}"
        ),
        breaks=breaks,
        has_parts=any(one.in_part for one in points),
        is_empty=not points,
        rows=_rows(trend, hidden, books, is_in_tens=is_in_tens),
    )


def _break(trend: Trend, number: int, books: Books) -> str:
    """Say in words that the figures on both sides do not mean the same."""
    month, old, new = trend.breaks[number]
    language = books.reader.language
    text = _(
        "From %(month)s on it is counted in another way, and the figures before and after "
        "cannot be compared. Before: %(old)s Now: %(new)s"
    )
    texts = (getattr(books.definitions[slug], f"text_{language}") for slug in (old, new))
    before, now = texts
    return text % {"month": bangla.month_name(month, language), "old": before, "new": now}


def _rows(
    trend: Trend, hidden: frozenset[datetime.date], books: Books, *, is_in_tens: bool
) -> list[tuple[str, str]]:
    language = books.reader.language
    told: dict[datetime.date, list[str]] = {}
    for run in trend.runs:
        for one in run.points:
            told.setdefault(one.month, []).append(
                about(one.value, language)
                if is_in_tens
                else cell(one.value, language, complete=not one.in_part)
            )
    rows = []
    for month in reversed(books.asked.shown_months):
        nothing = not_shown() if month in hidden else cell(None, language)
        figures = " · ".join(told.get(month, [nothing]))
        rows.append((bangla.month_name(month, language), figures))
    return rows

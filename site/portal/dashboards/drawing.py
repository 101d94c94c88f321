"""Lines and bars as SVG, drawn on the server; colours come from the page, words from whoever calls.

Each drawing has a title and a description, and its figures stand in a table beside it: whoever
cannot see it loses nothing.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from campaigns.headline import month_before
from campaigns.trends import Point, Trend

WIDTH, HEIGHT = 360, 170
LEFT, RIGHT, TOP, BOTTOM = 10, 350, 24, 142
# A mark's half width; a known month is full, one known in part is hollow.
DOT = 3.5
BAR_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Axis:
    """The months from left to right, and the highest figure with its words."""

    months: Sequence[datetime.date]
    highest: int
    highest_words: str
    first_words: str
    last_words: str
    zero_words: str

    def x(self, month: datetime.date) -> float:
        steps = max(len(self.months) - 1, 1)
        return round(LEFT + (RIGHT - LEFT) * self.months.index(month) / steps, 1)

    def y(self, value: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / max(self.highest, 1), 1)


def line_chart(trend: Trend, axis: Axis, *, key: str, title: str, description: str) -> SafeString:
    """Draw a trend: a line for each stretch of known months of one meaning, and no other line."""
    return format_html(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}{}{}{}</svg>',
        WIDTH, HEIGHT, key, key, key, title, key, description,
        _frame(axis), _breaks(trend, axis),
        format_html_join("", '<polyline class="chart-line" points="{}"/>', _lines(trend, axis)),
        format_html_join("", "{}", ((_dot(one, axis),) for one in trend.points)),
    )  # fmt: skip


def _frame(axis: Axis) -> SafeString:
    return format_html(
        '<path class="chart-frame" d="M{} {}H{}M{} {}H{}"/>'
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        LEFT, BOTTOM, RIGHT, LEFT, TOP, RIGHT,
        LEFT, TOP - 8, axis.highest_words, LEFT, HEIGHT - 8, axis.first_words,
        RIGHT, HEIGHT - 8, axis.last_words, RIGHT, BOTTOM - 5, axis.zero_words,
    )  # fmt: skip


def _breaks(trend: Trend, axis: Axis) -> SafeString:
    """Mark where the meaning changes: between the month before and the first of the new one."""
    half = (RIGHT - LEFT) / max(len(axis.months) - 1, 1) / 2
    places = [round(axis.x(month) - half, 1) for month, _old, _new in trend.breaks]
    return format_html_join(
        "",
        '<path class="chart-break" d="M{} {}V{}"/>',
        ((x, TOP - 4, BOTTOM + 4) for x in places),
    )


def _lines(trend: Trend, axis: Axis) -> Iterator[tuple[str]]:
    for run in trend.runs:
        for stretch in unbroken(run.points):
            if len(stretch) > 1:
                yield (" ".join(f"{axis.x(one.month)},{axis.y(one.value)}" for one in stretch),)


def unbroken(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Cut known months where one between them is missing."""
    stretch = [*points[:1]]
    for before, point in pairwise(points):
        if month_before(point.month) != before.month:
            yield stretch
            stretch = []
        stretch.append(point)
    if stretch:
        yield stretch


def _dot(point: Point, axis: Axis) -> SafeString:
    look = "chart-part" if point.in_part else "chart-dot"
    x, y = axis.x(point.month), axis.y(point.value)
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', look, x, y, DOT)


def bar(value: int | None, highest: int) -> SafeString:
    """Draw one bar beside its figure, which says the same: so it is hidden from screen readers."""
    if value is None or highest <= 0:
        return SafeString("")
    width = round(max(value, 0) * BAR_WIDTH / highest, 1)
    return format_html(
        '<svg class="row-bar" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect width="{}" height="10"/></svg>',
        BAR_WIDTH, width,
    )  # fmt: skip

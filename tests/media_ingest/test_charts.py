"""A chart: what is unknown is a gap in the line, never zero; a metric never runs into another."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from media_ingest.charts import HEIGHT, WIDTH, Chart, draw

START = datetime(2026, 10, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Said:
    day: float
    value: int | None
    metric: str = "views"
    until: float | None = None

    @property
    def observed_at(self) -> datetime:
        return START + self.day * DAY

    @property
    def last_seen_at(self) -> datetime:
        return START + (self.day if self.until is None else self.until) * DAY


def chart(*readings: Said) -> Chart | None:
    return draw(readings, read_by=lambda moment: moment + 2 * DAY)


def test_a_line_runs_from_reading_to_reading():
    drawn = chart(Said(0, 0), Said(1, 50), Said(2, 100))
    assert drawn.lines == ("4,112 160,60 316,8",)
    assert drawn.dots == ((316.0, 8.0),)
    assert drawn.gaps == ()
    assert (drawn.first, drawn.last, drawn.highest) == (START, START + 2 * DAY, 100)


def test_a_value_that_was_seen_again_is_a_level_line():
    assert chart(Said(0, 10, until=4)).lines == ("4,8 316,8",)


def test_the_unknown_in_between_breaks_the_line():
    drawn = chart(Said(0, 10), Said(1, None), Said(2, 20), Said(3, 30))
    assert len(drawn.lines) == 1
    assert len(drawn.dots) == 2
    assert drawn.gaps == ((4.0, 208.0),)


def test_what_was_not_read_for_too_long_is_a_gap_and_what_was_read_late_is_not():
    assert chart(Said(0, 10), Said(2, 20)).gaps == ()
    drawn = chart(Said(0, 10), Said(2.1, 20))
    assert drawn.gaps == ((4.0, 312.0),)
    assert drawn.lines == ()


def test_an_end_that_is_unknown_is_a_gap_too():
    assert chart(Said(0, 10), Said(1, None, until=2)).gaps == ((4.0, 312.0),)


def test_another_metric_is_another_line():
    drawn = chart(
        Said(0, 10, "reach"), Said(1, 20, "reach"), Said(2, 5, "viewers"), Said(3, 8, "viewers")
    )
    assert len(drawn.lines) == 2
    assert drawn.gaps == ()


def test_a_single_reading_stands_in_the_middle_and_a_zero_on_the_ground():
    assert chart(Said(0, 0)).dots == ((160.0, 112.0),)


def test_without_any_value_there_is_no_chart():
    assert chart() is None
    assert chart(Said(0, None)) is None


READINGS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.none() | st.integers(0, 10**12),
        st.sampled_from(["a", "b"]),
        st.integers(0, 5),
    ),
    max_size=12,
    unique_by=lambda row: row[0],
)


@given(READINGS)
def test_every_known_value_is_drawn_inside_the_picture_and_nothing_else(rows):
    drawn = chart(*(Said(day, value, metric, day + 0.1 * n) for day, value, metric, n in rows))
    known = [row for row in rows if row[1] is not None]
    assert (drawn is not None) == bool(known)
    if drawn is None:
        return
    places = [tuple(map(float, point.split(","))) for line in drawn.lines for point in line.split()]
    for x, y in [*places, *drawn.dots]:
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert all(width >= 0 and x >= 0 and x + width <= WIDTH for x, width in drawn.gaps)
    assert drawn.highest == max(value for _day, value, _metric, _n in known)

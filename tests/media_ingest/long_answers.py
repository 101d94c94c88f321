"""Answers as long as a back-fill of many years gives them, made one after the other."""

from collections.abc import Iterator
from datetime import date, timedelta

from media_ingest.answers import Answer, Heard, Observation

FIRST = date(1700, 1, 1)
EACH = 1000


def long_answers(days: int, *, value: int = 5, changed_from: int | None = None) -> Iterator[Answer]:
    """Give ``days`` days, a thousand an answer; from ``changed_from`` on they say one more."""
    for begin in range(0, days, EACH):
        observations = tuple(
            Observation(
                window_start=FIRST + timedelta(days=n),
                window_end=FIRST + timedelta(days=n),
                value=value + (changed_from is not None and n >= changed_from),
            )
            for n in range(begin, min(begin + EACH, days))
        )
        yield Answer(
            metric="page_media_view",
            period="day",
            observations=observations,
            heard=Heard(request=f"GET … {begin}", version_served="v26.0", body=b"{}"),
        )

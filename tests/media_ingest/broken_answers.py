"""The catalogue of broken answers: what goes wrong in an answer's body, and what must be left.

``LOST``: nothing of the answer may be believed. ``ONE_DAY``: one day of it may
not. ``FINE``: odd, but true, and taken. ``EITHER``: true if it is taken at all.
"""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.simulators.replies import Reply, Spoil
from tests.simulators.spoiling import (
    as_status,
    chunks_cut,
    length_told,
    of_body,
    of_headers,
    of_json,
    one_after_another,
)

LOST, ONE_DAY, FINE, EITHER = "lost", "one day", "fine", "either"
# The last day of a month: Facebook's figure of September hangs on it.
DAY, END_TIME = "2026-09-30", "2026-10-01T07:00:00+0000"
HTML = b"<!doctype html><h1>Bad gateway</h1>"


@dataclass(frozen=True)
class Kind:
    """One way to be broken, and what must be left of an answer that is."""

    spoil: Spoil
    left: str


def _gzipped(change: Callable[[bytes], bytes]) -> Spoil:
    packed = of_body(lambda body: change(gzip.compress(body)))
    return one_after_another(packed, of_headers(content_encoding="gzip"))


def _without_body(status: int) -> Spoil:
    return lambda reply: replace(reply, wire=[b"HTTP/1.1 %d No\r\n\r\n" % status])


def _length_short(reply: Reply) -> Reply:
    return length_told(len(reply.body) - 40)(reply)


BYTES: dict[str, Kind] = {
    "half of the JSON": Kind(of_body(lambda body: body[: len(body) // 2]), LOST),
    "all but the last byte": Kind(of_body(lambda body: body[:-1]), LOST),
    "no body": Kind(of_body(lambda body: b""), LOST),
    "blanks": Kind(of_body(lambda body: b" \n "), LOST),
    "HTML with 200": Kind(as_status(200, HTML), LOST),
    "HTML with 502": Kind(as_status(502, HTML), LOST),
    "good JSON with 500": Kind(as_status(500), LOST),
    "good JSON called text": Kind(of_headers(content_type="text/plain"), EITHER),
    "a byte order mark": Kind(of_body(lambda body: b"\xef\xbb\xbf" + body), EITHER),
    "UTF-16": Kind(of_body(lambda body: body.decode().encode("utf-16")), EITHER),
    "bytes that are no text": Kind(of_body(lambda body: b"\xff\xfe\xfd" + body[3:]), LOST),
    "a zero byte in front": Kind(of_body(lambda body: b"\0" + body), LOST),
    "gzip": Kind(_gzipped(lambda body: body), FINE),
    "gzip cut": Kind(_gzipped(lambda body: body[: len(body) // 2]), LOST),
    "gzip that is none": Kind(of_headers(content_encoding="gzip"), LOST),
    "chunks cut": Kind(chunks_cut, LOST),
    "a length too long": Kind(length_told(10**6), LOST),
    "a length too short": Kind(_length_short, LOST),
    "204": Kind(_without_body(204), LOST),
    "304": Kind(_without_body(304), LOST),
    "null": Kind(of_body(lambda body: b"null"), LOST),
    "a list": Kind(of_body(lambda body: b"[" + body + b"]"), LOST),
    "a number": Kind(of_body(lambda body: b"42"), LOST),
    "an empty object": Kind(of_body(lambda body: b"{}"), LOST),
    "the answer ten times": Kind(of_body(lambda body: body * 10), LOST),
    "nested without end": Kind(of_body(lambda body: b'{"data":' + b"[" * 200_000), LOST),
    "nested deeply": Kind(of_body(lambda body: b"[" * 100_000 + b"]" * 100_000), LOST),
    "an error and figures": Kind(
        of_json(lambda body: body.update(error={"code": 2, "message": "?"})), EITHER
    ),
}

# What may stand where a count is expected; ``json.dumps`` writes the last ones as words.
VALUES: dict[str, Any] = {
    "null": None,
    "digits in quotes": "123",
    "a word": "many",
    "a fraction": 12.5,
    "a negative": -3,
    "true": True,
    "false": False,
    "an object": {"like": 3},
    "an object in an object": {"value": {"value": 5}},
    "more than a column holds": 10**30,
    "more than can be": 2**62,
    "NaN": float("nan"),
    "Infinity": float("inf"),
}


def kinds(platform: str) -> dict[str, Kind]:
    """Give every kind of broken answer that a platform can send."""
    of_rows = {"facebook": _facebook_rows, "youtube": _youtube_rows}[platform]
    values = {f"value: {name}": _value(platform, raw) for name, raw in VALUES.items()}
    return {**BYTES, **values, **dict(of_rows())}


def _value(platform: str, raw: Any) -> Kind:
    def facebook(row: dict[str, Any]) -> None:
        row["value"] = raw

    def youtube(row: list[Any]) -> None:
        row[1] = raw

    change = facebook if platform == "facebook" else youtube
    return Kind(_row_of_the_day(platform, change), ONE_DAY)


def _row_of_the_day(platform: str, change: Callable[[Any], Any]) -> Spoil:
    """Change the one row of ``DAY``."""

    def facebook(body: Any) -> None:
        for series in body["data"]:
            for row in series["values"]:
                if row["end_time"] == END_TIME:
                    change(row)

    def youtube(body: Any) -> None:
        for row in body.get("rows", ()):
            if row[0] == DAY:
                change(row)

    return of_json(facebook if platform == "facebook" else youtube)


def _series(change: Callable[[Any], Any]) -> Spoil:
    def spoil(body: Any) -> None:
        for series in body["data"]:
            change(series)

    return of_json(spoil)


def _values(change: Callable[[list[Any]], Any]) -> Spoil:
    """Change the list of values; what is given takes its place."""

    def spoil(series: Any) -> None:
        changed = change(series["values"])
        if changed is not None:
            series["values"] = changed

    return _series(spoil)


def _all_end_times(change: Callable[[str], Any]) -> Spoil:
    return _values(
        lambda rows: [{**row, "end_time": change(row["end_time"])} for row in rows] or None
    )


def _facebook_rows() -> Iterator[tuple[str, Kind]]:
    day = lambda change: _row_of_the_day("facebook", change)  # noqa: E731
    yield "no data key", Kind(of_json(lambda body: body.pop("data") and None), LOST)
    yield "data is an object", Kind(of_json(lambda b: b.update(data={"a": 1})), LOST)
    yield "data is null", Kind(of_json(lambda b: b.update(data=None)), LOST)
    yield "data of words", Kind(of_json(lambda b: b.update(data=["a", None, 3])), LOST)
    yield "no values key", Kind(_series(lambda series: series.pop("values")), LOST)
    yield "values is an object", Kind(_values(lambda rows: {"0": rows[:1]}), LOST)
    yield "values of words", Kind(_values(lambda rows: ["a", None, 3, []]), LOST)
    yield "another metric", Kind(_series(lambda s: s.update(name="page_fans")), LOST)
    yield "another period", Kind(_series(lambda s: s.update(period="week")), LOST)
    yield "no name", Kind(_series(lambda s: s.pop("name")), LOST)
    yield "no value key", Kind(day(lambda row: row.pop("value")), ONE_DAY)
    yield "no end_time", Kind(day(lambda row: row.pop("end_time")), ONE_DAY)
    yield "end_time null", Kind(day(lambda row: row.update(end_time=None)), ONE_DAY)
    yield "end_time a number", Kind(day(lambda row: row.update(end_time=1759302000)), ONE_DAY)
    yield "end_time without zone", Kind(_all_end_times(lambda text: text[:19]), LOST)
    yield (
        "end_time of the year 1",
        Kind(_all_end_times(lambda text: "0001-01-01T00:00:00+0000"), LOST),
    )
    yield "end_time to come", Kind(_all_end_times(lambda text: "2027" + text[4:]), LOST)
    yield "days not asked for", Kind(_all_end_times(lambda text: "2024" + text[4:]), LOST)
    yield (
        "a day left out",
        Kind(_values(lambda rows: [row for row in rows if row["end_time"] != END_TIME]), ONE_DAY),
    )
    yield "no value left", Kind(_values(lambda rows: []), LOST)
    yield "rows backwards", Kind(_values(lambda rows: rows[::-1]), FINE)
    yield "rows ten times", Kind(_values(lambda rows: rows * 10), FINE)
    yield "series ten times", Kind(of_json(lambda b: b.update(data=b["data"] * 10)), FINE)
    yield "a stranger among the series", Kind(of_json(lambda b: b["data"].insert(0, {})), FINE)
    yield (
        "unknown columns",
        Kind(_values(lambda rows: [{**row, "is_new": True} for row in rows]), FINE),
    )
    yield (
        "two values of one day",
        Kind(
            _values(
                lambda rows: rows + [{**r, "value": 7} for r in rows if r["end_time"] == END_TIME]
            ),
            ONE_DAY,
        ),
    )
    yield "another period beside it", Kind(
        of_json(
            lambda b: b["data"].extend(
                [{**s, "period": "week", "values": [dict(r, value=1) for r in s["values"]]}
                 for s in b["data"]]
            )
        ),
        FINE,
    )  # fmt: skip
    yield "two data keys", Kind(of_body(lambda body: body[:-1] + b', "data": []}'), LOST)


def _youtube_rows() -> Iterator[tuple[str, Kind]]:
    day = lambda change: _row_of_the_day("youtube", change)  # noqa: E731

    def rows(change: Callable[[list[Any]], Any]) -> Spoil:
        return of_json(lambda body: body.update(rows=change(body.get("rows", []))))

    def headers(change: Callable[[list[Any]], Any]) -> Spoil:
        return of_json(lambda body: body.update(columnHeaders=change(body["columnHeaders"])))

    both_turned = one_after_another(
        headers(lambda named: named[::-1]), rows(lambda said: [row[::-1] for row in said])
    )
    one_more = one_after_another(
        headers(lambda named: [{"name": "country"}, *named]),
        rows(lambda said: [["BD", *row] for row in said]),
    )
    yield "no rows key", Kind(of_json(lambda body: body.pop("rows", 0) and None), LOST)
    yield "rows is an object", Kind(rows(lambda said: {"0": said[:1]}), LOST)
    yield "rows is null", Kind(rows(lambda said: None), LOST)
    yield "rows of words", Kind(rows(lambda said: ["a", None, 3]), LOST)
    yield "no headers", Kind(of_json(lambda body: body.pop("columnHeaders") and None), LOST)
    yield "headers of words", Kind(headers(lambda named: ["day", 3, None]), LOST)
    yield "other headers", Kind(headers(lambda named: [named[0], {"name": "likes"}]), LOST)
    yield "a header too few", Kind(headers(lambda named: named[:1]), LOST)
    yield "a header too many", Kind(headers(lambda named: [*named, {"name": "likes"}]), LOST)
    yield "columns turned round", Kind(both_turned, FINE)
    yield "headers turned round alone", Kind(headers(lambda named: named[::-1]), LOST)
    yield "one column more", Kind(one_more, FINE)
    yield "a row cut", Kind(day(lambda row: row.pop()), ONE_DAY)
    yield "a row too long", Kind(day(lambda row: row.append(5)), ONE_DAY)
    yield "a day that is none", Kind(day(lambda row: row.__setitem__(0, "2026-09-31")), ONE_DAY)
    yield "a day that is a number", Kind(day(lambda row: row.__setitem__(0, 20260930)), ONE_DAY)
    yield "days to come", Kind(rows(lambda s: [["2027" + r[0][4:], *r[1:]] for r in s]), LOST)
    yield "days not asked for", Kind(rows(lambda s: [["2024" + r[0][4:], *r[1:]] for r in s]), LOST)
    yield "a day left out", Kind(rows(lambda s: [r for r in s if r[0] != DAY]), ONE_DAY)
    yield "no row", Kind(rows(lambda said: []), LOST)
    yield "rows backwards", Kind(rows(lambda said: said[::-1]), FINE)
    yield "rows ten times", Kind(rows(lambda said: said * 10), FINE)
    yield (
        "two values of one day",
        Kind(rows(lambda said: said + [[r[0], 7] for r in said if r[0] == DAY]), ONE_DAY),
    )
    yield "two rows keys", Kind(of_body(lambda body: body[:-1] + b', "rows": []}'), LOST)

"""Two sends are the same when they mean the same, and only then."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.content import NotReadable, content_of, read_content

ID = "4f9c1c1e-52c2-4c1b-9a55-6a1c7d6f0b11"
RECORD = {
    "id": ID,
    "kind": "ipt-show",
    "women": 34,
    "venue": "মাঠ",
    "photos": ["b" * 64, "a" * 64],
    "recorded_at": "2026-11-20T18:05:00+06:00",
    "client_now": "2026-11-22T09:00:00+06:00",
}


def digest(record: dict, **how) -> str:
    return read_content(json.dumps(record, **how).encode()).digest


def without(name: str) -> dict:
    return {key: value for key, value in RECORD.items() if key != name}


@pytest.mark.parametrize(
    "same",
    [
        dict(reversed(RECORD.items())),
        {**RECORD, "client_now": "2027-01-01T00:00:00+06:00"},
        without("client_now"),
        {**RECORD, "photos": ["a" * 64, "b" * 64]},
        {**RECORD, "men": None, "note": "", "replaces": None},
        {**RECORD, "women": 34.0},
        {**RECORD, "id": ID.upper()},
    ],
)
def test_order_spaces_and_the_time_of_sending_mean_nothing(same):
    assert digest(same) == digest(RECORD)
    assert digest(same, indent=4, ensure_ascii=False) == digest(RECORD)


@pytest.mark.parametrize(
    "other",
    [
        {**RECORD, "women": 35},
        {**RECORD, "men": 0},
        without("women"),
        {**RECORD, "recorded_at": "2026-11-20T18:06:00+06:00"},
        {**RECORD, "photos": ["a" * 64]},
        {**RECORD, "women": "34"},
        {**RECORD, "id": str(uuid.uuid4())},
        {**RECORD, "replaces": {"id": ID, "version": ID}},
    ],
)
def test_what_means_something_else_is_told_apart(other):
    assert digest(other) != digest(RECORD)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"show in Dumuria, 34 women",
        b"[]",
        b"null",
        b'{"women": 34}',
        b'{"id": "seven"}',
        b'{"id": 7}',
        b'{"id": "00000000-0000-0000-0000-000000000000"}',
        b'{"id": "%s", "women": 1, "women": 2}' % ID.encode(),
        b'{"id": "%s", "women": NaN}' % ID.encode(),
        b'{"id": "%s", "women": 1e999}' % ID.encode(),
        b'{"id": "%s", "women": %s}' % (ID.encode(), b"9" * 5000),
        b"[" * 50_000,
        b'{"id": "%s", "note": %s}' % (ID.encode(), b"[" * 20_000 + b"]" * 20_000),
        b'{"id": "\xff"}',
        RECORD["venue"].encode("utf-16"),
    ],
)
def test_what_has_no_readable_id_says_so_and_breaks_nothing(body):
    with pytest.raises(NotReadable) as why:
        read_content(body)
    assert str(why.value)


plain = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
jsons = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(fields=st.dictionaries(st.text(min_size=1), jsons, max_size=6), order=st.randoms())
def test_any_json_has_one_digest_in_any_order(fields, order):
    shuffled = [*fields.items()]
    order.shuffle(shuffled)
    one, other = content_of(uuid.UUID(ID), fields), content_of(uuid.UUID(ID), dict(shuffled))
    assert one.digest == other.digest
    assert one.text.isascii()

"""Forms that anybody may send: guarded without a cookie, counted once, and nobody's trace kept."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.asking.anonymous_posts import allowance, spending
from portal.asking.anonymous_posts.door import (
    ELSEWHERE,
    HELPED,
    QUESTION,
    SLOWLY,
    NotTaken,
    purpose,
    receive,
)
from portal.asking.anonymous_posts.origin import is_from_here
from portal.asking.anonymous_posts.tokens import (
    NoToken,
    TooOld,
    TooQuick,
    make_token,
    read_token,
)
from portal.asking.models import Allowance, SpentToken

NOW = dt.datetime(2026, 11, 23, 10, 20, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def read(text: str, about: str = "helped.1", *, after=10 * SECOND):
    return read_token(text, about, youngest=SECOND, now=NOW + after)


def post(token: str, *, headers=None, address="203.0.113.9", **given):
    return RequestFactory().post(
        "/en/ask/", {"token": token, **given}, headers=headers or {}, REMOTE_ADDR=address
    )


@given(st.text(max_size=80), st.integers(0, 90))
def test_no_other_text_is_a_token(text, cut):
    whole = make_token("helped.1", now=NOW)
    for wrong in (text, whole[:cut] if cut < len(whole) else "", f"{whole}x"):
        with pytest.raises(NoToken):
            read(wrong)


@given(st.integers(-600, 200_000))
def test_a_token_is_good_from_its_youngest_age_to_a_day(seconds):
    token = make_token("helped.1", now=NOW)
    if 1 <= seconds < 24 * 3600:
        assert read(token, after=seconds * SECOND).until == NOW + dt.timedelta(days=1)
        return
    with pytest.raises(NoToken) as refused:
        read(token, after=seconds * SECOND)
    if seconds >= 24 * 3600:
        assert refused.type is TooOld
    elif seconds > -300:
        assert refused.type is TooQuick


def test_a_token_is_good_for_its_own_form_and_page_alone():
    token = make_token("helped.1", now=NOW)
    for other in ("helped.2", "poll.1", "question."):
        with pytest.raises(NoToken):
            read(token, other)


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin", "origin": "http://testserver"}, True),
        ({"origin": "http://testserver"}, True),
        ({"referer": "http://testserver/en/costs/"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site", "origin": "http://testserver"}, False),
        ({"origin": "https://testserver"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://testserver.example.org"}, False),
        ({"referer": "http://example.org/http://testserver/"}, False),
        ({"referer": "http://["}, False),
    ],
)
def test_a_form_that_was_sent_from_elsewhere_is_known_by_the_browsers_own_words(headers, is_ours):
    assert is_from_here(post("", headers=headers)) is is_ours


@pytest.mark.django_db
def test_the_door_says_what_to_do_and_a_quick_hand_keeps_its_token():
    token = make_token(purpose(QUESTION, ""), now=NOW)
    later = NOW + 10 * SECOND
    with pytest.raises(NotTaken, match=str(ELSEWHERE)):
        receive(post(token, headers={"origin": "https://example.org"}), QUESTION, "", now=later)
    with pytest.raises(NotTaken, match="once more"):
        receive(post(token, website="buy"), QUESTION, "", now=later)
    with pytest.raises(NotTaken, match=str(SLOWLY)) as refused:
        receive(post(token), QUESTION, "", now=NOW + SECOND)
    assert refused.value.same_token
    assert receive(post(token), QUESTION, "", now=later).purpose == "question."
    assert not SpentToken.objects.exists()


@pytest.mark.django_db
def test_an_address_that_sends_too_much_is_told_to_call_and_others_are_not_kept_out():
    text = make_token(purpose(QUESTION, ""), now=NOW)
    at = NOW + 10 * SECOND
    for _one in range(QUESTION.an_hour):
        receive(post(text), QUESTION, "", now=at)
    with pytest.raises(NotTaken, match="call the hotline") as refused:
        receive(post(text), QUESTION, "", now=at)
    assert (refused.value.status, refused.value.same_token) == (429, True)
    receive(post(text, address="198.51.100.7"), QUESTION, "", now=at)
    helped = make_token(purpose(HELPED, "1"), now=NOW)
    receive(post(helped), HELPED, "1", now=at)
    # The next hour begins anew, and what was counted before is gone.
    receive(post(text), QUESTION, "", now=NOW + dt.timedelta(hours=1))
    assert list(Allowance.objects.values_list("used", flat=True)) == [1]


@pytest.mark.django_db
def test_no_address_is_kept_and_what_is_kept_is_shared_by_thousands():
    # A network of the newer kind is one address; a day makes all of them others.
    for address in ("203.0.113.9", "2001:db8::1", "2001:db8::ffff:2", "::ffff:203.0.113.9"):
        allowance.take("poll", address, 9, now=NOW)
    rows = dict(Allowance.objects.values_list("key", "used"))
    assert sorted(rows.values()) == [2, 2]
    for key in rows:
        assert len(key.rpartition(":")[2]) == 5
        assert "203" not in key.split(":")[0]
    allowance.take("poll", "203.0.113.9", 9, now=NOW + dt.timedelta(days=1))
    assert set(Allowance.objects.values_list("key", flat=True)).isdisjoint(rows)
    assert Allowance.objects.count() == 1


@pytest.mark.django_db
@given(st.lists(st.integers(0, 3), max_size=12))
def test_each_token_counts_once_in_any_order(sent):
    SpentToken.objects.all().delete()
    tokens = [read(make_token("helped.1", now=NOW)) for _one in range(4)]
    counted = [number for number in sent if spending.spend(tokens[number])]
    assert sorted(counted) == sorted(set(sent))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_form_that_arrives_in_two_processes_at_once_counts_once():
    token = read(make_token("helped.1", now=NOW))
    counted = []

    def one() -> None:
        try:
            counted.append(spending.spend(token))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counted) == [False, False, False, True]


@pytest.mark.django_db
def test_spent_tokens_are_kept_as_long_as_they_would_be_good_and_no_longer():
    token = read(make_token("helped.1", now=NOW))
    spending.spend(token)
    spending.forget(NOW + dt.timedelta(hours=23))
    assert not spending.spend(token)
    spending.forget(NOW + dt.timedelta(hours=24))
    assert not SpentToken.objects.exists()

"""A server that never comes to an end holds nobody: each answer has a time and a size."""

import gzip
import time
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from foundation.errors import TryLater
from foundation.http import BoundSession, in_plain_words
from media_ingest.youtube.patience import PatientHttp
from tests.simulators.replies import Reply
from tests.simulators.server import Simulators
from tests.simulators.spoiling import chunks_cut, drip_headers

Ask = Callable[[str], bytes]
SECONDS = 0.6
MOST = 2**20


@pytest.fixture
def platforms() -> Iterator[Simulators]:
    with Simulators() as simulators:
        yield simulators


def by_requests(url: str) -> bytes:
    return BoundSession(url, timeout=SECONDS, most=MOST).get(url).content


def by_httplib2(url: str) -> bytes:
    """As the Google client does, whose own words come from ``google.call``."""
    try:
        return PatientHttp(timeout=SECONDS, most=MOST).request(url)[1]
    except OSError as error:
        raise TryLater(in_plain_words(error)) from None


@cache
def packed() -> bytes:
    """Pack it before anybody waits for it: that alone takes as long as a client has patience."""
    return gzip.compress(b" " * 64 * MOST)


def bomb(reply: Reply) -> Reply:
    return Reply(200, packed(), {"content-encoding": "gzip"})


def a_chunk_of_a_terabyte(reply: Reply) -> Reply:
    return Reply(200, b"", wire=[*chunks_cut(reply).wire[:1], b"ffffffffff\r\n{}"])


ENDLESS = {
    "drip": (lambda platforms: platforms.breaks("/", "drip"), "no answer in time"),
    "dripping headers": (
        lambda platforms: platforms.spoils("/", drip_headers(platforms.stopping)),
        "no answer in time",
    ),
    "huge": (lambda platforms: platforms.breaks("/", "huge"), "an answer longer than we take"),
    "bomb": (lambda platforms: platforms.spoils("/", bomb), "an answer longer than we take"),
}


@pytest.mark.parametrize("ask", [by_requests, by_httplib2])
@pytest.mark.parametrize("kind", ENDLESS)
def test_an_answer_without_end_is_left(kind, ask, platforms):
    breaks, words = ENDLESS[kind]
    breaks(platforms)
    assert len(packed()) < MOST
    begun = time.monotonic()
    with pytest.raises(TryLater) as caught:
        ask(platforms.url)
    assert caught.value.reason == words
    assert time.monotonic() - begun < 5 * SECONDS


@pytest.mark.parametrize("ask", [by_requests, by_httplib2])
def test_no_room_is_made_for_an_answer_that_only_says_that_it_is_large(ask, platforms):
    platforms.spoils("/", a_chunk_of_a_terabyte)
    with pytest.raises(TryLater, match=r"longer than we take|broke off"):
        ask(platforms.url)


@pytest.mark.parametrize("ask", [by_requests, by_httplib2])
def test_an_answer_up_to_the_limit_is_taken_whole(ask, platforms):
    body = b"x" * (MOST - 2**10)  # the headers count too
    platforms.spoils("/", lambda reply: Reply(200, body))
    assert ask(platforms.url) == body


def test_each_answer_on_one_connection_has_its_own_time(platforms):
    def slow(reply: Reply) -> Reply:
        time.sleep(SECONDS * 0.6)
        return reply

    platforms.spoils("/", slow)
    session, google = BoundSession(platforms.url, timeout=SECONDS), PatientHttp(timeout=SECONDS)
    for _ in range(2):
        assert session.get(platforms.url).content
        assert google.request(platforms.url)[1]

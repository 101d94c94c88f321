"""HTTP bound to one host: what it refuses, and what it says when the wire breaks."""

import logging
from pathlib import Path

import pytest
import requests

from foundation.errors import NotUnderstood, TryLater
from foundation.http import BoundSession
from tests.simulators.server import Simulators

SECRET = "canary-token"


@pytest.fixture
def platforms():
    with Simulators() as simulators:
        yield simulators


def test_the_address_that_a_library_insists_on_is_swapped(platforms):
    session = BoundSession(platforms.url, timeout=2, stands_for="https://graph.facebook.com/")
    session.get("https://graph.facebook.com/v26.0/1/insights")
    assert platforms.seen == [("/v26.0/1/insights", {})]


@pytest.mark.parametrize(
    "url",
    [
        "https://graph.facebook.com.evil.example/v26.0/1",
        "http://127.0.0.1:1/v26.0/1",
        "http://localhost/",
        Path(__file__).as_uri(),
    ],
)
def test_any_other_host_is_refused(platforms, url):
    session = BoundSession(platforms.url, timeout=2, stands_for="https://graph.facebook.com/")
    with pytest.raises(NotUnderstood, match="refused to call"):
        session.get(url, params={"access_token": SECRET})
    assert platforms.seen == []


def test_a_host_that_only_begins_alike_is_refused():
    session = BoundSession("http://127.0.0.1:80", timeout=2)
    with pytest.raises(NotUnderstood):
        session.get("http://127.0.0.1:8000/")


@pytest.mark.parametrize(
    ("fault", "words"),
    [("hang", "no answer in time"), ("close", "the connection failed or was closed")],
)
def test_a_broken_wire_is_told_without_the_address(platforms, fault, words):
    platforms.breaks("/", fault)
    session = BoundSession(platforms.url, timeout=0.5)
    with pytest.raises(TryLater) as caught:
        session.get(platforms.url, params={"access_token": SECRET})
    assert caught.value.reason == words
    # Not even hidden in the chain of exceptions, which error reports unfold.
    assert caught.value.__context__ is None


def test_a_library_cannot_take_the_time_limit_away(platforms):
    platforms.breaks("/", "hang")
    session = BoundSession(platforms.url, timeout=0.5)
    with pytest.raises(TryLater, match="no answer in time"):
        session.request("GET", platforms.url, timeout=None)


def test_a_redirect_is_not_followed(platforms, monkeypatch):
    asked = []

    def answer(self, request, **kwargs):
        asked.append(request.url)
        reply = requests.Response()
        reply.status_code, reply.request, reply.url = 302, request, request.url
        reply.headers["location"] = "https://evil.example/"
        reply._content = b""
        return reply

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", answer)
    session = BoundSession("http://127.0.0.1:9", timeout=1)
    assert session.get("http://127.0.0.1:9/a", allow_redirects=True).status_code == 302
    assert asked == ["http://127.0.0.1:9/a"]


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(platforms, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    BoundSession(platforms.url, timeout=2).get(platforms.url)
    assert len(platforms.seen) == 1
    assert BoundSession("https://graph.facebook.com", timeout=2).trust_env


def test_debug_logs_do_not_show_a_query(platforms, caplog):
    caplog.set_level(logging.DEBUG)
    session = BoundSession(platforms.url, timeout=2)
    session.get(platforms.url, params={"access_token": SECRET})
    assert "GET /?…" in caplog.text
    assert SECRET not in caplog.text

"""Asks the web whether links answer: public machines alone, a few seconds each, all at once."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from foundation.errors import NotUnderstood, TryLater
from foundation.http import BoundSession
from foundation.public_addresses import addresses_of, is_public
from portal.issues.linting.beside import Link
from portal.issues.linting.links import is_web_address

SECONDS_TO_CONNECT, SECONDS_TO_ANSWER, SECONDS_FOR_ALL = 3.0, 5.0, 20.0
# An issue has a handful of links. More of them are left to be looked at by a person.
MOST_LINKS = 30
MOST_REDIRECTS = 5
# Nothing is there, now and later; any other refusal may be meant for us alone.
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS})
AS_WHOM = {"User-Agent": "Nirapad/1.0 (asks whether a link of a report is alive)"}


def ask_links(
    links: Sequence[str],
    *,
    may_reach: Callable[[str], bool] = is_public,
    seconds: float = SECONDS_FOR_ALL,
) -> Mapping[str, Link]:
    """Ask each link; what has not answered when the time is over counts as not answering.

    Threads, because looking a name up knows no time limit; nobody waits for one that hangs.
    """
    asked = list(dict.fromkeys(links))[:MOST_LINKS]
    found: dict[str, Link] = dict.fromkeys(links, Link.NOT_ASKED)
    found |= dict.fromkeys(asked, Link.DEAD)
    answers: dict[str, Link] = {}

    def ask(link: str) -> None:
        answers[link] = _ask(link, may_reach)

    threads = [threading.Thread(target=ask, args=[link], daemon=True) for link in asked]
    until = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    # A copy: a late thread writes into the other one.
    return found | dict(answers)


def _ask(link: str, may_reach: Callable[[str], bool]) -> Link:
    """Follow a link to its end, each step with the same care as the first."""
    try:
        for _step in range(MOST_REDIRECTS + 1):
            if not is_web_address(link):
                return Link.DEAD
            if not _may_be_asked(link, may_reach):
                return Link.NOT_PUBLIC
            status, leads_to = _answer(link, may_reach)
            if not leads_to:
                return _meaning(status)
            link = urljoin(link, leads_to)
    except (TryLater, NotUnderstood, ValueError):
        return Link.DEAD
    return Link.DEAD


def _may_be_asked(link: str, may_reach: Callable[[str], bool]) -> bool:
    """Ask before the first packet; a name that nobody knows is dead and not forbidden."""
    parts = urlsplit(link)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return all(may_reach(one) for one in addresses_of(parts.hostname or "", port))


def _answer(link: str, may_reach: Callable[[str], bool]) -> tuple[int, str]:
    """Give the status, and where the answer leads on to. Some servers know no HEAD."""
    parts = urlsplit(link)
    session = BoundSession(
        f"{parts.scheme}://{parts.netloc}",
        timeout=(SECONDS_TO_CONNECT, SECONDS_TO_ANSWER),
        may_reach=may_reach,
    )
    session.headers.update(AS_WHOM)
    address = parts._replace(path=parts.path or "/", fragment="").geturl()
    with session:
        answer = session.head_of_answer("HEAD", address)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            answer = session.head_of_answer("GET", address)
    is_redirect = answer.is_redirect or answer.is_permanent_redirect
    return answer.status_code, answer.headers.get("Location", "") if is_redirect else ""


def _meaning(status: int) -> Link:
    if status in GONE:
        return Link.DEAD
    return Link.ALIVE if status < HTTPStatus.BAD_REQUEST else Link.REFUSES

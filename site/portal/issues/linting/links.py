"""Links live as long as the report: each of them answers, and none is a passing short name."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop as _

from portal.issues.linting.beside import Beside, Link
from portal.issues.linting.findings import AMBER, RED, Finding, Where, named, said
from portal.issues.linting.reading import Reading

# Services that give short names to addresses. Some of them have closed and took the names along.
SHORTENERS = frozenset(
    {
        *("bit.ly", "bitly.com", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "j.mp", "lnkd.in"),
        *("ow.ly", "rb.gy", "rebrand.ly", "s.id", "short.io", "shorturl.at", "soo.gd", "t.co"),
        *("t.ly", "tiny.cc", "tinyurl.com", "v.gd"),
    }
)
NO_ADDRESS = _("This is no web address.")
SHORT = _("A service for short links may close: print the address that it leads to.")
ANSWERS = {
    Link.DEAD: (RED, _("This link does not answer.")),
    Link.NOT_PUBLIC: (RED, _("This address is not on the public internet.")),
    Link.REFUSES: (AMBER, _("This link refuses us: open it yourself.")),
    Link.NOT_ASKED: (AMBER, _("Nobody asked yet whether this link answers.")),
}


def is_web_address(link: str) -> bool:
    """Say whether it is a whole address of the web."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def check_links(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark dead links red, and short ones amber."""
    links = list(dict.fromkeys(reading.content["links"]))
    answers = beside.links_alive([link for link in links if is_web_address(link)])
    for link in links:
        place = Where("links", row=link), named(link)
        if not is_web_address(link):
            yield Finding("link", RED, *place, said(NO_ADDRESS))
            continue
        if (urlsplit(link).hostname or "").removeprefix("www.") in SHORTENERS:
            yield Finding("link", AMBER, *place, said(SHORT))
        answer = answers.get(link, Link.NOT_ASKED)
        if answer is not Link.ALIVE:
            mark, words = ANSWERS[answer]
            yield Finding("link", mark, *place, said(words))

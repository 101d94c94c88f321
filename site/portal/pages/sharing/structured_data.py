"""What search engines read of a page beside its words (schema.org, JSON-LD).

It is short, for it counts into the weight of the page. Nothing of a story is in it: what a
search engine has read it keeps.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from foundation.moments import DHAKA
from portal.pages.coming import Announcement
from portal.pages.models.programme import Programme

MOST_EVENTS = 10
Thing = dict[str, Any]
# So that no text can end the element in which it stands.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_json_ld(things: list[Thing]) -> SafeString:
    """Write things as the text of a ``script`` element that holds data."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(HARMLESS))  # noqa: S308 - no sign that HTML knows is left


def article(page: Any, publisher: str) -> Thing:
    """Describe a page of text."""
    thing = {
        "@type": "Article",
        "headline": page.title,
        "inLanguage": page.locale.language_code,
        "publisher": {"@type": "Organization", "name": publisher},
    }
    if page.first_published_at:
        thing["datePublished"] = _day(page.first_published_at)
        thing["dateModified"] = _day(page.last_published_at or page.first_published_at)
    return thing


def breadcrumbs(pages: Iterable[Page], request: HttpRequest) -> Thing:
    """Describe the way from the first page down to a page."""
    steps = [
        {"@type": "ListItem", "position": at, "name": one.title, "item": one.get_full_url(request)}
        for at, one in enumerate(pages, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def website(programme: Programme, language: str, *, home: str, search: str) -> list[Thing]:
    """Describe the site, its search, and who speaks here."""
    name = programme.name(language)
    phones = [one for one in (programme.hotline_free, programme.hotline) if one]
    contact = [{"@type": "ContactPoint", "telephone": one} for one in phones]
    target = {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{q}}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=q"}
    return [
        {"@type": "WebSite", "name": name, "url": home, "potentialAction": action},
        {"@type": "Organization", "name": name, "url": home, "contactPoint": contact},
    ]


def events(announced: Iterable[Announcement], *, url: str) -> list[Thing]:
    """Describe the next announced events; a cancelled one says so."""
    return [_event(one, url) for one, _place in zip(announced, range(MOST_EVENTS), strict=False)]


def _event(one: Announcement, url: str) -> Thing:
    plan, start = one.plan, one.day.isoformat()
    if plan.starts_at:
        start = datetime.combine(one.day, plan.starts_at, tzinfo=DHAKA).isoformat()
    state = "EventCancelled" if one.cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "name": str(plan.kind),
        "startDate": start,
        "eventStatus": f"https://schema.org/{state}",
        "location": {"@type": "Place", "name": one.where, "address": one.where},
        "url": f"{url}#{plan.uid}",
    }


def _day(moment: datetime) -> str:
    return moment.astimezone(DHAKA).date().isoformat()

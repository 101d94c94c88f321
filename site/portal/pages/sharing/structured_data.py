"""What search engines read of a page beside its words (schema.org, JSON-LD).

It is short, for it counts into the weight of the page. Nothing of a story is in it: what a
search engine has read it keeps.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from html import unescape
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from campaigns.models import NewsReport
from foundation.moments import DHAKA
from portal.directory.shown import ShownService
from portal.directory.words import OFFICE_KIND
from portal.facts.hours import day_name, hours_of
from portal.facts.sheet import ShownFact
from portal.pages.coming import Announcement
from portal.pages.models.programme import Programme
from portal.pages.register_lists import ShownProduct

MOST_EVENTS = 10
MOST_WORKS = 10
Thing = dict[str, Any]
BREAK = re.compile(r"</(?:p|li)>|<br\s*/?>")
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


def questions(asked: Iterable[tuple[str, str]], language: str) -> Thing:
    """Describe a page of questions; each answer is given as it stands on the page, as HTML."""
    return {
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": _plain(answer)},
            }
            for question, answer in asked
        ],
    }


def _plain(html: str) -> str:
    """Take the words of an answer: the end of a paragraph or of a line parts them too."""
    return " ".join(unescape(strip_tags(BREAK.sub(" ", html))).split())


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


def services(shown: Iterable[ShownService], *, url: str) -> list[Thing]:
    """Describe places and lines that help: only what is known and not overdue."""
    return [_service(one, url) for one in shown]


def _service(one: ShownService, url: str) -> Thing:
    office = "GovernmentOffice" if one.service.kind_id == OFFICE_KIND else "LocalBusiness"
    kind = "ContactPoint" if one.is_called else office
    thing: Thing = {"@type": kind, "name": one.name, "url": url}
    if phones := _sure(one.phones):
        thing["telephone"] = [fact.fact.phone for fact in phones if fact.fact]
    if addresses := _sure(one.addresses):
        thing["address"] = [str(fact.value(link=False)) for fact in addresses]
    if hours := _sure(one.hours):
        key = "hoursAvailable" if one.is_called else "openingHoursSpecification"
        thing[key] = [_hours(fact.fact) for fact in hours]
    if areas := [place.name for place in one.service.serves]:
        thing["areaServed"] = areas
    return thing


def _sure(facts: Iterable[ShownFact]) -> list[ShownFact]:
    """Leave out what may have changed: what a search engine has read it keeps."""
    return [one for one in facts if one.is_known and not one.is_old]


def _hours(fact: Any) -> Thing:
    hours = hours_of(fact)
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [day_name(day, "en") for day in hours.days],
        "opens": f"{hours.opens:%H:%M}",
        # As schema.org has it, a day that has no end ends one minute before midnight.
        "closes": "23:59" if hours.is_all_day else f"{hours.closes:%H:%M}",
    }


def works(shown: Iterable[ShownProduct], request: HttpRequest) -> list[Thing]:
    """Describe the newest products of the library, each with its file where it has one."""
    return [_work(one, request) for one, _place in zip(shown, range(MOST_WORKS), strict=False)]


def _work(one: ShownProduct, request: HttpRequest) -> Thing:
    product = one.product
    spoken = {"bn": product.in_bangla, "en": product.in_english}
    thing: Thing = {
        "@type": "CreativeWork",
        "name": one.title,
        "inLanguage": [code for code, is_in in spoken.items() if is_in],
        "dateCreated": product.developed_on.isoformat(),
    }
    if product.expires_on:
        thing["expires"] = product.expires_on.isoformat()
    if one.url:
        thing["url"] = request.build_absolute_uri(one.url)
    return thing


def reports(shown: Iterable[NewsReport]) -> list[Thing]:
    """Describe the newest news reports, which are on the sites of others."""
    linked = (one for one in shown if one.link)
    return [
        {
            "@type": "NewsArticle",
            "headline": one.headline,
            "url": one.link,
            "datePublished": one.published_on.isoformat(),
            "publisher": {"@type": "Organization", "name": one.outlet},
        }
        for one, _place in zip(linked, range(MOST_WORKS), strict=False)
    ]


def _day(moment: datetime) -> str:
    return moment.astimezone(DHAKA).date().isoformat()

"""Invented plans: what is announced for the next weeks, and what became of earlier plans."""

import datetime

from campaigns.models import Place
from events.models import Event, PlannedEvent
from portal.pages.models import ComingEventsPage, HomePage

# Days from today, kind, hour, venue as field staff type it, and how it stands.
COMING = [
    (2, "ipt-show", 16, "বাজারের মাঠ", ""),
    (5, "video-show", 18, "ইউনিয়ন পরিষদের উঠান", ""),
    (9, "ipt-show", 16, "স্কুলের মাঠ", "The troupe is ill"),
    (14, "migration-fair", 10, "উপজেলা পরিষদের মাঠ", ""),
    (20, "school-quiz", 11, "মাধ্যমিক বিদ্যালয়", ""),
]
NOT_LOGGED_DAYS_AGO = 6
HELD = 8
TITLES = {
    "en": ("Coming events", "Shows and fairs near you. They are free, and everybody may come."),
    "bn": ("সামনের আয়োজন", "আপনার কাছাকাছি নাটক, ভিডিও শো ও মেলা। আসতে টাকা লাগে না, সবাই আসতে পারেন।"),
}


def make_plans(now: datetime.datetime, today: datetime.date) -> None:
    """Announce some events, link others to what was held, and leave one that nobody logged."""
    unions = list(Place.objects.filter(level="union", parent__parent__rsc=True).order_by("code"))
    for number, (days, kind, hour, venue, why) in enumerate(COMING):
        place = unions[number * 37]
        PlannedEvent.objects.create(
            kind_id=kind,
            planned_for=today + datetime.timedelta(days=days),
            starts_at=datetime.time(hour),
            place=(place.parent or place) if kind == "migration-fair" else place,
            venue=venue,
            announced=True,
            cancel_reason=why,
            changed_at=now,
        )
    for event in Event.objects.filter(kind="ipt-show", planned=None).order_by("-held_on")[:HELD]:
        _plan_of(event, now)
    PlannedEvent.objects.create(
        kind_id="tea-stall-meeting",
        planned_for=today - datetime.timedelta(days=NOT_LOGGED_DAYS_AGO),
        place=unions[0],
        changed_at=now,
    )


def _plan_of(event: Event, now: datetime.datetime) -> None:
    PlannedEvent.objects.create(
        kind_id=event.kind_id,
        planned_for=event.held_on,
        place=event.place,
        venue=event.venue,
        announced=True,
        held_as=event,
        changed_at=now,
    )


def make_coming_events_pages() -> None:
    """Publish the page of coming events in both languages."""
    pages: dict[str, ComingEventsPage] = {}
    for home in HomePage.objects.select_related("locale").order_by("locale__language_code"):
        title, intro = TITLES[home.locale.language_code]
        page = ComingEventsPage(
            title=title,
            intro=intro,
            slug="coming-events",
            show_in_menus=True,
            locale=home.locale,
        )
        for other in pages.values():
            page.translation_key = other.translation_key
        home.add_child(instance=page)
        page.save_revision().publish()
        pages[home.locale.language_code] = page

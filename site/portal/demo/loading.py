"""Loading the demo programme into an empty database, and only there."""

import datetime

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from campaigns.closing import approve_closing, begin_closing, oldest_open_month
from campaigns.models import Entry
from events.models import Event
from events.recording import record_events
from foundation.moments import dhaka_day
from media_ingest.connecting import connect_account
from media_ingest.models import Account
from portal.demo.directory_pages import make_directory, make_directory_pages
from portal.demo.invented_activity import make_activity
from portal.demo.invented_asking import make_asking
from portal.demo.invented_events import invented_events
from portal.demo.invented_plans import make_coming_events_pages, make_plans
from portal.demo.invented_products import (
    fill_registers,
    give_a_story,
    make_campaign,
    make_library_and_news_pages,
)
from portal.demo.invented_quizzes import give_details, give_polls
from portal.demo.invented_registers import assign, give_bodies, make_centres, make_volunteers
from portal.demo.invented_stories import make_stories
from portal.demo.invented_targets import make_targets
from portal.demo.people import make_people
from portal.demo.prottasha import FACTSHEET_DAY, post_prottasha
from portal.demo.sample_pages import make_sample_pages
from portal.demo.september_issue import AS_IN_PRINT, make_september_issue
from portal.issues.freezing import freeze
from portal.pages.models import Programme

# What the simulators of both platforms know.
FACEBOOK_PAGE, YOUTUBE_CHANNEL = "100000000000001", "UCnirapaddemo0000000000"


class NotEmpty(Exception):
    """The database holds something that is not the demo; nothing was touched."""


def is_demo() -> bool:
    """Tell whether this database is the demo programme."""
    return Programme.objects.filter(is_demo=True).exists()


def what_is_here() -> list[str]:
    """Name what an empty database would not hold."""
    return [
        name
        for name, model in (
            ("users", User),
            ("ledger entries", Entry),
            ("events", Event),
            ("connected accounts", Account),
        )
        if model._default_manager.exists()
    ]


def load_demo(now: datetime.datetime) -> bool:
    """Load everything in one transaction; False when it was loaded before.

    Raises :class:`NotEmpty`: entries cannot be deleted, so demo and real may
    never share a ledger.
    """
    if is_demo():
        return False
    if here := what_is_here():
        message = f"this database already holds {', '.join(here)}"
        raise NotEmpty(message)
    with transaction.atomic():
        programme = Programme.load()
        programme.is_demo = True
        programme.save()
        people = make_people()
        post_prottasha(now)
        _close_what_was_printed(people["data"], people["approver"], now)
        today = dhaka_day(now)
        make_centres()
        assign(people)
        make_volunteers(today)
        events = give_details(give_bodies(invented_events(now), today), now)
        record_events(give_polls(events), by=people["field"], now=now)
        make_sample_pages(people, now)
        make_directory()
        make_plans(now, today)
        make_coming_events_pages()
        make_directory_pages()
        make_asking(people, now)
        issue = make_september_issue(make_stories(people, now))
        freeze(issue, by=people["approver"], now=now, reason=AS_IN_PRINT)
        campaign = make_campaign(people, now)
        fill_registers(campaign, people, now)
        make_targets(campaign, today)
        make_activity()
        give_a_story(campaign)
        make_library_and_news_pages()
        _connect_simulators(now)
    # The first pages were made by a migration, which no search index hears of.
    call_command("update_index", verbosity=0)
    return True


def _close_what_was_printed(one: User, other: User, now: datetime.datetime) -> None:
    """Close the months up to the printed factsheet, as they were."""
    today = dhaka_day(now)
    while (month := oldest_open_month()) is not None and month <= FACTSHEET_DAY:
        begin_closing(month, by=one, today=today)
        approve_closing(month, by=other, now=now)


def _connect_simulators(now: datetime.datetime) -> None:
    connect_account(
        platform="facebook",
        channel_slug="facebook",
        external_id=FACEBOOK_PAGE,
        secrets={"token": "demo-facebook-token"},
        now=now,
    )
    connect_account(
        platform="youtube",
        channel_slug="youtube",
        external_id=YOUTUBE_CHANNEL,
        secrets={"client_secret": "demo-client-secret", "refresh_token": "demo-refresh-token"},
        client_id="demo-client",
        now=now,
    )

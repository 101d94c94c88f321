"""The demo's stories: told, agreed to, written, and read by two people."""

import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from wagtail.models import Locale, Page

from campaigns.models import Place
from crm_videos.asking import Asking, give_consent
from crm_videos.consent import Scope
from crm_videos.models import ConsentScript, ExchangeRate, Story, StoryCost, Testimony
from crm_videos.pictures import Declared, take_picture
from foundation.moments import dhaka_day
from portal.demo.drawing import river_village
from portal.demo.filmed_story import make_video
from portal.demo.story_texts import (
    FILM_SAYS,
    FILMED,
    PICTURE,
    SCRIPT_BN,
    SCRIPT_EN,
    STORIES,
    InventedStory,
)
from portal.pages.models import StoryIndexPage, StoryPage, StoryPagePicture
from portal.pages.story_seen import digest_shown

STANDS_FOR = datetime.timedelta(days=540)


def make_stories(people: dict[str, User], now: datetime.datetime) -> Story:
    """Publish the invented stories in both languages; leave one testimony without consent.

    Gives the one that may be printed.
    """
    today = dhaka_day(now)
    script = ConsentScript.objects.create(
        version="DEMO 1", text_bn=SCRIPT_BN, text_en=SCRIPT_EN, active_from=today
    )
    rate = ExchangeRate.objects.create(
        day=today.replace(day=1), bdt_per_usd=Decimal(120), source="DEMO"
    )
    for invented in STORIES:
        testimony = _testimony(invented.district, people, now)
        _agree(testimony, script, people, now, is_for_print=invented.is_for_print)
        story = _story(testimony, invented, rate, people, now)
        _publish(story, invented, people, now)
        if invented.is_for_print:
            printed = story
    _testimony("BD4047", people, now)
    return printed


def _testimony(district: str, people: dict[str, User], now: datetime.datetime) -> Testimony:
    return Testimony.objects.create(
        place=Place.objects.get(code=district),
        told_on=dhaka_day(now) - datetime.timedelta(days=20),
        recorded_by=people["supervisor"],
        created_at=now,
        # Whatever stands here is looked for in the stories, so it is no common word.
        person={"name": "Demoprem Udahoron", "village": "Udahoronpur"},
    )


def _agree(
    testimony: Testimony,
    script: ConsentScript,
    people: dict[str, User],
    now: datetime.datetime,
    *,
    is_for_print: bool,
) -> None:
    print_too = {"print"} if is_for_print else set()
    reports_too = {"reporting"} if is_for_print else set()
    give_consent(
        testimony,
        scope=Scope(
            purposes=frozenset({"awareness", "training"} | reports_too),
            channels=frozenset({"site", "facebook", "youtube"} | print_too),
            languages=frozenset({"bn", "en"}),
            identity_level="pseudonym",
        ),
        asking=Asking(
            script=script,
            script_language="bn",
            adult=True,
            aid_said=True,
            risks_asked=True,
            middleman_near="no",
            case_in_court="no",
            evidence_kind="voice",
            details={"contact": "DEMO: the hotline", "evidence": "DEMO"},
        ),
        ends_on=dhaka_day(now) + STANDS_FOR,
        by=people["supervisor"],
        now=now,
    )


def _story(
    testimony: Testimony,
    invented: InventedStory,
    rate: ExchangeRate,
    people: dict[str, User],
    now: datetime.datetime,
) -> Story:
    story = Story.objects.create(
        testimony=testimony,
        district=testimony.place,
        rate=rate,
        risks_checked=True,
        recorded_by=people["editor"],
        recorded_at=now,
        **invented.facts,
    )
    for kind, amount in invented.costs:
        StoryCost.objects.create(story=story, kind=kind, amount_bdt=amount)
    # Read anew: what was just made does not know its sums.
    return Story.objects.get(pk=story.pk)


def _publish(
    story: Story, invented: InventedStory, people: dict[str, User], now: datetime.datetime
) -> None:
    index = StoryIndexPage.objects.get(locale__language_code="en")
    english = StoryPage(
        slug=invented.slug, story=story, locale=index.locale, live=False, **invented.texts["en"]
    )
    # Drawn, so nobody is to be seen.
    drawn = Declared(shows="nobody", tells=frozenset(), looked_for=True)
    picture = take_picture(story, river_village().read(), drawn, by=people["editor"], now=now)
    english.pictures.add(StoryPagePicture(picture=picture, **PICTURE["en"]))
    if invented.slug == FILMED:
        english.video = make_video(story, FILM_SAYS, people, now)
    index.add_child(instance=english)
    bangla = english.copy_for_translation(Locale.objects.get(language_code="bn"))
    for name, text in invented.texts["bn"].items():
        setattr(bangla, name, text)
    bangla.draft_title = bangla.title
    for placed in bangla.pictures.all():
        placed.alt, placed.caption = PICTURE["bn"]["alt"], PICTURE["bn"]["caption"]
        bangla.pictures.add(placed)
    bangla.save()
    for page in (english, bangla):
        _approve(page, people)


def _approve(page: Page, people: dict[str, User]) -> None:
    page.save_revision(user=people["editor"], log_action=True)
    state = page.get_workflow().start(page, people["editor"])
    for who in ("approver", "approver2"):
        step = state.current_task_state
        seen = digest_shown(page)
        step.task.specific.on_action(step, people[who], "approve", seen=seen)

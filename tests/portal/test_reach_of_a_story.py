"""How far a story reached is told as the platforms said it: polled for real, never added up."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from campaigns.models import Entry
from crm_videos.models import Copy, Publishing
from media_ingest.models import Account, ForgottenPost, PollRun, Post, PostReading
from portal.page_views.models import ViewsOfADay
from portal.story_reach import counts
from tests.portal.test_story_desk import browser_of

pytestmark = pytest.mark.django_db
State = Publishing.State


def poll(scene) -> None:
    call_command("poll", now=scene.world.now.isoformat())


def publish(scene, platform: str) -> Copy:
    order = scene.order(platform)
    scene.settle(order, State.PRIVATE)
    scene.make_public(order)
    scene.settle(order, State.PUBLIC)
    return Copy.objects.get(pk=order.copy_id)


def reach(scene) -> str:
    """Read the part of the page, as text; the supervisor may know of copies."""
    address = reverse("consents:life", args=[scene.world.testimony.pk])
    html = browser_of(scene.world.people["b"]).get(address).content.decode()
    found = re.search(r'<section class="story-reach">.*?</section>', html, re.S)
    text = re.sub(r"</?strong>", "", found[0]) if found else ""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_what_was_polled_stands_with_the_story_also_when_it_is_gone(scene):
    film = publish(scene, "youtube")
    publish(scene, "facebook")
    assert reach(scene).count("Nothing has been read of it yet.") == 3
    (there,) = scene.channel_there.videos
    there.views = 1234
    poll(scene)
    told = reach(scene)
    assert "YouTube video, English views: 1,234, " in told, told
    assert "Accounts, not people." in told
    total = 1234 + int(re.search(r"viewers: (\d+)", told.replace(",", ""))[1])
    assert f"{total:,}" not in told
    scene.world.withdraw()
    scene.end(Publishing.objects.get(copy=film))
    scene.end(Publishing.objects.get(platform="facebook"))
    told = reach(scene)
    assert "1,234" in told
    assert "YouTube video, English (taken down)" in told
    entries = Entry.objects.count()
    Post.objects.filter(external_id=film.ref).delete()
    ForgottenPost.objects.create(
        account=Account.objects.get(platform="youtube"),
        digest=ForgottenPost.digest_of(film.ref), forgotten_at=scene.world.now,
    )  # fmt: skip
    told = reach(scene)
    assert "views: not known" in told
    assert "terms made us delete" in told
    assert Entry.objects.count() == entries


class TestOneCounter:
    """A counter of one video, read on some days; YouTube's views changed on 24 August 2026."""

    @pytest.fixture
    def lines(self, scene):
        account = Account.objects.get(platform="youtube")
        run = PollRun.objects.create(
            account=account, due_at=scene.world.now, not_before=scene.world.now
        )
        copy = Copy.objects.create(
            story=scene.world.story, kind="youtube", ref="AVideoOfOurs", made_at=scene.world.now
        )

        def tell(published: str, *readings, metric: str = "viewCount"):
            moment = dt.datetime.fromisoformat
            post = Post.objects.create(
                account=account, external_id="AVideoOfOurs", kind="video",
                published_at=moment(published), first_seen_at=moment(published),
                confirmed_at=scene.world.now,
            )  # fmt: skip
            for version, (day, value) in enumerate(readings, start=1):
                PostReading.objects.create(
                    post=post, measure="views", metric=metric, version=version, value=value,
                    null_reason="" if value is not None else "absent", observed_at=moment(day),
                    last_seen_at=moment(day), run=run, request="-", raw_sha256="0" * 64,
                )  # fmt: skip
            found = counts([copy]).get(copy.pk, [])
            return [(one.value, one.since, one.until, str(one.definition)) for one in found]

        return tell

    def test_is_cut_where_its_meaning_changed(self, lines):
        before, after = lines(
            "2026-05-01T00:00:00+00:00", ("2026-06-01T12:00:00+00:00", 40),
            ("2026-08-23T12:00:00+00:00", 100), ("2026-09-01T12:00:00+00:00", 350),
        )  # fmt: skip
        assert before[:3] == (100, dt.date(2025, 3, 31), dt.date(2026, 8, 23))
        assert after[:3] == (250, dt.date(2026, 8, 24), None)
        assert "not comparable" in after[3]

    def test_cannot_be_cut_when_nobody_looked_before(self, lines):
        [(value, *_dates, words)] = lines(
            "2026-05-01T00:00:00+00:00", ("2026-09-01T12:00:00+00:00", 350)
        )
        assert value == 350
        assert "cannot be told" in words

    def test_is_one_line_where_it_never_changed(self, lines):
        [(value, since, until, words)] = lines(
            "2026-09-02T00:00:00+00:00", ("2026-09-03T12:00:00+00:00", 0)
        )
        assert (value, since, until) == (0, None, None)
        assert "Every start counts" in words

    def test_is_not_known_when_the_platform_did_not_say_it(self, lines):
        [(value, *_rest)] = lines("2026-09-02T00:00:00+00:00", ("2026-09-03T12:00:00+00:00", None))
        assert value is None

    def test_is_not_below_zero_when_views_were_taken_back(self, lines):
        before, after = lines(
            "2026-05-01T00:00:00+00:00", ("2026-08-20T12:00:00+00:00", 100),
            ("2026-09-01T12:00:00+00:00", 90),
        )  # fmt: skip
        assert (before[0], after[0]) == (100, None)


def test_our_own_page_views_stand_with_the_page_in_its_language(scene):
    page = scene.world.row("en")
    day = scene.world.now.date()
    for language, code, views in (("en", "", 3), ("en", "fair1", 4), ("bn", "", 50)):
        ViewsOfADay.objects.create(
            day=day, page=page.translation_key, language=language, code=code, views=views
        )
    told = reach(scene)
    assert "Page of this site, English page views: 7, " in told, told
    assert "Page views, not people." in told

"""Pages that are kept ready-made: the same bytes, never anybody's own, and true within a minute."""

import datetime as dt
from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from foundation.moments import DHAKA
from portal.page_cache import shelf as shelves
from portal.page_cache.answering import takes_gzip
from portal.page_cache.kept import Kept
from portal.page_cache.shelf import Shelf, shelf
from portal.pages.models import GuidePage, HomePage, Programme, TopicPage
from tests.portal.facts_made import edit, make_fact
from tests.portal.kept_pages import HOST, PHONE, Door

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=DHAKA)
MARK = "What nobody outside may read"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def go(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(timezone, "now", moved)
    return moved


@pytest.fixture
def door(settings, tmp_path, clock) -> Door:
    settings.KEPT_PAGES_ROOT = tmp_path / "kept"
    settings.PAGE_VIEWS_ROOT = tmp_path / "views"
    settings.KEEP_PAGES_SECONDS = 45
    return Door(settings.KEPT_PAGES_ROOT)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what follows a commit, as outside of a test."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def guides(homes, committed) -> dict[str, GuidePage]:
    """A guide in both languages that names a fee."""
    make_fact()
    with committed():
        found = {}
        for language, home in homes.items():
            topic = home.add_child(instance=TopicPage(title="Going", slug="going"))
            guide = GuidePage(
                title=f"Guide {language}", slug="guide", intro="What it is.",
                body=[("paragraph", "<p>It is [[passport-fee]].</p>")],
            )  # fmt: skip
            if found:
                guide.translation_key = found["bn" if language == "en" else "en"].translation_key
            found[language] = topic.add_child(instance=guide)
    return found


URLS = {"en": "/en/going/guide/", "bn": "/bn/going/guide/"}
FEE = {"en": "500,000 taka", "bn": "৫,০০,০০০ টাকা"}


# --- The same bytes -----------------------------------------------------------------------------


def test_the_second_reader_gets_the_same_page_and_nobody_is_asked(door, guides):
    first, second = door.ask(URLS["en"]), door.ask(URLS["en"])
    assert (first.was_kept, second.was_kept) == (False, True)
    assert second.body == first.body
    assert FEE["en"] in second.text
    assert set(second.headers.items()) == set(first.headers.items())
    assert second.headers["Cache-Control"] == "max-age=0, s-maxage=45, must-revalidate"
    assert second.headers["Vary"] == "Accept-Encoding"
    assert second.headers["X-Content-Type-Options"] == "nosniff"
    assert second.headers["Content-Language"] == "en"


@pytest.mark.parametrize("first", ["gzip, deflate, br", ""])
def test_each_reader_gets_the_form_that_their_browser_takes(door, guides, first):
    page = door.ask(URLS["en"], accept_encoding=first)
    packed = door.ask(URLS["en"], accept_encoding="gzip, deflate, br")
    plain = door.ask(URLS["en"], accept_encoding="identity, gzip;q=0")
    assert packed.was_kept
    assert plain.was_kept
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert page.text == packed.text == plain.text
    assert [int(one.headers["Content-Length"]) for one in (packed, plain)] == [
        len(packed.body),
        len(plain.body),
    ]


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("", False), ("gzip;q=0", False),
        ("gzip; q=0.0", False), ("x-gzipped", False), ("*;q=0", False), ("*, gzip;q=0", False),
    ],
)  # fmt: skip
def test_what_a_browser_takes_is_read_as_it_is_meant(accepted, takes):
    assert takes_gzip(accepted) is takes


def test_a_browser_that_has_it_already_is_told_so(door, guides):
    etag = door.ask(URLS["en"]).headers["ETag"]
    for told in (etag, f'"x", {etag}', etag.removeprefix("W/"), "*"):
        answer = door.ask(URLS["en"], if_none_match=told)
        assert (answer.status, answer.body, answer.was_kept) == (304, b"", True)
        assert answer.headers["ETag"] == etag
        assert "Content-Type" not in answer.headers
    assert door.ask(URLS["en"], if_none_match='W/"x"').status == 200


def test_a_head_has_no_body_and_a_range_is_answered_in_whole(door, guides):
    whole = door.ask(URLS["en"])
    head = door.ask(URLS["en"], method="HEAD")
    assert (head.status, head.body, head.was_kept) == (200, b"", True)
    assert head.headers == whole.headers
    part = door.ask(URLS["en"], range="bytes=0-9")
    assert (part.status, part.body) == (200, whole.body)


def test_a_head_leaves_nothing_behind(door, guides):
    door.ask(URLS["en"], method="HEAD")
    assert not door.pages()


# --- Whose bytes --------------------------------------------------------------------------------

OWN = [
    {"cookie": "sessionid=x"},
    {"cookie": "anything=1"},
    {"authorization": "Basic eDp5"},
    {"transfer_encoding": "chunked"},
]


def test_whoever_says_who_they_are_gets_no_kept_page_and_leaves_none(door, guides):
    for own in OWN:
        answer = door.ask(URLS["en"], **own)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert not door.pages(), own
    door.ask(URLS["en"])
    assert len(door.pages()) == 1
    for own in OWN:
        assert not door.ask(URLS["en"], **own).was_kept, own


NO_PAGES = [
    "/en/going/guide/?done=1",
    "/en/going/guide/?e=fair1&month=2022-09",
    "/en/going/guide/?" + "&".join(f"utm_source={n}" for n in range(9)),
    "/en/going/guide/?e=" + "x" * 1000,
    "/en/no-such-page/",
    "/en/going/guide",
    "/en/search/?q=guide",
    "/en/feed/",
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/accounts/login/",
    "/admin/",
]


def test_what_is_no_page_or_may_depend_on_its_query_is_not_kept(door, guides):
    for path in NO_PAGES * 2:
        assert not door.ask(path).was_kept, path
    assert not door.pages()


def test_codes_of_events_and_what_networks_add_lead_to_one_kept_page(door, guides):
    door.ask(URLS["en"])
    for query in ("?e=fair1", "?fbclid=IwAR0", "?utm_source=x&e=fair2", "?e="):
        assert door.ask(URLS["en"] + query).was_kept, query
    assert len(door.pages()) == 1


def test_a_host_that_is_not_ours_leaves_nothing_and_each_host_has_its_own(door, guides, settings):
    settings.ALLOWED_HOSTS = ["localhost", "nirapad.example"]
    assert door.ask(URLS["en"], host="evil.example").status == 400
    assert door.ask(URLS["en"], host="localhost:8000/evil").status == 400
    assert not door.pages()
    door.ask(URLS["en"], x_forwarded_host="evil.example")
    assert "evil" not in door.ask(URLS["en"]).text
    other = door.ask(URLS["en"], host="nirapad.example")
    assert not other.was_kept
    assert not door.ask(URLS["en"], host="LOCALHOST:8001").was_kept
    assert door.ask(URLS["en"], host=HOST.upper()).was_kept


def test_a_page_asked_for_in_the_clear_is_none_where_https_is_demanded(door, guides, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    locked = Door(door.folder)
    assert locked.ask(URLS["en"], x_forwarded_proto="https").status == 200
    assert locked.ask(URLS["en"], x_forwarded_proto="https").was_kept
    assert locked.ask(URLS["en"], x_forwarded_proto="http").status == 301
    assert locked.ask(URLS["en"]).status == 301


def test_an_editors_bytes_never_enter(door, guides, client, committed):
    editor = User.objects.create_superuser("ed", "ed@example.org", "x")
    client.force_login(editor)
    session = f"sessionid={client.cookies['sessionid'].value}"
    guide = guides["en"]
    guide.title = MARK
    guide.save_revision()
    for path in (
        URLS["en"], f"/admin/pages/{guide.pk}/view_draft/", f"/admin/pages/{guide.pk}/edit/",
    ):  # fmt: skip
        seen = door.ask(path, cookie=session)
        assert (seen.status, seen.was_kept) == (200, False)
    assert not door.pages()
    assert MARK in door.ask(f"/admin/pages/{guide.pk}/view_draft/", cookie=session).text
    stranger = door.ask(URLS["en"])
    assert MARK not in stranger.text
    assert "wagtail-userbar" not in stranger.text
    assert not door.ask(URLS["en"], cookie=session).was_kept
    with committed():
        guide.get_latest_revision().publish()
    assert MARK in door.ask(URLS["en"]).text


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_page_that_becomes_private_is_gone_at_once(door, guides, committed, kind):
    door.ask(URLS["en"])
    assert door.ask(URLS["en"]).was_kept
    with committed():
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=guides["en"].pk), restriction_type=kind, password="x"
        )
    for _time in range(2):
        locked = door.ask(URLS["en"])
        assert not locked.was_kept
        assert FEE["en"] not in locked.text
    kept = [Kept.from_bytes(one.read_bytes()) for one in door.pages()]
    assert [one for one in kept if one.stamp == shelf().stamp()] == []


def test_an_answer_that_depends_on_anything_else_is_not_kept(door, guides, monkeypatch):
    def with_more(**headers):
        real = GuidePage.serve

        def serve(page, request, *args, **kwargs):
            answer = real(page, request, *args, **kwargs)
            for name, value in headers.items():
                answer[name.replace("_", "-")] = value
            return answer

        return serve

    for more in (
        {"Vary": "Cookie"}, {"Vary": "Save-Data"}, {"Set_Cookie": "a=b"},
        {"Cache_Control": "max-age=60"}, {"Content_Type": "text/calendar"},
        {"Content_Encoding": "br"},
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(GuidePage, "serve", with_more(**more))
            assert door.ask(URLS["en"]).status == 200
            assert not door.pages(), more


# --- True within a minute -----------------------------------------------------------------------


def test_a_changed_fact_is_seen_at_once_in_both_languages(door, guides, committed):
    for language, url in URLS.items():
        door.ask(url)
        assert FEE[language] in door.ask(url).text
    fact = make_fact("other")
    fact = type(fact).objects.get(key="passport-fee")
    with committed():
        edit(fact, amount=600000)
    for url, fee in ((URLS["en"], "600,000 taka"), (URLS["bn"], "৬,০০,০০০ টাকা")):
        assert fee in door.ask(url).text
        assert door.ask(url).was_kept


def test_a_change_that_nobody_announces_is_seen_when_the_seconds_are_over(door, guides, clock):
    for url in URLS.values():
        door.ask(url)
    HomePage.objects.filter(slug="going").update(title="x")
    GuidePage.objects.update(intro="Changed behind our back.")
    clock.go(seconds=44)
    assert "What it is." in door.ask(URLS["en"]).text
    clock.go(seconds=1)
    for url in URLS.values():
        answer = door.ask(url)
        assert not answer.was_kept
        assert "Changed behind our back." in answer.text


def test_through_a_day_nothing_is_shown_that_is_not_so(door, guides, clock, committed):
    fact = guides["en"].fact_sheet().named["passport-fee"]
    with committed():
        edit(fact, review_by=NOW.date())
    kept, states = 0, []
    for hour in range(25):
        # Half a minute before each hour, a breath before it, and on it.
        for before in (30, 0.5, 0):
            clock.now = dt.datetime(2026, 11, 20, 7, 0, tzinfo=DHAKA) + dt.timedelta(
                hours=hour, seconds=-before
            )
            language = "en" if hour % 2 else "bn"
            answer = door.ask(URLS["en"])
            fresh = door.ask(URLS["en"], cookie="a=b")
            assert answer.text == fresh.text, clock.now
            assert door.ask(URLS[language]).status == 200
            kept += answer.was_kept
            states.append(
                (
                    "open now" in answer.text,
                    "may have changed" in answer.text,
                )
            )
    assert kept >= 25
    # Closed, open, closed at night, grey from midnight on.
    runs = [one for n, one in enumerate(states) if n == 0 or one != states[n - 1]]
    assert runs == [(False, False), (True, False), (False, False), (False, True), (True, True)]


def test_the_seconds_end_at_the_minute_in_which_the_hotline_opens(door, guides, clock, committed):
    with committed():
        Programme.objects.update_or_create(pk=1, defaults={"opens_at": dt.time(12, 0, 20)})
    first = door.ask(URLS["bn"])
    assert first.headers["Cache-Control"] == "max-age=0, s-maxage=20, must-revalidate"
    clock.go(seconds=19)
    assert door.ask(URLS["bn"]).headers["Cache-Control"].split()[1] == "s-maxage=1,"
    clock.go(seconds=1)
    assert not door.ask(URLS["bn"]).was_kept


def test_what_changes_while_a_page_is_written_makes_it_untrue(door, guides, monkeypatch):
    real = GuidePage.get_context

    def changes_meanwhile(page, request, *args, **kwargs):
        context = real(page, request, *args, **kwargs)
        shelf().forget_all()
        return context

    with monkeypatch.context() as patch:
        patch.setattr(GuidePage, "get_context", changes_meanwhile)
        door.ask(URLS["en"])
    assert not door.ask(URLS["en"]).was_kept
    assert door.ask(URLS["en"]).was_kept


@pytest.mark.parametrize("change", ["draft", "rolled back", "move", "menu", "delete", "programme"])
def test_what_readers_see_empties_and_what_they_do_not_see_does_not(
    door, guides, homes, committed, change
):
    door.ask(URLS["en"])
    with committed():
        if change == "draft":
            guides["en"].save_revision()
        elif change == "rolled back":
            with transaction.atomic():
                GuidePage.objects.get(pk=guides["en"].pk).save()
                transaction.set_rollback(True)
        elif change == "move":
            guides["bn"].move(homes["bn"], pos="last-child")
        elif change == "menu":
            homes["en"].add_child(instance=GuidePage(title="New", show_in_menus=True))
        elif change == "delete":
            guides["bn"].delete()
        else:
            Programme.objects.create(name_en="Another name")
    assert door.ask(URLS["en"]).was_kept is (change in {"draft", "rolled back"})


# --- Several processes, and what goes wrong -----------------------------------------------------


def test_every_process_shares_the_pages_and_hears_of_changes(door, guides):
    one, other = Shelf(door.folder), Shelf(door.folder)
    door.ask(URLS["en"])
    key, now = f"http://{HOST}{URLS['en']}", NOW.timestamp()
    assert one.find(key, now) == other.find(key, now) is not None
    assert key in other.memory
    one.forget_all()
    assert other.find(key, now) is None
    # Back to the time of the page: it is not true again.
    assert one.find(key, now) is None


SPOILT = {
    "empty": lambda data: b"",
    "all but a byte": lambda data: data[:-1],
    "half": lambda data: data[: len(data) // 2],
    "a letter": lambda data: data.replace(b"What it is", b"What it Is"),
    "of another release": lambda data: data.replace(b"page of Nirapad, 1", b"page of Nirapad, 0"),
    "nonsense": lambda data: b"\xff" * 40,
    "more": lambda data: data + b"more",
}


def test_a_spoilt_file_is_no_page(door, guides):
    whole = door.ask(URLS["en"])
    (file,) = door.pages()
    for name, spoil in SPOILT.items():
        data = file.read_bytes()
        assert spoil(data) != data
        file.write_bytes(spoil(data))
        shelf().memory.clear()
        answer = door.ask(URLS["en"])
        assert (answer.status, answer.was_kept, answer.body) == (200, False, whole.body), name
        shelf().memory.clear()
        assert door.ask(URLS["en"]).was_kept, name


def test_two_pages_in_one_place_take_turns(door, guides, monkeypatch):
    monkeypatch.setattr(shelves, "PLACES", 1)
    monkeypatch.setattr(shelves, "MOST_IN_MEMORY", 1)
    for _time in range(2):
        for language, url in URLS.items():
            assert FEE[language] in door.ask(url).text
    assert len(door.pages()) == 1


def test_where_nothing_can_be_written_readers_get_their_page(door, guides, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.KEPT_PAGES_ROOT = tmp_path / "file" / "kept"
    lost = Door(settings.KEPT_PAGES_ROOT)
    for _time in range(2):
        answer = lost.ask(URLS["en"])
        assert (answer.status, answer.was_kept) == (200, False)


def test_a_server_that_starts_begins_anew_and_its_files_are_its_own(door, guides):
    door.ask(URLS["en"])
    (door.folder / "0001.1-2.part").write_bytes(b"half")
    again = Door(door.folder)
    assert not again.ask(URLS["en"]).was_kept
    assert not [*door.folder.glob("*.part")]
    assert {one.stat().st_mode & 0o777 for one in door.folder.iterdir()} == {0o600}
    assert door.folder.stat().st_mode & 0o777 == 0o700


def test_with_no_seconds_nothing_is_kept(door, guides, settings):
    settings.KEEP_PAGES_SECONDS = 0
    for _time in range(2):
        assert not door.ask(URLS["en"]).was_kept
    assert not door.pages()


# --- Counting -----------------------------------------------------------------------------------


def test_views_are_counted_as_they_are_without_kept_pages(door, guides, settings, tmp_path):
    visits = [
        {"path": URLS["en"]},
        {"path": URLS["en"] + "?e=Fair1"},
        {"path": URLS["en"] + "?e=<b>&fbclid=x"},
        {"path": URLS["en"] + "?e=fair1&e=fair2"},
        {"path": URLS["bn"], "accept_encoding": "gzip"},
        {"path": URLS["en"], "method": "HEAD"},
        {"path": URLS["en"], "user_agent": "Googlebot/2.1"},
        {"path": URLS["en"], "user_agent": ""},
        {"path": URLS["en"], "sec_purpose": "prefetch;prerender"},
        {"path": URLS["en"], "purpose": "prefetch"},
        {"path": URLS["en"], "cookie": "sessionid=x"},
        {"path": "/en/no-such-page/"},
    ]

    def lines(seconds: int) -> Counter:
        settings.KEEP_PAGES_SECONDS = seconds
        settings.PAGE_VIEWS_ROOT = tmp_path / f"views-{seconds}"
        for visit in [*visits, *visits]:
            door.ask(**visit)
        (file,) = settings.PAGE_VIEWS_ROOT.iterdir()
        return Counter(file.read_text().splitlines())

    without = lines(0)
    assert sum(without.values()) == 10
    before = door.asked
    assert lines(45) == without
    assert door.asked - before < 2 * len(visits) - 5
    key = door.ask(URLS["en"]).headers["ETag"]
    assert door.ask(URLS["en"], if_none_match=key, user_agent=PHONE).status == 304
    (file,) = settings.PAGE_VIEWS_ROOT.iterdir()
    assert len(file.read_text().splitlines()) == 12


def test_behind_a_cache_in_front_nothing_is_noted_here(door, guides, settings):
    settings.PAGE_VIEWS_FROM_SITE = False
    door.ask(URLS["en"])
    assert door.ask(URLS["en"]).was_kept
    assert not settings.PAGE_VIEWS_ROOT.exists()


# --- Stories, and every other public address -----------------------------------------------------


def test_nothing_that_can_name_a_story_is_kept_and_what_is_taken_back_is_gone_at_once(
    told, door, clock, homes, committed
):
    clock.now = told.now
    with committed():
        homes["bn"].add_child(instance=TopicPage(title="বিষয়", slug="topic"))
    title = told.pages["bn"].title
    story = f"/bn/stories/{told.pages['bn'].slug}/"
    naming = (story, "/bn/", "/bn/stories/", "/bn/stories/feed/", "/bn/search/?q=Told")
    for path in (*naming, "/sitemap.xml", "/bn/topic/"):
        assert door.ask(path).status == 200, path
    for path in (*naming, "/sitemap.xml"):
        answer = door.ask(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert not answer.was_kept, path
    assert door.ask("/bn/topic/").was_kept
    assert len(door.pages()) == 1
    assert title not in b"".join(one.read_bytes() for one in door.pages()).decode(errors="replace")
    told.withdraw()
    for _time in range(2):
        gone = door.ask(story)
        assert (gone.status, gone.was_kept) == (410, False)
    for path in naming[1:]:
        assert title not in door.ask(path).text
    assert len(door.pages()) == 1


def test_no_public_address_sets_a_cookie(door, sample_pages, client):
    pages = Page.objects.filter(depth__gt=1).live()
    paths = [one.url for one in pages] + ["/", "/robots.txt", "/sitemap.xml", "/withdrawn.json"]
    paths += [f"/{language}/{more}" for language in URLS for more in ("feed/", "search/?q=a", "x/")]
    kinds = {one.specific_class for one in pages}
    assert {HomePage, TopicPage, GuidePage} < kinds
    assert len(kinds) >= 9
    for _time in range(2):
        for path in paths:
            answer = door.ask(path)
            assert answer.status in {200, 302, 404}, path
            assert "Set-Cookie" not in answer.headers, path
            assert "Cookie" not in answer.headers.get("Vary", ""), path
    kept = {Kept.from_bytes(one.read_bytes()).key for one in door.pages()}
    assert len(kept) > 20

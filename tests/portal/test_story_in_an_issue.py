"""An issue quotes a story as long as its person agrees to print, and not a moment longer."""

import datetime as dt
import io
from collections.abc import Iterator

import django.core.mail
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client

from crm_videos.clearing import clear_what_is_left
from crm_videos.models import Copy, Withdrawal
from crm_videos.words import CopyKind
from portal.issues import paper, quoting
from portal.issues.by_mail.models import Subscription
from portal.issues.by_mail.sending import send_letters
from portal.issues.content import every_cell
from portal.issues.forms_of_issue import FORMATS, written
from portal.issues.freezing import ChecksAreRed, freeze
from portal.issues.models import Issue, IssueVersion, StoryQuote
from portal.issues.paper import StoryTakenBack, draft, paper_of
from portal.issues.quoting import stories_to_choose
from tests.portal.issues_made import (
    NOW,
    SEPTEMBER,
    WHY,
    close_up_to_september,
    closer_and_approver,
    september,
    taken_back,
)
from tests.portal.story_world import LANGUAGES, World

pytestmark = pytest.mark.django_db

TO_PRINT = {
    "purposes": ["awareness", "reporting"],
    "channels": ["site", "facebook", "print"],
    "languages": ["bn", "en"],
    "level": "pseudonym",
}
# In every text that an issue quotes, with the language.
CANARY = "zwitscher"


@pytest.fixture(scope="module", autouse=True)
def september_is_written(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        september()
        close_up_to_september()
        yield


@pytest.fixture
def world(monkeypatch) -> World:
    """A story that is public in both languages, agreed to in print."""
    return make_world(monkeypatch)


def make_world(monkeypatch, **scope) -> World:
    world = World(monkeypatch)
    world.give(**{**TO_PRINT, **scope})
    for language in LANGUAGES:
        page = world.latest(language)
        page.title = f"{page.title} {CANARY}-{language}"
        for name in ("intro", "experience", "support", "message", "quote", "quote_note"):
            setattr(page, name, f"{CANARY}-{language} {name}.\n\n<b>#strong[&]</b>")
        page.save_revision(user=world.editor)
        for who in "ab":
            world.approve(language, who)
    return world


def the_issue(world: World) -> Issue:
    issue = Issue.objects.get(month=SEPTEMBER)
    issue.story = world.story
    issue.save()
    return issue


def frozen(world: World) -> IssueVersion:
    return freeze(the_issue(world), by=closer_and_approver()[1], now=world.now, reason=WHY)


def answers(version: int) -> dict[tuple[str, str], tuple[int, bytes]]:
    client = Client()
    given = {
        (language, form): client.get(f"/{language}/factsheets/2022-09/v{version}.{form}")
        for language in LANGUAGES
        for form in FORMATS
    }
    return {key: (one.status_code, one.content) for key, one in given.items()}


def statuses(version: int) -> set[int]:
    return {status for status, _body in answers(version).values()}


def in_print(language: str) -> bytes:
    return f"{CANARY}-{language}".encode()


def test_each_language_quotes_its_own_page_word_for_word_and_registers_the_copy(world):
    version = frozen(world)
    given = answers(1)
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for form in ("html", "json"):
            body = given[language, form][1]
            assert in_print(language) in body
            assert in_print(other) not in body
            assert b"Shapla" in body
        # No cell of a sheet is a story.
        for form in ("csv", "xlsx"):
            assert in_print(language) not in given[language, form][1]
    assert statuses(1) == {200}
    assert b"&lt;b&gt;#strong[&amp;]&lt;/b&gt;" in given["en", "html"][1]
    copies = Copy.objects.filter(kind=CopyKind.ISSUE)
    assert {one.language for one in copies} == {"bn", "en"}
    assert all(str(one.pk).encode() in given[one.language, "html"][1] for one in copies)
    # The words lie where they can be erased, and nowhere in what never changes.
    assert CANARY not in str(version.content)
    assert version.content["stories"] == [{"language": "bn"}, {"language": "en"}]


def test_nobody_keeps_an_answer_with_a_story(world, client):
    frozen(world)
    for address in ("/en/factsheets/2022-09/", "/bn/factsheets/2022-09/v1.pdf"):
        assert client.get(address)["Cache-Control"] == "no-store"


LESS = {
    "withdrawn": lambda world: world.withdraw(),
    "not in print": lambda world: world.narrow(channels=["site", "facebook"]),
    "not in reports": lambda world: world.narrow(purposes=["awareness"]),
    "not for everybody": lambda world: world.narrow(purposes=["reporting"]),
    "shows less": lambda world: world.narrow(level="text-only"),
}


@pytest.mark.parametrize("less", LESS)
def test_after_less_consent_its_files_are_gone_and_the_next_version_has_every_figure(
    world, less, client, django_capture_on_commit_callbacks
):
    first = frozen(world)
    with django_capture_on_commit_callbacks(execute=True):
        LESS[less](world)
    assert statuses(1) == {410}
    assert all(CANARY.encode() not in body for _status, body in answers(1).values())

    assert statuses(2) == {200}
    assert all(CANARY.encode() not in body for _status, body in answers(2).values())
    second = IssueVersion.objects.get(number=2)
    assert every_cell(second.content) == every_cell(first.content)
    without = {**first.content, "stories": []}
    assert second.content == without
    assert second.frozen_by is None
    assert second.erratum_en.endswith("No figure has changed.")
    assert client.get("/en/factsheets/2022-09/").status_code == 200
    listed = client.get("/en/factsheets/").content.decode()
    assert "v2.pdf" in listed
    assert "v1.pdf" not in listed

    assert not StoryQuote.objects.exists()
    assert not Copy.objects.standing().filter(kind=CopyKind.ISSUE).exists()
    assert Withdrawal.objects.get().cleared_at is not None
    assert Issue.objects.get(month=SEPTEMBER).story is None
    # Whatever is swept again finds nothing to do.
    Withdrawal.objects.update(cleared_at=None)
    clear_what_is_left(world.now)
    assert IssueVersion.objects.count() == 2


def test_the_language_that_the_person_still_agrees_to_stays_in_the_next_version(
    world, django_capture_on_commit_callbacks
):
    frozen(world)
    with django_capture_on_commit_callbacks(execute=True):
        world.narrow(languages=["bn"])
    assert statuses(1) == {410}
    given = answers(2)
    assert {status for status, _body in given.values()} == {200}
    assert in_print("bn") in given["bn", "html"][1]
    assert not any(in_print("en") in body for _status, body in given.values())
    with django_capture_on_commit_callbacks(execute=True):
        world.withdraw()
    assert statuses(2) == {410}
    assert statuses(3) == {200}
    assert not any(CANARY.encode() in body for _status, body in answers(3).values())


def test_a_consent_that_runs_out_shuts_it_before_anybody_sweeps(world, monkeypatch):
    frozen(world)
    world.wait(400)
    assert statuses(1) == {410}
    with pytest.raises(StoryTakenBack):
        paper_of(IssueVersion.objects.get(), now=world.now)
    with pytest.raises(CommandError, match="taken back"):
        call_command("factsheet", "2022-09", "--format", "html", "-o", "x", stdout=io.StringIO())


def test_a_risk_that_is_seen_later_shuts_it_too(world):
    frozen(world)
    world.flag("third-party")
    assert statuses(1) == {410}
    assert IssueVersion.objects.count() == 1


def test_colleagues_are_told_of_the_version_that_stands_and_of_no_other(
    world, django_capture_on_commit_callbacks
):
    reader = User.objects.create_superuser("reader", "reader@example.org", "x")
    Subscription.objects.create(user=reader, since=NOW)
    frozen(world)
    with django_capture_on_commit_callbacks(execute=True):
        world.withdraw()
    assert send_letters(lambda: world.now) == 1
    [mail] = django.core.mail.outbox
    assert "v2.html" in mail.body
    assert CANARY not in str(mail.message())


def test_a_letter_waits_while_nobody_may_read_its_issue(world):
    reader = User.objects.create_superuser("reader", "reader@example.org", "x")
    Subscription.objects.create(user=reader, since=NOW)
    frozen(world)
    world.flag("third-party")
    assert send_letters(lambda: world.now) == 0
    world.flag()
    world.now += dt.timedelta(hours=7)
    assert send_letters(lambda: world.now) == 1


def test_who_agrees_again_opens_no_version_that_had_to_go(
    world, django_capture_on_commit_callbacks
):
    frozen(world)
    with django_capture_on_commit_callbacks():
        world.withdraw()  # and the process dies here
    world.give(**TO_PRINT)
    assert statuses(1) == {410}
    clear_what_is_left(world.now)
    assert statuses(1) == {410}
    assert statuses(2) == {200}


def test_without_consent_to_print_no_reason_brings_a_story_into_an_issue(monkeypatch):
    world = make_world(monkeypatch, channels=["site", "facebook"])
    issue, approver = the_issue(world), closer_and_approver()[1]
    unfrozen = draft(SEPTEMBER, now=NOW)
    assert (unfrozen.content["stories"], unfrozen.stories) == ([], {})
    with pytest.raises(ChecksAreRed) as refused:
        freeze(issue, by=approver, now=NOW)
    red = [one for one in refused.value.findings if one.check == "consent"]
    assert [(one.mark, one.where.language) for one in red] == [("red", "bn"), ("red", "en")]
    freeze(issue, by=approver, now=NOW, reason=WHY)
    assert not StoryQuote.objects.exists()
    assert not any(CANARY.encode() in body for _status, body in answers(1).values())


def test_a_draft_page_or_one_that_names_somebody_is_not_quoted(world):
    world.row("en").unpublish()
    assert set(draft_of(world)) == {"bn"}
    world.testimony.person = {"name": f"{CANARY}-bn intro", "telephone": "01700000000"}
    world.testimony.save()
    assert draft_of(world) == {}


def draft_of(world: World) -> dict:
    the_issue(world)
    return dict(draft(SEPTEMBER, now=NOW).stories)


def test_the_form_offers_what_may_be_quoted_by_its_public_title(world, monkeypatch):
    assert set(stories_to_choose(now=NOW)) == {world.story.pk}
    browser = Client()
    browser.force_login(User.objects.create_superuser("chief", "chief@example.org", "x"))
    address = f"/admin/issues/edit/{the_issue(world).pk}/"
    assert f"{CANARY}-en</option>" in browser.get(address).content.decode()
    world.narrow(channels=["site"])
    assert stories_to_choose(now=NOW) == {}
    page = browser.get(address).content.decode()
    assert CANARY not in page
    assert "A story that may not be quoted now" in page


def test_the_database_keeps_a_quotation_as_it_was(world):
    frozen(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        StoryQuote.objects.update(title="another")


BROKEN = {
    "reading does not ask the gate": (quoting, "_allowed", lambda q, now: [True for _ in q]),
    "serving does not count": (paper, "open_quotes", None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_gate_is_noticed(world, name, monkeypatch):
    """The tests above would fail: a story would be read after it was taken back."""
    frozen(world)
    place, attribute, instead = BROKEN[name]
    if instead is None:
        all_of_them = quoting.open_quotes([IssueVersion.objects.get()], now=NOW)
        instead = lambda versions, now: all_of_them  # noqa: E731
    world.wait(400)
    monkeypatch.setattr(place, attribute, instead)
    assert 200 in statuses(1)


def test_the_paper_is_the_same_bytes_while_the_story_stands(world):
    version = frozen(world)
    one = written(paper_of(version, now=NOW), "pdf", "bn")
    later = NOW + dt.timedelta(days=30)
    assert written(paper_of(IssueVersion.objects.get(), now=later), "pdf", "bn") == one

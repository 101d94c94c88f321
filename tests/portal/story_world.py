"""A story, the people around it, and everything that can be done to it; with a judge of its own.

The judge does not ask the gate. It keeps by itself what was agreed to and who approved
what, reads the public's bytes, and names each story that is there and should not be.
Every text carries a mark with the number of its version.
"""

import datetime as dt
import re
from collections import defaultdict
from contextlib import suppress

from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import Translation, TranslationSource

from campaigns.models import Place
from crm_videos.approving import approve
from crm_videos.asking import (
    Asking,
    ConsentRefused,
    give_consent,
    narrow_consent,
    renew_consent,
    withdraw_consent,
)
from crm_videos.consent import Scope, newest_consent
from crm_videos.models import Caption, ConsentScript, Story, Testimony
from crm_videos.videos.files import CAPTIONS, KINDS
from portal.pages.models import StoryIndexPage, StoryPage
from portal.pages.public import for_the_public
from portal.pages.story_content import public_names, question_of
from portal.pages.story_seen import digest_shown

START = dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC)
LANGUAGES = ("bn", "en")
# What shows the words of a story; the last is the page of another one, which names its neighbours.
LISTS = ("", "stories/?country=MY&theme=costs", "search/?q=Told", "stories/bystander/")
# What shows no more of a story than its address.
ADDRESSES = ("/sitemap.xml", "/bn/stories/feed/", "/en/stories/feed/")
MARK = re.compile(r"mark(\d{3})x")
EVERYTHING = {
    "purposes": ["awareness", "training"],
    "channels": ["site", "facebook"],
    "languages": ["bn", "en"],
    "level": "pseudonym",
}
REFUSALS = (ConsentRefused, PermissionDenied, ValidationError)


def approver(name: str) -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Approvers"))
    return user


def make_script() -> ConsentScript:
    return ConsentScript.objects.create(
        version="1", text_bn="আমরা আপনার কথা…", text_en="We ask…", active_from=dt.date(2026, 1, 1)
    )


def make_testimony(by: User, district: str = "BD4047") -> Testimony:
    return Testimony.objects.create(
        place=Place.objects.get(code=district),
        told_on=dt.date(2026, 11, 1),
        recorded_by=by,
        created_at=START,
        person={"name": "Canary Person", "telephone": "01700000000"},
    )


def make_story(testimony: Testimony, by: User, **facts) -> Story:
    given = {
        "display_name": "Shapla", "destination": "MY", "themes": ["costs"], "risks_checked": True,
        "recorded_by": by, "recorded_at": START, **facts,
    }  # fmt: skip
    return Story.objects.create(testimony=testimony, **given)


class World:
    """One testimony with its story, told in both languages; nothing agreed to yet."""

    def __init__(self, monkeypatch) -> None:
        self.now = START
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        self.people = {name: approver(name) for name in "abc"}
        self.editor = self.people["a"]
        self.script = make_script()
        self.testimony = make_testimony(self.editor)
        self.story = make_story(self.testimony, self.editor)
        self.client, self.office = Client(), Client()
        self.office.force_login(self.people["b"])
        self.version, self.facts = 0, 0
        self.agreed: dict | None = None
        self.approved: dict[tuple, set] = defaultdict(set)
        self.forbidden = False
        self.indexes = {i.locale.language_code: i for i in StoryIndexPage.objects.all()}
        self.pages = {language: self._write(language) for language in LANGUAGES}

    def show_a_bystander(self, language: str) -> None:
        """Publish a story of somebody else, which may name its neighbours; nobody judges it."""
        testimony = make_testimony(self.editor)
        story = make_story(testimony, self.editor, display_name="Rupa")
        give_consent(
            testimony, scope=Scope(*map(frozenset, list(EVERYTHING.values())[:3]), "pseudonym"),
            asking=self.asking(), ends_on=dt.date(2028, 11, 1), by=self.editor, now=self.now,
            seen=0,
        )  # fmt: skip
        page = StoryPage(
            slug="bystander", title="Rupa's way", story=story, live=False,
            locale=self.indexes[language].locale,
        )  # fmt: skip
        self.indexes[language].add_child(instance=page)
        for who in "ab":
            approve(question_of(page), {}, public=public_names(), by=self.people[who], now=self.now)
        page.save_revision().publish()

    def _write(self, language: str) -> StoryPage:
        page = StoryPage(
            slug="a-story", story=self.story, locale=self.indexes[language].locale, live=False,
            **self._texts(),
        )  # fmt: skip
        self.indexes[language].add_child(instance=page)
        page.save_revision(user=self.editor)
        return page

    def _texts(self) -> dict[str, str]:
        self.version += 1
        mark = f"mark{self.version:03d}x"
        return {"title": mark, "intro": f"Intro {mark}", "experience": f"Told {mark}"}

    # What the judge knows.

    def today(self) -> dt.date:
        return (self.now + dt.timedelta(hours=6)).date()

    def may_show(self, language: str, version: int) -> bool:
        agreed = self.agreed
        return bool(
            agreed
            and not self.forbidden
            and agreed["starts"] <= self.today() <= agreed["ends"]
            and "awareness" in agreed["purposes"]
            and "site" in agreed["channels"]
            and language in agreed["languages"]
            and agreed["level"] in {"open", "first-name", "pseudonym"}
            and len(self.approved[language, version, self.facts]) >= 2
        )

    def shown(self) -> set[tuple[str, str, int]]:
        """Read all that the public can read; give where, in which language, which version."""
        found: set[tuple[str, str, int]] = set()
        urls = [(language, f"/{language}/{path}") for language in LANGUAGES for path in LISTS]
        site = Site.find_for_request(None) or Site.objects.get()
        told = {url: self.client.get(url).content.decode() for url in ADDRESSES}
        for page in StoryPage.objects.filter(story=self.story).select_related("locale"):
            language = page.locale.language_code
            urls.append((language, page.get_url(current_site=site)))
            if page.get_sitemap_urls():
                found.add(("sitemap of Wagtail's", language, _mark(page.title)))
            address = re.compile(rf"[>\"]{re.escape(page.full_url)}[<\"]")
            found |= {
                (url, language, _mark(page.title)) for url in told if address.search(told[url])
            }
            found |= {(url, language, _mark(page.title)) for url in self._video_files_of(page)}
        for language, url in urls:
            answer = self.client.get(url)
            body = answer.content.decode()
            found |= {(url, language, int(mark)) for mark in MARK.findall(body)}
        for page in for_the_public(Page.objects.filter(depth__gt=3), now=self.now):
            if MARK.search(page.title):
                found.add(("lists for the public", page.locale.language_code, _mark(page.title)))
        return found

    def _video_files_of(self, page: StoryPage) -> list[str]:
        """Ask for every file of the page's video, the captions among them; name what comes."""
        if page.video_id is None:
            return []
        below = f"/story-videos/{page.pk}/{page.video_id}"
        asked = [f"{below}/{name}" for name in (*KINDS, *CAPTIONS)]
        answers = [self.client.get(url, headers={"Range": "bytes=0-0"}) for url in asked]
        return [url for url, answer in zip(asked, answers, strict=True) if answer.status_code < 400]

    def wrongly_shown(self) -> list[tuple[str, str, int]]:
        return sorted(one for one in self.shown() if not self.may_show(one[1], one[2]))

    def live(self) -> set[tuple[int, str, int]]:
        pages = StoryPage.objects.filter(live=True, story=self.story).select_related("locale")
        return {(page.pk, page.locale.language_code, _mark(page.title)) for page in pages}

    # What people do.

    def give(self, days: int = 300, **scope) -> None:
        self._agree(give_consent, days, {**EVERYTHING, **scope}, wider=True)

    def narrow(self, days: int = 200, **scope) -> None:
        before = self.agreed or EVERYTHING
        wanted = {name: scope.get(name, before[name]) for name in EVERYTHING}
        self._agree(narrow_consent, days, wanted)

    def renew(self, days: int = 700) -> None:
        before = self.agreed or EVERYTHING
        self._agree(renew_consent, days, {name: before[name] for name in EVERYTHING})

    def withdraw(self) -> None:
        with suppress(ConsentRefused):
            withdraw_consent(self.testimony, by=self.editor, now=self.now)
            self.agreed = None

    def _agree(self, writer, days: int, scope: dict, **more) -> None:
        last = newest_consent(self.testimony)
        ends = self.today() + dt.timedelta(days=days)
        asked = {} if writer is narrow_consent else {"asking": self.asking()}
        if writer is not renew_consent:
            asked["scope"] = Scope(
                *(frozenset(scope[name]) for name in ("purposes", "channels", "languages")),
                scope["level"],
            )
        with suppress(ConsentRefused):
            writer(
                self.testimony, ends_on=ends, by=self.editor, now=self.now,
                seen=last.version if last else 0, **asked, **more,
            )  # fmt: skip
            self.agreed = {**scope, "starts": self.today(), "ends": ends}

    def asking(self, **changes) -> Asking:
        given = {
            "script": self.script, "script_language": "bn", "adult": True, "aid_said": True,
            "risks_asked": True, "evidence_kind": "voice", "details": {"contact": "the hotline"},
            **changes,
        }  # fmt: skip
        return Asking(**given)

    def wait(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    def edit_text(self, language: str) -> None:
        page = self.latest(language)
        for name, text in self._texts().items():
            setattr(page, name, text)
        page.save_revision(user=self.editor)

    def edit_facts(self) -> None:
        self.facts += 1
        self.story.display_name = f"Shapla {self.facts}"
        self.story.save()

    def edit_captions(self) -> None:
        self.facts += 1
        said = [[0, 1000, f"Said {self.facts}"]]
        Caption.objects.filter(video__story=self.story).update(cues=said)

    def flag(self, *risks: str) -> None:
        self.story.risks = list(risks)
        self.story.save()
        self.facts += 1
        self.forbidden = bool({"third-party", "minor", "ongoing-case"}.intersection(risks))

    def approve(self, language: str, who: str) -> None:
        task = self._task(language)
        key = self._newest(language)
        with suppress(PermissionDenied), transaction.atomic():
            seen = digest_shown(self.row(language))
            task.task.specific.on_action(task, self.people[who], "approve", seen=seen)
            self.approved[key].add(who)

    def reject(self, language: str, who: str) -> None:
        task = self._task(language)
        with suppress(PermissionDenied), transaction.atomic():
            task.task.specific.on_action(task, self.people[who], "reject")
            self.approved[self._newest(language)].clear()

    def _task(self, language: str):
        page = self.latest(language)
        state = page.current_workflow_state
        if state is None:
            state = page.get_workflow().start(page, self.editor)
        elif state.status == "needs_changes":
            state.resume(user=self.editor)
        return state.current_task_state

    def _newest(self, language: str) -> tuple[str, int, int]:
        return language, _mark(self.latest(language).title), self.facts

    def latest(self, language: str) -> StoryPage:
        return StoryPage.objects.get(pk=self.pages[language].pk).get_latest_revision_as_object()

    def row(self, language: str) -> StoryPage:
        return StoryPage.objects.get(pk=self.pages[language].pk)

    # Every way in which Wagtail, its plugins and our own code make a page public.

    def try_to_publish(self, way: str, language: str) -> list[str]:
        """Go one way; name each page that it made live and that should not be."""
        before = self.live()
        with suppress(*REFUSALS), transaction.atomic():
            getattr(self, f"by_{way}")(language)
        if way == "update":
            return []  # past every choke point but the reader's: the judge looks there
        return [
            f"{way} made {key} live" for key in self.live() - before if not self.may_show(*key[1:])
        ]

    def by_revision(self, language: str) -> None:
        self.latest(language).get_latest_revision().publish(user=self.people["b"])

    def by_revision_of_nobody(self, language: str) -> None:
        self.latest(language).get_latest_revision().publish()

    def by_save(self, language: str) -> None:
        page = self.latest(language)
        page.live = True
        page.save()

    def by_unclean_save(self, language: str) -> None:
        page = self.latest(language)
        page.live = True
        page.save(clean=False)

    def by_saved_field(self, language: str) -> None:
        page = self.row(language)
        page.live = True
        page.save(update_fields=["live"])

    def by_update(self, language: str) -> None:
        Page.objects.filter(pk=self.pages[language].pk).update(live=True)

    def by_schedule(self, language: str) -> None:
        page = self.latest(language)
        page.go_live_at = self.now + dt.timedelta(minutes=1)
        page.save_revision(user=self.editor).publish()
        self.now += dt.timedelta(minutes=2)
        call_command("publish_scheduled", verbosity=0)

    def by_approved_date(self, language: str) -> None:
        newest = self.latest(language).get_latest_revision()
        Revision.objects.filter(pk=newest.pk).update(
            approved_go_live_at=self.now - dt.timedelta(minutes=1)
        )
        call_command("publish_scheduled", verbosity=0)

    def by_bulk(self, language: str) -> None:
        pk = self.pages[language].pk
        self.office.post(f"/admin/bulk/wagtailcore/page/publish/?id={pk}")

    def by_form(self, language: str) -> None:
        page = self.latest(language)
        fields = ("title", "slug", "intro", "experience", "support", "message", "quote")
        form = {name: getattr(page, name) for name in fields} | {
            "story": self.story.pk, "quote_note": "", "warning": "", "seo_title": "",
            "search_description": "", "video": page.video_id or "", "related-count": 0,
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0, "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "action-publish": "1",
        }  # fmt: skip
        self.office.post(f"/admin/pages/{page.pk}/edit/", form)

    def by_old_revision(self, language: str) -> None:
        Revision.objects.for_instance(self.row(language)).order_by("pk")[0].publish()

    def by_workflow_of_wagtail(self, language: str) -> None:
        self._task(language).approve(user=self.people["b"])

    def by_copy(self, language: str) -> None:
        self.row(language).copy(
            keep_live=True, update_attrs={"slug": f"copy-{Page.objects.count()}"}
        )

    def by_copied_tree(self, language: str) -> None:
        slug = {"slug": f"stories-{Page.objects.count()}"}
        self.indexes[language].copy(recursive=True, keep_live=True, update_attrs=slug)

    def by_move(self, language: str) -> None:
        page, home = self.row(language), self.indexes[language].get_parent()
        page.move(home, pos="last-child")
        self.row(language).move(
            StoryIndexPage.objects.get(pk=self.indexes[language].pk), pos="last-child"
        )

    def by_alias(self, language: str) -> None:
        slug = f"alias-{Page.objects.count()}"
        alias = self.row(language).create_alias(update_slug=slug)
        self.row(language).update_aliases()
        alias.refresh_from_db()

    def by_copied_translation(self, language: str) -> None:
        other = next(one for one in LANGUAGES if one != language)
        self.row(other).delete()
        made = self.row(language).copy_for_translation(Locale.objects.get(language_code=other))
        revision = made.save_revision()
        with suppress(*REFUSALS), transaction.atomic():
            revision.publish()
        self.pages[other] = made

    def by_translation(self, language: str) -> None:
        other = next(one for one in LANGUAGES if one != language)
        self.row(other).delete()
        source, _ = TranslationSource.get_or_create_from_instance(self.row(language))
        target = Locale.objects.get(language_code=other)
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=target)
        translation.save_target(publish=True)
        made = StoryPage.objects.get(
            locale=target, translation_key=self.row(language).translation_key
        )
        # On commit, wagtail-localize publishes it in just this way.
        with suppress(*REFUSALS), transaction.atomic():
            made.get_latest_revision().publish()
        self.pages[other] = made

    def by_import(self, language: str) -> None:
        told = self.latest(language).serializable_data()
        StoryPage.from_serializable_data({**told, "live": True}).save()

    def by_new_page(self, language: str) -> None:
        told = self.latest(language)
        texts = {name: getattr(told, name) for name in ("title", "intro", "experience")}
        self.indexes[language].add_child(
            instance=StoryPage(
                slug=f"new-{Page.objects.count()}", story=self.story, locale=told.locale, **texts
            )
        )


def tell_another(world: World, title: str, **facts) -> World:
    """Publish the story of somebody else in Bangla; gives who can take it back."""
    other = object.__new__(World)
    vars(other).update(vars(world))
    other.testimony = make_testimony(world.editor)
    other.story = make_story(other.testimony, world.editor, **facts)
    index = StoryIndexPage.objects.get(pk=world.indexes["bn"].pk)
    page = StoryPage(
        slug=f"other-{other.story.pk}", title=title, story=other.story, live=False,
        locale=index.locale,
    )  # fmt: skip
    index.add_child(instance=page)
    page.save_revision()
    other.pages = {"bn": page}
    other._newest = lambda language: (language, title, 0)
    other.give()
    for who in "ab":
        other.approve("bn", who)
    return other


def count_queries(client: Client, path: str, *, holds: str) -> int:
    """Count what an answer asks of the database, and see that it holds what it should."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert holds in client.get(path).content.decode()
    return len(asked)


WAYS = sorted(name.removeprefix("by_") for name in vars(World) if name.startswith("by_"))


def _mark(title: str) -> int:
    return int(MARK.search(title)[1])

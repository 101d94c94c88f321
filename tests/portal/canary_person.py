"""A person's whole life in the system, lived over HTTP, with a word of its own in every place.

:func:`live_and_tell` is for tests that read the bytes of a database of their own.
"""

import datetime as dt
import io
import json
import sys
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from campaigns.models import RSC, Assignment, NewsReport, ServedDistrict
from crm_videos.models import (
    Caption,
    ConsentScript,
    Copy,
    ImportedTestimony,
    Override,
    Publishing,
    Purpose,
    Story,
    StoryPicture,
    Testimony,
)
from crm_videos.private.storing import store
from crm_videos.recordings.taking import take_words
from crm_videos.tasks import sweep_private_files
from crm_videos.words import Chapter
from foundation.moments import dhaka_day
from portal.issues.models import Issue, IssueVersion, StoryQuote
from portal.pages.models import StoryIndexPage, StoryPage
from portal.pages.story_seen import digest_shown
from tests import second_factor
from tests.crm_videos.tus_phone import announce, patch
from tests.events.camera import photo
from tests.portal.filmed import film_of

DISTRICT = "BD4047"
# Encrypted where they lie: nobody finds them without the keys, which the scanner has.
SEALED = frozenset(
    {
        "name",
        "telephone",
        "village",
        "other",
        "contact",
        "witness",
        "evidence",
        "note",
        "film",
        "written",
        "under-way",
        "withdrawal-note",
        "copy-holder",
        "copy-seen",
    }
)
MOST = 1000


def _person(name: str, group: str) -> User:
    user, made = User.objects.get_or_create(username=name)
    if made:
        user.groups.add(Group.objects.get(name=group))
    return user


class Life:
    """``said`` holds each word by the place where it was said."""

    def __init__(self, mark: str, mark_bn: str) -> None:
        self.mark, self.mark_bn = mark, mark_bn
        self.said: dict[str, str] = {}
        self.today = dhaka_day(timezone.now())
        self.supervisor = _person("supervisor", "RSC supervisors")
        self.editor = _person("editor", "Editors")
        self.approvers = [_person(name, "Approvers") for name in ("first", "second")]
        self.admin = _person("admin", "Administrators")
        self._serve_district()
        self.clients: dict[str, Client] = {}
        self.script, _made = ConsentScript.objects.get_or_create(
            version="1", defaults={"text_bn": "শুনুন", "text_en": "Listen", "active_from": self.today}
        )

    def _serve_district(self) -> None:
        assignment, made = Assignment.objects.get_or_create(user=self.supervisor)
        if made:
            assignment.supervises = RSC.objects.create(
                name_en="R", seat_id=DISTRICT, districts_source="a test"
            )
            assignment.save()
            ServedDistrict.objects.create(district_id=DISTRICT, rsc=assignment.supervises)

    def say(self, where: str, *, bangla: bool = False) -> str:
        """Give the word of a place."""
        # None is part of another.
        word = f"{self.mark}{where.replace('-', '')}{self.mark[0]}"
        if bangla:
            word = (
                f"{'কখগঘচছজঝ'[len(self.said) % 8]}{'টঠডঢতথদধ'[len(self.said) // 8]}{self.mark_bn}"
            )
        return self.said.setdefault(where, word)

    def as_(self, user: User) -> Client:
        if user.username not in self.clients:
            client = Client(SERVER_NAME="localhost", headers={"Accept-Language": "en"})
            client.force_login(user)
            self.clients[user.username] = client
        return self.clients[user.username]

    def post(self, user: User, path: str, form: dict[str, Any]) -> Any:
        """Send a form, as its page does; it must be taken."""
        answer = self.as_(user).post(path, form)
        errors = getattr(answer.context and answer.context.get("form"), "errors", "")
        is_taken = answer.status_code in {302, 303} or "code_card" in str(answer.template_name)
        assert is_taken, (path, answer.status_code, errors)
        return answer

    # What happens, in its order.

    def live(self) -> None:
        self.tell()
        self.consent()
        self.evidence()
        self.story()
        self.record()
        self.film()
        self.write()
        self.approve()
        self.rename()
        self.translate()
        self.copy_and_delete()
        self.hand_out()
        self.quote()
        self.redirect()
        self.misplace()
        self.read()

    def tell(self) -> None:
        form = {
            "place": DISTRICT, "told_on": self.today.isoformat(), "name": self.say("name"),
            "telephone": self.say("telephone"), "village": self.say("village"),
            "other_names": self.say("other"),
        }  # fmt: skip
        self.post(self.supervisor, "/admin/testimonies/new/", form)
        self.testimony = Testimony.objects.latest("created_at")
        assert self.testimony.person.open()["name"] == self.said["name"]

    def consent(self) -> None:
        form = {
            "seen": 0, "script": self.script.pk, "script_language": "bn", "adult": "on",
            "aid_said": "on", "risks_asked": "on", "middleman_near": "no", "case_in_court": "no",
            "purposes": ["awareness", "training"], "channels": ["site", "facebook"],
            "languages": ["bn", "en"], "identity_level": "pseudonym",
            "ends_on": self.today.replace(year=self.today.year + 1).isoformat(),
            "contact": self.say("contact"), "evidence_kind": "voice",
            "evidence": self.say("evidence"), "witnessed": "on", "witness": self.say("witness"),
        }  # fmt: skip
        ask = reverse("consents:ask", args=[self.testimony.pk])
        self.post(self.supervisor, ask, form)
        # Taken back, and given again.
        withdraw = reverse("consents:withdraw", args=[self.testimony.pk])
        taken_back = {"seen": 1, "why": "asked", "note": self.say("withdrawal-note")}
        self.post(self.supervisor, withdraw, taken_back)
        self.post(self.supervisor, ask, {**form, "seen": 2})

    def evidence(self) -> None:
        film = self.say("film").encode() * MOST
        file = store(
            self.testimony, io.BytesIO(film), purpose=Purpose.VOICE, content_type="audio/ogg",
            by=self.supervisor, now=timezone.now(),
        )  # fmt: skip
        path = f"/admin/private/{file.pk}/"
        why = {"reason": "check-consent", "words": f"I know {self.say('access-reason')} well"}
        self.post(self.supervisor, path, why)
        answer = self.as_(self.supervisor).get(path)
        assert b"".join(answer.streaming_content) == film

    def story(self) -> None:
        form = {
            "testimony": str(self.testimony.pk), "display_name": self.say("pseudonym"),
            "display_name_bn": self.say("pseudonym-bn", bangla=True),
            "identity_level": "pseudonym", "sex": "woman", "age_band": "25-34",
            "role": "returnee", "district": DISTRICT, "destination": "MY", "way": "regular",
            "year_out": 2019, "year_back": 2021, "middleman": "yes", "themes": ["costs"],
            "risks_checked": "on", "costs-TOTAL_FORMS": 1, "costs-INITIAL_FORMS": 0,
            "costs-0-kind": "paid", "costs-0-amount_bdt": 350000, "costs-0-id": "",
        }  # fmt: skip
        self.post(self.editor, "/admin/stories/new/", form)
        self.told = Story.objects.get(testimony=self.testimony)
        bring = reverse("story_pictures:bring", args=[self.told.pk])
        file = SimpleUploadedFile(f"{self.say('picture-name')}.jpg", photo(1), "image/jpeg")
        said = {"file": file, "shows": "nobody", "looked_for": "on"}
        self.post(self.editor, bring, said)
        self.picture = StoryPicture.objects.get(story=self.told)

    def record(self) -> None:
        """Leave a chapter in writing, one that has not arrived whole, and what the app said."""
        ImportedTestimony.objects.create(
            testimony=self.testimony, seal={"meaning": "0" * 64, "files": {}},
            brought_by=self.supervisor, brought_at=timezone.now(),
        )  # fmt: skip
        take_words(
            self.testimony, chapter=Chapter.MESSAGE, text=f"Do not {self.say('written')} alone.",
            by=self.supervisor, now=timezone.now(),
        )  # fmt: skip
        phone, began = self.as_(self.supervisor), f"{self.say('under-way')} and".encode()
        begun = announce(phone, self.testimony, length=10 * len(began))
        assert patch(phone, begun["Location"], began, 0).status_code == 204

    def film(self) -> None:
        """Leave a video with captions that went to a platform, as workers leave it."""
        video = film_of(self.told, self.supervisor, timezone.now())
        cue = [0, 1500, f"Then {self.say('caption')} came"]
        Caption.objects.create(
            video=video, language="en", cues=[cue], edited_by=self.editor, edited_at=timezone.now()
        )
        Publishing.objects.create(
            video=video, platform="youtube", account="UC1", language="en", digest="0" * 64,
            title=self.say("platform-title"), description=f"On {self.say('platform-words')}",
            ordered_by=self.editor, ordered_at=timezone.now(), not_before=timezone.now(),
            state="stopped",
        )  # fmt: skip

    def form(self, **changes: Any) -> dict[str, Any]:
        return {
            "title": self.say("title-first"), "slug": self.say("slug-first"),
            "intro": f"A {self.say('intro')}", "experience": f"{self.say('experience')} was. " * 40,
            "support": f"Help {self.say('support')} came", "message": f"Mind {self.say('message')}",
            "quote": f"Look {self.say('quote')}", "quote_note": self.say("quote-note"),
            "warning": self.say("warning"), "story": self.told.pk,
            "seo_title": self.say("seo-title"), "search_description": self.say("seo-words"),
            "pictures-TOTAL_FORMS": 0, "pictures-INITIAL_FORMS": 0,
            "related-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **changes,
        }  # fmt: skip

    def write(self) -> None:
        index = StoryIndexPage.objects.get(locale__language_code="en")
        path = f"/admin/pages/add/pages/storypage/{index.pk}/"
        shown = {
            "pictures-TOTAL_FORMS": 1, "pictures-0-picture": str(self.picture.pk),
            "pictures-0-alt": self.say("alt"), "pictures-0-caption": self.say("caption"),
            "pictures-0-ORDER": 1, "pictures-0-id": "",
        }  # fmt: skip
        self.post(self.editor, path, self.form(title=self.say("title-draft")))
        self.page = StoryPage.objects.filter(story=self.told).latest("pk")
        comment = {
            "comments-TOTAL_FORMS": 1, "comments-0-contentpath": "intro", "comments-0-id": "",
            "comments-0-text": self.say("comment"), "comments-0-position": "",
            "comments-0-replies-TOTAL_FORMS": 1, "comments-0-replies-INITIAL_FORMS": 0,
            "comments-0-replies-0-text": self.say("reply"), "comments-0-replies-0-id": "",
        }  # fmt: skip
        self.edit(support=f"Only {self.say('draft')} then", **shown)
        self.edit(**comment)
        unsaved = self.form(title=self.say("preview"))
        answer = self.as_(self.editor).post(f"/admin/pages/{self.page.pk}/edit/preview/", unsaved)
        assert answer.json()["is_valid"]
        self.edit_comment(**{"action-submit": "1"})

    def edit(self, page: Page | None = None, **changes: Any) -> None:
        path = f"/admin/pages/{(page or self.page).pk}/edit/"
        self.post(self.editor, path, self.form(**changes))

    def edit_comment(self, **changes: Any) -> None:
        """Save the page with the comment that is there."""
        comment = self.page.wagtail_admin_comments.get()
        reply = comment.replies.get()
        kept = {
            "comments-TOTAL_FORMS": 1, "comments-INITIAL_FORMS": 1,
            "comments-0-id": comment.pk, "comments-0-contentpath": "intro",
            "comments-0-text": comment.text, "comments-0-position": "",
            "comments-0-replies-TOTAL_FORMS": 1, "comments-0-replies-INITIAL_FORMS": 1,
            "comments-0-replies-0-id": reply.pk, "comments-0-replies-0-text": reply.text,
        }  # fmt: skip
        self.edit(**kept, **changes)

    def act(self, user: User, action: str, comment: str) -> None:
        task = TaskState.objects.filter(status="in_progress").latest("pk")
        names = [self.page.pk, action, task.pk]
        path = reverse("wagtailadmin_pages:workflow_action", args=names)
        page = StoryPage.objects.get(pk=self.page.pk)
        said = {"comment": comment, "page": page.pk, "seen": digest_shown(page)}
        self.post(user, path, said)

    def approve(self) -> None:
        first, second = self.approvers
        self.act(first, "reject", self.say("workflow-comment"))
        self.edit_comment(**{"action-submit": "1"})
        self.act(first, "approve", "Well")
        self.act(second, "approve", self.say("approval-comment"))
        self.page.refresh_from_db()
        assert self.page.live

    def rename(self) -> None:
        """Publish it under another title and address; the old one leads there."""
        self.words = {"title": self.say("title-later"), "slug": self.say("slug-later")}
        self.edit_comment(**self.words, **{"action-submit": "1"})
        for approver in self.approvers:
            self.act(approver, "approve", "")
        self.page.refresh_from_db()
        assert self.page.slug == self.say("slug-later")

    def translate(self) -> None:
        bangla = Locale.objects.get(language_code="bn")
        self.post(
            self.editor, f"/admin/localize/submit/page/{self.page.pk}/", {"locales": [bangla.pk]}
        )
        translation = Translation.objects.get(source__object_id=self.page.translation_key)
        for at, segment in enumerate(translation.source.stringsegment_set.order_by("pk")):
            StringTranslation.objects.create(
                translation_of=segment.string, locale=bangla, context=segment.context,
                data=self.say(f"translated-{at}", bangla=True),
            )  # fmt: skip
        translation.save_target(publish=False)
        # A second time, after the source has changed: the words of before are in no segment.
        self.edit_comment(**self.words, support=f"Again {self.say('retranslated')}")
        translation.source.update_from_db()
        self.bangla = StoryPage.objects.get(locale=bangla, story=self.told)

    def copy_and_delete(self) -> None:
        self.page.create_alias(update_slug=self.say("alias-slug"))
        form = {
            "new_title": self.say("copied-title"), "new_slug": self.say("copied-slug"),
            "new_parent_page": self.page.get_parent().pk, "copy_subpages": "", "alias": "",
        }  # fmt: skip
        # Whoever copies needs no permission of stories.
        self.post(self.admin, f"/admin/pages/{self.page.pk}/copy/", form)
        copied = StoryPage.objects.get(slug=self.say("copied-slug"))
        copied.save_revision()
        self.post(self.admin, f"/admin/pages/{copied.pk}/delete/", {"next": ""})
        assert not StoryPage.objects.filter(pk=copied.pk).exists()

    def hand_out(self) -> None:
        """Give a copy to somebody, and hear that it is gone; override a find in between."""
        now, (first, _second) = timezone.now(), self.approvers
        copy = Copy.objects.create(
            story=self.told, kind="file", where=self.say("copy-where"), made_at=now,
            details={"holder": self.say("copy-holder")},
        )  # fmt: skip
        proven = {"proof": "holder", "seen": self.say("copy-seen")}
        self.post(self.supervisor, reverse("consents:gone", args=[copy.pk]), proven)
        report = NewsReport.objects.create(
            published_on=dhaka_day(now), outlet="Daily Padma", language="en", uses_story=True,
            headline=f"How {self.say('headline')} came back", changed_at=now,
        )  # fmt: skip
        Copy.objects.create(
            story=self.told, kind="other", where="Daily Padma", ref=report.contributor, made_at=now,
            gone_at=now, proof="looked",
        )  # fmt: skip
        Override.objects.create(
            story=self.told, language="en", digest="0" * 64, field="intro", kind="name",
            mark="0" * 64, reason="word", words=self.say("override-words"),
            written_by=self.editor, decided_by=first, decided_at=now,
        )  # fmt: skip

    def quote(self) -> None:
        """Stand in a monthly issue of long ago; it went out, and quotes the story."""
        now = timezone.now()
        issue = Issue.objects.create(month=dt.date(2019, 1, 1), story=self.told)
        version = IssueVersion.objects.create(
            issue=issue, number=1, content={}, sha256="", quoted_in=1, frozen_at=now
        )
        copy = Copy.objects.create(
            story=self.told, kind="issue", language="en", ref=f"{version.pk}-en", made_at=now
        )
        StoryQuote.objects.create(
            version=version, language="en", story=self.told, copy=copy, digest="0" * 64,
            title=self.say("quoted-title"), quote=self.say("quoted-words"),
        )  # fmt: skip

    def redirect(self) -> None:
        form = {
            "old_path": f"/{self.say('typed-redirect')}", "site": "", "is_permanent": "on",
            "redirect_page": self.page.pk, "redirect_page_route_path": "", "redirect_link": "",
        }  # fmt: skip
        self.post(self.admin, "/admin/redirects/add/", form)

    def misplace(self) -> None:
        """Save a draft of another page with this story, by mistake; then put it right."""
        index = StoryIndexPage.objects.get(locale__language_code="en")
        another = Story.objects.create(
            testimony=Testimony.objects.create(
                place_id=DISTRICT, told_on=self.today, recorded_by=self.supervisor,
                created_at=timezone.now(),
            ),
            recorded_by=self.editor, recorded_at=timezone.now(),
        )  # fmt: skip
        page = StoryPage(title="Another", slug="another", story=another, live=False)
        index.add_child(instance=page)
        self.edit(page, title="Another", slug="another", experience=self.say("misplaced"))
        words = ("intro", "support", "message", "quote", "quote_note", "warning", "seo_title")
        plain = dict.fromkeys((*words, "search_description"), "")
        self.edit(page, title="Another", slug="another", experience="", story=another.pk, **plain)

    def read(self) -> None:
        """Leave what reading leaves: logs, caches, messages that nobody looked at, exports."""
        session = self.as_(self.editor).session
        session["_messages"] = json.dumps([["__json_message", 0, 25, self.say("waiting")]])
        session.save()
        stranger = Client(SERVER_NAME="localhost")
        for path in (*self.addresses(), "/en/stories/"):
            stranger.get(path)
        boss = self.as_(self.admin)
        for path in (
            "/admin/reports/site-history/?export=xlsx", "/admin/reports/aging-pages/?export=csv",
            "/admin/reports/workflow/", f"/admin/pages/{self.page.pk}/history/", "/admin/",
        ):  # fmt: skip
            assert boss.get(path).status_code == 200, path

    def addresses(self) -> list[str]:
        """Give where the public read it: now, and before."""
        return [f"/en/stories/{self.said[f'slug-{when}']}/" for when in ("later", "first")]


def live_and_tell() -> None:
    """Live a life in the database of the environment, and print what was said where."""
    second_factor.listen()
    life = Life("qzk", "ৠৡৠ")
    life.live()
    # What waits in the broker while all this lies there.
    sweep_private_files.delay()
    sys.stdout.write(json.dumps({"code": life.testimony.code, "said": life.said}))

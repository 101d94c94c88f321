"""Which story an issue quotes, in the words of the story's own public pages.

An issue is a report that everybody may read: the person has to agree to print, for both. The
gate is asked when an issue is written, when it is frozen, and whenever somebody reads it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from crm_videos.copies.registering import register_copy
from crm_videos.gate import Question, verdicts
from crm_videos.identity import IdentityLevel
from crm_videos.models import Story, Testimony
from crm_videos.words import Channel, CopyKind, Purpose
from foundation.moments import dhaka_day
from portal.issues.models import IssueVersion, StoryQuote
from portal.pages.models import StoryPage
from portal.pages.story_content import findings_of, question_of

USES = (Purpose.REPORTING, Purpose.AWARENESS)
OF_THE_PAGE = (
    "title", "warning", "intro", "experience", "support", "message", "quote", "quote_note",
)  # fmt: skip
OWN_NAME = frozenset({IdentityLevel.OPEN, IdentityLevel.FIRST_NAME})
# Why a story is not quoted, without a word about the person.
NOT_ALLOWED = _("the consent and the approvals do not cover print, for reports and for everybody")
TELLS_TOO_MUCH = _("some of its words could tell who it is")
NO_PAGE = _("it has no public page in this language")


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """What is quoted in one language, and the number by which the register knows it."""

    title: str
    warning: str
    intro: str
    experience: str
    support: str
    message: str
    quote: str
    quote_note: str
    # Whether the name in it is the person's own.
    name_note: str
    # Phones that saved the page delete it by this number. A draft has none.
    copy: str = ""


def quotable(story: Story | None, *, now: datetime.datetime) -> dict[str, StoryPage]:
    """Give the pages of a story that an issue may quote now, by language; ask the gate."""
    pages = _public_pages(story)
    return {one: pages[one] for one in pages if one not in _hindered(pages.values(), now)}


def why_not_quoted(story: Story | None, *, now: datetime.datetime) -> dict[str, str]:
    """Say by language why a chosen story is not quoted; nothing where it is, or none is chosen."""
    if story is None:
        return {}
    pages = _public_pages(story)
    missing = dict.fromkeys({"bn", "en"} - set(pages), NO_PAGE)
    return {**missing, **_hindered(pages.values(), now)}


def stories_to_choose(*, now: datetime.datetime) -> dict[int, dict[str, str]]:
    """Give the stories that may be quoted now, each with its public titles by language."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    pages = list(StoryPage.objects.live().public().with_story().order_by("-first_published_at"))
    for page, is_open in zip(pages, _allowed(map(_asked, pages), now), strict=True):
        if is_open:
            found[page.story_id][page.locale.language_code] = page.title
    return dict(found)


def words_of(page: Any) -> QuotedWords:
    """Give what a page says, as an issue quotes it."""
    words = {name: getattr(page, name) for name in OF_THE_PAGE}
    with override(page.locale.language_code):
        return QuotedWords(**words, name_note=_about_the_name(page.story))


def _about_the_name(story: Story) -> str:
    """Say of the name in a story what its page says of it."""
    if story.identity_level in OWN_NAME:
        return story.shown_name
    return gettext("%(name)s is not the real name.") % {"name": story.shown_name}


def quote(version: IssueVersion, pages: Mapping[str, StoryPage], *, now: datetime.datetime) -> None:
    """Write down what a version quotes of pages, and enter each copy in the register.

    Inside the transaction that freezes; the testimony is locked (:func:`hold`) since the gate
    was asked about the pages.
    """
    for language, page in pages.items():
        row = StoryQuote(language=language, story=page.story, digest=_asked(page).digest)
        for name, words in asdict(words_of(page)).items():
            if name != "copy":
                setattr(row, name, words)
        enter(row, version, now=now)


def enter(row: StoryQuote, version: IssueVersion, *, now: datetime.datetime) -> None:
    """Keep a quotation as one of this version, and enter it in the register of copies."""
    row.pk, row.version = None, version
    row.copy = register_copy(
        row.story,
        kind=CopyKind.ISSUE,
        language=row.language,
        ref=f"{version.pk}-{row.language}",
        by=version.frozen_by,
        now=now,
    )
    row.save(force_insert=True)


def hold(story: Story | None) -> None:
    """Lock a story's testimony: nobody withdraws between what is written and what is quoted."""
    if story is not None:
        Testimony.objects.select_for_update().get(pk=story.testimony_id)


def open_quotes(
    versions: Iterable[IssueVersion], *, now: datetime.datetime
) -> Mapping[int, dict[str, QuotedWords]]:
    """Read what versions quote and may still show, by version and language; three queries."""
    # What had to go once stays gone, whatever the person agrees to later.
    standing = Q(copy__gone_at=None, copy__takedowns=None)
    rows = list(
        StoryQuote.objects.filter(standing, version__in=[one.pk for one in versions])
        .select_related("story", "copy")
        .order_by(F("version"), "language")
    )
    found: dict[int, dict[str, QuotedWords]] = defaultdict(dict)
    for row, is_open in zip(rows, _allowed(map(_asked_again, rows), now), strict=True):
        if is_open:
            words = {one.name: getattr(row, one.name) for one in fields(QuotedWords)}
            found[row.version_id][row.language] = QuotedWords(**{**words, "copy": str(row.copy_id)})
    return found


def _public_pages(story: Story | None) -> dict[str, StoryPage]:
    if story is None:
        return {}
    pages = StoryPage.objects.live().public().filter(story=story).with_story().order_by("pk")
    # Of two pages in one language the older one; aliases show what another page says.
    return {page.locale.language_code: page for page in reversed(pages.filter(alias_of=None))}


def _hindered(pages: Iterable[StoryPage], now: datetime.datetime) -> dict[str, str]:
    asked = list(pages)
    against = {}
    for page, is_open in zip(asked, _allowed(map(_asked, asked), now), strict=True):
        if not is_open:
            against[page.locale.language_code] = NOT_ALLOWED
        elif any(one.blocks for one in findings_of(page)):
            against[page.locale.language_code] = TELLS_TOO_MUCH
    return against


def _asked(page: Any) -> Question:
    """Ask about the words of a page: an issue shows neither its pictures nor its video."""
    whole = question_of(page, channel=Channel.PRINT)
    return replace(whole, pictures=(), has_alts=True, video=None, has_captions=True)


def _asked_again(row: StoryQuote) -> Question:
    return Question(
        story=row.story,
        language=row.language,
        digest=row.digest,
        has_warning=bool(row.warning.strip()),
        channel=Channel.PRINT,
    )


def _allowed(questions: Iterator[Question], now: datetime.datetime) -> Sequence[bool]:
    """Ask the gate about each for every use at once."""
    asked = [replace(one, purpose=use) for one in questions for use in USES]
    answers = [one.is_open for one in verdicts(asked, on=dhaka_day(now))]
    return [all(answers[at : at + len(USES)]) for at in range(0, len(answers), len(USES))]

"""What a story page shows, in the form in which the gate is asked about it.

The one bridge between the pages and :mod:`crm_videos.gate`.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from wagtail.fields import StreamField

from crm_videos.consent import day_of
from crm_videos.content import digest_of
from crm_videos.gate import Question, Verdict, verdict, verdicts
from crm_videos.identity_check import what_names_somebody
from crm_videos.identity_lint import Finding
from crm_videos.words import Channel

# Wagtail's own records about a page. Every other field is shown, or decides what is shown.
BOOKKEEPING = frozenset(
    {
        "page_ptr", "path", "depth", "numchild", "url_path", "translation_key", "live",
        "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
        "latest_revision", "latest_revision_created_at", "go_live_at", "expire_at", "expired",
        "locked", "locked_at", "locked_by", "content_type", "owner", "draft_title", "alias_of",
        "show_in_menus",
    }
)  # fmt: skip


def texts_of(page: Any) -> dict[str, Any]:
    """Give all that a story page shows of its own; its number too, for a copy is another page."""
    return {
        field.name: _plain(field, page)
        for field in page._meta.concrete_fields
        if field.name not in BOOKKEEPING
    }


def readable_texts(page: Any) -> dict[str, str]:
    """Give the words of a page by the names of their fields, the address included."""
    return {name: text for name, text in texts_of(page).items() if isinstance(text, str) and text}


def question_of(page: Any, *, channel: str = Channel.SITE) -> Question:
    """Put what a page shows as a question for the gate."""
    return Question(
        story=page.story,
        language=page.locale.language_code,
        digest=digest_of(page.story, texts_of(page)),
        has_warning=bool(page.warning.strip()),
        channel=channel,
    )


def verdict_of(page: Any, *, now: datetime.datetime) -> Verdict:
    """Ask the gate about one page."""
    return verdict(question_of(page), on=day_of(now))


def findings_of(page: Any) -> list[Finding]:
    """Look through the words of a page for what could tell who it is."""
    return what_names_somebody(page.story, readable_texts(page), page.locale.language_code)


def shown(pages: Iterable[Any], *, now: datetime.datetime, channel: str) -> list[Any]:
    """Keep the pages that the gate shows; two queries, however many they are."""
    asked = list(pages)
    questions = [question_of(page, channel=channel) for page in asked]
    answers = verdicts(questions, on=day_of(now))
    return [page for page, answer in zip(asked, answers, strict=True) if answer.is_open]


def _plain(field: Any, page: Any) -> Any:
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        # Without the blocks' own numbers, which Wagtail draws anew now and then.
        return [[one.block_type, one.block.get_prep_value(one.value)] for one in value]
    return value

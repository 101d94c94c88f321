"""What a story page shows, in the form in which the gate is asked about it.

The one bridge between the pages and :mod:`crm_videos.gate`.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from crm_videos.content import digest_of
from crm_videos.gate import Question, Verdict, verdict, verdicts
from crm_videos.identity_check import Find, what_names_somebody
from crm_videos.identity_lint import Allowed
from crm_videos.models import Caption, StoryVideo
from crm_videos.videos.approved import captions_in, facts_of_video, is_here
from crm_videos.words import Channel
from foundation.moments import dhaka_day
from portal.pages.models.programme import Programme

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
# As the lint's finds call what is said in the video.
CAPTIONS = "captions"


def texts_of(page: Any) -> dict[str, Any]:
    """Give all that a story page shows of its own; its number too, for a copy is another page."""
    texts = {
        field.name: _plain(field, page)
        for field in page._meta.concrete_fields
        if field.name not in BOOKKEEPING and field.name != "video"
    }
    if shown := pictures_of(page):
        texts["pictures"] = [[one.picture.facts(), one.alt, one.caption] for one in shown]
    if page.video_id:
        texts["video"] = facts_of_video(page.video, page.locale.language_code)
    return texts


def pictures_of(page: Any) -> list[Any]:
    """Give the pictures on a page in their order, without those that were erased."""
    placed = sorted(page.pictures.all(), key=lambda one: one.sort_order or 0)
    return [one for one in placed if one.picture.is_here]


def video_of(page: Any) -> StoryVideo | None:
    """Give the video on a page, unless it was removed or erased."""
    return page.video if page.video_id and is_here(page.video) else None


def captions_of(page: Any) -> Caption | None:
    """Give what is said in the video on a page, in the page's language."""
    video = video_of(page)
    return captions_in(video, page.locale.language_code) if video else None


def readable_texts(page: Any) -> dict[str, str]:
    """Give the words of a page by the names of their fields, the address included."""
    texts = {name: text for name, text in texts_of(page).items() if isinstance(text, str)}
    for number, one in enumerate(pictures_of(page), start=1):
        texts[f"alt {number}"], texts[f"caption {number}"] = one.alt, one.caption
    if said := captions_of(page):
        texts[CAPTIONS] = "\n".join(said.lines())
    return {name: text for name, text in texts.items() if text}


def question_of(page: Any, *, channel: str = Channel.SITE) -> Question:
    """Put what a page shows as a question for the gate."""
    pictures, video = pictures_of(page), video_of(page)
    return Question(
        story=page.story,
        language=page.locale.language_code,
        digest=digest_of(page.story, texts_of(page)),
        has_warning=bool(page.warning.strip()),
        channel=channel,
        pictures=tuple(one.picture for one in pictures),
        has_alts=all(one.alt.strip() for one in pictures),
        video=video,
        has_captions=video is None or captions_of(page) is not None,
    )


def verdict_of(page: Any, *, now: datetime.datetime) -> Verdict:
    """Ask the gate about one page."""
    return verdict(question_of(page), on=dhaka_day(now))


def public_names() -> Allowed:
    """Give the programme's own names and hotlines, which tell nothing of anybody."""
    programme = Programme.load()
    return Allowed(
        numbers=tuple(filter(None, (programme.hotline_free, programme.hotline))),
        words=(programme.name_en, programme.name_bn),
    )


def findings_of(page: Any) -> list[Find]:
    """Look through the words of a page for what could tell who it is."""
    language = page.locale.language_code
    return what_names_somebody(page.story, readable_texts(page), language, public=public_names())


def hindrances_of(page: Any, *, now: datetime.datetime) -> tuple[str, ...]:
    """Say in words why a page may not become public; nothing means that it may.

    The words are looked through again: since they were approved, the testimony may have
    been told another name that they hold.
    """
    found = verdict_of(page, now=now)
    if found.is_open and any(one.blocks for one in findings_of(page)):
        return (_("Some words could tell who it is: they stand above the story."),)
    return found.words


def shown(pages: Iterable[Any], *, now: datetime.datetime, channel: str) -> list[Any]:
    """Keep the pages that the gate shows; two queries, however many they are."""
    asked = list(pages)
    questions = [question_of(page, channel=channel) for page in asked]
    answers = verdicts(questions, on=dhaka_day(now))
    return [page for page, answer in zip(asked, answers, strict=True) if answer.is_open]


def _plain(field: Any, page: Any) -> Any:
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        # Without the blocks' own numbers, which Wagtail draws anew now and then.
        return [[one.block_type, one.block.get_prep_value(one.value)] for one in value]
    return value

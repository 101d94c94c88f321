"""Videos of stories on YouTube and Facebook: joins ``crm_videos`` with ``media_ingest``.

The judge asks the gate about the story's page in the language, as the platform's channel:
what is published there is the content that was approved for it, and nothing besides.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from crm_videos.gate import verdict
from crm_videos.identity_check import what_names_somebody
from crm_videos.models import Copy, Publishing
from crm_videos.publishing import ports
from crm_videos.publishing.ports import Asked, Judged, Platform
from foundation.encrypted import WrongKey
from foundation.moments import dhaka_day
from media_ingest.models import Account, Post
from media_ingest.platforms import PLATFORMS
from portal.story_reach import counts


def judge(asked: Asked, now: datetime.datetime) -> Judged:
    """Ask the gate whether a video may stand on a platform, with these words beside it."""
    from portal.pages.models import StoryPage
    from portal.pages.story_content import findings_of, public_names, question_of

    pages = StoryPage.objects.filter(
        story=asked.story, locale__language_code=asked.language, live=True, alias_of=None
    )
    page = pages.order_by("pk").first()
    if page is None:
        return Judged("", (_("The story has no public page in this language."),))
    question = question_of(page, channel=asked.channel)
    against = list(verdict(question, on=dhaka_day(now)).words)
    if asked.video is not None and not _shows(page, asked.video):
        against.append(_("The page does not show this video, so nobody has approved it."))
    if any(find.blocks for find in findings_of(page)):
        against.append(_("Some words could tell who it is: they stand above the story."))
    # Read as the page's own title and summary: what was overridden there holds here.
    texts = {_AS_ON_PAGE[name]: words for name, words in asked.texts.items()}
    found = what_names_somebody(asked.story, texts, asked.language, public=public_names())
    if told := [find.matched for find in found if find.blocks]:
        words = ", ".join(dict.fromkeys(told))
        against.append(_("This could tell who it is: %(words)s") % {"words": words})
    return Judged(question.digest, tuple(against))


_AS_ON_PAGE = {"title": "title", "description": "intro"}


def _shows(page: Any, video: Any) -> bool:
    """Say whether a page shows a video; what it shows is in the digest that was approved."""
    return bool(page.video_id == video.pk)


def open_account(platform: str, account: str) -> Platform | None:
    """Give the way to one connected account."""
    row = Account.objects.filter(platform=platform, external_id=account).first()
    if row is None:
        return None
    try:
        secrets = row.credentials.open()
    except WrongKey:
        return None
    publisher: Platform = PLATFORMS[row.platform].publisher(row, secrets)
    return publisher


def accounts(platform: str) -> Iterable[tuple[str, str]]:
    """Give the connected accounts of a platform, by id and name."""
    for row in Account.objects.filter(platform=platform, delete_by=None):
        yield row.external_id, row.title or row.external_id


def account_of(copy: Copy) -> str:
    """Say in which account of ours a copy is; "" where that is not known.

    Not guessed: a platform hides from one account what another one may well show.
    """
    ordered = Publishing.objects.filter(copy=copy).first()
    if ordered:
        return ordered.account
    posts = Post.objects.filter(account__platform=copy.kind)
    known = (posts.filter(external_id=copy.ref) | posts.filter(object_id=copy.ref)).first()
    return known.account.external_id if known and copy.ref else ""


def wire() -> None:
    """Tell ``crm_videos`` whom to ask."""
    ports.wire(judge=judge, open_account=open_account, accounts=accounts, counts=counts)

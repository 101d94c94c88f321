"""How far the copies of a story reached, as the platforms and our own site say: never added up.

Per-video counts stay in ``media_ingest`` under the platforms' terms; nothing of them is kept
here or printed. A line is one meaning of one measure. A counter whose meaning changed is cut
at that day; what cannot be cut says so. What nobody knows is no zero.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.db.models import Max, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns.models import Definition
from crm_videos.models import Copy
from crm_videos.publishing.ports import Count
from crm_videos.words import CopyKind
from media_ingest.models import ForgottenPost, Post, PostReading
from media_ingest.pacific import pacific_day
from portal.page_views.models import ViewsOfADay

MEASURE = PostReading.Measure
# Of viewers and views; likes and the like tell nothing of reach.
COUNTED = (MEASURE.VIEWERS, MEASURE.VIEWS)
COUNTER = "viewCount"
SINCE_IT_WAS_PUBLISHED: dict[str, str | Promise] = {
    "post_total_media_view_unique": _(
        "Accounts on whose screen it was, since it was published, counted by Facebook. "
        "Accounts, not people."
    ),
    "post_impressions_unique": _(
        "Accounts on whose screen the video was, since it was published, in Facebook's older "
        "count. Accounts, not people."
    ),
    "post_media_view": _(
        "Times it was played or displayed on Facebook since it was published; one account can "
        "view many times."
    ),
    COUNTER: _("The video's own counter on YouTube. Plays, not people."),
}
OF_A_COUNTER: dict[str, str | Promise] = {
    "youtube-counters-2005": _("Counted before Shorts counted every start."),
    "youtube-counters-2025": _("Every start of a Short counts."),
    "youtube-counters-2026": _(
        "Every start counts, autoplay and preview too; not comparable with what was before."
    ),
}
# Which measure of the ledger a platform's count is; how it adds up is asked of that.
INDICATORS = {
    "post_total_media_view_unique": "D1",
    "post_impressions_unique": "D1",
    "post_media_view": "D2",
    COUNTER: "D3",
}
PAGE_VIEWS = "D5"
MIXED = _(
    "It was first read after the meaning of a view had changed: what is of before and what of "
    "after cannot be told."
)
FORGOTTEN = _(
    "The platform's terms made us delete what was counted. It is in the month figures of the "
    "account, which stay."
)
OF_OUR_SITE = _("Times the page was opened here, up to this day. Page views, not people.")
NOT_SAID = _("The platform did not say it.")
TAKEN_BACK = _("The platform has taken back more than was counted since.")


def counts(copies: Iterable[Copy]) -> dict[Any, list[Count]]:
    """Give what is known of some copies; as many queries however many they are."""
    given = list(copies)
    wanted = {(copy.kind, copy.ref): copy.pk for copy in given if copy.ref}
    copy_of = _posts_of(wanted)
    meanings = list(Definition.objects.filter(metric=COUNTER).order_by("valid_from"))
    found: dict[Any, list[Count]] = defaultdict(list)
    for (post, _measure, metric), rows in _readings(copy_of).items():
        lines = _cut(rows, post, meanings) if metric == COUNTER else _whole(rows, metric)
        found[copy_of[post]] += lines
    digests = {ForgottenPost.digest_of(ref): key for (_kind, ref), key in wanted.items()}
    for row in ForgottenPost.objects.filter(digest__in=digests):
        found.setdefault(
            digests[row.digest], [Count(MEASURE.VIEWS.label, None, None, why=FORGOTTEN)]
        )
    return dict(found) | _on_our_site(given)


def _on_our_site(copies: Iterable[Copy]) -> dict[Any, list[Count]]:
    """Give the page views of the copies that are pages here, each in its language."""
    pages = {copy.pk: int(copy.ref) for copy in copies if copy.kind == CopyKind.PAGE and copy.ref}
    if not pages:
        return {}
    keys = dict(Page.objects.filter(pk__in=pages.values()).values_list("pk", "translation_key"))
    rows = ViewsOfADay.objects.filter(page__in=keys.values()).values_list("page", "language")
    views = {
        (key, language): (number, last)
        for key, language, number, last in rows.annotate(Sum("views"), Max("day")).order_by()
    }
    own = ((copy, keys.get(pages[copy.pk])) for copy in copies if copy.pk in pages)
    return {
        copy.pk: [
            Count(
                _("page views"),
                *views[key, copy.language],
                definition=OF_OUR_SITE,
                indicator=PAGE_VIEWS,
            )
        ]
        for copy, key in own
        if (key, copy.language) in views
    }


def _posts_of(wanted: dict[tuple[str, str], Any]) -> dict[Post, Any]:
    refs = [ref for _kind, ref in wanted]
    posts = Post.objects.filter(Q(external_id__in=refs) | Q(object_id__in=refs))
    return {
        post: copy
        for post in posts.select_related("account")
        for ref in {post.external_id, post.object_id}
        if (copy := wanted.get((post.account.platform, ref)))
    }


def _readings(posts: dict[Post, Any]) -> dict[tuple[Post, str, str], list[PostReading]]:
    """Give the readings of each metric of each post, the oldest first."""
    own = {post.pk: post for post in posts}
    found: dict[tuple[Post, str, str], list[PostReading]] = {}
    rows = PostReading.objects.filter(post__in=own, measure__in=COUNTED)
    for row in rows.order_by("measure", "observed_at", "version"):
        found.setdefault((own[row.post_id], row.measure, row.metric), []).append(row)
    return found


def _whole(rows: list[PostReading], metric: str) -> list[Count]:
    """Give one count since publication: the last that is known."""
    newest = next((row for row in reversed(rows) if row.value is not None), rows[-1])
    return [
        Count(
            newest.get_measure_display(),
            newest.value,
            newest.last_seen_at,
            definition=SINCE_IT_WAS_PUBLISHED.get(metric, metric),
            why=NOT_SAID if newest.value is None else "",
            indicator=INDICATORS.get(metric, ""),
        )
    ]


def _cut(rows: list[PostReading], post: Post, meanings: list[Definition]) -> list[Count]:
    """Cut a counter where its meaning changed, at the last look before that day."""
    known = [row for row in rows if row.value is not None]
    if not known:
        return _whole(rows, COUNTER)
    lived = _lived_through(post, known[-1], meanings)
    if len(lived) > 1 and pacific_day(known[0].observed_at) >= _begin(lived[-1]):
        whole = _whole(known, COUNTER)[0]
        return [Count(whole.label, whole.value, whole.said_at, definition=MIXED)]
    return list(_parts(known, lived))


def _lived_through(post: Post, newest: PostReading, meanings: list[Definition]) -> list[Definition]:
    """Give the meanings under which a video was there, as far as it was read."""
    born = pacific_day(post.published_at or post.first_seen_at)
    read = pacific_day(newest.last_seen_at)
    ordered = sorted(meanings, key=_begin)
    return [one for one in ordered if _begin(one) <= read and (one.valid_to or read) >= born]


def _parts(known: list[PostReading], lived: list[Definition]) -> Iterator[Count]:
    ends = [_last_before(known, _begin(later)) for _one, later in pairwise(lived)]
    before = 0
    for meaning, end in zip(lived, [*ends, known[-1]], strict=True):
        if end is None:
            # Nobody looked while it meant that: what comes next holds it too.
            continue
        grown = (end.value or 0) - before
        before = end.value or 0
        yield Count(
            end.get_measure_display(),
            grown if grown >= 0 else None,
            end.last_seen_at,
            definition=OF_A_COUNTER.get(meaning.pk, meaning.text_en),
            since=meaning.valid_from if len(lived) > 1 else None,
            until=meaning.valid_to if len(lived) > 1 else None,
            why="" if grown >= 0 else TAKEN_BACK,
            indicator=INDICATORS[COUNTER],
        )


def _last_before(known: list[PostReading], day: datetime.date) -> PostReading | None:
    """Give the last reading that was heard before a day of the platform."""
    found = [row for row in known if pacific_day(row.observed_at) < day]
    return found[-1] if found else None


def _begin(meaning: Definition) -> datetime.date:
    return meaning.valid_from or datetime.date.min

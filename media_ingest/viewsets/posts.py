"""Posts and videos: the newest counts of each, and how they came about."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.permissions import policy_registry

from foundation.kept_rows import KeptModelViewSet
from media_ingest.charts import Chart, draw
from media_ingest.columns import CountColumn, MomentColumn, show_count
from media_ingest.models import Account, Post, PostReading
from media_ingest.viewsets.raw_answers import RawAnswerView
from media_ingest.viewsets.records import RecordIndexView, RecordInspectView

Measure = PostReading.Measure
IN_THE_LIST = (Measure.VIEWERS, Measure.VIEWS, Measure.PLAYS)
# A reading may be this late before the line has a gap.
PATIENCE = timedelta(days=2)
MOST_READINGS_SHOWN = 500


@dataclass(frozen=True)
class Measured:
    """One measure of a post: the newest reading of each metric, all of them, and their chart."""

    label: str
    newest: list[PostReading]
    readings: list[PostReading]
    chart: Chart | None

    @property
    def gaps(self) -> int:
        return len(self.chart.gaps) if self.chart else 0

    @property
    def highest(self) -> str:
        return show_count(self.chart.highest) if self.chart else ""


def latest_value(measure: Measure) -> Subquery:
    """Give the newest known count of a measure, whichever metric told it."""
    known = PostReading.objects.filter(
        post=OuterRef("pk"), measure=measure, value__isnull=False
    ).order_by("-last_seen_at", "-version")
    return Subquery(known.values("value")[:1])


class PostIndexView(RecordIndexView):
    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the title; it opens the post."""
        title = TitleColumn(
            "title", label=_("Title"), accessor=str, get_url=self.get_inspect_url, sort_key="title"
        )
        return [title, *POST_COLUMNS]

    def get_base_queryset(self) -> QuerySet[Post]:
        """Read what the columns show in one query."""
        posts: QuerySet[Post] = super().get_base_queryset()
        return posts.annotate(**{f"newest_{one}": latest_value(one) for one in IN_THE_LIST})


POST_COLUMNS = [
    Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
    *(CountColumn(f"newest_{one}", label=one.label.capitalize()) for one in IN_THE_LIST),
    StatusTagColumn(
        "state",
        label=_("State"),
        accessor="get_state_display",
        primary=lambda post: post.state == Post.State.SHOWN,
        sort_key="state",
    ),
    MomentColumn("published_at", label=_("Published"), sort_key="published_at"),
    MomentColumn("next_read_at", label=_("Next read"), sort_key="next_read_at"),
    Column("account", label=_("Account"), sort_key="account"),
]


def read_by(post: Post) -> Callable[[datetime], datetime]:
    """Say by when a post that was read at a moment should have been read again.

    YouTube's videos are read daily; Facebook's posts daily for 30 days, weekly
    to 90 and monthly after (facebook.md §9).
    """
    born = post.published_at or post.first_seen_at
    daily = post.account.platform == Account.Platform.YOUTUBE

    def latest(moment: datetime) -> datetime:
        age = (moment - born).days
        rest = 1 if daily or age < 30 else 7 if age < 90 else 31
        return moment + timedelta(days=rest) + PATIENCE

    return latest


def measured(post: Post, readings: list[PostReading]) -> list[Measured]:
    """Gather the readings of a post by what they measure, in the order of the measures."""
    by_measure: dict[str, list[PostReading]] = defaultdict(list)
    for reading in readings:
        by_measure[reading.measure].append(reading)
    return [
        Measured(
            label=str(measure.label),
            newest=list({one.metric: one for one in by_measure[measure]}.values()),
            readings=by_measure[measure],
            chart=draw(by_measure[measure], read_by=read_by(post)),
        )
        for measure in Measure
        if by_measure[measure]
    ]


class PostInspectView(RecordInspectView):
    template_name = "media_ingest/post_inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The newest of them, told from the oldest on.
        newest = self.object.readings.order_by("-last_seen_at", "-version")[:MOST_READINGS_SHOWN]
        in_order = sorted(newest, key=lambda one: (one.observed_at, one.version))
        policy = policy_registry.get_by_type(PostReading)
        return super().get_context_data(
            measures=measured(self.object, in_order),
            may_open_answers=policy.user_has_permission(self.request.user, "view"),
            **kwargs,
        )


class PostViewSet(KeptModelViewSet):
    model = Post
    name = "media_posts"
    icon = "media"
    menu_label = _("Posts and videos")
    index_view_class = PostIndexView
    inspect_view_class = PostInspectView
    inspect_template_name = PostInspectView.template_name
    list_filter = ["account", "kind", "state"]
    search_fields = ["title", "external_id"]
    inspect_view_fields = [
        "account", "kind", "external_id", "permalink", "published_at", "state", "first_seen_at",
        "confirmed_at", "missing_since", "next_read_at",
    ]  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the way to the raw answer of a reading of a post."""
        raw: Any = self.construct_view(RawAnswerView, model=PostReading)
        return [*super().get_urlpatterns(), path("raw/<int:pk>/", raw, name="raw")]

"""When the platforms' words change their meaning and their API versions end.

One list, kept by hand from the platforms' own pages. Staff read it in the
admin; what a figure means on a day stands in ``campaigns.Definition``.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from media_ingest.models import Account

FACEBOOK, YOUTUBE = Account.Platform.FACEBOOK, Account.Platform.YOUTUBE
GRAPH_CHANGELOG = "developers.facebook.com/docs/graph-api/changelog"
GRAPH_VERSIONS = f"{GRAPH_CHANGELOG}/versions"
METRICS_GONE = (
    "developers.facebook.com/documentation/pages-api/platforminsights/page/deprecated-metrics"
)
ANALYTICS_HISTORY = "developers.google.com/youtube/analytics/revision_history"
YOUTUBE_HISTORY = "developers.google.com/youtube/v3/revision_history"


@dataclass(frozen=True, slots=True)
class Turn:
    """One day on which something changed or will; ``breaks``: no line runs across it."""

    day: date
    platform: Account.Platform
    what: str | Promise
    means: str | Promise
    source: str
    breaks: bool = False


_DEAD = _("Dead in every version, old ones included. Figures until then stay as they are.")
_ENDS = _(
    "From then on a call that asks for it is served by the next one, without an error. "
    "Ask for a newer version before that day."
)


def _end_of(version: str, day: date) -> Turn:
    what = format_lazy(_("Graph API {version} ends"), version=version)
    return Turn(day, FACEBOOK, what, _ENDS, GRAPH_VERSIONS)


TURNS: tuple[Turn, ...] = tuple(
    sorted(
        (
            Turn(
                date(2024, 3, 14), FACEBOOK,
                _("Engaged users, consumptions and negative feedback of a Page"), _DEAD,
                METRICS_GONE,
            ),
            Turn(
                date(2024, 9, 16), FACEBOOK,
                _("Page impressions by place, age and sex"), _DEAD, METRICS_GONE,
            ),
            Turn(
                date(2025, 3, 31), YOUTUBE, _("Views of Shorts count every start and replay"),
                _(
                    "“Views” before and after are two figures. “Engaged views” keep the older "
                    "meaning."
                ),
                ANALYTICS_HISTORY, breaks=True,
            ),
            Turn(
                date(2025, 11, 15), FACEBOOK, _("Impressions and fans of a Page, impressions of "
                "a post"), _DEAD, METRICS_GONE,
            ),
            Turn(
                date(2026, 6, 1), YOUTUBE, _("Quotas are counted in buckets"),
                _("10,000 units a day for most calls; batchGetStats and search have their own."),
                YOUTUBE_HISTORY,
            ),
            Turn(
                date(2026, 6, 15), FACEBOOK, _("Reach becomes viewers"),
                _(
                    "A person counts when content was viewed, not when it entered the screen. "
                    "Reach and viewers are two figures."
                ),
                METRICS_GONE, breaks=True,
            ),
            Turn(
                date(2026, 7, 29), FACEBOOK, _("Graph API v26.0 is released"),
                _("The last splits of reach are dead with it. No end of v26.0 is announced."),
                f"{GRAPH_CHANGELOG}/version26.0",
            ),
            Turn(
                date(2026, 8, 24), YOUTUBE, _("Views of all formats count every start"),
                _(
                    "Autoplay and hovering count too. August 2026 is two figures of views; "
                    "“engaged views” go on."
                ),
                ANALYTICS_HISTORY, breaks=True,
            ),
            _end_of("v20.0", date(2026, 9, 24)),
            _end_of("v21.0", date(2027, 1, 21)),
            _end_of("v22.0", date(2027, 5, 20)),
            _end_of("v23.0", date(2027, 10, 8)),
            _end_of("v24.0", date(2028, 2, 18)),
            _end_of("v25.0", date(2028, 7, 29)),
        ),
        key=lambda turn: (turn.day, turn.platform),
    )
)  # fmt: skip


def still_to_come(today: date) -> list[Turn]:
    """Give what lies ahead, today included, the next first."""
    return [turn for turn in TURNS if turn.day >= today]


def already_past(today: date) -> list[Turn]:
    """Give what is behind us, the newest first."""
    return [turn for turn in reversed(TURNS) if turn.day < today]

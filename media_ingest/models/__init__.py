"""The tables of media_ingest. Each file imports only those to its left.

polls <- accounts <- readings, posts, catalogue, alerts; allowances and raw answers stand alone.
"""

from media_ingest.models.accounts import Account, AccountQuerySet, platform_name
from media_ingest.models.alerts import Alert, AlertQuerySet
from media_ingest.models.allowances import Allowance
from media_ingest.models.catalogue import Metric
from media_ingest.models.pending_grants import PendingGrant
from media_ingest.models.polls import REASON_LENGTH, UNDER_WAY, PollRun
from media_ingest.models.posts import CounterGrowth, ForgottenPost, Post, PostReading
from media_ingest.models.raw_answers import RawAnswer
from media_ingest.models.readings import Reading

__all__ = [
    "REASON_LENGTH",
    "UNDER_WAY",
    "Account",
    "AccountQuerySet",
    "Alert",
    "AlertQuerySet",
    "Allowance",
    "CounterGrowth",
    "ForgottenPost",
    "Metric",
    "PendingGrant",
    "PollRun",
    "Post",
    "PostReading",
    "RawAnswer",
    "Reading",
    "platform_name",
]

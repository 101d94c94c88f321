"""The digest of what a story shows: its facts and the words of one page.

Approvals hold for one digest. Whatever is forgotten here could be changed after it was
approved, so everything is in it but what is named as book-keeping.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from crm_videos.models import Story

# Not shown, and no decision about what is shown.
BOOKKEEPING = frozenset({"recorded_by", "recorded_at", "campaign"})


def facts_of(story: Story) -> dict[str, Any]:
    """Give all facts of a story, with its sums and the rate at which they are shown."""
    facts: dict[str, Any] = {
        field.name: field.value_from_object(story)
        for field in story._meta.concrete_fields
        if field.name not in BOOKKEEPING
    }
    facts["costs"] = [[cost.kind, cost.amount_bdt] for cost in story.costs.all()]
    if story.rate:
        facts["rate"] = [story.rate.day, story.rate.bdt_per_usd.normalize(), story.rate.source]
    return facts


def digest_of(story: Story, texts: Mapping[str, Any]) -> str:
    """Give the digest of a story's facts together with the texts that go with them."""
    shown = json.dumps(
        {"facts": facts_of(story), "texts": dict(texts)}, sort_keys=True, cls=DjangoJSONEncoder
    )
    return hashlib.sha256(shown.encode()).hexdigest()

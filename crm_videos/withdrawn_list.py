"""The list of what was withdrawn: by it phones delete the pages that they have saved.

It names copies by numbers that were drawn, and nothing else of a story. It only ever
grows, so the count of its entries is its sequence number.
"""

import datetime
import json
from typing import Any

from crm_videos.models import LOCAL, Takedown
from crm_videos.signing import public_keys, sign

FORMAT = 1


def withdrawn_copies() -> list[str]:
    """Give the numbers of all pages and saved pages that were to go, in their order."""
    named = Takedown.objects.filter(copy__kind__in=LOCAL).values_list("copy", flat=True)
    return sorted({str(copy) for copy in named})


def signed_list(now: datetime.datetime) -> dict[str, Any]:
    """Give the list, as the text that was signed, and the signatures by the names of the keys."""
    withdrawn = withdrawn_copies()
    told = {
        "format": FORMAT,
        "sequence": len(withdrawn),
        "issued": now.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "withdrawn": withdrawn,
        # Whoever trusts one of the keys learns the next one from it.
        "keys": public_keys(),
    }
    text = json.dumps(told, separators=(",", ":"))
    return {"list": text, "signatures": sign(text.encode())}

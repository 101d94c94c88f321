"""What a storm may not change: readings and ledger, without ids, times and runs."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.storms.scene import Spot

Rows = Callable[[str], list[tuple[Any, ...]]]

READINGS = """
    SELECT a.external_id, r.metric, r.period, r.window_start, r.window_end, r.version, r.zone,
           r.value, r.null_reason, r.definition, r.request, r.version_served, r.raw_sha256
    FROM media_ingest_reading r JOIN media_ingest_account a ON a.id = r.account_id
    WHERE a.external_id IN ({accounts})
"""
_KEY = "k.indicator_id, k.channel_id, k.definition_id, k.period_start, k.period_end, k.zone"
ENTRIES = f"""
    SELECT {_KEY}, e.version, e.state, e.value, e.reason, CASE WHEN e.settled THEN 1 ELSE 0 END,
           e.confidence, e.authority, e.booked_month, e.payload_sha256
    FROM campaigns_entry e JOIN campaigns_key k ON k.id = e.key_id
    WHERE k.channel_id IN ({{channels}})
"""
CURRENTS = f"""
    SELECT {_KEY}, c.version, c.state, c.value, c.reason, CASE WHEN c.settled THEN 1 ELSE 0 END
    FROM campaigns_current c JOIN campaigns_key k ON k.id = c.key_id
    WHERE k.channel_id IN ({{channels}}) AND c.version > 0
"""
TABLES = {"readings": READINGS, "ledger entries": ENTRIES, "ledger currents": CURRENTS}
VERSIONS = """
    SELECT a.external_id, r.metric, r.window_end, r.value
    FROM media_ingest_reading r JOIN media_ingest_account a ON a.id = r.account_id
    ORDER BY a.external_id, r.metric, r.window_end, r.version
"""
# Two versions in a row that say the same are one version too many.
SAID_AGAIN = """
    SELECT a.external_id, r.metric, r.window_end, r.version
    FROM media_ingest_reading r
    JOIN media_ingest_reading before ON before.account_id = r.account_id
        AND before.metric = r.metric AND before.period = r.period
        AND before.window_start = r.window_start AND before.window_end = r.window_end
        AND before.version = r.version - 1 AND before.value = r.value
    JOIN media_ingest_account a ON a.id = r.account_id
"""


def everything(rows: Rows, accounts: list[Spot]) -> dict[str, Counter]:
    """Read all that is to be equal; a row that is there twice counts twice."""
    among = {
        "accounts": ", ".join(f"'{spot.external_id}'" for spot in accounts),
        "channels": ", ".join(f"'{spot.channel}'" for spot in accounts),
    }
    return {
        name: Counter(tuple(map(str, row)) for row in rows(sql.format(**among)))
        for name, sql in TABLES.items()
    }


def differences(storm: dict[str, Counter], clean: dict[str, Counter]) -> list[str]:
    """Say what is missing after the storm, and what is too much; empty when nothing is."""
    said = []
    for name in TABLES:
        missing, too_much = clean[name] - storm[name], storm[name] - clean[name]
        for what, rows in (("missing", missing), ("too much", too_much)):
            if rows:
                said.append(f"{name}: {rows.total()} {what}, such as {sorted(rows)[:3]}")
    return said

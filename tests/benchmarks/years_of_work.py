"""Five years of a large programme: events, readings and the ledger, as posting would leave them.

The rows are made inside the database, since a million postings would take hours; what
:func:`campaigns.rebuilding.rebuild_rollups` says of them is that they are what posting leaves.
The same number gives the same rows on every database.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Campaign, Channel, Entry, Indicator, Key, Place, Target
from campaigns.models.rollups import ALL_CAMPAIGNS
from events.models import EventKind
from media_ingest.connecting import connect_account
from media_ingest.work_table import start_by_hand
from tests.benchmarks.moments import NOW

KINDS, METRICS_A_DAY, DAYS_READ = 40, 2000, 1800
FIRST, MONTHS = dt.date(2021, 10, 1), 60
LAST = dt.date(2026, 9, 1)
OWN_CAMPAIGNS = ("haul", "season", "return")
# Facebook's and YouTube's meanings, with the months that each was used in.
STATED = (
    ("D1", "facebook", "facebook-reach", "2021-10", "2026-05"),
    ("D1", "facebook", "facebook-viewers", "2026-07", "2026-09"),
    ("D2", "facebook", "facebook-views", "2021-10", "2026-09"),
    ("D3", "youtube", "youtube-views-2005", "2021-10", "2025-02"),
    ("D3", "youtube", "youtube-views-2025", "2025-04", "2026-07"),
    ("D3", "youtube", "youtube-views-2026", "2026-09", "2026-09"),
    ("D4", "youtube", "youtube-engaged-views", "2021-10", "2026-09"),
    ("E2", "hotline", "hotline-calls", "2021-10", "2026-09"),
    ("C1", "products", "products-developed", "2021-10", "2026-09"),
)  # fmt: skip


def months() -> list[dt.date]:
    """Give the sixty months, the oldest first."""
    found = [FIRST]
    while len(found) < MONTHS:
        found.append((found[-1] + dt.timedelta(days=32)).replace(day=1))
    return found


def fill(events: int, readings: int) -> None:
    """Fill an empty programme with so many events, and so many readings of platforms."""
    kinds = make_kinds()
    for slug in OWN_CAMPAIGNS:
        Campaign.objects.create(slug=slug, name_en=slug.title(), name_bn="প্রচার")
    state_months()
    make_targets()
    _names(kinds)
    _events(events)
    _ledger()
    _rollups()
    _readings(readings)
    _forget()


def make_kinds() -> list[str]:
    """Bring the kinds of event to forty."""
    here = list(EventKind.objects.order_by("pk").values_list("pk", flat=True))
    for number in range(len(here), KINDS):
        channel = Channel.objects.create(
            slug=f"kind-{number}", group="field", event_kind=True,
            label_en=f"Kind {number}", label_bn="ধরন",
        )  # fmt: skip
        EventKind.objects.create(channel=channel, reach_class="awareness")
        here.append(channel.pk)
    return here


def state_months() -> None:
    """State what platforms and registers say of each month, through the ledger's own door."""
    source = Source(authority="person", ref="sheet", observed_at=NOW)
    for indicator, channel, definition, first, last in STATED:
        facts = [
            Fact(
                cell=Cell(
                    indicator=indicator, channel=channel, definition=definition,
                    period_start=month, period_end=month + dt.timedelta(days=27),
                    zone="Asia/Dhaka",
                ),
                source=source, value=1000 + number,
            )
            for number, month in enumerate(months()) if first <= f"{month:%Y-%m}" <= last
        ]  # fmt: skip
        post_stated(facts, now=NOW)


def make_targets() -> None:
    """Promise twelve things: attendances, events and products, of the whole and of campaigns."""
    for campaign in (Campaign.NONE, *OWN_CAMPAIGNS):
        for code in ("A1", "A2", "C1"):
            Target.objects.create(
                campaign_id=campaign, indicator=Indicator.objects.get(pk=code),
                target_value=5_000_000,
                from_month=dt.date(2024, 1, 1), to_month=dt.date(2026, 12, 1),
            )  # fmt: skip


def _names(kinds: list[str]) -> None:
    """Number what events choose from: kinds, places, months, campaigns."""
    districts = Place.objects.filter(level="district").order_by("pk").values_list("pk", flat=True)
    unions = Place.objects.filter(level="union").order_by("pk").values_list("pk", flat=True)
    of_district: dict[str, str] = {}
    for union in unions:
        of_district.setdefault(union[:6], union)
    _table("made_kind", "n integer, slug varchar(50)", enumerate(kinds))
    _table(
        "made_place", "n integer, district varchar(20), place varchar(20)",
        [(n, one, of_district.get(one, one)) for n, one in enumerate(districts)],
    )  # fmt: skip
    _table("made_month", "n integer, start date", enumerate(months()))
    _table("made_campaign", "n integer, slug varchar(50)",
           enumerate((Campaign.NONE, Campaign.NONE, Campaign.NONE, *OWN_CAMPAIGNS)))  # fmt: skip
    days = [(n, FIRST + dt.timedelta(days=n)) for n in range(DAYS_READ)]
    _table("made_day", "n integer, day date", days)


def _table(name: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    run(f"CREATE TEMP TABLE {name} ({columns})")
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(columns.split(",")))
        cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", [*rows])


def run(sql: str, **words: str) -> None:
    """Run a statement; ``{hash}`` and the like stand for what the databases call otherwise."""
    is_sqlite = connection.vendor == "sqlite"
    own = {
        "sha": "SHA256({0})" if is_sqlite else "encode(sha256(convert_to({0}, 'UTF8')), 'hex')",
        "uuid": "printf('%%032x', {0})" if is_sqlite else "lpad(to_hex({0}), 32, '0')::uuid",
    }
    for name, form in own.items():
        while f"{name}<" in sql:
            before, _, rest = sql.partition(f"{name}<")
            inside, _, after = rest.partition(">")
            sql = before + form.format(inside) + after
    for name, value in words.items():
        sql = sql.replace(f":{name}", f"'{value}'")
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%%", "%"))


def _events(number: int) -> None:
    # A number that looks like chance: each kind, district and month is hit about as often.
    run("CREATE TEMP TABLE made_event (n bigint PRIMARY KEY, h bigint, uuid varchar(32), "
        "kind varchar(50), district varchar(20), place varchar(20), month date, "
        "campaign varchar(50))")  # fmt: skip
    run(f"""
        INSERT INTO made_event
        WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted
                                      WHERE n < {number}),
             tossed AS (SELECT n, (CAST(n AS bigint) * 2654435761) % 4294967296 / 97 AS h
                        FROM counted)
        SELECT t.n, t.h, '', k.slug, p.district, p.place, m.start, c.slug FROM tossed t
        JOIN made_kind k ON k.n = t.h % {KINDS}
        JOIN made_place p ON p.n = t.h / {KINDS} % 64
        JOIN made_month m ON m.n = t.h / {KINDS * 64} % {MONTHS}
        JOIN made_campaign c ON c.n = t.n % 6
    """)
    run("""
        INSERT INTO events_event (client_uuid, level, held_on, venue, organiser, partner, women,
            men, girls, boys, headcount, message, note, standing, set_aside_reason, created_at,
            updated_at, campaign_id, place_id, kind_id, flags, material, obstacle, question,
            version, to_compare, details)
        SELECT uuid<n>, '', month, 'School', 'Team', '', CASE WHEN h % 2 = 0 THEN 10 + h % 40 END,
            CASE WHEN h % 2 = 0 THEN 8 + h % 30 END, CASE WHEN h % 2 = 1 THEN 5 + h % 50 END,
            CASE WHEN h % 2 = 1 THEN 5 + h % 45 END, 'count', 'Costs', '', 'counted', '', :now,
            :now, campaign, place, kind, '[]', '', '', '', uuid<n>, FALSE, '{}'
        FROM made_event
    """, now=f"{NOW:%Y-%m-%d %H:%M:%S+00:00}")  # fmt: skip


def _ledger() -> None:
    """Write each event's cells: that it was held, and the two kinds of people who came."""
    run("CREATE TEMP TABLE made_cell (id bigint PRIMARY KEY, n bigint, indicator varchar(8), "
        "definition varchar(50), sex varchar(1), age varchar(5), value bigint)")  # fmt: skip
    begin = (Key.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    cells = (
        ("'A1'", "'events-held'", "'x'", "'x'", "1"),
        ("'A2'", "'attendance'", "'w'", "CASE WHEN h % 2 = 0 THEN 'adult' ELSE 'child' END",
         "CASE WHEN h % 2 = 0 THEN 10 + h % 40 ELSE 5 + h % 50 END"),
        ("'A2'", "'attendance'", "'m'", "CASE WHEN h % 2 = 0 THEN 'adult' ELSE 'child' END",
         "CASE WHEN h % 2 = 0 THEN 8 + h % 30 ELSE 5 + h % 45 END"),
    )  # fmt: skip
    for order, (indicator, definition, sex, age, value) in enumerate(cells):
        run(f"INSERT INTO made_cell SELECT {begin + order} + 3 * (n - 1), n, {indicator}, "
            f"{definition}, {sex}, {age}, {value} FROM made_event")  # fmt: skip
    run("INSERT INTO campaigns_contributor (ref, content) "
        "SELECT 'event:' || n, '' FROM made_event")  # fmt: skip
    run("""
        INSERT INTO campaigns_key (id, digest, area_code, sex, age, period_start, period_end, zone,
            month, role, contributor, campaign_id, channel_id, definition_id, indicator_id)
        SELECT c.id, sha<CAST(c.id AS text)>, e.place, c.sex, c.age, e.month, e.month, 'Asia/Dhaka',
            e.month, 'month', 'event:' || e.n, e.campaign, e.kind, c.definition, c.indicator
        FROM made_cell c JOIN made_event e ON e.n = c.n ORDER BY c.id
    """)
    moment = f"{NOW:%Y-%m-%d %H:%M:%S+00:00}"
    begin = (Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    run(f"""
        INSERT INTO campaigns_entry (id, version, state, value, reason, settled, confidence,
            observed_at, posted_at, booked_month, authority, source_ref, payload_sha256, run_ref,
            actor_ref, key_id)
        SELECT c.id + {begin}, 1, 'value', c.value, '', FALSE, 'sure', :now, :now, e.month,
            'person', 'event', '', '', '', c.id
        FROM made_cell c JOIN made_event e ON e.n = c.n ORDER BY c.id
    """, now=moment)  # fmt: skip
    run(f"""
        INSERT INTO campaigns_current (key_id, version, state, value, reason, settled, confidence,
            authority, observed_at, run_ref, entry_id)
        SELECT id, 1, 'value', value, '', FALSE, 'sure', 'person', :now, '', id + {begin}
        FROM made_cell ORDER BY id
    """, now=moment)  # fmt: skip


def _rollups() -> None:
    """Add the cells up as posting does: for its campaign and all, its district and the country."""
    run("CREATE TEMP TABLE made_sum (indicator varchar(8), definition varchar(50), "
        "kind varchar(50), campaign varchar(50), area varchar(20), sex varchar(1), "
        "age varchar(5), month date, own bigint, known bigint)")  # fmt: skip
    for campaign in (f"'{ALL_CAMPAIGNS}'", "e.campaign"):
        for area in ("''", "e.district"):
            own = "WHERE e.campaign <> 'none'" if campaign == "e.campaign" else ""
            run(f"""
                INSERT INTO made_sum SELECT c.indicator, c.definition, e.kind, {campaign}, {area},
                    c.sex, c.age, e.month, sum(c.value), count(*)
                FROM made_cell c JOIN made_event e ON e.n = c.n {own}
                GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
            """)
    of_area = ("indicator", "definition", "campaign", "area", "sex", "age")
    _series("campaigns_series", "campaigns_roll", ("indicator", "definition", "kind", *of_area[2:]))
    _series("campaigns_areaseries", "campaigns_arearoll", of_area)


def _series(series: str, roll: str, parts: tuple[str, ...]) -> None:
    """Write the series that are told apart by these parts, and their months."""
    code = "||'/'||".join(f"m.{part}" for part in parts)
    columns = {"kind": "channel_id", "area": "area_code", "indicator": "indicator_id",
               "definition": "definition_id"}  # fmt: skip
    names = ", ".join(columns.get(part, part) for part in parts)
    run(f"""
        INSERT INTO {series} (code, {names})
        SELECT DISTINCT {code}, {", ".join(parts)} FROM made_sum m ORDER BY 1
    """)
    run(f"""
        INSERT INTO {roll} (month, own, own_known, own_unknown, late, brought, cum,
            cum_known, cum_unknown, series_id)
        WITH whole AS (
            SELECT s.id, m.month, sum(m.own) AS own, sum(m.known) AS known
            FROM made_sum m JOIN {series} s ON s.code = {code} GROUP BY s.id, m.month
        )
        SELECT month, own, known, 0, 0, 0, sum(own) OVER (PARTITION BY id ORDER BY month),
            sum(known) OVER (PARTITION BY id ORDER BY month), 0, id
        FROM whole ORDER BY id, month
    """)


def _readings(number: int) -> None:
    """Keep what a platform said of each of its items, day by day."""
    account = connect_account(
        platform="facebook", channel_slug="facebook", external_id="1", secrets={"token": "t"},
        now=NOW,
    )  # fmt: skip
    poll = start_by_hand(account, NOW)
    items = -(-number // DAYS_READ)
    run(f"""
        INSERT INTO media_ingest_reading (metric, period, window_start, window_end, zone, version,
            value, null_reason, observed_at, last_seen_at, request, version_served, raw_sha256,
            account_id, run_id, definition)
        WITH RECURSIVE item(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM item WHERE i < {items})
        SELECT 'views-' || i, 'day', day, day, 'America/Los_Angeles', 1, n * 31 + i, '', :now, :now,
            'GET', 'v26.0', '', {account.pk}, {poll.pk}, 'facebook-views'
        FROM item CROSS JOIN made_day
    """, now=f"{NOW:%Y-%m-%d %H:%M:%S+00:00}")  # fmt: skip


def _forget() -> None:
    for name in ("kind", "place", "month", "campaign", "day", "event", "cell", "sum"):
        run(f"DROP TABLE made_{name}")
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute; in a transaction it never comes.
        for table in ("campaigns_key", "campaigns_entry", "campaigns_roll", "campaigns_series",
                      "events_event", "media_ingest_reading"):  # fmt: skip
            run(f"ANALYZE {table}")
        for table in ("campaigns_key", "campaigns_entry"):
            run(f"SELECT setval(pg_get_serial_sequence(:t, 'id'), max(id)) FROM {table}", t=table)

"""The dashboards: the books' figures, gaps and breaks, what is hidden, who sees which district."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from django.utils.translation import override

from campaigns.ledger import Cell, Fact, Source, post_contribution, post_stated
from campaigns.models import Assignment, Campaign, Indicator, Place, Target
from campaigns.reach import reach_report
from events.recording import record_events
from portal.dashboards import tables
from portal.dashboards.asking import Question
from portal.dashboards.districts import district_map
from portal.dashboards.reading import Books, Reader, hidden_by_month
from portal.dashboards.small_cells import hidden_of, in_tens
from portal.dashboards.trends_shown import shown_trends
from portal.demo.invented_events import invented_events
from portal.pages.weight.budgets import LARGE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
KHULNA, DHAKA, SYLHET, RAJSHAHI = "BD4047", "BD3026", "BD6091", "BD5081"
STAFF = Reader("en", is_public=False)
PUBLIC = Reader("en")
# The public page, of a district; the admin's, with session, person and permissions; of a district.
QUERIES = [23, 15, 30, 22]


def words_of(response) -> str:
    html = re.sub(r"(?s)<style>.*?</style>|<head>.*?</head>", " ", response.content.decode())
    return re.sub(r"\s+", " ", strip_tags(html.replace("<", " <")))


def state(
    code: str, channel: str, definition: str, month: date, value: int | None, *, last: int = 28
) -> None:
    cell = Cell(
        indicator=code, channel=channel, definition=definition, period_start=month,
        period_end=month.replace(day=last), zone="Asia/Dhaka",
    )  # fmt: skip
    source = Source(authority="person", ref="sheet", observed_at=NOW)
    reason = "" if value is not None else "withheld"
    post_stated([Fact(cell=cell, source=source, value=value, reason=reason)], now=NOW)


def opened(slug: str) -> None:
    """Make a campaign that was opened, without all that opening asks for."""
    Campaign.objects.create(slug=slug, name_en=slug.title(), name_bn="মৌসুম")
    Campaign.objects.filter(pk=slug).update(state="open", opened_at=NOW)


def show(district: str, people: int | None, month: date = OCTOBER, campaign: str = "none") -> None:
    """Post one event with so many women."""
    ref = f"event:{district}{month}{people}{campaign}"
    source = Source(authority="person", ref=ref, observed_at=NOW)
    cells = [("A1", "events-held", "x", "x", 1), ("A2", "attendance", "w", "adult", people)]
    facts = [
        Fact(
            cell=Cell(
                indicator=code, channel="ipt-show", definition=definition, period_start=month,
                period_end=month, zone="Asia/Dhaka", area=district, sex=sex, age=age,
                campaign=campaign,
            ),
            source=source, value=value, reason="" if value is not None else "not-recorded",
        )
        for code, definition, sex, age, value in cells
    ]  # fmt: skip
    post_contribution(ref, facts, source=source, now=NOW)


def books(reader: Reader = STAFF, **given: str) -> Books:
    with override(reader.language):
        question = Question(given, now=NOW, language=reader.language)
        asked = question.read(campaigns=Campaign.objects.named(), scope=reader.scope)
        return Books.read(asked, reader, today=NOW.date())


def trend_of(code: str, channel: str, **given: str):
    read = books(**given)
    number = next(
        n for n, one in enumerate(read.trends) if (one.indicator, one.channel) == (code, channel)
    )
    with override("en"):
        return read.trends[number], shown_trends(read)[number]


def lines_drawn(drawing: str) -> list[list[str]]:
    return [points.split() for points in re.findall(r'<polyline[^>]*points="([^"]+)"', drawing)]


@pytest.fixture
def invented(prottasha):
    record_events(islice(invented_events(NOW - timedelta(days=1)), 60), now=NOW)


def person(group: str, *districts: str) -> Client:
    user = User.objects.create_user(f"one of {group}", "a@example.org", "test")
    user.groups.add(Group.objects.get(name=group))
    if districts:
        Assignment.objects.create(user=user).districts.set(districts)
    client = Client()
    client.force_login(user)
    return client


# --- The same figures as elsewhere -------------------------------------------------


@pytest.mark.parametrize("month", ["2022-09", "2026-10"])
def test_kinds_and_gain_and_the_total_are_those_of_the_reach_page(invented, month):
    report, read = reach_report(date.fromisoformat(f"{month}-01"), now=NOW), books(month=month)
    field = report["field"]
    assert read.digital[1] == report["digital"]["cumulative"]["value"]
    for indicator, told in (("A1", field["events"]), ("A2", field["attendance"])):
        whole = tables.whole_of(read, indicator)
        month_told = told["month"]["all"] if indicator == "A2" else told["month"]
        total = told["cumulative"]["all"] if indicator == "A2" else told["cumulative"]
        assert (whole.month, whole.cumulative) == (month_told, total)
    with override("en"):
        rows, _together = tables.kinds_of_event(read)
        gain = tables.gain(read)
    held = {
        one["label_en"]: one["events"]["month"]
        for one in field["kinds"]
        if one["events"]["cumulative"] is not None
    }
    assert {row.label.split(" (off")[0]: row.cells[0] for row in rows} == {
        label: f"{value:,}" if value is not None else "— not known" for label, value in held.items()
    }
    cumulative = field["quiz_gain"]["cumulative"]
    if cumulative["gain"] is None:
        assert gain is None
    else:
        assert gain.rows[1].cells[0] == f"{cumulative['gain']:.1f}"
        assert gain.rows[1].cells[-1] == str(cumulative["quizzes"])


def test_channels_are_those_of_the_reach_page_and_never_added(prottasha, client):
    report = reach_report(date(2022, 9, 1), now=NOW)["digital"]
    with override("en"):
        groups = tables.channels(books(month="2022-09"))
    (persons,) = (group for group in groups if group.kind == "persons")
    printed = {row.label.partition(":")[0]: row.cells[0] for row in persons.rows}
    for channel in report["channels"]:
        assert printed[channel["label_en"]] == f"{channel['month']:,}"
    not_added = [row for row in persons.rows if row.cells[1] == "months do not add up"]
    assert len(not_added) >= len(report["channels"])
    words = words_of(client.get("/en/figures/", {"month": "2022-09"}))
    assert "8,830,252" in words
    assert f"{8830252 + 1424550:,}" not in words


# --- Gaps, parts and breaks --------------------------------------------------------


def test_an_unknown_month_is_a_gap_and_no_nought():
    for month, value in ((6, 10), (7, 20), (9, 30), (10, 0)):
        state("E2", "hotline", "hotline-calls", date(2026, month, 1), value)
    state("E2", "hotline", "hotline-calls", date(2026, 8, 1), None)
    trend, shown = trend_of("E2", "hotline")
    assert [len(line) for line in lines_drawn(shown.drawing)] == [2, 2]
    rows = dict(shown.rows)
    assert (rows["August 2026"], rows["May 2026"]) == ("— not known", "— not known")
    assert (rows["October 2026"], rows["July 2026"]) == ("0", "20")
    assert [point.value for point in trend.points] == [10, 20, 30, 0]


def test_a_month_that_is_known_in_part_says_so():
    show(KHULNA, 40)
    show(KHULNA, None)
    show(KHULNA, 20, SEPTEMBER)
    _trend, shown = trend_of("A2", "*")
    rows = dict(shown.rows)
    assert (rows["October 2026"], rows["September 2026"]) == ("at least 40", "20")
    assert shown.drawing.count("chart-part") == 1


def test_no_line_leads_over_a_change_of_meaning(client):
    before, since = ("youtube-views-2005", "youtube-views-2025")
    for month, definition in ((1, before), (2, before), (4, since), (5, since)):
        state("D3", "youtube", definition, date(2025, month, 1), month * 100)
    # Without a month between them: the break alone keeps the lines apart.
    state("D3", "youtube", "youtube-views-2026", date(2026, 9, 1), 7)
    state("D3", "youtube", since, date(2026, 8, 1), 5, last=23)
    trend, shown = trend_of("D3", "youtube", month="2026-09")
    assert [len(line) for line in lines_drawn(shown.drawing)] == [2, 2]
    assert shown.drawing.count("chart-break") == 2
    assert [month for month, _old, _new in trend.breaks] == [date(2025, 4, 1), SEPTEMBER]
    assert "From April 2025 on it is counted in another way" in shown.breaks[0]
    words = words_of(client.get("/en/figures/", {"month": "2026-09"}))
    assert "Now: Every start on YouTube counts" in words


# --- What the address asks ---------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"month": "2022-13"}, "We could not find the month you asked for. Here is October 2026."),
        ({"month": "\x00"}, "We could not find the month you asked for."),
        ({"month": "1850-01"}, "We could not find the month you asked for."),
        ({"district": "atlantis"}, "We could not find the district you asked for."),
        ({"campaign": "' OR 1=1"}, "We could not find the campaign you asked for."),
        ({"campaign": "secret"}, "We could not find the campaign you asked for."),
        ({"campaign": "season", "district": "dhaka"}, "here is the district"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(client, given, said):
    Campaign.objects.create(slug="secret", name_en="Not yet told", name_bn="গোপন")
    opened("season")
    show(DHAKA, 40)
    answer = client.get("/en/figures/", given)
    assert answer.status_code == 200
    words = words_of(answer)
    assert said in words
    assert "Not yet told" not in words


def test_without_any_figure_both_pages_answer(client):
    assert "Nothing is known of these months." in words_of(client.get("/en/figures/"))
    assert person("Donor readers").get("/admin/dashboard/").status_code == 200


def test_a_campaign_and_a_district_are_told_by_themselves(client):
    opened("season")
    show(KHULNA, 111, campaign="season")
    show(DHAKA, 222)
    cells = {
        words: tables.whole_of(books(**given), "A2").month
        for words, given in (
            ("all", {}),
            ("season", {"campaign": "season"}),
            ("dhaka", {"district": "dhaka"}),
            ("khulna", {"district": KHULNA}),
        )
    }
    assert cells == {"all": 333, "season": 111, "dhaka": 222, "khulna": 111}
    html = client.get("/en/figures/", {"district": "dhaka"}).content.decode()
    assert 'href="/bn/figures/?month=2026-10&amp;district=dhaka" lang="bn"' in html


def test_targets_stand_beside_what_was_reached_and_those_of_drafts_are_not_public(client):
    Campaign.objects.create(slug="secret", name_en="Not yet told", name_bn="গোপন")
    show(KHULNA, 50)
    for campaign, goal in (("none", 200), ("secret", 777)):
        Target.objects.create(
            campaign_id=campaign, indicator=Indicator.objects.get(pk="A2"), target_value=goal,
            from_month=SEPTEMBER, to_month=date(2026, 12, 1),
        )  # fmt: skip
    words = words_of(client.get("/en/figures/"))
    assert "200 50 behind: 25 % of the target" in words
    assert "777" not in words
    assert "777" in words_of(person("Donor readers").get("/admin/dashboard/"))


# --- Small counts of people --------------------------------------------------------


def test_a_small_count_takes_the_two_smallest_others_along():
    cells = {"a": 3, "b": 40, "c": 9, "d": None, "e": 0, "f": 41}
    assert hidden_of(cells) == {"a", "c", "b"}
    assert hidden_of({"a": 4, "b": 1, "c": 5}) == {"a", "b", "c"}
    assert hidden_of({"a": 5, "b": 900}) == frozenset()
    assert hidden_of({"a": 2}) == {"a"}
    assert [in_tens(value) for value in (0, 4, 5, 14, 15)] == [0, 0, 10, 10, 20]


def test_a_month_of_a_district_is_hidden_as_on_the_map_of_all():
    rows = [("A2", KHULNA, OCTOBER, 2), ("A2", DHAKA, OCTOBER, 30), ("A2", SYLHET, OCTOBER, 80),
            ("A2", KHULNA, SEPTEMBER, 3), ("A2", KHULNA, SEPTEMBER, 4)]  # fmt: skip
    assert hidden_by_month(rows, KHULNA) == {"A2": {OCTOBER}}
    assert hidden_by_month(rows, DHAKA) == {"A2": {OCTOBER}}
    assert hidden_by_month(rows, SYLHET) == {"A2": {OCTOBER}}
    rows.append(("A2", RAJSHAHI, OCTOBER, 81))
    assert hidden_by_month(rows, RAJSHAHI) == {}


def test_the_public_sees_no_small_count_and_nothing_that_gives_it_away(client):
    show(KHULNA, 3)
    show(DHAKA, 28)
    show(SYLHET, 35)
    show(RAJSHAHI, 361)
    show(KHULNA, 44, SEPTEMBER)
    with override("en"):
        rows = {row.name: row.cells for row in district_map(books(PUBLIC)).rows}
        exact = {row.name: row.cells for row in district_map(books(STAFF)).rows}
    assert rows["Khulna"] == ("1", "2", "not shown", "about 50")
    assert rows["Dhaka"] == ("1", "1", "not shown", "about 30")
    assert rows["Sylhet"][2:] == ("not shown", "about 40")
    # Exact, it would give away what the open data hides of one of its kinds.
    assert rows["Rajshahi"][2:] == ("about 360", "about 360")
    assert exact["Khulna"] == ("1", "2", "3", "47")
    words = words_of(client.get("/en/figures/"))
    (table,) = re.findall(r"All districts as a table(.*?)Kinds of events", words)
    assert "Khulna 1 2 not shown about 50" in table
    assert not re.search(r"\b(3|28|35|47)\b", table)
    khulna = words_of(client.get("/en/figures/", {"district": "khulna"}))
    assert "October 2026 not shown" in khulna
    assert "September 2026 about 40" in khulna
    assert not re.search(r"\b(44|47|361)\b", khulna)
    assert "Interactive popular theatre" not in khulna


def test_the_public_reads_of_a_campaign_s_people_in_tens_alone(client):
    opened("season")
    show(KHULNA, 3, campaign="season")
    show(DHAKA, 212, campaign="season")
    Target.objects.create(
        indicator_id="A2", campaign_id="season", from_month=SEPTEMBER, to_month=OCTOBER,
        target_value=1000,
    )  # fmt: skip
    words = words_of(client.get("/en/figures/", {"campaign": "season"}))
    assert "about 220" in words
    assert not re.search(r"\b(212|215)\b", words)
    assert "215" in words_of(person("Approvers").get("/admin/dashboard/", {"campaign": "season"}))


# --- Who sees what -----------------------------------------------------------------


def test_whoever_reads_figures_sees_the_dashboard_and_nobody_else():
    assert Client().get("/admin/dashboard/").status_code == 302
    for group, may in (("Donor readers", True), ("Editors", True), ("Field staff", False)):
        client = person(group)
        answer = client.get("/admin/dashboard/")
        assert (answer.status_code == 200) is may
        assert ('/admin/dashboard/"' in client.get("/admin/").content.decode()) is may


def test_a_supervisor_sees_the_own_districts_exactly_and_the_others_as_everybody_does():
    opened("season")
    for district, people in ((KHULNA, 3), (DHAKA, 2), (SYLHET, 83), (RAJSHAHI, 361)):
        show(district, people, campaign="season")
    client = person("RSC supervisors", KHULNA)
    words = words_of(client.get("/admin/dashboard/"))
    assert "Khulna 1 1 3 3" in words
    assert "Dhaka 1 1 not shown fewer than 10" in words
    assert "Rajshahi 1 1 not shown about 360" in words
    own = words_of(client.get("/admin/dashboard/", {"district": "khulna"}))
    assert "October 2026 3" in own
    assert "Interactive popular theatre" in own
    other = words_of(client.get("/admin/dashboard/", {"district": "dhaka"}))
    assert "October 2026 not shown" in other
    assert "Interactive popular theatre" not in other
    # Of a campaign: the own district, and of the others nothing.
    both = words_of(client.get("/admin/dashboard/", {"campaign": "season"}))
    assert "Khulna 1 1 3 3" in both
    assert "Dhaka 1 1" not in both
    refused = client.get("/admin/dashboard/", {"campaign": "season", "district": "dhaka"})
    assert "Choose a district or a campaign" in words_of(refused)


def test_a_donor_who_works_nowhere_sees_what_everybody_sees_of_districts():
    show(KHULNA, 61)
    words = words_of(person("Donor readers").get("/admin/dashboard/"))
    assert "Khulna 1 1 about 60 about 60" in words


# --- What it costs -----------------------------------------------------------------


def asked_of_the_database(client: Client, path: str, **given: str) -> list[str]:
    client.get(path, given)  # what Django and Wagtail keep is warm
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path, given).status_code == 200
    return [one["sql"] for one in captured.captured_queries]


def test_it_takes_the_same_queries_however_much_there_is(client, prottasha):
    staff = person("Data managers")
    pages = (
        (client, "/en/figures/", {}),
        (client, "/bn/figures/", {"district": "khulna", "month": "2026-09"}),
        (staff, "/admin/dashboard/", {}),
        (staff, "/admin/dashboard/", {"district": "khulna"}),
    )
    show(KHULNA, 40)
    show(DHAKA, 40, SEPTEMBER)
    Target.objects.create(
        indicator=Indicator.objects.get(pk="A2"), target_value=9, from_month=SEPTEMBER,
        to_month=OCTOBER,
    )  # fmt: skip
    little = [len(asked_of_the_database(who, path, **given)) for who, path, given in pages]
    record_events(islice(invented_events(NOW - timedelta(days=1)), 60), now=NOW)
    for number, district in enumerate(Place.objects.filter(level="district")[:30]):
        show(district.pk, 30 + number, date(2025, number % 12 + 1, 1))
    for code, channel, definition in (
        ("D1", "facebook", "facebook-viewers"),
        ("D4", "youtube", "youtube-engaged-views"),
    ):
        for month in (7, 8, 9, 10):
            state(code, channel, definition, date(2026, month, 1), month)
    for code in ("A1", "C1", "K1", "A3"):
        Target.objects.create(
            indicator=Indicator.objects.get(pk=code), target_value=9,
            from_month=date(2026, 7, 1), to_month=date(2026, 12, 1),
        )  # fmt: skip
    much = [asked_of_the_database(who, path, **given) for who, path, given in pages]
    assert [len(sql) for sql in much] == little
    assert little == QUERIES
    for sql in much:
        # Nothing raw: of entries only the few that the declared total states.
        assert not [one for one in sql if re.search(r'"(events_event|media_ingest_\w+)"', one)]
        assert len([one for one in sql if 'FROM "campaigns_entry"' in one]) <= 1


def test_the_page_is_light_and_needs_no_script(client, invented):
    for language in ("bn", "en"):
        html = client.get(f"/{language}/figures/").content
        assert len(gzip.compress(html)) < LARGE.whole
        assert b"<script" not in html.replace(b"application/ld+json", b"")
        assert html.count(b'role="img"') == html.count(b"<desc")
        assert b"@media print" in html


def test_the_reach_page_leads_here_with_its_month(client, prottasha, reach_urls):
    html = client.get(reach_urls["en"], {"month": "2022-08"}).content.decode()
    assert 'href="/en/figures/?month=2022-08"' in html

"""The checks of an issue find the two failing sums of the print, and every fault planted in it."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.demo import story_texts
from portal.demo.september_issue import LINKS
from portal.issues.content import issue_content
from portal.issues.linting.findings import CHECKS, RED, Finding
from portal.issues.linting.lint import lint
from portal.issues.linting.reading import Reading
from portal.issues.linting.relations import comparisons
from portal.issues.linting.spellings import Spellings, spellings_of
from portal.issues.linting.sums import check_sums, sexes, totals
from portal.issues.quoting import NO_PAGE, NOT_ALLOWED
from tests.architecture.tracked import ROOT
from tests.portal.issues_made import NOW, SEPTEMBER, september
from tests.portal.spoilt_issues import FAULTS, Copy, Fault

CHECKED = Path(__file__).with_name("prottasha_checks.csv")
# The same whatever the database: what the books say is tested elsewhere.
pure = pytest.mark.sqlite


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker) -> dict[str, dict[str, Any]]:
    """Make the issue once, and the figures of two earlier months; leave the database as it was."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        issue = september()
        contents = {
            "2022-09": issue_content(SEPTEMBER, issue, now=NOW),
            "2022-08": issue_content(dt.date(2022, 8, 1), None, now=NOW),
            "2019-12": issue_content(dt.date(2019, 12, 1), None, now=NOW),
        }
        transaction.set_rollback(True)
    return contents


@pytest.fixture(scope="module")
def places() -> Spellings:
    with (ROOT / "campaigns" / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        return spellings_of(csv.DictReader(file))


@pytest.fixture
def copy(made) -> Copy:
    return Copy.of(made["2022-09"], made["2022-08"])


def linted(copy: Copy, places: Spellings) -> list[Finding]:
    return lint(
        copy.content, before=copy.before, links_alive=copy.alive, places=places,
        not_quoted=copy.not_quoted,
    )  # fmt: skip


PRINTED = [
    ("red", "part-above-whole", "individual-assistance", "counselling-completed"),
    ("red", "part-above-whole", "individual-assistance", "counselling-enrolled"),
    ("red", "month", "articles/2", ""),
    ("amber", "link", "links", LINKS[0]),
    ("amber", "link", "links", LINKS[1]),
]


@pure
@pytest.mark.parametrize("before", [None, "2022-08", "2019-12"])
def test_the_september_issue_has_just_the_faults_of_the_print(made, places, before):
    copy = Copy.of(made["2022-09"], made[before] if before else {})
    found = lint(copy.content, before=copy.before or None, links_alive=copy.alive, places=places)
    assert [(one.mark, one.check, one.where.part, one.where.row) for one in found] == PRINTED


@pure
def test_a_finding_is_plain_data_of_both_languages(copy, places):
    found = linted(copy, places)[0]
    assert found.in_language("en") == (
        "Individual reintegration assistance, Psychosocial: completed planned counselling "
        "sessions: 1,275 is more than Psychosocial: 1,272."
    )
    assert "১,২৭৫" in found.in_language("bn")
    assert found.plain()["where"]["row"] == "counselling-completed"


# --- the 54 checks of checks.csv -------------------------------------------------------------


def printed_checks() -> dict[str, tuple[int, int, str]]:
    with CHECKED.open(encoding="utf-8", newline="") as file:
        return {
            row["check"]: (int(row["left"]), int(row["right"]), row["result"])
            for row in csv.DictReader(file)
        }


TOTALS = {
    "assisted": "airport+community=total | 001 | {sex}",
    "screened": "EU+Non-EU=screened | 001 | {sex}",
    "unique": "EU+transit=unique | 001",
}
RELATIONS = {
    ("counselling-completed", "psychosocial"): (
        "completed counselling <= psychosocial persons reached | 001"
    ),
    ("counselling-enrolled", "psychosocial"): (
        "enrolled counselling <= psychosocial persons reached | 001"
    ),
    ("plans", "screened"): "plans <= screened | 001",
    ("unique-eu", "screened-eu"): "unique EU <= screened EU | 001",
    ("unique-elsewhere", "screened-elsewhere"): "unique transit <= screened Non-EU | 001",
    ("unique", "social"): "unique <= sum of three | 001",
    ("in-kind", "economic"): "in-kind <= economic | 001",
    ("skill-trainings", "economic"): "skill trainings <= economic | 001",
}
# Which rows these compare, and which of their figures the leaflet of 2019 gave to our books.
SINCE_2019 = {
    "migration forum meetings": "forum-meetings",
    "workshops": "workshops",
    "awareness reach (label likely)": "people-reached",
}


def recomputed(made) -> dict[str, tuple[int, int, str]]:
    reading = Reading(made["2022-09"])
    found: dict[str, tuple[int, int, bool]] = {}
    for one in sexes(reading):
        if one.whole["value"] is not None:
            block, row = reading.rows[one.name[0]]
            name = f"men+women=all | 001 | {block['title']['en']} | {row['label']['en']}"
            found[name] = (one.added, one.whole["value"], not one.mark)
    for one in totals(reading):
        slug, basis, sex = one.name
        period = "month 2022-09" if basis == "month" else "cumulative_to 2022-09-30"
        name = TOTALS.get(slug, f"channels=total | 001 | social media | {period}")
        found[name.format(sex=sex)] = (one.added, one.whole["value"], not one.mark)
    kinds = []
    for one in comparisons(reading):
        pair = (one.relation.part, one.relation.of[0])
        if one.name[2] == "all" and pair in RELATIONS:
            found[RELATIONS[pair]] = (one.value, one.most, one.holds)
        elif one.name[2] == "all":
            kinds.append(one)
    assert len(kinds) == 3
    found["max(social,psychosocial,economic) <= unique | 001"] = (
        max(one.value for one in kinds), kinds[0].most, all(one.holds for one in kinds),
    )  # fmt: skip
    headlines = {
        "highlight unique = page 2 unique | 001": ("unique-beneficiaries", "unique"),
        "highlight digital = social cumulative | 001": ("digital", "social-media"),
    }
    for name, (one, other) in headlines.items():
        left, right = reading.cell(one)["value"], reading.cell(other)["value"]
        found[name] = (left, right, left == right)
    [told] = [c for c in made["2022-09"]["articles"][0]["cells"] if c["row"] == "economic"]
    economic = reading.cell("economic")["value"]
    found["news economic cumulative = page 2 economic | 001"] = (
        told["value"], economic, told["value"] == economic,
    )  # fmt: skip
    earlier = Reading(made["2019-12"])
    for label, slug in SINCE_2019.items():
        left, right = earlier.cell(slug)["value"], reading.cell(slug)["value"]
        found[f"Dec 2019 <= Sept 2022 | {label}"] = (left, right, left <= right)
    return {
        n: (left, right, "ok" if holds else "FAIL") for n, (left, right, holds) in found.items()
    }


@pure
def test_the_checks_of_the_print_have_the_same_verdict_from_our_cells(made):
    printed, ours = printed_checks(), recomputed(made)
    assert len(printed) == 54
    assert [name for name, (*_, result) in printed.items() if result == "FAIL"] == [
        RELATIONS["counselling-completed", "psychosocial"],
        RELATIONS["counselling-enrolled", "psychosocial"],
    ]
    assert {name: one for name, one in ours.items() if printed.get(name) != one} == {}
    missing = set(printed) - set(ours)
    # Four rows are too unsure to print, and the leaflet of 2019 is another document.
    withheld = {name for name in missing if "001" in name}
    assert {name.rpartition(": ")[2] for name in withheld} == {
        "enrolled in community enterprise",
        "received financial and job linkage referral services",
        "received documentation and other social service support",
        "referred for social reintegration support",
    }
    assert all("Dec 2019" in name or "| 000" in name for name in missing - withheld)
    assert len(ours) == 54 - 4 - 10


# --- planted faults ---------------------------------------------------------------------------


@pure
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_and_nothing_else(copy, made, places, fault: Fault):
    before = Counter(one.key for one in linted(copy, places))
    fault.spoil(copy)
    found = linted(copy, places)
    new = Counter(one.key for one in found) - before
    assert sorted(f"{mark} {check}" for check, mark, _where in new.elements()) == sorted(
        fault.finds
    )
    assert all(one.says["bn"] and one.says["en"] for one in found)


@pure
def test_every_check_has_a_fault_planted_for_it():
    assert {mark.partition(" ")[2] for fault in FAULTS for mark in fault.finds} == set(CHECKS)


@pure
def test_a_written_restatement_is_amber(copy, places):
    copy.cell("news-reports")["value"] = 880
    found = lint(
        copy.content, before=copy.before, links_alive=copy.alive, places=places,
        is_restated=lambda cell: cell["row"] == "news-reports",
    )  # fmt: skip
    assert [one.mark for one in found if one.check == "cumulative"] == ["amber"]


@pure
def test_a_story_with_consent_may_be_quoted(copy, places):
    copy.content["stories"] = [{"language": "bn"}]

    def marks(**not_quoted: str) -> list[tuple[str, str]]:
        found = lint(
            copy.content, before=None, links_alive=copy.alive, not_quoted=not_quoted
        )  # fmt: skip
        return [(one.mark, one.where.language) for one in found if one.check == "consent"]

    assert marks() == []
    assert marks(en=NO_PAGE) == [("amber", "en")]
    assert marks(en=NOT_ALLOWED) == [("red", "en")]
    copy.content["stories"] = []
    assert marks(bn=NO_PAGE, en=NO_PAGE) == [("red", "bn"), ("red", "en")]


@pure
@pytest.mark.parametrize(
    ("en", "bn"),
    [
        ("They met since April 2017.", "২০১৭ সালের এপ্রিল থেকে তাঁরা বসেন।"),
        ("They may march on.", "মেয়েরা এগিয়ে যায়।"),
        ("On 12 September 2022 they met.", "১২ সেপ্টেম্বর ২০২২ তাঁরা বসেছেন।"),
        ("People of the Chittagong Hill Tracts.", "পার্বত্য চট্টগ্রামের মানুষ।"),
        ("Sylheti is spoken by Mohakhali's people.", "মহাখালীর মানুষ সিলেটি বলেন।"),
        ("It costs 5,000 taka; call 16135.", "খরচ ৫,০০০ টাকা; ফোন ১৬১৩৫।"),
    ],
)
def test_what_is_right_stays_unmarked(copy, places, en, bn):
    before = {one.key for one in linted(copy, places)}
    copy.write(en=en, bn=bn)
    assert [one for one in linted(copy, places) if one.key not in before] == []


@pure
def test_the_demo_texts_have_no_misspelt_place(places):
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(story_texts.__file__).parent.rglob("*.py")
    )
    assert list(places.misspelt_in(texts)) == []


@pure
@given(data=st.data())
@settings(max_examples=60)
def test_a_changed_figure_of_a_sum_is_always_found(made, data):
    copy = Copy.of(made["2022-09"], {})
    reading = Reading(copy.content)
    groups = [one for one in (*totals(reading), *sexes(reading)) if one.whole["value"] is not None]
    cells = [
        cell for one in groups for cell in (one.whole, *one.parts) if cell["value"] is not None
    ]
    cell = data.draw(st.sampled_from(cells))
    change = st.integers(-(10**7), 10**7).filter(bool) | st.sampled_from([-1, 1])
    cell["value"] += data.draw(change)
    assert [one for one in check_sums(Reading(copy.content), None) if one.mark == RED]

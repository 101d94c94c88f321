"""A red mark holds an issue back until somebody writes why; what the books changed is amber."""

import datetime as dt
import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from campaigns.models import Entry
from portal.demo.september_issue import LINKS
from portal.issues.content import issue_content
from portal.issues.freezing import ChecksAreRed, freeze
from portal.issues.linting.beside import Link
from portal.issues.linting.findings import RED
from portal.issues.linting.of_issue import lint_issue
from portal.issues.models import Issue, IssueVersion
from tests.portal.issues_made import NOW, SEPTEMBER, close_up_to_september, september
from tests.portal.spoilt_issues import Copy

pytestmark = pytest.mark.django_db


def test_a_red_mark_holds_an_issue_back_unless_somebody_writes_why():
    issue = september()
    close_up_to_september()
    by = User.objects.get(username="approver")
    asked = []

    def links_alive(links):
        asked.extend(links)
        return dict.fromkeys(links, Link.ALIVE)

    with pytest.raises(ChecksAreRed) as refused:
        freeze(issue, by=by, now=NOW, reason=" ", links_alive=links_alive)
    assert [one.check for one in refused.value.findings if one.mark == RED] == [
        "part-above-whole", "part-above-whole", "month",
    ]  # fmt: skip
    assert not IssueVersion.objects.exists()
    assert asked == list(LINKS)
    version = freeze(issue, by=by, now=NOW, reason="As it was printed.", links_alive=links_alive)
    version.refresh_from_db()
    assert version.reason == "As it was printed."
    assert [one["mark"] for one in version.findings] == ["red"] * 3 + ["amber"] * 2
    assert version.findings[0]["says"]["en"].startswith("1,275 is more than")
    assert "findings" not in version.content


def test_the_books_tell_a_restatement_from_a_slip():
    issue = september()
    content = issue_content(SEPTEMBER, issue, now=NOW)
    august = dt.date(2022, 8, 1)
    earlier = issue_content(august, None, now=NOW)
    Copy(earlier, {}).cell("products")["value"] = 900
    IssueVersion.objects.create(
        issue=Issue.objects.create(month=august), number=1, content=earlier, sha256="",
        frozen_at=NOW, frozen_by=User.objects.create(username="before"),
    )  # fmt: skip

    def marks() -> list[str]:
        return [one.mark for one in lint_issue(content) if one.check == "cumulative"]

    assert marks() == ["red"]
    entry = Entry.objects.filter(key__indicator="C1", key__month__lte=august).latest("pk")
    entry.pk, entry.version, entry.booked_month = None, entry.version + 1, SEPTEMBER
    entry.save(force_insert=True)
    assert marks() == ["amber"]


def test_the_command_names_what_is_red():
    september()
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("lint_issue", "2022-09", "--no-links", stdout=out)
    assert refused.value.returncode == 1
    lines = out.getvalue().splitlines()
    assert [line.split()[:2] for line in lines[:3]] == [
        ["red", "part-above-whole:"], ["red", "part-above-whole:"], ["red", "month:"],
    ]  # fmt: skip
    assert all(line.startswith("amber  link:") for line in lines[3:])

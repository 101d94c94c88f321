"""Freezing an issue: from then on it is data, and each of its numbers has a receipt."""

import datetime
import hashlib
import json

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.factsheet.cells import FactsheetBooks
from campaigns.factsheet.formulas import Formula, read_formula
from campaigns.models import Month
from portal.issues.by_mail.outbox import write_letters
from portal.issues.content import Content, every_cell, issue_content, month_of
from portal.issues.linting.beside import Link, LinksAlive, links_not_asked
from portal.issues.linting.findings import Finding, red_ones
from portal.issues.linting.of_issue import lint_issue
from portal.issues.models import Issue, IssueVersion, Receipt
from portal.issues.quoting import hold, quotable, quote


class FreezingRefused(ValueError):
    """The issue cannot be frozen; the message says why, in the reader's language."""


class ChecksAreRed(FreezingRefused):
    """A check is red and nobody wrote why the issue may go out all the same."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(_("A check is red: mend it, or write why the issue goes out as it is."))


def freeze(
    issue: Issue,
    *,
    by: User,
    now: datetime.datetime,
    reason: str = "",
    erratum_bn: str = "",
    erratum_en: str = "",
    links_alive: LinksAlive = links_not_asked,
) -> IssueVersion:
    """Freeze what the issue says now as its next version, with a receipt for each number.

    Raises :class:`FreezingRefused` while the month is open (its figures could still move), to
    whoever wrote it last, for a later version that does not say in both languages what changed,
    and, as :class:`ChecksAreRed`, where a check is red without a ``reason``. Whoever may write
    that reason is for the caller to know. Links that ``links_alive`` is not asked about are
    amber.
    """
    # The network is asked before the transaction: nobody waits with the issue locked.
    answers = links_alive(issue.links.split())
    with transaction.atomic():
        # Nobody writes while it is read, and two cannot freeze the same version.
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        if issue.changed_by_id == by.pk:
            raise FreezingRefused(_("You wrote it last: somebody else freezes it."))
        if not Month.objects.filter(start=issue.month, state=Month.State.CLOSED).exists():
            raise FreezingRefused(_("The month is not closed yet: its figures can still move."))
        number = issue.versions.count() + 1
        if number > 1 and not (erratum_bn.strip() and erratum_en.strip()):
            raise FreezingRefused(_("A later version says in both languages what changed."))
        hold(issue.story)
        pages = quotable(issue.story, now=now)
        content = issue_content(issue.month, issue, now=now, quoted_in=pages)
        findings = _checked(content, dict(answers), reason)
        version = IssueVersion.objects.create(
            issue=issue,
            number=number,
            content=content,
            sha256=digest(content),
            quoted_in=len(pages),
            frozen_at=now,
            frozen_by=by,
            findings=[one.plain() for one in findings],
            reason=reason.strip(),
            erratum_bn=erratum_bn.strip() if number > 1 else "",
            erratum_en=erratum_en.strip() if number > 1 else "",
        )
        quote(version, pages, now=now)
        _write_receipts(content, version, now)
        write_letters(version, now=now)
    return version


def _checked(content: Content, answers: dict[str, Link], reason: str) -> list[Finding]:
    findings = lint_issue(content, links_alive=lambda links: answers)
    if red_ones(findings) and not reason.strip():
        raise ChecksAreRed(findings)
    return findings


def digest(content: Content) -> str:
    """Give the SHA-256 of an issue's data."""
    words = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def _write_receipts(content: Content, version: IssueVersion, now: datetime.datetime) -> None:
    """Keep what each code stands for. A number that an earlier issue printed has its receipt."""
    formulas = _formulas(content, now)
    known = set(Receipt.objects.filter(code__in=formulas).values_list("code", flat=True))
    Receipt.objects.bulk_create(
        Receipt(
            code=cell["receipt"],
            month=month,
            formula=formula.written(),
            label_bn=cell["label"]["bn"],
            label_en=cell["label"]["en"],
            value=cell["value"],
            status=cell["status"],
            confidence=cell["confidence"] or "",
            first_printed_in=version,
        )
        for code, (cell, formula, month) in formulas.items()
        if code not in known
    )


def _formulas(
    content: Content, now: datetime.datetime
) -> dict[str, tuple[Content, Formula, datetime.date]]:
    """Find the formula of each cell again; the first cell that prints a number names it."""
    found: dict[str, tuple[Content, Formula, datetime.date]] = {}
    books: dict[datetime.date, FactsheetBooks] = {}
    for cell in every_cell(content):
        if "formula" in cell:
            held = datetime.date.fromisoformat(f"{cell['held']}-01")
            found.setdefault(cell["receipt"], (cell, read_formula(cell["formula"]), held))
            continue
        month = datetime.date.fromisoformat(f"{cell['period'].removeprefix('to ')}-01")
        if month not in books:
            books[month] = FactsheetBooks.read(month, now=now)
        formula = books[month].formula_of(cell["row"]).in_cell(cell["basis"], cell["sex"])
        if formula.code(month) != cell["receipt"]:
            message = f"{cell['row']} of {month_of(content):%Y-%m}: its code is not its formula's"
            raise RuntimeError(message)
        found.setdefault(cell["receipt"], (cell, formula, month))
    return found

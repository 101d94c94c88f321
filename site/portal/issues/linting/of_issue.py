"""The checks of an issue of ours: with the issue before, the register of places and the books."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from campaigns.factsheet.cells import FactsheetBooks
from campaigns.models import Entry, Place
from portal.issues.content import Content, month_of
from portal.issues.linting.beside import LinksAlive, links_not_asked
from portal.issues.linting.findings import Finding
from portal.issues.linting.lint import lint
from portal.issues.linting.spellings import spellings_of
from portal.issues.models import Issue
from portal.issues.quoting import why_not_quoted
from portal.issues.since_the_last import last_issue


def lint_issue(content: Content, *, links_alive: LinksAlive = links_not_asked) -> list[Finding]:
    """Find what is wrong with what an issue of ours says; the network only where asked to."""
    last = last_issue(month_of(content))
    before = last.content if last else None
    issue = Issue.objects.filter(month=month_of(content)).select_related("story").first()
    rows = Place.objects.exclude(level=Place.Level.UNION)
    return lint(
        content,
        before=before,
        links_alive=links_alive,
        places=spellings_of(rows.values("level", "name_en", "name_bn", "aliases")),
        is_restated=restated_since(content, before),
        not_quoted=why_not_quoted(issue.story if issue else None, now=timezone.now()),
    )


def restated_since(content: Content, before: Content | None) -> Callable[[Content], bool]:
    """Make the question whether the books changed an earlier month of a cell after that issue.

    A restatement or a late addition is of a month that was out already, and is booked in a later
    one. Either stands in the books with who and when.
    """
    if before is None:
        return lambda cell: False
    month, last = month_of(content), month_of(before)
    books: list[FactsheetBooks] = []

    def is_restated(cell: Content) -> bool:
        if not books:
            books.append(FactsheetBooks.read(month, now=timezone.now()))
        try:
            formula = books[0].formula_of(cell["row"])
        except KeyError:
            return False
        ours = Q(pk__in=[])
        for one in formula.addends:
            ours |= Q(key__indicator=one.indicator, key__channel=one.channel)
        later = Entry.objects.filter(ours, booked_month__gt=last, booked_month__lte=month)
        return later.filter(key__month__lte=last).exists()

    return is_restated

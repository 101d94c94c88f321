"""Consent of every story that an issue quotes: without an answer, none is quoted."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import RED, Finding, Where, said
from portal.issues.linting.reading import Reading

AT = _("Story %(number)s")
REFUSED = _("This story may not be shown in an issue: %(reason)s")


def check_stories(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark each story of the issue that may not be shown; the reason is never about the person."""
    for number, story in enumerate(reading.content.get("stories", [])):
        if reason := beside.why_not_quoted(story):
            where, at = Where(f"stories/{number}"), said(AT, number=number + 1)
            yield Finding("consent", RED, where, at, said(REFUSED, reason=reason))

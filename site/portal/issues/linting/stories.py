"""Consent of the story that was chosen: without it nothing is quoted, whatever anybody writes."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, said
from portal.issues.linting.reading import Reading
from portal.issues.quoting import NO_PAGE

AT = {"bn": _("Impact story in Bangla"), "en": _("Impact story in English")}
REFUSED = _("The story that was chosen is not quoted: %(reason)s.")


def check_stories(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a chosen story that is not quoted; the reason is never about the person.

    Told in one language alone, it is quoted there, and somebody looks at it.
    """
    quoted = {one["language"] for one in reading.content.get("stories", [])}
    for language, reason in sorted(beside.not_quoted.items()):
        mark = AMBER if reason == NO_PAGE and quoted else RED
        where = Where("stories", language=language)
        yield Finding(
            "consent", mark, where, said(AT[language]), said(REFUSED, reason=said(reason))
        )

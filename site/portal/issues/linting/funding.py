"""What the donor asks of every product, and when the project runs."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from portal.issues.content import LANGUAGES, end_of, month_of
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, said
from portal.issues.linting.reading import Reading

AT = _("Funding")
DURATION = _("Duration")
NO_LINE = {
    "bn": _("The funding line in Bangla is missing."),
    "en": _("The funding line in English is missing."),
}
NO_EMBLEM = _("The donor's emblem is missing.")
NO_DATES = _("Nobody says from when to when the project runs.")
OUTSIDE = _("The issue's month lies outside of the project's time.")
BACKWARDS = _("The project ends before it begins.")


def check_funding(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a missing funding line or emblem."""
    funding = reading.content["funding"]
    for one in LANGUAGES:
        if not funding["words"][one].strip():
            yield Finding(
                "funding", RED, Where("funding", language=one), said(AT), said(NO_LINE[one])
            )
    if not funding["has_emblem"]:
        yield Finding("funding", RED, Where("funding", row="emblem"), said(AT), said(NO_EMBLEM))


def check_project_dates(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark a month in which the project did not run, or a project without dates."""
    project = reading.content["project"]
    place = Where("project", row="dates"), said(DURATION)
    begins, ends = (
        datetime.date.fromisoformat(project[one]) if project[one] else None
        for one in ("from", "to")
    )
    if begins is None or ends is None:
        yield Finding("project", AMBER, *place, said(NO_DATES))
    if begins and ends and ends < begins:
        yield Finding("project", RED, *place, said(BACKWARDS))
    elif (begins and end_of(reading.content) < begins) or (
        ends and ends < month_of(reading.content)
    ):
        yield Finding("project", RED, *place, said(OUTSIDE))

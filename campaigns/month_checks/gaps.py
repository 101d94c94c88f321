"""Every part of a headline has a figure, or somebody says why it has none."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.gaps import answers_to, asked_terms, gap_slug, name_of
from campaigns.models.entries import State
from campaigns.month_checks.check import Check, Light, Mend

ENTER_IT = Mend("enter_figure:index", gettext_lazy("Enter a figure"), "campaigns.add_entry")


def headline_answered(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Amber for each term that was asked and said nothing, not even why."""
    asked = asked_terms(month)
    answers = answers_to(asked, month)
    gaps, unknown = [], []
    for term in asked:
        rows = answers.get((term.channel_id, term.indicator_id), [])
        if not rows:
            gaps.append(term)
        elif all(row.state == State.UNKNOWN for row in rows):
            unknown.append(f"{name_of(term)} ({', '.join(sorted({row.reason for row in rows}))})")
    for term in gaps:
        yield Check(
            slug=gap_slug(term),
            label=name_of(term),
            light=Light.AMBER,
            says=_("A headline asks for this figure, and nobody has said anything of it."),
            mend=ENTER_IT,
            is_gap=True,
        )
    if not gaps:
        yield Check(
            slug="headline",
            label=_("The parts of the headlines"),
            light=Light.GREEN,
            says=_("Each has a figure, or it is known why not: %(which)s.")
            % {"which": "; ".join(unknown)}
            if unknown
            else _("Each has a figure."),
        )

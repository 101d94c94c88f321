"""What a document printed of the month, held against what the books add up to."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.figures import Declared
from campaigns.models import Control
from campaigns.models.entries import Confidence
from campaigns.month_checks.check import Check, Light, Mend
from campaigns.reach_books import Books
from campaigns.words import count

PRINTED = Mend(
    "printed_totals:index", gettext_lazy("Look at the printed totals"), "campaigns.view_control"
)


def printed_totals_agree(month: datetime.date, today: datetime.date) -> Iterator[Check]:
    """Red where a sure printed total of the month differs; amber where it cannot be compared."""
    controls = list(Control.objects.filter(month=month).order_by("rule_slug", "basis", "document"))
    if not controls:
        yield Check(
            slug="printed",
            label=_("Printed totals"),
            light=Light.GREEN,
            says=_("No document printed one of this month."),
        )
        return
    books = Books.read(month, today=today, as_of=None)
    ours = {slug: books.declared(slug)[1:] for slug in {one.rule_slug for one in controls}}
    for control in controls:
        yield _compared(control, *ours[control.rule_slug])


def _compared(control: Control, of_month: Declared, cumulative: Declared) -> Check:
    """Compare one printed total with ours of the same rule and basis, persons both."""
    ours = (of_month if control.basis == Control.Basis.MONTH else cumulative).value
    numbers = {
        "printed": count(control.value),
        "ours": count(ours),
        "document": _(control.document),
    }
    if ours == control.value:
        light, says = Light.GREEN, _("%(document)s printed %(printed)s, and so we add up.")
    elif ours is None:
        light = Light.AMBER
        says = _("%(document)s printed %(printed)s; our sum is not complete, so nobody can say.")
    else:
        sure = control.confidence == Confidence.SURE
        light = Light.RED if sure else Light.AMBER
        says = _("%(document)s printed %(printed)s, and we add up %(ours)s.")
    return Check(
        slug=f"printed:{control.rule_slug}:{control.basis}:{control.pk}",
        label=_("Printed total: %(which)s") % {"which": control.get_basis_display()},
        light=light,
        says=says % numbers,
        mend=None if light == Light.GREEN else PRINTED,
    )

"""The form of a target. What stands against it is said by the model."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from campaigns.forms.figures import CountField, MonthField


class TargetForm(WagtailAdminModelForm):
    """Months as months, and figures in the digits and with the commas of whoever types them."""

    from_month = MonthField(label=_("From month"))
    to_month = MonthField(label=_("To month"), help_text=_("The last month of the period."))
    target_value = CountField(
        label=_("Target"),
        help_text=_("A whole number: persons, contacts, items; of a survey, percentage points."),
    )
    baseline_value = CountField(
        label=_("Baseline"),
        required=False,
        help_text=_("Where it began. Leave it empty when nobody measured it: 0 is a figure."),
    )

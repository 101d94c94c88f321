"""The choice in one's own account: the month report by mail, or not."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from portal.issues.by_mail.leaving import end
from portal.issues.by_mail.models import Subscription
from portal.issues.by_mail.outbox import may_receive


class MonthReportForm(forms.ModelForm):
    """One box; ticked is asked for."""

    by_mail = forms.BooleanField(
        label=_("Send me each monthly factsheet by mail"),
        required=False,
        widget=SwitchInput,
        help_text=_(
            "When one goes out and when it is corrected: its highlights, what changed, and the "
            "links. Each letter has a link to leave."
        ),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["by_mail"]
        box.initial = Subscription.objects.filter(user=self.instance).exists()
        if not self.instance.email and not box.initial:
            box.disabled = True
            box.help_text = _("Your account has no e-mail address. An administrator can enter it.")

    def save(self, commit: bool = True) -> User:
        """Note the choice."""
        asked = Subscription.objects.filter(user=self.instance).first()
        if self.cleaned_data["by_mail"]:
            Subscription.objects.get_or_create(
                user=self.instance, defaults={"since": timezone.now()}
            )
        elif asked is not None:
            end(asked)
        return self.instance


class MonthReportPanel(BaseSettingsPanel):
    name = "month_report"
    title = _("Month report")
    tab = notifications_tab
    order = 300
    form_class = MonthReportForm

    def is_active(self) -> bool:
        """Offer it to whoever is of the organisation; whoever has the account page is."""
        return may_receive(self.user)

"""One month in the Wagtail admin: its checks, its steps to being closed, and what came late."""

import datetime
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.log_actions import registry

from campaigns.area_lines import district_lines_at
from campaigns.closing import (
    ClosingRefused,
    approve_closing,
    begin_explained_closing,
    take_closing_back,
)
from campaigns.forms.months import ExplanationsForm, TakeBackForm
from campaigns.late_figures import booked_late_in, restatements_of
from campaigns.models import Month, MonthExplanation
from campaigns.month_checks import Check, checks_of
from campaigns.month_sheet import CheckShown, explanations_shown, is_of_the_books, shown
from campaigns.overlap_poll import INDICATORS as OF_THE_POLL
from campaigns.overlap_poll import overlap_of
from campaigns.overlap_words import poll_in_words
from campaigns.words import month_named
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment


def page_of(month: datetime.date) -> str:
    """Give the address of a month's page, whether it has a row or not."""
    return reverse("months:inspect", args=[month.isoformat()])


class MonthPage(generic.InspectView):
    template_name = "campaigns/month.html"
    page_title = _("Month")

    @cached_property
    def now(self) -> datetime.datetime:
        return timezone.now()

    @cached_property
    def user(self) -> User:
        return cast("User", self.request.user)

    def get_object(self, queryset: Any = None) -> Month:
        """Give the month, also an open one that has no row. Raises Http404 for any other."""
        try:
            start = datetime.date.fromisoformat(str(self.pk))
        except ValueError as error:
            raise Http404 from error
        row = Month.objects.select_related("closed_by", "approved_by").filter(pk=start).first()
        if row is None and not is_of_the_books(start, today=dhaka_day(self.now)):
            raise Http404
        return row or Month(start=start)

    def get_page_subtitle(self) -> str:
        return month_named(self.object.start)

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    @cached_property
    def checks(self) -> list[Check]:
        """Look at the month as it is now; what is closed is not looked at any more."""
        if self.object.state == Month.State.CLOSED:
            return []
        return checks_of(self.object.start, today=dhaka_day(self.now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the state, the checks, what may be done, what came late, and what was done."""
        month, state = self.object, Month.State
        may_close, may_approve = (self.user_has_permission(one) for one in ("close", "approve"))
        said = (
            {one.about: one for one in month.explanations.all()} if not month._state.adding else {}
        )
        red = any(check.is_red for check in self.checks)
        may_begin = may_close and month.state == state.OPEN and not red
        form = kwargs.pop("form", None) or ExplanationsForm(self.checks, said=said)
        checks: list[CheckShown] = [
            shown(check, self.user, said=said, form=form if may_begin else None, month=month)
            for check in self.checks
        ]
        unexplained = month.state == state.CLOSING and any(one.unexplained for one in checks)
        may_see_words = may_close or may_approve
        return super().get_context_data(
            month=month,
            name=month_named(month.start),
            closed_at=show_moment(month.closed_at),
            checks=checks,
            red=red,
            unexplained=unexplained,
            may_begin=may_begin,
            may_close=may_close,
            begun_by_reader=month.closed_by_id == self.user.pk,
            may_approve=may_approve and month.state == state.CLOSING,
            may_take_back=may_see_words and month.state == state.CLOSING,
            take_back_form=kwargs.pop("take_back_form", None) or TakeBackForm(auto_id="back_%s"),
            may_see_words=may_see_words,
            explained=explanations_shown(said.values()) if month.state == state.CLOSED else [],
            **self._overlap(),
            booked=booked_late_in(month.start, notes=may_see_words),
            restated=restatements_of(month.start, notes=may_see_words),
            history=self.history if may_see_words else [],
            **kwargs,
        )

    def _overlap(self) -> dict[str, str]:
        """Say what the overlap poll measured in the month and up to it."""
        told = overlap_of(district_lines_at(self.object.start, OF_THE_POLL))
        return {
            "overlap_in_month": poll_in_words(told["month"]),
            "overlap_in_all": poll_in_words(told["cumulative"]),
        }

    @property
    def said(self) -> dict[str, MonthExplanation]:
        """Give what was explained, by check; of a month without a row nothing was."""
        if self.object._state.adding:
            return {}
        return {one.about: one for one in self.object.explanations.select_related("by")}

    @property
    def history(self) -> list[dict[str, Any]]:
        """Tell what was done with the month, the newest first."""
        if self.object._state.adding:
            return []
        entries = registry.get_logs_for_instance(self.object).select_related("user")
        return [
            {
                "when": show_moment(entry.timestamp),
                "who": entry.user_display_name,
                "what": entry.formatter.format_message(entry),
            }
            for entry in entries.order_by("-timestamp")
        ]


class MonthStep(MonthPage):
    """One button of the page: it does its step, or says there why not."""

    any_permission_required: Any = None
    done: Any = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back to the page: a step is taken by its button only."""
        return redirect(page_of(self.object.start))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step."""
        try:
            wrong = self.take()
        except ClosingRefused as refusal:
            messages.error(request, capfirst(str(refusal)))
            return self.again({})
        if wrong:
            return self.again(wrong)
        messages.success(request, self.done % {"month": month_named(self.object.start)})
        return redirect(page_of(self.object.start))

    def take(self) -> dict[str, Any]:
        """Do it; give the forms that are not filled in rightly, if any."""
        raise NotImplementedError

    def again(self, forms: dict[str, Any]) -> HttpResponse:
        """Show the page as it is by now, with the forms that were sent."""
        # A refusal may come of what somebody else did meanwhile.
        self.__dict__.pop("checks", None)
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(**forms))


class BeginView(MonthStep):
    permission_required = "close"
    done = _("The closing of %(month)s has begun. Somebody else approves it.")

    def take(self) -> dict[str, Any]:
        form = ExplanationsForm(self.checks, self.request.POST)
        self.sent = {"form": form}
        if not form.is_valid():
            return self.sent
        begin_explained_closing(self.object.start, form.explained, by=self.user, now=self.now)
        return {}

    def again(self, forms: dict[str, Any]) -> HttpResponse:
        """Keep what was written."""
        return super().again(forms or self.sent)


class ApproveView(MonthStep):
    permission_required = "approve"
    done = _("%(month)s is closed. Its figures never move again.")

    def take(self) -> dict[str, Any]:
        approve_closing(self.object.start, by=self.user, now=self.now, only_explained=True)
        return {}


class TakeBackView(MonthStep):
    any_permission_required: Any = ("close", "approve")
    done = _("%(month)s is open again.")

    def take(self) -> dict[str, Any]:
        form = TakeBackForm(self.request.POST, auto_id="back_%s")
        if not form.is_valid():
            return {"take_back_form": form}
        take_closing_back(self.object.start, by=self.user, reason=form.cleaned_data["reason"])
        return {}

"""State one figure: the form, then what would change, then the ledger."""

import hashlib
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from campaigns.facts import Outcome
from campaigns.forms.figures import FigureForm
from campaigns.ledger import post_stated
from campaigns.models import Entry, Note
from campaigns.views.posting import PostingView
from campaigns.words import booking_in_words, known_in_words, stated_in_words


class EnterFigureView(PostingView, FormView):
    form_class = FigureForm
    template_name = "campaigns/enter_figure.html"
    page_title = gettext_lazy("Enter a figure")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "now": self.now, "actor": self.actor}

    def form_valid(self, form: FigureForm) -> HttpResponse:
        """Show what would change; post it once exactly that was agreed to."""
        change = _digest(form.outcome)
        agreed = self.request.POST.get("agreed", "")
        if self.request.POST.get("back"):
            return self.render_to_response(self.get_context_data(form=form))
        if agreed != change:
            return self._ask(form, change, moved=bool(agreed))
        return self._post(form)

    def _ask(self, form: FigureForm, change: str, *, moved: bool) -> HttpResponse:
        self.template_name = "campaigns/confirm_figure.html"
        outcome, fact = form.outcome, form.fact
        assert outcome is not None  # noqa: S101 - a valid form has asked the ledger
        assert fact is not None  # noqa: S101 - of what it would do with this
        context = self.get_context_data(
            form=form,
            change=change,
            moved=moved,
            outcome=outcome,
            old=known_in_words(outcome.before),
            old_read_at=outcome.before and outcome.before.observed_at,
            new=stated_in_words(fact),
            fact=fact,
            booking=booking_in_words(outcome),
            against_platform=form.against_platform,
        )
        return self.render_to_response(context)

    def _post(self, form: FigureForm) -> HttpResponse:
        fact = form.fact
        assert fact is not None  # noqa: S101 - a valid form has one
        with transaction.atomic():
            post_stated([fact], now=self.now)
            entry = Entry.objects.filter(key__digest=fact.cell.digest("")).latest("version")
            if form.cleaned_data["note"]:
                Note.objects.create(entry=entry, text=form.cleaned_data["note"])
        messages.success(self.request, _("The figure is in the books."))
        return redirect(reverse("ledger:inspect", args=[entry.pk]))


def _digest(outcome: Outcome | None) -> str:
    return hashlib.sha256(repr(outcome).encode()).hexdigest()

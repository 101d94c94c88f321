"""Events that may be one, in the admin: side by side, merged, told apart, or two again."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from campaigns.ledger import LedgerRefused
from campaigns.viewsets.own_districts import (
    OwnDistrictsIndexView,
    OwnDistrictsInspectView,
    OwnDistrictsViewSet,
)
from events.columns import say_decision, show_person, show_total
from events.comparing import compare_events, show
from events.filters import PairFilterSet
from events.forms.verification import FIRST, OTHERS, DifferentForm, MergeForm, UndoForm
from events.models import Event, EventPair, EventPairQuerySet, Standing
from events.places import describe_place
from events.verification.likeness import in_words, strength
from events.verification.merging import MergeRefused, find_merges, merge_events, undo_merge
from events.verification.same_events import AlreadySaid, say_different
from events.viewsets.finding_the_same import FindTheSameView
from events.viewsets.quarantine import DECIDED_MEANWHILE
from foundation.shown_moments import show_moment


def what(pair: EventPair) -> str:
    """Name what both are by kind, day and place."""
    event = pair.first
    return f"{event.kind}, {show(event.held_on)}, {describe_place(event.place)}"


def logged(event: Event) -> str:
    """Say who logged an event, when, and how many came."""
    return f"{show_person(event.recorded_by)} · {show_total(event)}"


class PairIndexView(OwnDistrictsIndexView):
    page_title = _("Same events")

    def get_base_queryset(self) -> EventPairQuerySet:
        """Leave out what nobody has to decide any more: one of the two is set aside."""
        pairs: EventPairQuerySet = super().get_base_queryset()
        return pairs.to_show().with_names()

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with what both are; that opens the two side by side."""
        return [
            TitleColumn("what", label=_("What"), accessor=what, get_url=self.get_inspect_url),
            Column("first", label=_("The first"), accessor=lambda pair: logged(pair.first)),
            Column("second", label=_("The second"), accessor=lambda pair: logged(pair.second)),
            Column(
                "score",
                label=_("Likeness"),
                accessor=lambda pair: strength(pair.score),
                sort_key="score",
            ),
            Column(
                "reasons",
                label=_("Why"),
                accessor=lambda pair: " ".join(in_words(pair.reasons)),
                classname="event-why",
            ),
            StatusTagColumn(
                "decision",
                label=_("Decision"),
                accessor=say_decision,
                primary=lambda pair: pair.is_waiting,
            ),
        ]


class PairInspectView(OwnDistrictsInspectView):
    template_name = "events/pair.html"
    page_title = _("Same events")

    def get_page_subtitle(self) -> str:
        return what(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pair: EventPair = self.object
        merges = find_merges(pair.first, pair.second)
        may_decide = self.user_has_permission_for_instance("change", pair)
        both_stand = Standing.SET_ASIDE not in {pair.first.standing, pair.second.standing}
        return super().get_context_data(
            pair=pair,
            lines=compare_events(pair.first, pair.second),
            strength=strength(pair.score),
            reasons=in_words(pair.reasons),
            decided=say_decision(pair),
            decided_at=show_moment(pair.decided_at) if pair.decided_at else "",
            merges=[(merge, show_moment(merge.at), _undone(merge)) for merge in merges],
            may_merge=may_decide and both_stand,
            may_tell_apart=may_decide and pair.is_waiting,
            may_undo=may_decide and any(merge.undone_at is None for merge in merges),
            **kwargs,
        )


def _undone(merge: Any) -> str:
    return show_moment(merge.undone_at) if merge.undone_at else ""


class Deciding(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView, ABC):
    """One decision about a pair, by who may decide in the districts of both events."""

    permission_required = "change"
    model = EventPair
    template_name = "events/decide_pair.html"
    form_class: Any = MergeForm
    button = _("Merge")
    explained: Any = ""

    @cached_property
    def pair(self) -> EventPair:
        """Find the pair. Raises PermissionDenied where one of the events lies elsewhere."""
        pairs = EventPair.objects.with_names()
        pair: EventPair = get_object_or_404(pairs, pk=self.kwargs["pk"])
        if not self.user_has_permission_for_instance("change", pair):
            raise PermissionDenied
        return pair

    def inspect_url(self) -> str:
        return reverse("same_events:inspect", args=[self.pair.pk])

    def get_page_subtitle(self) -> str:
        return what(self.pair)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the two side by side."""
        here = {"url": self.inspect_url(), "label": what(self.pair)}
        return [*self.breadcrumbs_items, here, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            pair=self.pair,
            lines=compare_events(self.pair.first, self.pair.second),
            button=self.button,
            explained=self.explained,
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Decide; what stands against it is shown on the form."""
        try:
            told = self.decide(form.cleaned_data)
        except (MergeRefused, LedgerRefused) as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as problems:
            form.add_error(None, [str(problem) for problem in problems.messages])
        except AlreadySaid:
            messages.warning(self.request, DECIDED_MEANWHILE)
            return redirect(self.inspect_url())
        else:
            messages.success(self.request, told)
            return redirect(self.inspect_url())
        return self.render_to_response(self.get_context_data(form=form))

    @abstractmethod
    def decide(self, given: dict[str, Any]) -> str:
        """Do it, and give the words that say so."""

    @property
    def person(self) -> User:
        return cast("User", self.request.user)


class MergeView(Deciding):
    page_title = _("Merge")
    explained = _("One event stays and counts. Nothing is deleted, and you can undo it.")

    def decide(self, given: dict[str, Any]) -> str:
        both = [self.pair.first, self.pair.second]
        kept, merged = both if given["kept"] == FIRST else reversed(both)
        merge_events(
            kept,
            merged,
            take_figures=given["figures"] == OTHERS,
            reason=given["reason"],
            by=self.person,
            now=timezone.now(),
        )
        return str(_("They are one event now, and it counts once."))


class DifferentView(Deciding):
    page_title = _("Two events")
    form_class = DifferentForm
    button = _("They are two events")
    explained = _("Both count, and the pair is not shown to anybody as new again.")

    def decide(self, given: dict[str, Any]) -> str:
        say_different(self.pair, reason=given["reason"], by=self.person, now=timezone.now())
        return str(_("They are two events, and both count."))


class UndoView(Deciding):
    page_title = _("Undo the merge")
    form_class = UndoForm
    button = _("Undo the merge")
    explained = _(
        "Both count again, as before. What somebody has changed since the merge stays changed."
    )

    def decide(self, given: dict[str, Any]) -> str:
        merges = find_merges(self.pair.first, self.pair.second)
        merge = next((merge for merge in merges if merge.undone_at is None), None)
        if merge is None:
            raise AlreadySaid
        undone = undo_merge(merge, by=self.person, now=timezone.now())
        if undone.figures_went_back is False:
            return str(
                _(
                    "They are two events again. The figures of the one that stayed were changed "
                    "since the merge, so they stay as they are now: look at them."
                )
            )
        return str(_("They are two events again, as before."))


class EventPairViewSet(OwnDistrictsViewSet):
    model = EventPair
    name = "same_events"
    icon = "copy"
    menu_label = _("Same events")
    absent = frozenset({"add", "edit", "delete", "usage", "history"})
    index_view_class = PairIndexView
    inspect_view_class = PairInspectView
    inspect_template_name = PairInspectView.template_name
    filterset_class = PairFilterSet
    # The empty word of what waits comes before every decision.
    ordering = ["decision", "-score"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the three decisions, and the way to name a pair."""
        ways = {"merge": MergeView, "different": DifferentView, "undo": UndoView}
        # Of an event, and not of a pair: there is none yet.
        find: Any = self.construct_view(FindTheSameView, model=Event)
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{way}/<int:pk>/", self.construct_view(view), name=way)
                for way, view in ways.items()
            ),
            path("find/<int:pk>/", find, name="find"),
        ]

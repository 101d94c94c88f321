"""Monthly issues in the Wagtail admin: writing one, reading its draft, freezing it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from campaigns.factsheet.cells import FactsheetBooks
from campaigns.models import Month
from campaigns.views.admin_page import AdminPage
from foundation.bangla import in_digits_of
from foundation.kept_rows import AllowedActionsPolicy, KeptModelViewSet
from foundation.shown_moments import show_moment
from portal.issues.admin_comparison import comparison_shown
from portal.issues.by_mail.outbox import told_of, try_again
from portal.issues.content import LANGUAGES
from portal.issues.forms import FreezeForm, IssueForm
from portal.issues.forms_of_issue import FORMATS, written
from portal.issues.freezing import FreezingRefused, freeze
from portal.issues.linting.asking import ask_links
from portal.issues.linting.findings import RED, Finding, title_of
from portal.issues.linting.of_issue import lint_issue
from portal.issues.models import Issue, begun_like_the_last
from portal.issues.names import names_of_figures
from portal.issues.paper import draft

ISSUE_POLICY = AllowedActionsPolicy(Issue, {"view", "add", "change", "freeze"})
MAY_FREEZE = "issues.freeze_issue"


def _title(issue: Issue) -> str:
    return issue.title(get_language() or "en")


class IssueIndexView(generic.IndexView):
    def get_base_queryset(self) -> "QuerySet[Issue]":
        return Issue.objects.annotate(
            frozen=Count("versions"), frozen_last=Max("versions__frozen_at")
        )

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the month, which opens the issue."""
        return [
            TitleColumn(
                "month", label=_("Month"), accessor=_title, get_url=self.get_inspect_url,
                sort_key="month",
            ),
            Column("state", label=_("State"), accessor=_state),
            Column("frozen_last", label=_("Frozen"), accessor=_frozen),
        ]  # fmt: skip

    def get_list_buttons(self, row: Issue) -> list[Any]:
        """Offer none: the month opens the issue."""
        return []


def _state(issue: Any) -> str:
    if not issue.frozen:
        return str(_("Draft"))
    number = in_digits_of(str(issue.frozen), get_language() or "en")
    return _("Version %(number)s") % {"number": number}


def _frozen(issue: Any) -> str:
    return show_moment(issue.frozen_last) if issue.frozen_last else "–"


@dataclass(frozen=True, slots=True)
class WordedFinding:
    """A finding in the reader's language."""

    is_red: bool
    title: str
    words: str


def worded(findings: Iterable[Finding]) -> list[WordedFinding]:
    """Put findings into the reader's language, the red ones first."""
    language = "bn" if get_language() == "bn" else "en"
    every = [
        WordedFinding(one.mark == RED, title_of(one.check), one.in_language(language))
        for one in findings
    ]
    return sorted(every, key=lambda one: not one.is_red)


class Written:
    """Notes who wrote last, and leads to the issue."""

    def save_instance(self) -> Issue:
        self.form.instance.changed_by = self.request.user  # type: ignore[attr-defined]
        return super().save_instance()  # type: ignore[misc]

    def get_success_url(self) -> str:
        return reverse("issues:inspect", args=[self.object.pk])  # type: ignore[attr-defined]


class IssueCreateView(Written, generic.CreateView):
    submit_button_label = _("Keep the draft")

    def get_initial_form_instance(self) -> Issue:
        """Begin with what the last issue says of the project."""
        return begun_like_the_last()


class IssueEditView(Written, generic.EditView):
    page_title = _("Monthly issue")

    def get_page_subtitle(self) -> str:
        return _title(self.object)


class IssueInspectView(generic.InspectView):
    template_name = "portal/issues/admin_issue.html"
    page_title = _("Monthly issue")

    def get_page_subtitle(self) -> str:
        return _title(cast("Issue", self.object))

    def get_fields_context(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what it would say, what went out, and the names of figures for its texts."""
        issue, reader = cast("Issue", self.object), cast("User", self.request.user)
        books = FactsheetBooks.read(issue.month, now=timezone.now())
        content = draft(issue.month, now=timezone.now()).content
        closed = Month.objects.filter(start=issue.month, state=Month.State.CLOSED).exists()
        return super().get_context_data(
            issue=issue,
            title=_title(issue),
            is_closed=closed,
            versions=list(issue.versions.select_related("frozen_by").defer("content")),
            languages=LANGUAGES,
            forms=list(FORMATS),
            may_freeze=reader.has_perm(MAY_FREEZE) and closed and issue.changed_by != reader,
            may_mail=reader.has_perm(MAY_FREEZE),
            is_own=issue.changed_by == reader,
            findings=worded(lint_issue(content)),
            comparison=comparison_shown(content, books),
            told=told_of(issue, now=timezone.now()),
            names=names_of_figures(books, get_language() or "en"),
            **kwargs,
        )


class DraftView(PermissionCheckedMixin, View):
    """What the issue would say if it were frozen now, in one form and language."""

    permission_policy = ISSUE_POLICY
    permission_required = "view"

    def get(self, request: HttpRequest, pk: str, language: str, form: str) -> HttpResponse:
        """Write it."""
        issue = get_object_or_404(Issue, pk=pk)
        paper = draft(issue.month, now=timezone.now())
        if language not in LANGUAGES or form not in FORMATS:
            return redirect(reverse("issues:inspect", args=[issue.pk]))
        answer = HttpResponse(written(paper, form, language), content_type=FORMATS[form][0])
        if form not in {"html", "pdf"}:
            name = f"factsheet-{issue.month:%Y-%m}-draft-{language}.{form}"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class FreezeView(AdminPage, FormView):
    """Asks once more, then freezes the issue as its next version."""

    permission_policy = ISSUE_POLICY
    permission_required = "freeze"
    template_name = "portal/issues/admin_freeze.html"
    form_class = FreezeForm
    page_title = _("Freeze the issue")
    section = _("Monthly issues")
    header_icon = "lock"
    # What the checks said when it was posted.
    found: Sequence[Finding] = ()

    @cached_property
    def section_url(self) -> str:
        return reverse("issues:index")

    @cached_property
    def issue(self) -> Issue:
        return get_object_or_404(Issue, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return _title(self.issue)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_first": not self.issue.versions.exists()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what the checks say of it; on posting links are asked too."""
        content = draft(self.issue.month, now=self.now).content
        return super().get_context_data(
            issue=self.issue,
            findings=worded(self.found or lint_issue(content)),
            comparison=comparison_shown(
                content, FactsheetBooks.read(self.issue.month, now=self.now)
            ),
            **kwargs,
        )

    def form_valid(self, form: FreezeForm) -> HttpResponse:
        """Freeze it; what stands against it is told in the form."""
        try:
            version = freeze(
                self.issue,
                by=cast("User", self.request.user),
                now=self.now,
                links_alive=ask_links,
                **form.cleaned_data,
            )
        except FreezingRefused as refusal:
            self.found = getattr(refusal, "findings", [])
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request, _("Frozen as version %(number)s.") % {"number": version.number}
        )
        return redirect(reverse("issues:inspect", args=[self.issue.pk]))


class MailAgainView(PermissionCheckedMixin, View):
    """Lets the letters go out that were refused, or of which nobody knows."""

    permission_policy = ISSUE_POLICY
    permission_required = "freeze"

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Do it, and say how many they are."""
        issue = get_object_or_404(Issue, pk=pk)
        count = try_again(issue, now=timezone.now())
        said = ngettext(
            "%(count)s letter goes out again.", "%(count)s letters go out again.", count
        )
        digits = in_digits_of(str(count), get_language() or "en")
        messages.success(request, said % {"count": digits})
        return redirect(reverse("issues:inspect", args=[issue.pk]))


class IssueViewSet(KeptModelViewSet):
    model = Issue
    name = "issues"
    icon = "doc-full-inverse"
    menu_label = _("Monthly issues")
    menu_order = 166
    add_to_admin_menu = True
    absent = frozenset({"delete", "usage"})
    edit_handler = ObjectList(Issue.panels, base_form_class=IssueForm)
    index_view_class = IssueIndexView
    add_view_class = IssueCreateView
    edit_view_class = IssueEditView
    inspect_view_class = IssueInspectView
    inspect_template_name = IssueInspectView.template_name
    ordering = "-month"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the draft in each form, and freezing."""
        return [
            *super().get_urlpatterns(),
            path(
                "draft/<str:pk>/<slug:language>/<slug:form>/",
                self.construct_view(DraftView),
                name="draft",
            ),
            path("mail/<str:pk>/", self.construct_view(MailAgainView), name="mail_again"),
            path("freeze/<str:pk>/", self.construct_view(FreezeView), name="freeze"),
        ]

"""The dashboard of the Wagtail admin: exact figures of the country and of one's own districts."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from campaigns.models import Campaign, Entry, Target
from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from portal.dashboards.asking import Question
from portal.dashboards.reading import Reader
from portal.dashboards.shown import dashboard

SEES_FIGURES, SEES_TARGETS = frozenset({"view"}), frozenset({"view", "add", "change"})


class DashboardView(AdminPage, TemplateView):
    model = Entry
    any_permission_required = SEES_FIGURES
    template_name = "portal/dashboards/admin.html"
    page_title = _("Dashboard")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read what the address asks for; of somebody else's district what everybody may see."""
        language = "bn" if (get_language() or "").startswith("bn") else "en"
        user = self.request.user
        scope = scope_of(user)
        question = Question(self.request.GET.dict(), now=self.now, language=language)
        asked = question.read(campaigns=Campaign.objects.named(), scope=scope)
        targets = policy_registry.get_by_type(Target)
        reader = Reader(
            language,
            is_public=bool(asked.district and not scope.holds(asked.district.pk)),
            scope=scope,
            sees_targets=targets.user_has_any_permission(user, SEES_TARGETS),
        )
        return super().get_context_data(
            **kwargs, **dashboard(asked, reader, now=self.now), refused=asked.refused
        )


def dashboard_urls() -> list[URLPattern]:
    """Give the page its address."""
    return [path("dashboard/", DashboardView.as_view(), name="dashboard")]


class DashboardMenuItem(MenuItem):
    """Shown to those who may open it, before all else."""

    def __init__(self) -> None:
        super().__init__(
            DashboardView.page_title,
            reverse("dashboard"),
            name="dashboard",
            icon_name=DashboardView.header_icon,
            order=50,
        )

    def is_shown(self, request: Any) -> bool:
        policy = policy_registry.get_by_type(Entry)
        return bool(policy.user_has_any_permission(request.user, SEES_FIGURES))

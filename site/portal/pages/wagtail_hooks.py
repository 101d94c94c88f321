"""What the site adds to the Wagtail admin: lists that fit a phone, DEMO, tighter choosers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from crm_videos.desk.queue import Queue
from crm_videos.field_stories.door import MAY_RECORD
from crm_videos.life.moment import Source
from events.field_app.neighbours import FieldPage
from portal.pages import file_links  # noqa: F401 - registers its hooks
from portal.pages.choosing import hidden_stories
from portal.pages.desk import (
    life,
    style_guide,  # noqa: F401 - registers its hooks
)
from portal.pages.desk.approval import ApprovalQueue
from portal.pages.desk.withdrawal import WithdrawalQueue
from portal.pages.desk.writing import WritingQueue
from portal.pages.due import REFUSED
from portal.pages.listening import desk as listening_desk  # noqa: F401 - registers its snippet
from portal.pages.listing import desk as listing_desk  # noqa: F401 - registers its hooks
from portal.pages.models import Programme, StoryPage
from portal.pages.own_addresses import TAKEN, is_taken
from portal.pages.sharing import desk as sharing_desk  # noqa: F401 - registers its hooks
from portal.pages.story_seen import CHANGED, FIELD, has_seen
from portal.pages.story_translations import publish_translation, translation_of
from portal.pages.together import together

DEMO_MARK = mark_safe(
    "<style>body::before{content:'DEMO';position:fixed;z-index:1000;right:0;bottom:0;"
    "padding:.1rem .9rem;border-radius:.4rem 0 0 0;"
    "background:#f6c344;color:#241a00;font:700 .75rem/1.5 system-ui,sans-serif;"
    "letter-spacing:.15em;pointer-events:none}</style>"
)


@hooks.register("insert_global_admin_css")
def mark_a_demo_site() -> SafeString | str:
    """Say DEMO on every admin screen, the log-in included, while the site is one."""
    return DEMO_MARK if Programme.load().is_demo else ""


@hooks.register("insert_global_admin_css")
def let_lists_fit_a_phone() -> SafeString:
    """Style every listing of the admin for narrow screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("before_move_page")
def move_no_page_behind_the_site(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Lead to the page instead, where its address can be changed first."""
    if not is_taken(page.slug, destination):
        return None
    messages.error(request, TAKEN)
    return redirect("wagtailadmin_pages:edit", page.pk)


# Nobody's words are counted here (see ``finding/promoted.py``), so it would be empty for ever.
@hooks.register("construct_reports_menu")
def leave_out_search_terms(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [one for one in items if one.name != "search-terms"]


@hooks.register("construct_page_chooser_queryset")
def keep_stories_out_of_choosers(pages: Any, request: HttpRequest) -> Any:
    return pages.exclude(pk__in=hidden_stories(request.user).values("pk"))


# Before wagtail-localize's own, which would publish.
@hooks.register("before_edit_page", order=-1)
def make_drafts_of_translated_stories(request: HttpRequest, page: Any) -> HttpResponse | None:
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    return publish_translation(request, translation) if translation else None


# Before the editor saves what it showed over what was written meanwhile.
@hooks.register("before_edit_page")
def approve_only_what_was_read(request: HttpRequest, page: Any) -> HttpResponse | None:
    approves = request.POST.get("workflow-action-name") == "approve"
    if not (approves and "action-workflow-action" in request.POST and isinstance(page, StoryPage)):
        return None
    if has_seen(page, request.POST.get(FIELD, ""), request.user):
        return None
    messages.error(request, CHANGED)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_story_queues")
def register_queues() -> list[type[Queue]]:
    return [WritingQueue, ApprovalQueue, WithdrawalQueue]


@hooks.register("register_story_life")
def register_life() -> list[Source]:
    return [life.pages]


@hooks.register("register_field_pages")
def lead_recorders_to_stories() -> FieldPage:
    return FieldPage(_("Stories"), reverse("field_stories:list"), MAY_RECORD)


@hooks.register("register_admin_urls")
def register_together() -> list[URLPattern]:
    return [path("pages/<int:page_id>/together/", together, name="publish_together")]


@hooks.register("register_log_actions")
def name_what_is_refused(actions: LogActionRegistry) -> None:
    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Refuse to publish")

        def format_message(self, log_entry: Any) -> str:
            reasons = " ".join(log_entry.data.get("reasons", []))
            return gettext("Not published at its time: %(reasons)s") % {"reasons": reasons}

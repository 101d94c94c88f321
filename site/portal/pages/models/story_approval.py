"""The step of the workflow in which different people approve a story."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from crm_videos.approving import ApprovalRefused, approve, may_approve, may_review, send_back
from crm_videos.gate import Verdict
from crm_videos.overriding import Decision, override
from foundation.moments import dhaka_day
from portal.pages.approval_form import StoryApprovalForm
from portal.pages.models.story import StoryPage
from portal.pages.story_authors import authors_of
from portal.pages.story_content import findings_of, public_names, question_of, readable_texts
from portal.pages.story_seen import CHANGED, has_seen


class StoryApprovalTask(AbstractGroupApprovalTask):
    """Stays in progress until as many different people have approved as the gate asks for."""

    class Meta:
        verbose_name = _("Approval of a story by two people")
        verbose_name_plural = _("Approvals of stories by two people")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer approval only while consent stands, and to nobody twice for the same words."""
        if not isinstance(obj.specific, StoryPage) or not super().get_actions(obj, user):
            return []
        page = obj.specific.get_latest_revision_as_object()
        if not may_review(user, page.story):
            return []
        actions: list[tuple[str, Any, bool]] = [("reject", _("Request changes"), True)]
        if may_approve(user, question_of(page), on=dhaka_day(timezone.now())):
            # Always with the dialog: it shows what the person agreed to.
            actions.append(("approve", _("Approve"), True))
        return actions

    def get_template_for_action(self, action: str) -> str:
        """Show what the person agreed to where somebody approves."""
        return "portal/pages/approve_story.html" if action == "approve" else ""

    def get_form_for_action(self, action: str) -> Any:
        """Ask whoever approves about the finds that wait for a second person."""
        return StoryApprovalForm if action == "approve" else super().get_form_for_action(action)

    def on_action(
        self,
        task_state: Any,
        user: Any,
        action_name: str,
        seen: Any = "",
        overridden: Any = (),
        reason: Any = "",
        words: Any = "",
        **kwargs: Any,
    ) -> None:
        """Record the decision about what was ``seen``; it goes on when the gate is open."""
        page = task_state.workflow_state.content_object.get_latest_revision_as_object()
        # The page's editor hands on what came from the dialog as the browser sends it back.
        marks = frozenset(map(str, overridden)) if isinstance(overridden, list) else frozenset()
        decision = Decision(marks, str(reason), str(words))
        try:
            if action_name == "approve":
                if not has_seen(page, str(seen), user):
                    raise ApprovalRefused(CHANGED)
                if not _approve(page, decision, user).is_open:
                    return
            elif action_name == "reject":
                send_back(question_of(page), by=user, now=timezone.now())
        except ApprovalRefused as refused:
            raise PermissionDenied(str(refused)) from refused
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        """Say in the workflow's editor what the step does."""
        return _("Two different people approve exactly what is shown, while consent stands")


@transaction.atomic
def _approve(page: Any, decision: Decision, user: Any) -> Verdict:
    """Override what was ticked and approve: both, or neither."""
    question, public, now = question_of(page), public_names(), timezone.now()
    if decision.marks:
        override(
            question,
            findings_of(page),
            decision,
            authors=authors_of(page),
            public=public,
            by=user,
            now=now,
        )
    return approve(question, readable_texts(page), public=public, by=user, now=now)

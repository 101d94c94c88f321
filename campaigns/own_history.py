"""Wagtail's history of all models, read within the districts of the reader.

Its report of the whole site asks only whether somebody may do anything at all with the
rows of a model, and would name the rows of every district and who changed them.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models.audit_log import BaseLogEntryManager, ModelLogEntryManager
from wagtail.permissions import policy_registry

from campaigns.scope import EVERYWHERE, scope_of
from foundation.kept_rows import AllowedActionsPolicy

SEES = ("add", "change", "view")


def keep_to_own_districts() -> None:
    """Have it ask where, too: there is no setting for it, and one table for all models."""
    ModelLogEntryManager.viewable_by_user = viewable_by_user


def viewable_by_user(manager: Any, user: Any) -> "QuerySet[Any]":
    """Select the lines about what this person sees."""
    lines: QuerySet[Any] = BaseLogEntryManager.viewable_by_user(manager, user)
    if scope_of(user) == EVERYWHERE:
        return lines
    for key in user._allowed_content_type_ids:
        model = ContentType.objects.get_for_id(key).model_class()
        policy = policy_registry.get_by_type(model) if model else None
        if isinstance(policy, AllowedActionsPolicy):
            own = policy.instances_user_has_any_permission_for(user, SEES)
            # Wagtail keeps the keys of all models as text.
            keys = own.order_by().annotate(as_text=Cast("pk", TextField())).values("as_text")
            lines = lines.exclude(Q(content_type=key) & ~Q(object_id__in=keys))
    return lines

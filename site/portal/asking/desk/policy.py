"""Who may read a question: who answers, and works in its district; without one, everywhere."""

from typing import Any

from campaigns.scope import EVERYWHERE, DistrictPolicy, scope_of
from portal.asking.models import AskedQuestion

ANSWERS = "answer"


class QuestionPolicy(DistrictPolicy):
    """A question of nobody knows where is for those who work in all districts."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if instance.district_id is None:
            return self.user_has_permission(user, action) and scope_of(user) == EVERYWHERE
        return super().user_has_permission_for_instance(user, action, instance)


POLICY = QuestionPolicy(AskedQuestion, {ANSWERS}, by="district")

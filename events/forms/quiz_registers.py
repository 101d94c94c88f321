"""The forms of what quizzes and fairs choose from: questions and services."""

from datetime import datetime
from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from events.models import Question
from events.question_bank import keep_question


class QuestionForm(WagtailAdminModelForm):
    """A question in both languages, with its answers."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def save(self, commit: bool = True) -> Question:
        return keep_question(self.instance, now=self.now) if commit else self.instance


class ServiceKindForm(WagtailAdminModelForm):
    """A kind of service; its short name is in events and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True

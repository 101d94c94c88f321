"""``manage.py erase_old_questions``: keep the dates of the public's questions."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.asking.questions.erasing import erase_old_questions, forget_what_is_past


class Command(BaseCommand):
    help = "Erases each question of the public whose date has come. The scheduler does so too."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        erased = erase_old_questions(now)
        forget_what_is_past(now)
        self.stdout.write(f"{erased} questions erased")

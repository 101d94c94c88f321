"""Forms of the public in tests: opened, filled in and sent as a browser without cookies does."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from events.models import Question
from portal.asking.anonymous_posts.door import Form, purpose
from portal.asking.anonymous_posts.tokens import make_token

LATER = timedelta(seconds=20)


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', html)
    assert found, "no form on the page"
    return found[1]


def an_old_enough(form: Form, about: object, now: Any) -> str:
    """Give a token as a form carries it that was opened twenty seconds ago."""
    return make_token(purpose(form, str(about)), now=now - LATER)


def send(path: str, token: str, client: Client | None = None, headers: Any = None, **given: Any):
    """Send a form from no page in particular; its guard of cookies is on, as in production."""
    sender = client or Client(enforce_csrf_checks=True)
    return sender.post(path, {"token": token, **given}, headers=headers or {})


def make_question(now: Any, **fields: Any) -> Question:
    """Offer a question of the bank whose second answer is right."""
    words = {
        "text_en": "Who keeps your passport?", "text_bn": "পাসপোর্ট কার কাছে থাকবে?",
        "answer_a_en": "The agent", "answer_a_bn": "দালাল",
        "answer_b_en": "I myself", "answer_b_bn": "নিজের কাছে",
    }  # fmt: skip
    return Question.objects.create(
        **{**words, "right": "b", "topic": "work-abroad", "active": True, "offered_at": now}
        | fields
    )

"""What the tests of quizzes and fairs share: questions, a school, and what is said of them."""

from typing import Any

from campaigns.models import Place
from events.models import Question, School
from events.question_bank import keep_question
from tests.events.phone import NOW


def offered_question(number: int = 1, **over: Any) -> Question:
    """Put a question into the bank that may be asked at a quiz."""
    question = Question(
        **{
            "text_en": f"Question {number}?",
            "text_bn": f"প্রশ্ন {number}?",
            "answer_a_en": "Yes",
            "answer_a_bn": "হ্যাঁ",
            "answer_b_en": "No",
            "answer_b_bn": "না",
            "right": "a",
            "topic": "middlemen",
            "active": True,
            **over,
        }
    )
    return keep_question(question, now=NOW)


def school_in(place: Place, name: str = "Dumuria High School", **over: Any) -> School:
    said = {"place": place, "name_en": name, "name_bn": "ডুমুরিয়া উচ্চ বিদ্যালয়"}
    return School.objects.create(**said | over)


def hands(question: Question, *figures: int | None) -> dict[str, int | None]:
    """Say how many could answer and were right, before and after."""
    names = ("asked_before", "right_before", "asked_after", "right_after")
    return {"question": question.pk, **dict(zip(names, figures, strict=True))}


def quiz_of(phone: Any, details: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Fill in a quiz to which 40 girls and 30 boys came."""
    came = {"girls": 40, "boys": 30, "women": 0, "men": 0}
    return phone.record(**{"kind": "school-quiz", "details": details, **came, **parts})

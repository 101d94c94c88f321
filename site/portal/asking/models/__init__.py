"""Counts of what the public said, polls, questions, and what guards the forms."""

from portal.asking.models.anonymous_posts import Allowance, SpentToken
from portal.asking.models.counts import HelpedOfADay, QuizAnswersOfADay, VotesOfADay
from portal.asking.models.polls import CHOICES, WORDING, Poll
from portal.asking.models.questions import AskedQuestion, QuestionStep

__all__ = [
    "CHOICES",
    "WORDING",
    "Allowance",
    "AskedQuestion",
    "HelpedOfADay",
    "Poll",
    "QuestionStep",
    "QuizAnswersOfADay",
    "SpentToken",
    "VotesOfADay",
]

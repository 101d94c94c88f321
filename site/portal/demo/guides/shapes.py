"""What a text of a guide looks like, before it becomes a page."""

from typing import Any, NotRequired, TypedDict


class GuideText(TypedDict):
    """One page in one language; which parts it has depends on its kind."""

    title: str
    intro: str
    body: list[tuple[str, Any]]
    # Title and text of each step; question and answer of each question.
    steps: NotRequired[list[tuple[str, str]]]
    questions: NotRequired[list[tuple[str, str]]]


class GuideTexts(TypedDict):
    """A page in both languages; ``facts`` are (place, key) pairs of a country guide."""

    slug: str
    en: GuideText
    bn: GuideText
    country: NotRequired[str]
    facts: NotRequired[list[tuple[str, str]]]


class TopicTexts(TypedDict):
    """A topic, and the pages below it with their kinds, in their order."""

    slug: str
    en: GuideText
    bn: GuideText
    pages: list[tuple[str, GuideTexts]]

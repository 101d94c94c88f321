"""The demo's topics and their pages, with their facts; all go through the workflow."""

import datetime
import json
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import Locale, Page

from foundation.moments import dhaka_day
from portal.demo.fact_texts import FACTS, FactText
from portal.demo.guides.shapes import GuideText, GuideTexts
from portal.demo.guides.topics import TOPICS
from portal.demo.workflow import approve, raw_block, raw_blocks
from portal.facts.models import Fact
from portal.pages.models import (
    ChecklistPage,
    CountryGuidePage,
    FaqPage,
    GuidePage,
    HomePage,
    TopicPage,
)

KINDS: dict[str, type[Any]] = {
    "guide": GuidePage,
    "country": CountryGuidePage,
    "checklist": ChecklistPage,
    "faq": FaqPage,
}


def make_facts(people: dict[str, User], today: datetime.date) -> dict[str, Fact]:
    """Make the facts: written by the editor, confirmed by the approver."""
    made = {}
    for key, text in FACTS.items():
        fact = Fact(key=key, owner=people["editor"], live=False, **_fields(text, today))
        fact.full_clean()
        fact.save()
        fact.save_revision(user=people["editor"], log_action=True).publish(user=people["approver"])
        made[key] = Fact.objects.get(pk=fact.pk)
    return made


def _fields(text: FactText, today: datetime.date) -> dict[str, Any]:
    named = {name: text[name] for name in ("label_en", "label_bn", "kind")}
    if "en" not in text:
        return named
    days = {name: datetime.timedelta(text[name]) for name in ("checked", "review")}
    return named | {
        "text_en": text["en"],
        "text_bn": text["bn"],
        "source_en": text["source"][0],
        "source_bn": text["source"][1],
        "checked_on": today - days["checked"],
        "review_by": today + days["review"],
    }


def make_guides(
    people: dict[str, User], homes: dict[str, HomePage], now: datetime.datetime
) -> None:
    """Publish the topics with their pages in both languages."""
    facts = make_facts(people, dhaka_day(now))
    for texts in TOPICS:
        topic = TopicPage(slug=texts["slug"], show_in_menus=True)
        above = _publish(topic, texts["en"], texts["bn"], homes, {}, people)
        for kind, page in texts["pages"]:
            own = {"country": page["country"]} if "country" in page else {}
            made = KINDS[kind](slug=page["slug"], **own)
            _publish(made, page["en"], page["bn"], above, _fixed(page, facts), people, facts)


def _publish(
    page: Page,
    english: GuideText,
    bangla: GuideText,
    above: dict[str, Any],
    fixed: dict[str, Any],
    people: dict[str, User],
    facts: dict[str, Fact] | None = None,
) -> dict[str, Any]:
    page.live, page.locale = False, above["en"].locale
    _fill(page, english, fixed, facts or {})
    above["en"].add_child(instance=page)
    approve(page, people)
    other = page.copy_for_translation(Locale.objects.get(language_code="bn"))
    _fill(other, bangla, fixed, facts or {})
    other.save()
    approve(other, people)
    return {"en": page, "bn": other}


def publish_in_both(
    page: Page,
    texts: dict[str, GuideText],
    homes: dict[str, Any],
    own: dict[str, dict[str, Any]],
    people: dict[str, User],
) -> None:
    """Publish a page below the home pages; ``own`` are its fields in each language."""
    page.live, page.locale = False, homes["en"].locale
    _fill(page, texts["en"], own["en"], {})
    homes["en"].add_child(instance=page)
    approve(page, people)
    other = page.copy_for_translation(Locale.objects.get(language_code="bn"))
    _fill(other, texts["bn"], own["bn"], {})
    other.save()
    approve(other, people)


def _fill(page: Any, text: GuideText, fixed: dict[str, Any], facts: dict[str, Fact]) -> None:
    page.title = page.draft_title = text["title"]
    page.intro = text["intro"]
    page.body = json.dumps(list(raw_blocks(text["body"], facts)))
    for name, value in fixed.items():
        setattr(page, name, value)
    if "steps" in text:
        steps = [{"title": title, "text": words} for title, words in text["steps"]]
        page.steps = json.dumps([raw_block("step", step) for step in steps])
    if "questions" in text:
        asked = [{"question": one, "answer": answer} for one, answer in text["questions"]]
        page.questions = json.dumps([raw_block("question", one) for one in asked])


def _fixed(texts: GuideTexts, facts: dict[str, Fact]) -> dict[str, Any]:
    """Give what is the same in both languages: the facts of a country at their places."""
    if "facts" not in texts:
        return {}
    placed = [{"place": place, "fact": facts[key].pk} for place, key in texts["facts"]]
    return {"facts": json.dumps([raw_block("fact", one) for one in placed])}

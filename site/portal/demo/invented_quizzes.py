"""What the demo's quizzes and fairs say besides: schools, a small bank, hands, linkages.

The questions are plain advice that a programme would ask; schools, hands and
linkages are made up, from what an event already says, so they are the same every time.
"""

import datetime
import random
from collections.abc import Iterable, Iterator
from typing import Any

from campaigns import overlap_poll
from events.models import Event, Question, School
from events.question_bank import keep_question

SEED = 1971
# topic, question, right answer, other answers; each in English and in Bangla
BANK: tuple[tuple[str, tuple[str, str], tuple[tuple[str, str], ...]], ...] = (
    (
        "work-abroad",
        ("Who should keep your passport while you work abroad?",
         "বিদেশে কাজের সময় আপনার পাসপোর্ট কার কাছে থাকা উচিত?"),
        (("I myself", "নিজের কাছে"), ("The middleman", "দালালের কাছে"),
         ("Anybody who asks", "যে চায় তার কাছে")),
    ),
    (
        "middlemen",
        ("What do you check before you pay a recruiting agency?",
         "রিক্রুটিং এজেন্সিকে টাকা দেওয়ার আগে কী যাচাই করবেন?"),
        (("Whether it has a licence", "তার লাইসেন্স আছে কি না"),
         ("Whether its office is large", "তার অফিস বড় কি না")),
    ),
    (
        "before-leaving",
        ("What does somebody who goes abroad for work need?", "কাজের জন্য বিদেশে যেতে কী লাগে?"),
        (("A work visa and a contract", "কাজের ভিসা ও চুক্তিপত্র"),
         ("A tourist visa", "ভ্রমণ ভিসা"), ("A promise", "মুখের কথা")),
    ),
    (
        "money",
        ("What is the safe way to send money home?", "দেশে টাকা পাঠানোর নিরাপদ উপায় কোনটি?"),
        (("Through a bank", "ব্যাংকের মাধ্যমে"), ("With a stranger", "অচেনা কারও হাতে")),
    ),
    (
        "dangers",
        ("Somebody promises a job abroad without any papers. What is that?",
         "কেউ কাগজপত্র ছাড়া বিদেশে চাকরির আশ্বাস দিলে সেটা কী?"),
        (("A sign of danger", "বিপদের লক্ষণ"), ("A good chance", "ভালো সুযোগ")),
    ),
)  # fmt: skip
PROVIDERS = (
    ("District Employment and Manpower Office", "government"),
    ("Technical Training Centre", "training"),
    ("A state bank", "finance"),
    ("Legal aid office", "legal-aid"),
)


def make_bank(now: datetime.datetime) -> list[Question]:
    """Fill the question bank; the right answer is the first, and stands second in every other."""
    questions = []
    for number, (topic, (text_en, text_bn), answers) in enumerate(BANK):
        turned = answers[1::-1] + answers[2:] if number % 2 else answers
        words = {
            f"answer_{letter}_{language}": text
            for letter, answer in zip("abcd", turned, strict=False)
            for language, text in zip(("en", "bn"), answer, strict=True)
        }
        question = Question(
            text_en=text_en,
            text_bn=text_bn,
            topic=topic,
            right="b" if number % 2 else "a",
            active=True,
            **words,
        )
        questions.append(keep_question(question, now=now))
    return questions


def give_details(events: Iterable[Event], now: datetime.datetime) -> Iterator[Event]:
    """Let quizzes and fairs say what a real one would."""
    chance = random.Random(SEED)  # noqa: S311 - invention, not secrecy
    bank = make_bank(now)
    schools: dict[str, School] = {}
    for event in events:
        if event.kind_id == "school-quiz":
            event.details = _quiz(event, chance, bank, schools)
        elif event.kind_id == "migration-fair":
            event.details = _fair(chance)
        yield event


def give_polls(events: Iterable[Event]) -> Iterator[Event]:
    """Let the crowd of every fourth awareness event be asked whether they had seen us online."""
    # A chance of its own: what the quizzes say stays what it was.
    chance = random.Random(SEED + 1)  # noqa: S311 - invention, not secrecy
    for number, event in enumerate(events):
        came = 0 if event.total is None or event.total_is_at_least else event.total
        if number % 4 == 0 and event.kind.counts_as_reached and came:
            event.details = {**event.details, **_poll(came, chance)}
        yield event


def _poll(came: int, chance: random.Random) -> dict[str, int]:
    """Nobody asks everybody; who saw both raises one hand for any of them."""
    asked = max(1, round(came * chance.uniform(0.7, 1)))
    facebook = round(asked * chance.uniform(0.2, 0.5))
    youtube = round(asked * chance.uniform(0.1, 0.35))
    both = round(min(facebook, youtube) * chance.uniform(0.2, 0.8))
    return {
        overlap_poll.ASKED: asked,
        "poll_facebook": facebook,
        "poll_youtube": youtube,
        overlap_poll.ANY: facebook + youtube - both,
    }


def _quiz(
    event: Event, chance: random.Random, bank: list[Question], schools: dict[str, School]
) -> dict[str, Any]:
    school = schools.get(event.place_id)
    if school is None:
        place = event.place
        school = schools[event.place_id] = School.objects.create(
            place=place,
            name_en=f"{place.name_en} High School",
            name_bn=f"{place.name_bn} উচ্চ বিদ্যালয়" if place.name_bn else "",
        )
    # Every eighth quiz has no time for hands before.
    counts_before = chance.random() < 0.875
    asked = min(event.girls or 0, event.boys or 0) or 30
    hands = []
    for question in chance.sample(bank, 3):
        before, after = chance.uniform(0.2, 0.5), chance.uniform(0.6, 0.95)
        line = {"question": question.pk, "asked_after": asked, "right_after": round(asked * after)}
        if counts_before:
            line |= {"asked_before": asked, "right_before": round(asked * before)}
        hands.append(line)
    winners = {name: chance.randint(0, 3) for name in ("winner_girls", "winner_boys")}
    return {"school": school.pk, "classes": [8, 9], **winners, "hands": hands}


def _fair(chance: random.Random) -> dict[str, Any]:
    present = chance.sample(PROVIDERS, chance.randint(2, len(PROVIDERS)))
    return {
        "providers": [{"provider": name, "service": service} for name, service in present],
        "linkages_women": chance.randint(5, 60),
        "linkages_men": chance.randint(5, 90),
    }

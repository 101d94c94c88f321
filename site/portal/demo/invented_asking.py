"""A quiz, a poll, and what the public said of pages: all invented, and it says so by its ribbon.

The questions are such as many ask; nobody asked these.
"""

import datetime
import json
import random
from typing import Any

from django.contrib.auth.models import User

from campaigns.models import Place
from events.models import Question
from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import AskedQuestion, HelpedOfADay, Poll, QuizAnswersOfADay, VotesOfADay
from portal.asking.questions.answering import answer_question, take_in_work
from portal.asking.questions.asking import Asked, ask
from portal.asking.words import Said, Target
from portal.demo.guide_pages import publish_in_both
from portal.demo.guides.shapes import GuideText
from portal.demo.workflow import raw_block
from portal.pages.models import GuidePage, HomePage, PollPage, QuizPage

SEED = 2022
# By the topics of the bank: why the answer is right, and the page that explains it.
WHY: dict[str, tuple[str, str, str]] = {
    "middlemen": (
        "The DEMO office in your district tells you whether an agency has a licence.",
        "কোন এজেন্সির লাইসেন্স আছে তা আপনার জেলার ডেমো অফিস বলে দেয়।",
        "contract-and-papers",
    ),
    "before-leaving": (
        "With a visa and a contract that you understand you can show what was promised.",
        "ভিসা আর বোঝা যায় এমন চুক্তি থাকলে কী কথা দেওয়া হয়েছিল তা দেখাতে পারবেন।",
        "contract-and-papers",
    ),
    "money": (
        "A bank gives you a receipt. Hundi is against the law, and nobody answers for it.",
        "ব্যাংক রসিদ দেয়। হুন্ডি বেআইনি, আর টাকা হারালে কেউ দায় নেয় না।",
        "",
    ),
    "dangers": (
        "Who works without papers can lose the job and be sent back, and the debts stay.",
        "কাগজপত্র ছাড়া কাজ করলে কাজ হারাতে পারেন, দেশে ফেরত আসতে হতে পারে, দেনা থেকে যায়।",
        "sea-route",
    ),
}
QUIZ: dict[str, GuideText] = {
    "en": {
        "title": "What do you know about going abroad?",
        "intro": "A few short questions. The right answer comes with its reason.",
        "body": [],
    },
    "bn": {
        "title": "বিদেশ যাওয়া সম্পর্কে কতটা জানেন?",
        "intro": "কয়েকটি ছোট প্রশ্ন। সঠিক উত্তর কারণসহ দেখানো হয়।",
        "body": [],
    },
}
POLL: dict[str, GuideText] = {
    "en": {
        "title": "Who told you first?",
        "intro": "Where do people hear of work abroad? Your answer helps us to be there.",
        "body": [],
    },
    "bn": {
        "title": "প্রথমে কার কাছে শুনেছেন?",
        "intro": "মানুষ বিদেশের কাজের কথা কোথায় শোনে? আপনার উত্তর জানলে আমরা সেখানে যেতে পারি।",
        "body": [],
    },
}
POLL_TEXT = ("Who told you first of work abroad?", "বিদেশে কাজের কথা প্রথম কে বলেছে?")
CHOICES = (
    ("Relatives or neighbours", "আত্মীয় বা প্রতিবেশী"),
    ("A middleman", "দালাল"),
    ("Facebook or YouTube", "ফেসবুক বা ইউটিউব"),
    ("An office", "কোনো অফিস"),
)
# Days ago, district, language, the question; the answer, where there is one, and how long it took.
QUESTIONS: tuple[tuple[int, str, str, str, tuple[str, Target | None, int] | None], ...] = (
    (9, "Shariatpur", "bn", "দালাল পাসপোর্ট নিয়ে রেখেছে, ফেরত দিচ্ছে না। কোথায় যাব?", None),
    (3, "", "bn", "দেশে ফেরার পর ব্যবসার জন্য ঋণ পাওয়া যায়?", None),
    (1, "Sylhet", "en", "How do I find out whether an agency has a licence?", None),
    (
        20,
        "Tangail",
        "bn",
        "প্রশিক্ষণ কোথায় নেওয়া যায়?",
        ("আপনার জেলার কারিগরি প্রশিক্ষণ কেন্দ্রে যান।", Target.TTC, 4),
    ),
    *(
        (30 + days, "", "bn", "বিদেশ যেতে কত টাকা লাগে?", ("আগে হটলাইনে ফোন করুন।", None, days))
        for days in (1, 2, 3, 6)
    ),
)


def make_asking(people: dict[str, User], now: datetime.datetime) -> None:
    """Publish the quiz and the poll, and let people have answered."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    chance = random.Random(SEED)  # noqa: S311 - invention, not secrecy
    today = dhaka_day(now)
    _quiz(people, homes, chance, today)
    _poll(people, homes, chance, today, now)
    _helped(chance, today)
    _questions(people, now)


def _quiz(
    people: dict[str, User], homes: dict[str, Any], chance: random.Random, today: datetime.date
) -> None:
    guides = {page.slug: page.pk for page in GuidePage.objects.filter(locale=homes["en"].locale)}
    asked = [one for one in Question.objects.offered() if one.topic in WHY]

    def blocks(number: int) -> str:
        every = [
            {
                "question": str(one.pk),
                "why": WHY[one.topic][number],
                "read_on": guides.get(WHY[one.topic][2]),
            }
            for one in asked
        ]
        return json.dumps([raw_block("question", one) for one in every])

    own = {"en": {"questions": blocks(0)}, "bn": {"questions": blocks(1)}}
    publish_in_both(QuizPage(slug="quiz"), QUIZ, homes, own, people)
    for one in asked:
        for letter in "ab":
            count = chance.randint(30, 60) if letter == one.right else chance.randint(5, 25)
            QuizAnswersOfADay.objects.create(day=today, question=one, answer=letter, count=count)


def _poll(
    people: dict[str, User],
    homes: dict[str, Any],
    chance: random.Random,
    today: datetime.date,
    now: datetime.datetime,
) -> None:
    poll = Poll(text_en=POLL_TEXT[0], text_bn=POLL_TEXT[1], active=True, opened_at=now)
    for letter, (english, bangla) in zip("abcdef", CHOICES, strict=False):
        setattr(poll, f"choice_{letter}_en", english)
        setattr(poll, f"choice_{letter}_bn", bangla)
    poll.full_clean()
    poll.save()
    for letter in poll.choices("en"):
        VotesOfADay.objects.create(day=today, poll=poll, choice=letter, count=chance.randint(3, 30))
    own = {"en": {"poll": poll}, "bn": {"poll": poll}}
    publish_in_both(PollPage(slug="poll"), POLL, homes, own, people)


def _helped(chance: random.Random, today: datetime.date) -> None:
    for page in GuidePage.objects.live().select_related("locale"):
        for said in Said:
            HelpedOfADay.objects.create(
                day=today,
                page=page.translation_key,
                language=page.locale.language_code,
                said=said,
                count=chance.randint(20, 60) if said == Said.YES else chance.randint(0, 6),
            )


def _questions(people: dict[str, User], now: datetime.datetime) -> None:
    for number, (ago, district, language, words, answered) in enumerate(QUESTIONS):
        then = now - datetime.timedelta(days=ago)
        place = Place.objects.filter(level=Place.Level.DISTRICT, name_en=district).first()
        ask(Asked(words, language, place), Token("question.", f"demo-{number}", then), now=then)
        question = AskedQuestion.objects.latest("pk")
        if answered:
            text, target, days = answered
            at = then + datetime.timedelta(days=days)
            answer_question(question, text, by=people["approver"], target=target, now=at)
        elif ago == 9:
            take_in_work(question, by=people["approver"], now=now)

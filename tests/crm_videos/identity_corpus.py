"""Stories with planted identifiers, for measuring the identity lint.

Names of persons, villages, boats and firms are put together from syllables, numbers
are drawn: nothing comes from the lint's own lists. Upazilas, unions and districts
come from the places that a site has, as they do in life. Between ⟦ and ⟧ stands what
has to be found.
"""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm_videos.identity_lint import PlaceIndex, PlaceName, Text

ROWS = Path(__file__).parents[2] / "campaigns" / "data" / "places.csv"
_BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_ONSETS = [
    *(
        ("t", "ত"),
        ("j", "জ"),
        ("m", "ম"),
        ("k", "ক"),
        ("h", "হ"),
        ("l", "ল"),
        ("b", "ব"),
        ("sh", "শ"),
    ),
    *(
        ("n", "ন"),
        ("r", "র"),
        ("d", "দ"),
        ("f", "ফ"),
        ("g", "গ"),
        ("ch", "চ"),
        ("p", "প"),
        ("jh", "ঝ"),
    ),
]
_VOWELS = [("a", "া"), ("i", "ি"), ("u", "ু"), ("o", "ো")]
_CLOSINGS = [("n", "ন"), ("m", "ম"), ("l", "ল"), ("k", "ক"), ("b", "ব"), ("z", "জ"), ("sh", "শ")]
_PLACE_ENDS = [
    *(("hati", "হাটি"), ("khola", "খোলা"), ("kandi", "কান্দি"), ("tola", "তলা"), ("dia", "দিয়া")),
    *(("pur", "পুর"), ("kathi", "কাঠি"), ("gachhi", "গাছি"), ("danga", "ডাঙ্গা"), ("chor", "চর")),
]
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "bn": [
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ],
}
_BENGALI = [
    "বৈশাখ",
    "জ্যৈষ্ঠ",
    "আষাঢ়",
    "শ্রাবণ",
    "ভাদ্র",
    "আশ্বিন",
    "কার্তিক",
    "অগ্রহায়ণ",
    "পৌষ",
    "মাঘ",
    "ফাল্গুন",
    "চৈত্র",
]
_DIGIT_WORDS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "bn": ["শূন্য", "এক", "দুই", "তিন", "চার", "পাঁচ", "ছয়", "সাত", "আট", "নয়"],
}


def place_rows() -> list[dict[str, str]]:
    with ROWS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def place_index(rows: list[dict[str, str]]) -> PlaceIndex:
    return PlaceIndex(
        [
            PlaceName(row["level"], row["name_en"], row["name_bn"], tuple(filter(None, row["aliases"].split(";"))))
            for row in rows
        ]
    )  # fmt: skip


@dataclass
class Drawn:
    """Draws what the templates ask for, in one language. ``{man}`` is a new man each time."""

    rng: random.Random
    language: str
    rows: list[dict[str, str]] = field(repr=False)

    def __getitem__(self, key: str) -> str:
        drawn = getattr(self, key)()
        return drawn.translate(_BANGLA_DIGITS) if self.language == "bn" else drawn

    def _word(self, *pairs: tuple[str, str]) -> str:
        latin, bangla = ("".join(part) for part in zip(*pairs, strict=True))
        return bangla if self.language == "bn" else latin.capitalize()

    def _syllable(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return self.rng.choice(_ONSETS), self.rng.choice(_VOWELS)

    def man(self) -> str:
        return self._word(*self._syllable(), *self._syllable(), self.rng.choice(_CLOSINGS))

    def woman(self) -> str:
        return self._word(*self._syllable(), *self._syllable(), self.rng.choice(_ONSETS), ("a", "া"))

    def lowman(self) -> str:
        return self.man().lower()

    def lowwoman(self) -> str:
        return self.woman().lower()

    def place(self) -> str:
        return self._word(
            *self._syllable(), self.rng.choice(_CLOSINGS), self.rng.choice(_PLACE_ENDS)
        )

    def lowplace(self) -> str:
        return self.place().lower()

    def thing(self) -> str:
        return self._word(*self._syllable(), *self._syllable(), *self._syllable())

    def _listed(self, level: str) -> str:
        names = [r[f"name_{self.language}"] for r in self.rows if r["level"] == level]
        return self.rng.choice(
            [name for name in names if len(name) > 5 and name.isascii() == (self.language == "en")]
        )

    def upazila(self) -> str:
        return self._listed("upazila")

    def union(self) -> str:
        return re.sub(r" ?\(.*", "", self._listed("union"))

    def district(self) -> str:
        return self._listed("district")

    def digits(self, count: int) -> str:
        return self.rng.choice("123456789") + "".join(self.rng.choices("0123456789", k=count - 1))

    def d2(self) -> str:
        return self.digits(2)

    def d3(self) -> str:
        return self.digits(3)

    def d4(self) -> str:
        return self.digits(4)

    def d7(self) -> str:
        return self.digits(7)

    def d8(self) -> str:
        return self.digits(8)

    def d9(self) -> str:
        return self.digits(9)

    def d10(self) -> str:
        return self.digits(10)

    def d13(self) -> str:
        return self.digits(13)

    def d17(self) -> str:
        return self.digits(17)

    def ward(self) -> str:
        return str(self.rng.randint(1, 9))

    def age(self) -> str:
        return str(self.rng.randint(21, 58))

    def day(self) -> str:
        # Days that everybody keeps stand on other days than these.
        return str(self.rng.choice([2, 5, 6, 9, 11, 13, 15, 19, 22, 23, 25, 27]))

    def dd(self) -> str:
        return f"{int(self.day()):02d}"

    def mm(self) -> str:
        return f"{self.rng.randint(1, 12):02d}"

    def month(self) -> str:
        return self.rng.choice(_MONTHS[self.language])

    def bengali(self) -> str:
        return self.rng.choice(_BENGALI)

    def year(self) -> str:
        return str(self.rng.randint(2009, 2023))

    def mobile(self) -> str:
        return "01" + self.rng.choice("3456789") + self.digits(8)

    def mobile_split(self) -> str:
        number = self.mobile()
        joint = self.rng.choice([" ", "-", " - ", "."])
        cut = self.rng.choice([(5,), (3, 7), (4, 8)])
        parts = [number[a:b] for a, b in zip((0, *cut), (*cut, 11), strict=True)]
        return joint.join(parts)

    def mobile_abroad(self) -> str:
        return self.rng.choice(["+880 ", "+880", "00880-", "880"]) + self.mobile()[1:]

    def mobile_hidden(self) -> str:
        return "\u200b".join(self.mobile())

    def foreign(self) -> str:
        return self.rng.choice(["+39 3", "+218 9", "+966 5", "0039 3", "+30 69"]) + self.digits(8)

    def spoken(self) -> str:
        words = _DIGIT_WORDS[self.language]
        return " ".join(words[int(digit)] for digit in self.mobile())

    def exact(self) -> str:
        value = self.rng.randint(100, 899) * 1000 + self.rng.choice(
            [250, 310, 475, 520, 785, 640, 930]
        )
        lakh, rest = divmod(value, 100_000)
        indian = f"{lakh},{rest // 1000:02d},{rest % 1000:03d}"
        return (
            indian if self.language == "bn" else self.rng.choice([indian, f"{value:,}", str(value)])
        )

    def rounded(self) -> str:
        value = self.rng.randint(1, 19) * 50_000
        lakh, rest = divmod(value, 100_000)
        indian = f"{lakh},{rest // 1000:02d},{rest % 1000:03d}" if lakh else f"{value:,}"
        return indian if self.language == "bn" else f"{value:,}"

    def lat(self) -> str:
        return f"{self.rng.uniform(22, 25):.5f}"

    def lon(self) -> str:
        return f"{self.rng.uniform(89, 91):.5f}"

    def plus(self) -> str:
        return "7MM" + self.rng.choice("CFGHJ") + "".join(self.rng.choices("23456789CFGHJ", k=4)) + "+" + "".join(
            self.rng.choices("23456789CFGHJMPQ", k=2)
        )  # fmt: skip

    def airline(self) -> str:
        return self.rng.choice(["BG", "QR", "EK", "TK", "SV", "KU"])

    def mail(self) -> str:
        return f"{Drawn(self.rng, 'en', self.rows).man().lower()}{self.d2()}"


@dataclass
class Story:
    """Texts, and where in each an identifier was planted: (text, start, end, kind)."""

    language: str
    texts: list[Text] = field(default_factory=list)
    planted: list[tuple[int, int, int, str]] = field(default_factory=list)


Templates = dict[str, dict[str, list[str]]]


def stories(
    templates: Templates, clean: dict[str, list[str]], *, seed: int, per_language: int
) -> Iterator[Story]:
    """Make as many stories in Bangla as in English, each kind as often as the others."""
    rows = place_rows()
    for language in ("bn", "en"):
        rng = random.Random(f"{seed}-{language}")
        kinds: list[str] = []
        for _number in range(per_language):
            if len(kinds) < 6:
                fresh = list(templates)
                rng.shuffle(fresh)
                kinds += fresh
            chosen, kinds = kinds[:6], kinds[6:]
            yield _story(
                rng,
                language,
                rows,
                [(k, rng.choice(templates[k][language])) for k in chosen],
                clean,
            )


def clean_stories(clean: dict[str, list[str]], *, seed: int, count: int) -> Iterator[Story]:
    """Make stories that tell nothing but what may be told."""
    rows = place_rows()
    for number in range(count):
        language = ("bn", "en")[number % 2]
        yield _story(random.Random(f"{seed}-{number}"), language, rows, [], clean)


def _story(
    rng: random.Random, language: str, rows: list, planted: list[tuple[str, str]], clean: dict
) -> Story:
    drawn = Drawn(rng, language, rows)
    story = Story(language)
    body: list[tuple[str, str]] = [("", t) for t in rng.sample(clean[language], 8)]
    for kind, template in planted:
        where, _bar, text = template.rpartition("|")
        if where:
            _add(story, where, [(kind, text)], drawn)
        else:
            body.insert(rng.randint(0, len(body)), (kind, text))
    _add(story, "body", body, drawn)
    return story


def _add(story: Story, where: str, pieces: list[tuple[str, str]], drawn: Drawn) -> None:
    content = ""
    for kind, template in pieces:
        text = template.format_map(drawn)
        content += " " if content else ""
        while "⟦" in text:
            before, _open, rest = text.partition("⟦")
            core, _close, text = rest.partition("⟧")
            content += before
            story.planted.append((len(story.texts), len(content), len(content) + len(core), kind))
            content += core
        content += text
    story.texts.append(Text(where, content, story.language))

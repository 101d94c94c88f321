"""Faults planted in copies of an issue: how each copy is spoilt, and which marks have to be new."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from portal.issues.linting.beside import Link
from portal.issues.quoting import NOT_ALLOWED

Content = dict[str, Any]


@dataclass
class Copy:
    """A copy of the issue, of the issue before; how links answer, what the gate said."""

    content: Content
    before: Content
    links: dict[str, Link] = field(default_factory=dict)
    not_quoted: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content, before: Content) -> "Copy":
        return cls(deepcopy(content), deepcopy(before))

    def alive(self, links: Sequence[str]) -> dict[str, Link]:
        return dict.fromkeys(links, Link.ALIVE) | self.links

    def row(self, slug: str) -> Content:
        return next(r for b in self.content["blocks"] for r in b["rows"] if r["slug"] == slug)

    def cell(self, slug: str, basis: str = "cumulative", sex: str = "all") -> Content:
        cells = self.row(slug)["cells"]
        return next(c for c in cells if (c["basis"], c["sex"]) == (basis, sex))

    def article(self, number: int = 0) -> Content:
        return self.content["articles"][number]

    def write(self, number: int = 1, **words: str) -> None:
        """Write one more paragraph into an article."""
        for language, text in words.items():
            self.article(number)["text"][language].append([text])

    def replace(self, old: str, new: str, language: str, number: int = 0) -> None:
        text = self.article(number)["text"][language]
        assert any(old in part for line in text for part in line if isinstance(part, str))
        self.article(number)["text"][language] = [
            [part.replace(old, new) if isinstance(part, str) else part for part in line]
            for line in text
        ]


@dataclass(frozen=True)
class Fault:
    name: str
    spoil: Callable[[Copy], Any]
    # The marks that are new, each as often as it is found.
    finds: tuple[str, ...]


def _swap(copy: Copy, one: str, other: str, *names: str) -> None:
    for name in names:
        left, right = copy.row(one), copy.row(other)
        if name in left:
            left[name], right[name] = right[name], left[name]
        else:
            left, right = copy.cell(one), copy.cell(other)
            left[name], right[name] = right[name], left[name]


def _men_and_all(copy: Copy, slug: str, more: int) -> None:
    for sex in ("all", "men"):
        copy.cell(slug, sex=sex)["value"] += more


def _text_in_latin(copy: Copy) -> None:
    copy.article(1)["headline"]["bn"] = [0, " magistrates learned the law"]


FAULTS = (
    # Sums and sexes.
    Fault("a channel is one too many", lambda c: c.cell("social-media-facebook", "month").update(value=22_540), ("red total", "red cumulative")),
    Fault("a channel got lost", lambda c: c.content["blocks"][-1]["rows"].remove(c.row("social-media-unlabelled")), ("red total", "red total")),
    Fault("a total is one too many", lambda c: c.cell("assisted").update(value=1033), ("red total", "red sexes")),
    Fault("a woman is one too many", lambda c: c.cell("screened-eu", sex="women").update(value=115), ("red total", "red sexes")),
    Fault("men and women swapped in one row", lambda c: (c.cell("at-airport", sex="men").update(value=10), c.cell("at-airport", sex="women").update(value=554)), ("red total", "red total")),
    Fault("a woman got lost", lambda c: c.cell("plans", sex="women").update(value=None, status="unknown"), ("amber sexes",)),
    Fault("a part of a total is held back", lambda c: c.cell("unique-eu").update(value=None, status="withheld"), ("amber total",)),
    # A part above its whole.
    Fault("more plans than screened", lambda c: _men_and_all(c, "plans", 40), ("red part-above-whole",)),
    Fault("more in kind than economic", lambda c: _men_and_all(c, "in-kind", 400), ("red part-above-whole",)),
    Fault("more women trained than helped", lambda c: (c.cell("skill-trainings", sex="women").update(value=99), c.cell("skill-trainings", sex="men").update(value=1473)), ("red part-above-whole",)),
    Fault("outside of its own range", lambda c: c.cell("social-media", "month").update(high=23_000), ("red range",)),
    # Headlines and receipts.
    Fault("headlines' words swapped", lambda c: _swap(c, "digital", "awareness", "label"), ("red label", "red label")),
    Fault("headlines' numbers swapped", lambda c: _swap(c, "digital", "awareness", "value", "low", "high"), ("red headline", "red headline", "red same-number", "red same-number")),
    Fault("a headline of last month", lambda c: c.cell("digital").update(value=8_806_982, high=8_806_982), ("red headline", "red same-number")),
    Fault("an article's number is another one", lambda c: c.article()["cells"][2].update(value=2936), ("red same-number",)),
    Fault("one number with two codes", lambda c: c.article()["cells"][2].update(receipt="00000000"), ("red same-number",)),
    Fault("a headline without its row", lambda c: c.row("people-reached")["cells"].clear(), ("amber headline",)),
    Fault("a label in words of our own", lambda c: c.row("plans")["label"].update(en="Plans"), ("amber label",)),
    # Months and cumulative figures.
    Fault("a cumulative figure fell", lambda c: c.cell("news-reports").update(value=880), ("red cumulative",)),
    Fault("the month does not lead to it", lambda c: c.cell("products").update(value=840), ("red cumulative",)),
    Fault("a month above everything", lambda c: c.cell("products", "month").update(value=1300), ("red month-above-cumulative", "red cumulative")),
    Fault("an article of June", lambda c: c.article().update(month="2022-06"), ("red month",)),
    Fault("a text of August", lambda c: c.replace("September 2022", "August 2022", "en"), ("red month", "red numbers-differ", "red numbers-differ")),
    Fault("a text of June in both", lambda c: c.write(en="In June 2022 they met.", bn="জুন ২০২২-এ তাঁরা বসেছেন।"), ("red month", "red month")),
    Fault("a Bangla text of August, spelled otherwise", lambda c: c.replace("সেপ্টেম্বর", "আগষ্ট", "bn"), ("red month", "red numbers-differ", "red numbers-differ")),
    Fault("a month without its year", lambda c: c.write(en="In June they met.", bn="জুন মাসে তাঁরা বসেছেন।"), ("amber month", "amber month")),
    # Places.
    Fault("Shariadpur", lambda c: c.write(en="They came from Shariadpur.", bn="তাঁরা শরীয়তপুর থেকে এসেছেন।"), ("red place",)),
    Fault("Madirpur and Chittagong", lambda c: c.write(en="From Madirpur to Chittagong.", bn="মাদারীপুর থেকে চট্টগ্রাম।"), ("red place", "red place")),
    Fault("a centre in Narshingdi", lambda c: c.content["centres"][4].update(en="Narshingdi"), ("red place",)),
    Fault("a slip of the pen", lambda c: c.write(en="They came from Shariyatpur.", bn="তাঁরা শরিয়তপুরের।"), ("amber place", "amber place")),
    # Links.
    Fault("a dead link", lambda c: c.links.update({c.content["links"][0]: Link.DEAD}), ("red link",)),
    Fault("no web address", lambda c: c.content["links"].append("javascript:alert(1)"), ("red link",)),
    Fault("a link that nobody asked", lambda c: c.links.update({c.content["links"][0]: Link.NOT_ASKED}), ("amber link",)),
    # Zero, not known, not sure.
    Fault("not known, printed as zero", lambda c: c.cell("ipt-shows", "month").update(value=0), ("red zero",)),
    Fault("held back, printed", lambda c: c.cell("linkage").update(value=73), ("red zero", "amber sexes")),
    Fault("known, and no value", lambda c: c.cell("news-reports", "month").update(value=None), ("red zero",)),
    Fault("known before, and lost", lambda c: c.cell("products").update(value=None, status="unknown"), ("amber zero",)),
    Fault("an unsure figure by itself", lambda c: c.cell("enterprise").update(value=501, status="known"), ("red unsure", "amber sexes")),
    Fault("an unsure figure in an article", lambda c: c.article(1)["cells"][0].update(confidence="unsure"), ("red unsure",)),
    Fault("unsure parts of a likely total", lambda c: c.cell("social-media").update(confidence="likely"), ("red unsure", "red unsure")),
    Fault("a dash in a sentence", lambda c: c.article(1)["cells"][1].update(value=None, status="unknown"), ("amber zero",)),
    # Words.
    Fault("a number typed that the books hold", lambda c: c.write(en="In all 3,151 people.", bn="মোট ৩,১৫১ জন।"), ("amber typed-number", "amber typed-number")),
    Fault("a number typed that nobody knows", lambda c: c.write(en="In all 3,115 people.", bn="মোট ৩,১১৫ জন।"), ("red typed-number", "red typed-number")),
    Fault("a number in one language alone", lambda c: c.write(en="In all 3,115 people.", bn="মোট অনেকে।"), ("red typed-number", "red numbers-differ")),
    Fault("a fee that differs", lambda c: c.write(en="It costs 5,000 taka.", bn="খরচ ৬,০০০ টাকা।"), ("red numbers-differ", "red numbers-differ")),
    Fault("a figure filled in once", lambda c: c.article(1)["text"].update(bn=[[0, " জন শিখেছেন।"]]), ("red numbers-differ",)),
    Fault("a figure that there is not", lambda c: c.write(en="[[no-such]]", bn="কেউ না"), ("red typed-number",)),
    Fault("no Bangla headline", lambda c: c.article()["headline"].update(bn=[]), ("red both-languages",)),
    Fault("English where Bangla belongs", _text_in_latin, ("red both-languages",)),
    Fault("Bangla where English belongs", lambda c: c.article(1)["headline"].update(en=[0, " জন"]), ("red both-languages",)),
    Fault("no English objective", lambda c: c.content["project"]["objective"].update(en=""), ("red both-languages",)),
    # The donor and the project.
    Fault("no funding line", lambda c: c.content["funding"]["words"].update(en=" "), ("red funding",)),
    Fault("no emblem", lambda c: c.content["funding"].update(has_emblem=False), ("red funding",)),
    Fault("the project's dates of the leaflet", lambda c: c.content["project"].update(to="2021-04-30"), ("red project",)),
    Fault("no dates of the project", lambda c: c.content["project"].update({"from": None}), ("amber project",)),
    Fault("a story without consent", lambda c: c.not_quoted.update(en=NOT_ALLOWED), ("red consent",)),
)  # fmt: skip

"""An issue's data made ready for the checks: its cells by their names, its texts as words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_noop as _

from campaigns.factsheet.formulas import CUMULATIVE
from portal.issues.content import ABOUT, LANGUAGES, Content
from portal.issues.linting.findings import Where, Words, joined, named, said

Name = tuple[str, str, str]
# What stands in a text where a figure of the books is filled in: no digit, and no word.
FILLED_IN = "…"
SEXES = {
    "men": _("men"),
    "women": _("women"),
    "boys": _("boys"),
    "girls": _("girls"),
    "not_recorded": _("not recorded"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of staff in one language; ``of`` is the name of its field."""

    where: Where
    at: Words
    of: str
    text: str

    @property
    def language(self) -> str:
        return self.where.language


@dataclass(frozen=True)
class Reading:
    """What the checks read of an issue."""

    content: Content

    @cached_property
    def rows(self) -> dict[str, tuple[Content, Content]]:
        """Give each row of the blocks by its name, with its block."""
        return {
            row["slug"]: (block, row) for block in self.content["blocks"] for row in block["rows"]
        }

    @cached_property
    def cells(self) -> dict[Name, Content]:
        """Give each cell of the blocks by its row, basis and sex."""
        return {
            (slug, cell["basis"], cell["sex"]): cell
            for slug, (_block, row) in self.rows.items()
            for cell in row["cells"]
        }

    def cell(self, row: str, basis: str = CUMULATIVE, sex: str = "all") -> Content | None:
        """Give a cell; None where the issue has none."""
        return self.cells.get((row, basis, sex))

    def where(self, name: Name) -> Where:
        """Give the place of a cell."""
        return Where(self.rows[name[0]][0]["slug"], *name)

    def label(self, row: str, sex: str = "all") -> Words:
        """Name a row, and the sex where it is not all."""
        label: Words = self.rows[row][1]["label"]
        return joined(label, said(SEXES[sex])) if sex in SEXES else label

    def at(self, name: Name) -> Words:
        """Name the place of a cell as a reader knows it."""
        block, _row = self.rows[name[0]]
        return joined(block["title"], self.label(name[0], name[2]))

    @cached_property
    def passages(self) -> list[Passage]:
        """List every text that staff wrote."""
        return [*self._of_articles(), *self._of_project()]

    def _of_articles(self) -> Iterator[Passage]:
        for number, article in enumerate(self.content["articles"]):
            at = article_at(number, article)
            for language in LANGUAGES:
                where = Where(f"articles/{number}", language=language)
                lines = article["text"][language]
                yield Passage(where, at, "headline", _words(article["headline"][language]))
                yield Passage(where, at, "text", "\n".join(map(_words, lines)))

    def _of_project(self) -> Iterator[Passage]:
        project = self.content["project"]
        for name, label in PROJECT.items():
            for language in LANGUAGES:
                told = project[name][language]
                text = "\n".join(told) if isinstance(told, list) else told
                yield Passage(
                    Where("project", row=name, language=language), said(label), name, text
                )


# The texts about the project, as the editors' form calls them.
PROJECT = {
    "objective": _("Overall objective"),
    "specific": _("Specific objectives"),
    "lead": _("Lead ministries"),
    "partner": _("Implementing partner"),
}


def article_at(number: int, article: Content) -> Words:
    """Name an article by its place and what it is about."""
    about = ABOUT.get(article["about"], named(""))
    return said(_("Article %(number)s, %(about)s"), number=number + 1, about=about)


def _words(line: list[str | int]) -> str:
    return "".join(part if isinstance(part, str) else FILLED_IN for part in line)

"""An issue put into the words and digits of one language, for whatever draws it.

The page and the PDF are drawn from this alone, so they say the same, mark for mark. A figure
below ten has two digits, as in print: 00 is a zero that was reported, a dash is not known.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.factsheet.cells import AT_LEAST, KNOWN, UNKNOWN, WITHHELD
from campaigns.factsheet.formulas import CUMULATIVE, MONTH
from campaigns.models.entries import Confidence
from foundation.bangla import UNKNOWN as DASH
from foundation.bangla import day, figure, in_digits_of, month_name, to_bangla_digits
from portal.issues.content import ABOUT, PARAGRAPH, Content, end_of, month_of
from portal.issues.paper import Paper
from portal.issues.sheet import Areas, Column, Line, Number, Quoted, Seat, Sheet, Story, Table
from portal.issues.shown_changes import late_section, since_section

LANGUAGE_NAMES = {"bn": "বাংলা", "en": "English"}
# In which an issue can be had beside the page.
OTHER_FORMS = ("pdf", "xlsx", "csv", "json")
LIKELY_MARK, UNSURE_MARK, WITHHELD_MARK = "†", "‡", "§"


def in_language(paper: Paper, language: str) -> Sheet:
    """Put an issue into one language."""
    with override(language):
        return _Wording(paper, language).sheet()


class _Wording:
    def __init__(self, paper: Paper, language: str) -> None:
        self.paper, self.content, self.language = paper, paper.content, language
        self.month = month_of(paper.content)
        self.sexes = {
            "men": _("Men"),
            "women": _("Women"),
            "boys": _("Boys"),
            "girls": _("Girls"),
            "not_recorded": _("Not recorded"),
        }

    def sheet(self) -> Sheet:
        content = self.content
        project, funding = content["project"], content["funding"]
        return Sheet(
            language=self.language,
            programme=content["programme"][self.language],
            title=_("Monthly factsheet"),
            month=month_name(self.month, self.language),
            ends=end_of(content),
            state=self._state(),
            is_demo=content["is_demo"],
            objective=self._digits(project["objective"][self.language]),
            specific=tuple(self._digits(one) for one in project["specific"][self.language]),
            facts=tuple(self._facts(project, funding)),
            tables=tuple(self._table(block) for block in content["blocks"]),
            articles=tuple(self._article(one) for one in content["articles"]),
            links=tuple(content["links"]),
            centres_title=self._centres_title(content["centres"]),
            centres=tuple(one[self.language] for one in content["centres"]),
            areas=self._areas(content),
            funding=self._digits(funding["words"][self.language]),
            has_emblem=funding["has_emblem"],
            marks=self._marks(),
            how_to_open=_("Every number has a code. Its receipt says what it is made of:"),
            receipts=f"{content['address']}/r/",
            quoted=self._quoted(),
            errata=tuple(
                _("Version %(number)s: %(words)s")
                % {"number": self._digits(one.version), "words": getattr(one, self.language)}
                for one in self.paper.errata
            ),
            late=late_section(content, self.language, self._number),
            since=since_section(content, self.language),
            links_to=self._links_to() if self.paper.version else (),
            words={
                "highlights": _("Highlights"),
                "project": _("The project"),
                "objective": _("Overall objective"),
                "specific": _("Specific objectives"),
                "numbers": _("Numbers of this article"),
                "links": _("To view the content"),
                "marks": _("Marks"),
                "errata": _("What changed"),
                "story": _("Impact story"),
                "before": _("Before you read"),
                "open": _("Open the story"),
                "consent": _("Shown with the consent of the person who tells it."),
                "demo": _("DEMO: invented and printed figures side by side"),
                "range": _("from the largest part to the sum"),
                "figure": _("Indicator"),
                "receipts": _("Receipts"),
                "code": _("QR code"),
                "map": _(
                    "Map of the districts: those of one centre have one shade, and each centre "
                    "stands there with its number in the list."
                ),
                "emblem": _("Emblem of the European Union"),
            },
        )

    def _links_to(self) -> tuple[tuple[str, str, str], ...]:
        """Lead to the other language, the other forms and all issues."""
        month, number = self.content["month"], self.paper.version
        here = f"/{self.language}/factsheets/"
        other = "en" if self.language == "bn" else "bn"
        return (
            (f"/{other}/factsheets/{month}/v{number}.html", LANGUAGE_NAMES[other], other),
            *((f"{here}{month}/v{number}.{form}", form.upper(), "en") for form in OTHER_FORMS),
            (here, _("All factsheets"), ""),
        )

    def _digits(self, text: object) -> str:
        return in_digits_of(str(text), self.language)

    def _state(self) -> str:
        if not self.paper.version:
            return _("Draft")
        return _("Version %(number)s") % {"number": self._digits(self.paper.version)}

    def _facts(self, project: Content, funding: Content) -> list[tuple[str, str]]:
        facts = [
            (_("Duration"), self._duration(project)),
            (_("Lead ministries"), project["lead"][self.language]),
            (_("Implementing partner"), project["partner"][self.language]),
            (_("Service coverage"), self._coverage()),
        ]
        return [(label, words) for label, words in facts if words]

    def _duration(self, project: Content) -> str:
        ends = [
            month_name(datetime.date.fromisoformat(one), self.language)
            for one in (project["from"], project["to"])
            if one
        ]
        return " – ".join(ends)

    def _coverage(self) -> str:
        count = self.content["districts"]
        words = _("%(count)s districts of Bangladesh") % {"count": self._digits(count)}
        return words if count else ""

    def _centres_title(self, centres: list[Any]) -> str:
        if not centres:
            return ""
        return _("%(count)s Reintegration Service Centres (RSC) for %(districts)s districts") % {
            "count": self._digits(len(centres)),
            "districts": self._digits(self.content["districts"]),
        }

    def _areas(self, content: Content) -> Areas | None:
        if not content["areas"]:
            return None
        seats = tuple(
            Seat(self._digits(number), *map(Decimal, centre["seat"]))
            for number, centre in enumerate(content["centres"], start=1)
            if centre["seat"]
        )
        return Areas(_("Project areas"), content["areas"], seats)

    def _table(self, block: Content) -> Table:
        bases = [
            basis
            for basis in (MONTH, CUMULATIVE)
            if any(cell["basis"] == basis for row in block["rows"] for cell in row["cells"])
        ]
        heads = {
            MONTH: month_name(self.month, self.language),
            CUMULATIVE: _("Up to %(day)s") % {"day": day(end_of(self.content), self.language)},
        }
        return Table(
            slug=block["slug"],
            title=block["title"][self.language],
            heads=tuple(heads[basis] for basis in bases),
            lines=tuple(self._line(row, bases) for row in block["rows"]),
            note=self._digits(block["note"][self.language]),
            address=f"{self.content['address']}/{self.language}/factsheets/"
            f"{self.content['month']}/#{block['slug']}",
        )

    def _line(self, row: Content, bases: list[str]) -> Line:
        return Line(
            label=self._digits(row["label"][self.language]),
            columns=tuple(self._column(row["cells"], basis) for basis in bases),
            is_total=row["total"],
            is_part=bool(row["part_of"]),
            doubt=row["doubt"][self.language],
            rule=row["rule"][self.language] if row["rule"] else "",
        )

    def _column(self, cells: list[Content], basis: str) -> Column:
        here = [cell for cell in cells if cell["basis"] == basis]
        if not here:
            return Column(None)
        whole, *parts = here
        known = any(part["status"] != UNKNOWN for part in parts)
        return Column(
            self._number(whole),
            tuple(self._number(one, self.sexes[one["sex"]]) for one in parts) if known else (),
            self._span(whole),
        )

    def _span(self, cell: Content) -> str:
        """Write the range of a declared sum, where its parts leave one."""
        low, high = cell["low"], cell["high"]
        if low is None or high is None or low == high:
            return ""
        return f"{figure(low, self.language)} … {figure(high, self.language)}"

    def _number(self, cell: Content, label: str = "") -> Number:
        marks = {
            Confidence.LIKELY.value: LIKELY_MARK,
            Confidence.UNSURE.value: UNSURE_MARK,
        }
        mark = WITHHELD_MARK if cell["status"] == WITHHELD else marks.get(cell["confidence"], "")
        return Number(self._text(cell), mark, cell["receipt"], label)

    def _text(self, cell: Content) -> str:
        value = cell["value"]
        if cell["status"] not in {KNOWN, AT_LEAST} or value is None:
            return DASH
        text = f"{value:02d}" if 0 <= value < 10 else figure(value, self.language)
        text = to_bangla_digits(text) if self.language == "bn" else text
        return _("at least %s") % text if cell["status"] == AT_LEAST else text

    def _article(self, article: Content) -> Story:
        cells = article["cells"]
        month = datetime.date.fromisoformat(f"{article['month']}-01")
        return Story(
            about=_begun(ABOUT[article["about"]][self.language]),
            headline=self._filled(article["headline"][self.language], cells),
            paragraphs=tuple(self._filled(part, cells) for part in article["text"][self.language]),
            numbers=tuple(
                self._number(cell, self._digits(cell["label"][self.language])) for cell in cells
            ),
            of_month=month_name(month, self.language) if month != self.month else "",
        )

    def _quoted(self) -> Quoted | None:
        """Give the story word for word: it was approved so."""
        story = self.paper.stories.get(self.language)
        if story is None:
            return None
        chapters = (
            (_("What happened"), story.experience),
            (_("The help that came"), story.support),
        )
        return Quoted(
            title=story.title,
            warning=story.warning,
            intro=story.intro,
            chapters=tuple(
                (heading, tuple(PARAGRAPH.split(told.strip())))
                for heading, told in chapters
                if told
            ),
            quote=story.quote,
            quote_note=story.quote_note,
            message=story.message,
            name_note=story.name_note,
            copy=story.copy,
        )

    def _filled(self, line: list[str | int], cells: list[Content]) -> str:
        return "".join(
            self._digits(part) if isinstance(part, str) else self._in_a_sentence(cells[part])
            for part in line
        )

    def _in_a_sentence(self, cell: Content) -> str:
        """Write a figure without its mark; that stands with the numbers below the article."""
        value = cell["value"]
        return DASH if value is None else figure(value, self.language)

    def _marks(self) -> tuple[tuple[str, str], ...]:
        return (
            (LIKELY_MARK, _("Likely: one reading of the source is clearly the best.")),
            (UNSURE_MARK, _("Unsure by itself; printed because a sure total needs it.")),
            (WITHHELD_MARK, _("Too unsure to print.")),
            (DASH, _("Not known. 00 is a zero that was reported.")),
        )


def _begun(words: str) -> str:
    """Write words as they begin a line."""
    return words[:1].upper() + words[1:]

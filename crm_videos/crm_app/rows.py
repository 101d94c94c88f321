"""From a row of a manifest to what is asked of a testimony and its consent, with what is wrong.

Knows what people type. Whether the consent holds is for the office's own forms and for
``asking``. No sentence repeats a cell: the one beside it may have slipped, and be a name.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID, uuid5

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from campaigns.forms.districts import districts
from campaigns.models.places import search_form
from campaigns.sheets import SheetRow
from crm_videos.crm_app.layout import (
    FILE,
    ONE_OF,
    SHA256,
    SOME_OF,
    TEXT,
    WITH_FILES,
    YES_OR_NO,
)
from crm_videos.crm_app.packages import BadName, clean_name
from crm_videos.models import ConsentScript
from crm_videos.words import Chapter
from foundation.bijoy import looks_like_bijoy

# Of all testimonies that came from the app. Never to be changed: the same record would then be
# another testimony, and the list of the erased would not know it again.
RECORDS = UUID("b7f0c2de-31a4-4f0e-8f5d-6c2a9e0d47b1")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
BETWEEN = re.compile(r"[;,\s]+")
YES, NO = frozenset({"yes", "হ্যাঁ", "1", "true"}), frozenset({"no", "না", "0", "false", ""})
T = TypeVar("T")
Problems = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it was read; ``said`` are the values for the forms of the office."""

    line: int
    problems: Problems
    testimony: UUID | None = None
    said: dict[str, object] = field(default_factory=dict)
    asker: User | None = None
    # By what they are of: the names of files, their digests where the app gives them, texts.
    files: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    # Of all that the row says but the names and digests of files.
    meaning: str = ""


class Known:
    """What a manifest may name: read once."""

    def __init__(self) -> None:
        self.places: dict[str, set[str]] = {}
        for place in districts():
            spelt = (place.pk, place.name_en, place.name_bn, *place.aliases.split(";"))
            for name in filter(None, map(search_form, spelt)):
                self.places.setdefault(name, set()).add(place.pk)
        self.scripts = dict(ConsentScript.objects.values_list("version", "pk"))
        # Also those who have left: who asked stays who asked.
        self.people = {one.username: one for one in User.objects.all()}


def read_row(row: SheetRow, known: Known, above: str) -> ReadRow:
    """Read one row; ``above`` is the folder of the manifest within the package."""
    if row.why:
        return ReadRow(row.line, {row.column: [row.why]})
    reading = _Reading({name: text for name, text in row.cells.items() if text}, known)
    said = reading.said()
    return ReadRow(
        line=row.line,
        testimony=reading.testimony(),
        said=said,
        asker=reading.named("asked_by", known.people),
        files=reading.files(above),
        digests=reading.digests(),
        texts=reading.texts(),
        meaning=_meaning(row.cells),
        problems=reading.problems,
    )


class _Reading:
    def __init__(self, cells: dict[str, str], known: Known) -> None:
        self.cells = cells
        self.known = known
        self.problems: Problems = {}
        for name, text in cells.items():
            if looks_like_bijoy(text):
                self.refuse(name, _old_coding())

    def refuse(self, column: str, why: str) -> None:
        self.problems.setdefault(column, []).append(why)

    def testimony(self) -> UUID | None:
        code = self.cells.get("export_id", "")
        if CODE.fullmatch(code):
            return uuid5(RECORDS, code)
        self.refuse("export_id", _("Write the code of the record in the app: never a name."))
        return None

    def said(self) -> dict[str, object]:
        plain = ("told_on", "name", "telephone", "village", "other_names", "ends_on", "contact",
                 "witness")  # fmt: skip
        found: dict[str, object] = {name: self.cells.get(name, "") for name in plain}
        found["evidence"] = self.cells.get("evidence_place", "")
        found["asked_on"] = self.cells.get("asked_on", "")
        found["place"] = self._district()
        script = self.named("script", self.known.scripts)
        found["script"] = script or ""
        for name, values in ONE_OF.items():
            found[name] = self._one_of(name, values)
        for name, values in SOME_OF.items():
            found[name] = self._some_of(name, values)
        for name in YES_OR_NO:
            found[name] = self._yes(name)
        # Who is named was there.
        found["witnessed"] = found["witnessed"] or bool(found["witness"])
        return found

    def named(self, column: str, known: Mapping[str, T]) -> T | None:
        found = known.get(self.cells.get(column, ""))
        if found is None:
            self.refuse(column, _("This site knows nothing of this name."))
        return found

    def files(self, above: str) -> dict[str, str]:
        found = {}
        for what in WITH_FILES:
            if text := self.cells.get(f"{what}{FILE}"):
                try:
                    found[what] = clean_name(f"{above}/{text}" if above else text)
                except BadName:
                    self.refuse(f"{what}{FILE}", _("This name leads out of the package."))
        return found

    def digests(self) -> dict[str, str]:
        found = {}
        for what in WITH_FILES:
            if text := self.cells.get(f"{what}{SHA256}", "").casefold():
                found[what] = text
                if not DIGEST.fullmatch(text):
                    self.refuse(f"{what}{SHA256}", _("This is no SHA-256: 64 digits and a to f."))
                elif f"{what}{FILE}" not in self.cells:
                    self.refuse(f"{what}{SHA256}", _("There is a digest and no file."))
        return found

    def texts(self) -> dict[str, str]:
        found = {one: self.cells.get(f"{one}{TEXT}", "") for one in Chapter.values}
        texts = {one: text for one, text in found.items() if text}
        if not texts and not any(f"{one}{FILE}" in self.cells for one in Chapter.values):
            self.refuse("", _("Nothing is told in this row: there is no film, sound or text."))
        return texts

    def _district(self) -> str:
        found = self.known.places.get(search_form(self.cells.get("district", "")), set())
        if len(found) != 1:
            self.refuse("district", _("This is no district that we know. Write its code."))
            return ""
        return next(iter(found))

    def _one_of(self, column: str, values: list[str]) -> str:
        text = self.cells.get(column, "").casefold()
        if not text and column in {"middleman_near", "case_in_court"}:
            return "unknown"
        if text not in values:
            self.refuse(column, _choose_of(values))
        return text

    def _some_of(self, column: str, values: list[str]) -> list[str]:
        found = [one for one in BETWEEN.split(self.cells.get(column, "").casefold()) if one]
        if not found or any(one not in values for one in found):
            self.refuse(column, _choose_of(values))
        return found

    def _yes(self, column: str) -> bool:
        text = self.cells.get(column, "").casefold()
        if text not in YES | NO:
            self.refuse(column, _("Write yes or no."))
        return text in YES


def of_column(name: str) -> str:
    """Give the column in which a field of the office's forms stands."""
    return {"place": "district", "evidence": "evidence_place", "__all__": ""}.get(name, name)


def _choose_of(values: list[str]) -> str:
    return _("Write of these: %(values)s.") % {"values": ", ".join(values)}


def _meaning(cells: dict[str, str]) -> str:
    """Digest what a row says; a digest that is added, or a file's new name, changes nothing."""
    other = {f"{what}{end}" for what in WITH_FILES for end in (FILE, SHA256)}
    told = sorted((name, text) for name, text in cells.items() if text and name not in other)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _old_coding() -> str:
    return _(
        "This is Bangla in the old Bijoy coding (fonts such as SutonnyMJ), which nothing but "
        "that font can read. Convert the column to Unicode with a Bijoy converter, in a font "
        "such as Nikosh or Kalpurush, and bring the sheet again."
    )

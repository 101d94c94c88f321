"""One spelling per place: the register's, in every text and in the names of the centres."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from portal.issues.content import LANGUAGES
from portal.issues.linting.beside import Beside
from portal.issues.linting.findings import AMBER, RED, Finding, Where, Words, said
from portal.issues.linting.reading import Reading

OTHER = _("“%(written)s” is written “%(standard)s” in the register of places.")
NEAR = _("“%(written)s” looks like “%(standard)s”, spelled another way.")
CENTRES = _("Reintegration Service Centres")


def check_places(reading: Reading, beside: Beside) -> Iterator[Finding]:
    """Mark another spelling of a district or division red where it is listed, all else amber."""
    seen = set()
    for part, language, at, text in _texts(reading):
        for one in beside.places.misspelt_in(text):
            where = Where(part, row=one.written, language=language)
            if where in seen:
                continue
            seen.add(where)
            # Of upazilas two spellings are often in use, and so in Bangla of districts.
            mark = RED if one.is_listed and one.is_large else AMBER
            words = OTHER if one.is_listed else NEAR
            says = said(words, written=one.written, standard=one.standard)
            yield Finding("place", mark, where, at, says)


def _texts(reading: Reading) -> Iterator[tuple[str, str, Words, str]]:
    for passage in reading.passages:
        yield passage.where.part, passage.language, passage.at, passage.text
    for centre in reading.content["centres"]:
        for language in LANGUAGES:
            yield "centres", language, said(CENTRES), centre[language]

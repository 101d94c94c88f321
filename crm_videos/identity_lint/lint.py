"""The one way in: all texts of a story against what its level allows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint.bangla_grammar import stems
from crm_videos.identity_lint.days import find_days
from crm_videos.identity_lint.files import find_camera_files
from crm_videos.identity_lint.folding import fold
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.levels import Severity, severity_of
from crm_videos.identity_lint.listed_places import find_listed_places
from crm_videos.identity_lint.paper_numbers import find_paper_numbers
from crm_videos.identity_lint.people import CALLED_AFTER, TITLES, find_people
from crm_videos.identity_lint.phones import find_ways_to_reach
from crm_videos.identity_lint.place_names import PlaceIndex
from crm_videos.identity_lint.places import find_places
from crm_videos.identity_lint.reader import Reader
from crm_videos.identity_lint.relatives import find_relatives
from crm_videos.identity_lint.secrets import Secrets, seek_names
from crm_videos.identity_lint.sounding import sound_of, sounds_of
from crm_videos.identity_lint.sums import find_sums
from crm_videos.identity_lint.texts import Allowed, Finding, Known, Mark, Text
from crm_videos.identity_lint.work import find_work_and_marks

_FINDERS = (
    find_people,
    find_relatives,
    find_places,
    find_listed_places,
    find_ways_to_reach,
    find_paper_numbers,
    find_days,
    find_sums,
    find_work_and_marks,
    find_camera_files,
)
_OWN = frozenset({Kind.OWN_GIVEN_NAME, Kind.OWN_FAMILY_NAME, Kind.THIRD_PERSON, Kind.OWN_NUMBER})
_OF_PERSONS = frozenset(
    {
        Kind.TITLED_NAME,
        Kind.NAME,
        Kind.POSSIBLE_NAME,
        Kind.KIN_BY_NAME,
        Kind.MIDDLEMAN,
        Kind.EMPLOYER,
        Kind.PERSON_OF_ROLE,
    }
)
# Says less than any other kind on the same words.
_VAGUE = frozenset(
    {
        Kind.NAME,
        Kind.POSSIBLE_NAME,
        Kind.ONE_RELATIVE,
        Kind.LONG_NUMBER,
        Kind.NATIONAL_ID,
        Kind.PAPER_NUMBER,
    }
)
# Said of a person once; looked for in all texts from then on.
_TELLING = frozenset(
    {Kind.TITLED_NAME, Kind.KIN_BY_NAME, Kind.MIDDLEMAN, Kind.EMPLOYER, Kind.PERSON_OF_ROLE}
)


def find_identifiers(
    texts: Iterable[Text],
    *,
    level: IdentityLevel,
    known: Known | None = None,
    allowed: Allowed | None = None,
    places: PlaceIndex | None = None,
) -> list[Finding]:
    """Find what could tell who a person is, as far as the level forbids it.

    The findings stand in the order of the texts. Nothing found does not mean that
    nothing is there: this is a help for two people who read, never a proof.
    """
    known, allowed, places = known or Known(), allowed or Allowed(), places or PlaceIndex()
    secrets = Secrets(known, allowed.display_name)
    given = list(texts)
    readers = [Reader(fold(text), places, allowed) for text in given]
    marks = [list(_marks_in(reader, secrets, allowed)) for reader in readers]
    told = seek_names(_names_told(readers, marks))
    findings: list[Finding] = []
    for number, (text, reader, found) in enumerate(zip(given, readers, marks, strict=True)):
        again = [
            replace(mark, kind=Kind.NAME, sure=False)
            for mark in told.find(reader.folded)
            if not _is_agreed(reader, mark, allowed)
        ]
        judged = _judged((*found, *again), level, exact_place=allowed.exact_place)
        for mark, severity in _apart(judged):
            start, end = reader.folded.typed_span(mark.start, mark.end)
            findings.append(
                Finding(
                    mark.kind, text.field, start, end, text.content[start:end], severity, number
                )
            )
    return findings


def _marks_in(reader: Reader, secrets: Secrets, allowed: Allowed) -> Iterator[Mark]:
    for find in _FINDERS:
        for mark in find(reader):
            if not _is_agreed(reader, mark, allowed) and not reader.is_covered(
                mark.start, mark.end
            ):
                yield mark
    yield from secrets.find(reader.folded)


def _is_agreed(reader: Reader, mark: Mark, allowed: Allowed) -> bool:
    """Tell whether a name is no more than the one that was agreed on for the person."""
    if mark.kind not in _OF_PERSONS and mark.kind is not Kind.THIRD_PERSON:
        return False
    agreed = sounds_of(allowed.display_name)
    if not agreed:
        return False
    first, after = reader.folded.word_at(mark.start), reader.folded.word_at(mark.end)
    words = [word for word in reader.words[first:after] if not word.digits]
    names = [w for w in words if w.lower not in TITLES and w.lower not in CALLED_AFTER]
    return bool(names) and all(
        any(
            sound_of(form).agrees(sound)
            for sound in agreed
            for form in _forms(w.form, bangla=w.bangla)
        )
        for w in names
    )


def _forms(form: str, *, bangla: bool) -> tuple[str, ...]:
    return stems(form) if bangla else (form.lower().removesuffix("'s"),)


def _names_told(readers: Sequence[Reader], marks: Sequence[Sequence[Mark]]) -> set[str]:
    """Give the names that a title, a relative or a role has made sure."""
    told: set[str] = set()
    for reader, found in zip(readers, marks, strict=True):
        for mark in found:
            if mark.sure and mark.kind in _TELLING:
                first = reader.folded.word_at(mark.start)
                told.update(_names_in(reader, first, mark.end))
    return told


def _names_in(reader: Reader, first: int, end: int) -> Iterator[str]:
    for i in range(first, len(reader.words)):
        word = reader.words[i]
        if word.start >= end:
            return
        form = word.form.removesuffix(_TO) if word.bangla else word.form
        named = form != word.form and reader.may_be_name(i)
        if reader.family(i) or not (named or reader.may_be_proper(i)) or len(form) <= _SHORT:
            continue
        if word.lower not in TITLES and word.lower not in CALLED_AFTER:
            yield form


_SHORT = 2
_TO = "কে"


def _judged(
    marks: Iterable[Mark], level: IdentityLevel, *, exact_place: bool
) -> Iterator[tuple[Mark, Severity]]:
    every = [(mark, severity_of(mark.kind, level, exact_place=exact_place)) for mark in marks]
    # What may be told is no unknown name either.
    told = {
        at for mark, severity in every if severity is None for at in range(mark.start, mark.end)
    }
    for mark, severity in every:
        guess = mark.kind is Kind.POSSIBLE_NAME
        if severity is None or (guess and not told.isdisjoint(range(mark.start, mark.end))):
            continue
        yield mark, severity if mark.sure else Severity.LOOK


def _apart(judged: Iterable[tuple[Mark, Severity]]) -> list[tuple[Mark, Severity]]:
    """Make one of marks that overlap: over all their words, of the kind that says most."""
    apart: list[tuple[Mark, Severity]] = []
    for mark, severity in sorted(judged, key=lambda pair: pair[0]):
        if not apart or apart[-1][0].end <= mark.start:
            apart.append((mark, severity))
            continue
        before, before_severity = apart[-1]
        best = min((before, before_severity), (mark, severity), key=_weight)
        whole = replace(best[0], start=before.start, end=max(before.end, mark.end))
        apart[-1] = (whole, best[1])
    return apart


def _weight(pair: tuple[Mark, Severity]) -> tuple[bool, bool, bool, int, str]:
    mark, severity = pair
    return (
        mark.kind not in _OWN,
        severity is not Severity.BLOCK,
        mark.kind in _VAGUE,
        mark.start - mark.end,
        mark.kind,
    )

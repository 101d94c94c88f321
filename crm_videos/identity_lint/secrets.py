"""What the testimony knows, looked for in every script, spelling and disguise."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crm_videos.identity_lint.bangla_grammar import ORDINARY as ORDINARY_BANGLA
from crm_videos.identity_lint.bangla_grammar import stems
from crm_videos.identity_lint.folding import EDGE_AFTER, EDGE_BEFORE, Folded, Word, fold_word
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.people import TITLES
from crm_videos.identity_lint.reader import FAMILY, ORDINARY_LATIN, is_listed
from crm_videos.identity_lint.sealed_parts import is_everyday, is_word, parts_of
from crm_videos.identity_lint.sounding import Sound, sound_of
from crm_videos.identity_lint.texts import Known, Mark

# Shorter names agree with too many words by sound: they are taken as they are written.
_LEAST_CONSONANTS = 2
_LEAST_INSIDE_LATIN, _LEAST_INSIDE_BANGLA = 5, 4
_LEAST_DIGITS = 5
_PHONE_TAIL = 10
_CLUSTER = "(?:[A-Za-z]|[অ-হৎ][\u0981-\u0983\u09bc-\u09cd\u09d7]*)"
_LETTER_BY_LETTER = re.compile(
    rf"{EDGE_BEFORE}{_CLUSTER}(?:(?:[ .\-_*·]|, ){_CLUSTER}){{2,19}}{EDGE_AFTER}"
)
_DIGIT_RUN = re.compile(r"[0-9](?:[\s\-.,()/_]{0,2}[0-9]){4,40}")
# A part that is an everyday word as well is the name only beside another part of it.
_OR_WORD = {
    Kind.OWN_GIVEN_NAME: Kind.OWN_GIVEN_NAME_OR_WORD,
    Kind.OWN_FAMILY_NAME: Kind.OWN_FAMILY_NAME_OR_WORD,
    Kind.THIRD_PERSON: Kind.THIRD_PERSON_OR_WORD,
}


@dataclass(frozen=True)
class _Sought:
    """One part of a name that is looked for."""

    form: str
    kind: Kind

    @property
    def kind_alone(self) -> Kind:
        """What it is where no other part of the name stands beside it."""
        return _OR_WORD[self.kind] if is_everyday(self.form) else self.kind


@dataclass
class Secrets:
    """Names, places and numbers made ready for looking."""

    known: Known
    display_name: str = ""
    # The names are a guess: sounds are trusted from one script to the other only.
    by_guess: bool = False
    by_sound: dict[str, list[tuple[Sound, _Sought]]] = field(default_factory=dict, init=False)
    written: dict[str, Kind] = field(default_factory=dict, init=False)
    numbers: tuple[str, ...] = field(default=(), init=False)
    places: list[tuple[Sound, ...]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Take names apart; leave out titles, and a family name that the agreed name shares."""
        shown = [sound_of(part.lower()) for part in parts_of(self.display_name)]
        for kind, names in (
            (Kind.THIRD_PERSON, self.known.third_persons),
            (Kind.OWN_FAMILY_NAME, self.known.family_names),
            (Kind.OWN_GIVEN_NAME, self.known.given_names),
        ):
            for name in names:
                every = [part.lower() for part in parts_of(name)]
                # Mohammad before another name is a title; alone it is the name.
                parts = [part for part in every if part not in TITLES] or every
                for part in filter(is_word, parts):
                    sound = sound_of(part)
                    shared = is_listed(part, FAMILY) and any(sound.agrees(one) for one in shown)
                    if not shared:
                        self._seek(_Sought(part, kind))
                if len(parts) > 1:
                    self._seek(_Sought("".join(parts), kind))
        self.places = [
            tuple(sound_of(part.lower()) for part in parts_of(place)) for place in self.known.places
        ]
        self.numbers = tuple(filter(None, map(_tail, self.known.numbers)))
        rare = (form for form in self.written if _is_long(form) and not is_everyday(form))
        inside = sorted(rare, key=len, reverse=True)
        self.inside = re.compile("|".join(map(re.escape, inside))) if inside else None

    def _seek(self, sought: _Sought) -> None:
        self.written[sought.form] = sought.kind
        sound = sound_of(sought.form)
        self.by_sound.setdefault(sound.consonants, []).append((sound, sought))

    def find(self, folded: Folded) -> Iterator[Mark]:
        """Find the person's names, numbers and place, and the others that the testimony names."""
        yield from self._words(folded)
        yield from self._disguised(folded)
        yield from self._places(folded)
        yield from self._numbers(folded)

    def _words(self, folded: Folded) -> Iterator[Mark]:
        heard = [None if word.digits else self._heard(word) for word in folded.words]
        for i, word in enumerate(folded.words):
            if word.digits:
                continue
            if sought := heard[i]:
                beside = {
                    one.form for one in (*heard[max(i - 1, 0) : i], *heard[i + 1 : i + 2]) if one
                }
                kind = sought.kind if beside - {sought.form} else sought.kind_alone
                yield Mark(word.start, word.end, kind)
            elif i and word.gap in {"-", "."}:
                before = folded.words[i - 1]
                if not before.digits and (sought := self._sounds(before.lower + word.lower)):
                    yield Mark(before.start, word.end, sought.kind)

    def _heard(self, word: Word) -> _Sought | None:
        candidates = stems(word.form) if word.bangla else _latin_stems(word.lower)
        for form in candidates:
            if form in self.written:
                return _Sought(form, self.written[form])
        if word.form in ORDINARY_BANGLA or word.lower in ORDINARY_LATIN:
            return None
        return next((sought for form in candidates if (sought := self._sounds(form))), None)

    def _sounds(self, form: str) -> _Sought | None:
        sound = sound_of(form)
        if len(sound.consonants) < _LEAST_CONSONANTS or form in ORDINARY_BANGLA:
            return None
        near = self.by_sound.get(sound.consonants, ())
        return next(
            (
                sought
                for other, sought in near
                if sound.agrees(other) and not (self.by_guess and _one_script(form, sought.form))
            ),
            None,
        )

    def _disguised(self, folded: Folded) -> Iterator[Mark]:
        """Find names inside longer words, and names written letter by letter."""
        if self.inside:
            for match in self.inside.finditer(folded.text.lower()):
                if not _is_everyday(folded, match.start()):
                    yield Mark(match.start(), match.end(), self.written[match[0]])
        for match in _LETTER_BY_LETTER.finditer(folded.text):
            form = re.sub(r"[ .\-_*·,]", "", match[0]).lower()
            if form in self.written or self._sounds(form):
                yield Mark(match.start(), match.end(), self.written.get(form, Kind.OWN_GIVEN_NAME))

    def _places(self, folded: Folded) -> Iterator[Mark]:
        words = folded.words
        for place in self.places:
            for i in range(len(words) - len(place) + 1):
                if all(
                    _is_place(w, s) for w, s in zip(words[i : i + len(place)], place, strict=True)
                ):
                    yield Mark(words[i].start, words[i + len(place) - 1].end, Kind.OWN_PLACE)

    def _numbers(self, folded: Folded) -> Iterator[Mark]:
        for match in _DIGIT_RUN.finditer(folded.text) if self.numbers else ():
            digits = re.sub(r"[^0-9]", "", match[0])
            if any(number in digits for number in self.numbers):
                yield Mark(match.start(), match.end(), Kind.OWN_NUMBER)


def seek_names(forms: Iterable[str]) -> Secrets:
    """Look in all the texts for names of others that one of them has given away."""
    return Secrets(Known(third_persons=tuple(forms)), by_guess=True)


def _latin_stems(lower: str) -> tuple[str, ...]:
    plain = lower.removesuffix("'s").removesuffix("'")
    return (plain, plain[:-1]) if len(plain) > 4 and plain.endswith("s") else (plain,)


def _is_everyday(folded: Folded, position: int) -> bool:
    """Tell whether the word around a position is an everyday one: "machine" holds "Machin"."""
    word = folded.words[folded.word_at(position + 1) - 1]
    return word.lower.removesuffix("'s") in ORDINARY_LATIN or word.form in ORDINARY_BANGLA


def _one_script(one: str, other: str) -> bool:
    return (one[0] >= "\u0980") is (other[0] >= "\u0980")


def _is_long(form: str) -> bool:
    return len(form) >= (_LEAST_INSIDE_BANGLA if form[0] >= "\u0980" else _LEAST_INSIDE_LATIN)


def _is_place(word: Word, sound: Sound) -> bool:
    if word.digits:
        return False
    forms = stems(word.form) if word.bangla else _latin_stems(word.lower)
    return any(sound_of(form).agrees(sound) for form in forms if len(sound.consonants) > 1)


def _tail(number: str) -> str:
    """Give the digits that a number ends in, whatever code stands before it."""
    digits = re.sub(r"[^0-9]", "", fold_word(number))
    if len(digits) < _LEAST_DIGITS:
        return ""
    is_phone = re.match(r"(?:00)?(?:88)?01[3-9]", digits) is not None
    return digits[-_PHONE_TAIL:] if is_phone else digits

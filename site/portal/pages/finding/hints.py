"""A way on where nothing is found: words that the pages do have and that look alike."""

import difflib
import unicodedata
from collections.abc import Iterable

from portal.pages.finding.folding import folded
from portal.pages.finding.places import Spellings, Words

LIKENESS = 0.7
LEAST_LETTERS = 3
# What surrounds a word in a sentence.
AROUND = "।,.;:!?()[]“”\"'‘’–-"


def near_words(words: Words, texts: Iterable[str], known: Spellings) -> str:
    """Write the words anew with those that the texts hold; nothing where nothing comes near.

    A place is offered by any of its names where one of them is in the texts.
    """
    every = (word for text in texts for word in unicodedata.normalize("NFC", text).split())
    shown = {folded(word): word.strip(AROUND) for word in every}
    places = [{name for (name, *more) in names if not more} for names in known.values()]
    of_places = {name for names in places if names & set(shown) for name in names}
    shown = {name: name.capitalize() for name in of_places} | shown
    shown = {word: own for word, own in shown.items() if len(word) >= LEAST_LETTERS}
    nearest = [_nearest(word, shown) for word in words]
    return " ".join(nearest) if all(nearest) and nearest != [*words] else ""


def _nearest(word: str, shown: dict[str, str]) -> str:
    if any(other.startswith(word) for other in shown):
        return word
    close = difflib.get_close_matches(word, shown, n=1, cutoff=LIKENESS)
    return shown[close[0]] if close else ""

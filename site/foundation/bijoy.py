"""Bangla in the coding of the old Bijoy fonts (SutonnyMJ), told from English. Pure.

Such text is Latin letters and signs that only that font shows as Bangla:
``evsjv‡`k`` is বাংলাদেশ. It cannot be searched, shaped or read aloud, so no door
for typed text should take it. What follows looks for what English never does.
"""

import re

# Vowel signs that stand before their letter. In English † and ‡ end a word.
_BEFORE = re.compile(r"[†‡ˆ‰][A-Za-z`¯]")
# The ya-phala and parts of conjuncts, touching a letter.
_TOUCHING = re.compile(r"[A-Za-z`~][¨¯¸¶¤¦¬ÿ]|[¯¸¶¤¦¬][A-Za-z`]|¨[A-Za-z`]")
# A sign between letters: © is the reph, × ª « conjuncts.
_BETWEEN = re.compile(r"[A-Za-z][©®°±²³¹º»«ª×÷¿¼½¾¡¢£¥§µ·›œš™][A-Za-z`~]")
# A capital with an accent after a small letter or before one, inside a word: MÖvg is গ্রাম.
_CAPITAL = re.compile(r"[A-Za-z][À-ÖØ-ÞŠŒŸ][a-z]|[a-z][À-ÖØ-ÞŠŒŸ]")
# The letter d is ` and the long u is ~; a ` may be somebody's apostrophe.
_ASCII_SIGNS = re.compile(r"[A-Za-z]`(?!(?:s|t|d|m|re|ve|ll)\b)[A-Za-z]|[A-Za-z]~[A-Za-z]")
_SIGNS = (_BEFORE, _TOUCHING, _BETWEEN, _CAPITAL, _ASCII_SIGNS)

_WORD = re.compile(r"[A-Za-z]+[A-Za-z`]*")
# The long a is v and stands before any letter or ends a word; English puts a vowel there.
_V_BEFORE = re.compile(r"v(?=[bcdfghjklmnpqstwxz])")
_V_BEFORE_CAPITAL = re.compile(r"v(?=[A-Z])")
_V_AT_THE_END = re.compile(r"[bcdfghjklmnpqstwxzA-Z]v$")
# The short i is w and stands before its letter.
_W_FIRST = re.compile(r"^w(?=[bcdfgjklmnpqstvxzA-Z])")
_VOWEL = re.compile(r"[aeiouAEIOU]")
_LEAST_WITHOUT_VOWEL = 5


def looks_like_bijoy(text: str) -> bool:
    """Tell whether a text, or a word of it, is Bangla in the old coding."""
    if any(signs.search(text) for signs in _SIGNS):
        return True
    return any(_is_bijoy_word(word) for word in _WORD.findall(text))


def _is_bijoy_word(word: str) -> bool:
    """Weigh a word of plain letters: one odd thing may be a name or a short form, two are not."""
    odd = len(_V_BEFORE.findall(word)) + 2 * len(_V_BEFORE_CAPITAL.findall(word))
    odd += bool(_V_AT_THE_END.search(word)) + bool(_W_FIRST.search(word))
    has_no_vowel = len(word) >= _LEAST_WITHOUT_VOWEL and not _VOWEL.search(word)
    return odd > 1 or (odd == 1 and has_no_vowel)

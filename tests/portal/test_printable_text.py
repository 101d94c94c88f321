"""What goes to the printer: words as they are, what no font has as a sign, long words breakable."""

import unicodedata

import pytest

from portal.issues.printable import LONGEST_WORD, MAY_BREAK, printable


@pytest.mark.parametrize(
    "text",
    ["", "নিরাপদ অভিবাসন ২০২২", "র‍্যাব, উদ্ধৃতি: “ঊর্ধ্ব” – ৳৫০০", "Café — 00† ‡ §", "a\nb", "#read(1)"],
)
def test_words_are_left_as_they_are(text):
    assert printable(text) == unicodedata.normalize("NFC", text)


def test_text_is_composed_as_we_keep_it():
    assert printable("য়") == printable("\u09df") == "\u09af\u09bc"
    assert printable("a\u0308") == "ä"


def test_what_no_font_has_is_a_sign_and_what_nobody_sees_is_nothing():
    assert printable("a\U0001f600b ع") == "a\ufffdb \ufffd"
    assert printable("\ufeffa\u202eb\x00\x07\u2060c") == "abc"
    assert printable("a\tb\r\nc") == "a b\nc"


def test_a_long_word_may_break_but_inside_no_letter():
    word = "ক্ষতিগ্রস্ত" * 10
    pieces = printable(word).split(MAY_BREAK)
    assert "".join(pieces) == word
    assert len(pieces) > 2
    for piece in pieces:
        assert len(piece) <= LONGEST_WORD
        assert not piece.startswith(("্", "ি", "ে"))
        assert not piece.endswith("্")


def test_a_word_of_everyday_length_does_not_break():
    assert MAY_BREAK not in printable("x" * LONGEST_WORD)

"""Which words find which pages: one list in both languages, the same on both databases."""

import unicodedata
from functools import partial

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Place
from portal.pages.finding.folding import as_indexed, folded, folded_words
from portal.pages.finding.search import search_pages
from portal.pages.models import StandardPage

ZWNJ, ZWJ, NUKTA = "\u200c", "\u200d", "\u09bc"
# As an editor writes; the words stand in the middle of sentences, with their endings.
TEXT = f"""দালালেরা অভিবাসীদের টাকা নেয়। বিদেশে কাজ করতে পাসপোর্ট লাগে, ভিসাও লাগে। উপজেলায় প্রশিক্ষণ হয়;
শরীয়তপুরে ঋণের বোঝা। মানবপাচার অপরাধ। র{ZWJ}্যাব ও পুলিশকে জানান। শাহ্{ZWNJ}জালাল বিমানবন্দরে সাহায্য আছে।
হটলাইন ০৮০০০১০২০৩০। বাড{NUKTA}ি ছাড়ার আগে চুক্তি পড়ুন। BMET card and a visa for Malaysia; 5,000 taka.
নির্যাতন হলে আইনি সহায়তা নিন।"""
# Twenty-two words as readers type them: without endings, with the other keyboard, in either
# language. Five of them stand in the text with an ending alone.
MIXED = [
    "দালাল", "অভিবাসী", "বিদেশ", "পাসপোর্ট", "ভিসা", "উপজেলা", "প্রশিক্ষণ", "শরীয়তপুর", "ঋণ", "মানবপাচার",
    "পুলিশ", "বিমানবন্দর", "হটলাইন", "নির্যাতন", "আইনি", "সহায়তা", "চুক্তি", "টাকা", "BMET", "visa",
    "malaysia", "৫০০০",
]  # fmt: skip


@pytest.fixture
def find(db):
    """Give the titles of the content pages that a search finds, in their order."""

    def titles(asked: str, language: str = "bn") -> list[str]:
        found = search_pages(asked, language, now=timezone.now()).pages
        return [page.title for page in found if isinstance(page, StandardPage)]

    return titles


@pytest.fixture
def write(make_page):
    def page(title: str, text: str = "", language: str = "bn", **fields):
        body = [("paragraph", f"<p>{text}</p>")]
        return make_page(language, title=title, intro="", body=body, **fields)

    return page


def test_all_words_of_a_mixed_list_are_found(find, write):
    write("লেখা", TEXT.replace("5,000", "5000"))
    assert len(MIXED) == 22
    assert [word for word in MIXED if find(word) != ["লেখা"]] == []


@pytest.mark.parametrize(
    "near",
    [("দিন", "দান", "দেনা"), ("কাজ", "কুজ", "কেজো"), ("মা", "মই", "মে"), ("জন", "প্রয়োজন", "মাজন")],
)
def test_words_that_look_alike_are_not_taken_for_each_other(find, write, near):
    for word in near:
        write(f"লেখা {near.index(word)}", f"এখানে {word} আছে।")
    for at, word in enumerate(near):
        assert find(word) == [f"লেখা {at}"], word


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (f"র{ZWJ}্যাব", "র্যাব"),
        ("র্যাব", f"র{ZWJ}্যাব"),
        (f"শাহ্{ZWNJ}জালাল", "শাহ্জালাল"),
        ("শাহ্জালাল", f"শাহ্{ZWNJ}জালাল"),
        ("বাড\u09bcি", "বা\u09dcি"),
        ("বা\u09dcি", "বাড\u09bcি"),
        ("সময\u09bc", "সম\u09df"),
        ("আষা\u09dd", "আষাঢ\u09bc"),
        ("ব\u09c7\u09beন", "ব\u09cbন"),
        ("হঠা\u09ce", f"হঠাত\u09cd{ZWJ}"),
        ("ব\u09bcহমান", "রহমান"),
        ("২০২৬", "2026"),
        ("2026", "২০২৬"),
        ("যান।", "যান"),
        ("the worker's pay", "worker’s"),
        ("VISA", "visa"),
    ],
)
def test_the_same_word_is_found_however_it_is_typed_and_shown_as_it_was_written(
    client, find, write, written, asked
):
    page = write("লেখা", f"এখানে {written} আছে।")
    assert find(asked) == ["লেখা"]
    assert written in client.get(page.url).content.decode()


@pytest.mark.parametrize("asked", ["Comilla", "Cumilla", "কুমিল্লা", "কুমিল্লার", "comilla passport"])
def test_a_district_is_found_by_its_names_old_and_new_in_both_languages(find, write, asked):
    write("অফিস", "কুমিল্লায় পাসপোর্ট passport অফিস।")
    write("An office", "The passport office in Cumilla.", "en")
    write("Elsewhere", "The passport office in Camilla's house.", "en")
    assert find(asked) == ["অফিস"]
    assert find(asked, "en") == ["An office"]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Chittagong", "চট্টগ্রামের বন্দর"),
        ("Cox's Bazar", "কক্সবাজারে"),
        ("coxs bazar", "কক্সবাজারে"),
        ("Jessore", "Jashore"),
        ("Shariadpur", "শরীয়তপুর"),
        ("মুন্সীগঞ্জ", "মুন্সিগঞ্জ"),
        ("নেত্রকোনা", "নেত্রকোণায়"),
    ],
)
def test_old_spellings_and_slips_of_a_place_find_it(find, write, asked, written):
    write("অফিস", f"{written} অফিস আছে।")
    assert find(asked) == ["অফিস"]


def test_a_name_that_the_office_adds_finds_the_place_at_once(find, write):
    write("অফিস", "কুমিল্লায় অফিস।")
    assert find("Tippera") == []
    place = Place.objects.get(level="district", name_en="Cumilla")
    Place.objects.filter(pk=place.pk).update(aliases=f"{place.aliases};Tippera")
    assert find("Tippera") == ["অফিস"]


def test_what_stands_higher_comes_first_and_then_the_newest(find, make_page):
    make = partial(make_page, "bn")
    say = [("paragraph", "<p>ভিসা</p>")]
    make(title="নিচে", intro="", body=say)
    make(title="ভূমিকায়", intro="ভিসার কথা")
    make(title="ভিসার নিয়ম", intro="")
    make(title="ভিসা", intro="")
    make(title="নিচে আবার", intro="", body=say)
    expected = ["ভিসা", "ভিসার নিয়ম", "ভূমিকায়", "নিচে আবার", "নিচে"]
    assert [find("ভিসা") for _time in range(3)] == [expected] * 3


def test_a_title_is_found_however_many_texts_say_the_word(find, write, monkeypatch):
    monkeypatch.setattr("portal.pages.finding.search.MOST_SORTED", 2)
    write("উটের হাট")
    for number in range(3):
        write(f"লেখা {number}", "উটের উটের উটের")
    assert find("উট")[0] == "উটের হাট"


def test_of_pages_alike_the_kind_that_helps_more_comes_first(find, make_page, homes):
    home = homes["bn"]
    home.title = "ভিসা"
    home.save()
    make_page("bn", title="ভিসা", intro="পাতা")
    kinds = [type(page).__name__ for page in search_pages("ভিসা", "bn", now=timezone.now()).pages]
    assert kinds == ["HomePage", "StandardPage"]


@given(text=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("আাি্ড়ঢ়য়ো\u200c\u200d০9"))))
def test_folding_is_done_once_for_all_and_leaves_no_sign_to_a_database(text):
    once = folded(text)
    assert folded(once) == once
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, text)) == once
    for word in folded_words(text):
        assert not [one for one in as_indexed(word) if "\u0980" <= one <= "\u09ff"]

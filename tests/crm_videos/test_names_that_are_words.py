"""A sealed name that is an everyday word: pointed to as a whole word, and a person decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_videos import models
from crm_videos.identity_lint import IdentityLevel, Kind, Known, Text, find_identifiers
from tests.crm_videos.conftest import HERE, browser_of, colleague


def found(content: str, level: str = "pseudonym", field: str = "body", **known: tuple[str, ...]):
    texts = [Text(field, content)]
    findings = find_identifiers(texts, level=IdentityLevel(level), known=Known(**known))
    own = (Kind.OWN_GIVEN_NAME, Kind.OWN_FAMILY_NAME, Kind.THIRD_PERSON)
    named = {*own, *(Kind(f"{kind}_or_word") for kind in own)}
    return [(f.kind, f.matched, f.blocks, f.may_be_overridden) for f in findings if f.kind in named]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("Nobody", "Then nobody came.", "nobody"),
        ("Nobody", "Nobody came.", "Nobody"),
        ("Shanti", "তখন শান্তি ছিল না।", "শান্তি"),
        ("শান্তি", "Then Shanti laughed.", "Shanti"),
        ("আশা", "অনেক আশা ছিল।", "আশা"),
        ("Rose", "She grew a rose there.", "rose"),
    ],
)
def test_an_everyday_word_blocks_and_a_second_person_may_decide(name, text, word):
    assert found(text, given_names=(name,)) == [(Kind.OWN_GIVEN_NAME_OR_WORD, word, True, True)]
    assert found(text, third_persons=(name,)) == [(Kind.THIRD_PERSON_OR_WORD, word, True, True)]


def test_beside_another_part_of_the_name_it_is_the_name_and_nobody_decides():
    known = {"given_names": ("Shanti", "Hope"), "family_names": ("Talpatar",)}
    for told in ("Shanti Talpatar spoke.", "Hope Shanti spoke.", "শান্তি তালপাতার।"):
        assert not any(may for _kind, _word, _blocks, may in found(told, **known)), told
        assert len(found(told, **known)) >= 1
    assert found("Hope, hope!", given_names=("Hope",))[0][3]  # twice the word is no name yet


def test_a_rare_name_is_overridden_by_nobody():
    for told in ("Jorimon laughed.", "জরিমন", "jorimonfinal"):
        (one,) = found(told, given_names=("Jorimon",))
        assert one[2:] == (True, False)


def test_a_word_inside_another_word_is_none():
    assert not found("myhopeless rosewater anybodynobodyelse", given_names=("Hope", "Rose"))
    assert not found("story-of-rosewater", field="slug", given_names=("Rose",))


def test_an_initial_stands_in_every_sentence_and_is_not_looked_for():
    known = {"given_names": ("A.", "K"), "family_names": ("Talpatar",)}
    assert not found("A boat came. It was a K2 boat, and a long day.", **known)
    assert found("A. Talpatar said so.", **known)


def test_a_level_that_allows_the_name_allows_the_word():
    assert not found("We had hope.", "first-name", given_names=("Hope",))
    assert found("We had hope.", "first-name", family_names=("Hope",))
    assert found("We had hope.", "open", third_persons=("Hope",))


@given(st.lists(st.sampled_from(["hope", "Rose", "nobody", "শান্তি", "আশা"]), min_size=1, max_size=6))
def test_every_everyday_word_that_is_a_name_is_pointed_to(words):
    text = " and then ".join(words)
    names = ("Hope", "Rose", "Nobody", "শান্তি", "আশা")
    assert len(found(text, given_names=names)) == len(words)


# The form in which a testimony is recorded.


@pytest.fixture
def supervisor(db):
    names = ("add_testimony", "change_testimony", "view_testimony", "view_consent")
    return browser_of(colleague("supervisor", *names))


def record(browser, **person: str):
    form = {"place": HERE, "told_on": "2026-11-01", "name": "", "telephone": "", "village": "",
            "other_names": "", **person}  # fmt: skip
    return browser.post("/admin/testimonies/new/", form, follow=True).content.decode()


def test_the_form_tells_that_a_name_is_a_word_too_and_repeats_no_name(supervisor):
    for person in ({"name": "Shanti Talpatar"}, {"name": "Jorimon", "other_names": "Karim; Rose"}):
        page = record(supervisor, **person)
        assert "is an everyday word too" in page
        assert not {"Shanti", "Talpatar", "Jorimon", "Rose"} & set(page.split())
    assert models.Testimony.objects.count() == 2
    assert "is an everyday word too" not in record(supervisor, name="Jorimon Talpatar")


def test_a_single_letter_is_no_name_and_nothing_typed_is_lost(supervisor):
    page = record(supervisor, name="K.", village="Kusumhati")
    assert "Nobody can look for a single letter." in page
    assert "Kusumhati" in page
    assert not models.Testimony.objects.exists()

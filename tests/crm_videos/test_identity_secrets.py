"""What the testimony knows is found in the story in every script, spelling and disguise."""

import pytest

from crm_videos.identity_lint import Allowed, IdentityLevel, Kind, Known, Text, find_identifiers


def found(content, known, field="body", **more):
    level = IdentityLevel.PSEUDONYM
    findings = find_identifiers([Text(field, content)], level=level, known=known, **more)
    return [(f.kind, f.matched) for f in findings if f.kind.startswith(("own", "third"))]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ("রহিমা", "body"),
        ("রহিমার গল্প", "title"),
        ("রহিমাকেও ডাকল", "body"),
        ("রহিমা-এর", "caption"),
        ("রহিমাদের বাড়ি", "body"),
        ("রহি\u200dমা", "body"),
        ("র\u200cহি\u200bমা", "body"),
        ("রহিমাখাতুন", "file name"),
        ("র.হি.মা", "body"),
        ("Rahima", "body"),
        ("Rohima's shop", "caption"),
        ("RAHEEMA", "title"),
        ("rohima", "body"),
        ("Ｒａｈｉｍａ", "body"),
        ("Rāhima", "body"),
        ("R a h i m a", "body"),
        ("R-A-H-I-M-A", "body"),
        ("Rohi-ma", "body"),
        ("story-of-rahima-2", "slug"),
        ("RahimaFinal2.jpg", "file name"),
        ("interview_rohima.mp4", "file name"),
        ("myrahimapic.png", "file name"),
    ],
)
def test_a_name_is_found_however_it_is_written(content, field):
    known = Known(given_names=("রহিমা", "Rahima"))
    assert found(content, known, field)[0][0] is Kind.OWN_GIVEN_NAME


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("মোহাম্মদ", "Muhammad"),
        ("Jahangir", "জাহাঙ্গীর"),
        ("চৌধুরী", "Choudhury"),
        ("Yasmin", "ইয়াসমিন"),
        ("ছালমা", "Salma"),
        ("লক্ষ্মী", "Laxmi"),
        ("Sumaiya", "সুমাইয়া"),
        ("আব্দুল্লাহ", "Abdulla"),
        ("Hosen", "হোসাইন"),
        ("Rezaul", "রেজাউল"),
        ("Zohra", "জোহরা"),
        ("মিঞাজান", "Miyajan"),
    ],
)
def test_a_name_is_found_in_the_other_script(known, told):
    for one, other in ((known, told), (told, known)):
        assert found(f"And then {other}.", Known(third_persons=(one,)))


@pytest.mark.parametrize("told", ["most of them", "a mess", "মাস গেল", "মশা", "some", "মিস করি"])
def test_words_that_only_sound_alike_are_left_alone(told):
    assert not found(told, Known(given_names=("Musa", "মুসা")))


def test_a_title_alone_is_not_the_name_and_a_shared_family_name_is_no_secret():
    known = Known(given_names=("Md. Jorimon",), family_names=("Begum",))
    assert not found("Shefali Begum smiles.", known, allowed=Allowed(display_name="Shefali Begum"))
    assert not found("Md. is a title.", known)
    assert found("Jorimon Begum smiles.", known, allowed=Allowed(display_name="Shefali Begum"))


@pytest.mark.parametrize(
    "told",
    [
        *("01712345678", "+88 01712-345678", "০১৭১২ ৩৪৫ ৬৭৮", "0\u200b17123\u200b45678"),
        *("0 1 7 1 2 3 4 5 6 7 8", "01712.345.678", "call-01712-345678", "০১৭১২৩৪৫৬৭৮নং"),
    ],
)
def test_a_number_is_found_however_it_is_written(told):
    assert found(told, Known(numbers=("+8801712345678",)))[0][0] is Kind.OWN_NUMBER
    assert not found("01799999999", Known(numbers=("+8801712345678",)))


def test_papers_and_the_real_place_are_found():
    known = Known(numbers=("BN0123456", "1990 1234 5678 9"), places=("Char Kusumhati",))
    assert found("no. bn-012 3456", known)[0][0] is Kind.OWN_NUMBER
    assert found("১৯৯০১২৩৪৫৬৭৮৯", known)[0][0] is Kind.OWN_NUMBER
    assert found("চর কুসুমহাটিতে থাকি", known) == [(Kind.OWN_PLACE, "চর কুসুমহাটিতে")]
    assert not found("চর জেগেছে", known)

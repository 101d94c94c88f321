"""What the lint says of one text: levels, what was agreed on, where a find stands, and why."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from crm_videos.identity_lint import (
    Allowed,
    IdentityLevel,
    Kind,
    Known,
    PlaceIndex,
    PlaceName,
    Severity,
    Text,
    find_identifiers,
)

KNOWN = Known(given_names=("Jorimon",), family_names=("Talpatar",), third_persons=("Kuddura",))
PLACES = PlaceIndex(
    [
        PlaceName("district", "Shariatpur", "শরীয়তপুর"),
        PlaceName("upazila", "Naria", "নড়িয়া"),
        PlaceName("upazila", "Tala", "তালা"),
        PlaceName("union", "Bhumkhara", "ভূমখাড়া"),
        PlaceName("union", "Lata", "লতা"),
    ]
)


def found(content, field="body", level=IdentityLevel.PSEUDONYM, **more):
    more.setdefault("places", PLACES)
    findings = find_identifiers([Text(field, content)], level=level, **more)
    return {(f.kind, f.matched, f.severity.value) for f in findings}


def kinds(content, **more):
    return {kind for kind, _matched, _severity in found(content, **more)}


@pytest.mark.parametrize(
    ("level", "forbidden"),
    [
        (IdentityLevel.OPEN, {Kind.THIRD_PERSON}),
        (IdentityLevel.FIRST_NAME, {Kind.THIRD_PERSON, Kind.OWN_FAMILY_NAME}),
        *(
            (level, {Kind.THIRD_PERSON, Kind.OWN_FAMILY_NAME, Kind.OWN_GIVEN_NAME})
            for level in list(IdentityLevel)[2:]
        ),
    ],
    ids=lambda value: value.value if isinstance(value, IdentityLevel) else "",
)
def test_a_level_forbids_its_names(level, forbidden):
    allowed = Allowed(display_name="Jorimon Talpatar")
    text = "Then Jorimon spoke. So did Talpatar. And Kuddura laughed."
    assert kinds(text, level=level, known=KNOWN, allowed=allowed) == forbidden


def test_an_exact_place_may_be_told_at_the_open_level_with_permission_only():
    text = "She lives in Kusumhati village, Naria."
    assert not found(text, level=IdentityLevel.OPEN, allowed=Allowed(exact_place=True))
    assert found(text, level=IdentityLevel.OPEN)
    assert found(text, level=IdentityLevel.FIRST_NAME, allowed=Allowed(exact_place=True))
    house = found("Come to House 12.", level=IdentityLevel.OPEN, allowed=Allowed(exact_place=True))
    assert house


def test_the_agreed_name_may_stand_everywhere_in_both_scripts():
    allowed = Allowed(display_name="Shefali")
    assert not found("Shefali's shop. শেফালীর দোকান। শেফালিকে সবাই চেনে।", allowed=allowed)
    assert found("Shefali's shop. শেফালীর দোকান।")


def test_an_agreed_name_does_not_hide_the_real_one():
    known = Known(given_names=("Jorimon",))
    assert kinds("জরিমন এলেন।", known=known, allowed=Allowed(display_name="Jorimon")) == {
        Kind.OWN_GIVEN_NAME
    }


def test_our_own_numbers_offices_and_addresses_are_no_alarm():
    allowed = Allowed(
        numbers=("08000102030", "+8809610102030"),
        words=("Asha Kendra", "আশা কেন্দ্র"),
        addresses=("nirapad.example", "help@nirapad.example"),
    )
    text = (
        "Call 0800 0102030 or +880 9610-102030, write to help@nirapad.example, see "
        "https://www.nirapad.example/help or ask at Asha Kendra. আশা কেন্দ্রের ফোন ০৮০০০১০২০৩০।"
    )
    assert not found(text, allowed=allowed)
    assert kinds(text) >= {Kind.PHONE, Kind.EMAIL, Kind.WEB_ADDRESS}


def test_a_sum_is_exact_when_it_is_told_to_the_taka():
    for told in ("4,37,500 taka", "BDT 437,500", "৪,৩৭,৫২০ টাকা", "৪ লাখ ৩৭ হাজার ৫০০ টাকা"):
        assert kinds(f"It cost {told}.") == {Kind.EXACT_SUM}, told
    rounded = ("4,50,000 taka", "BDT 92,000", "৮ লাখ টাকা", "৪.৫ লাখ টাকা", "500,000 taka (5,952 USD)")
    for told in rounded:
        assert not found(f"It cost {told}."), told


def test_a_month_or_a_public_day_may_be_told_and_a_day_may_not():
    assert not found("In March 2019. ২০১৯ সালের মার্চে। On 18 December. ১৬ ডিসেম্বর। In May 40 came.")
    for told in ("12 March", "৫ই বৈশাখ", "2019-03-12", "18 December 2019", "মার্চের ১২ তারিখ"):
        assert kinds(f"It was {told}.") == {Kind.EXACT_DAY}, told


def test_a_place_that_is_an_everyday_word_needs_a_word_beside_it():
    assert not found("দরজায় তালা দিল। লতা উঠেছে। He lives in Shariatpur.")
    assert kinds("তালা উপজেলায় থাকি।") == {Kind.UPAZILA}
    assert kinds("লতা ইউনিয়নে থাকি।") == {Kind.UNION}
    assert kinds("Near Naria.") == {Kind.UPAZILA}
    assert Kind.PLACE_PAIR in kinds("From Bhumkhara, Naria.")


def test_a_face_that_should_be_hidden_is_not_described():
    text = "She is smiling into the camera."
    assert not found(text, field="alt text")
    assert kinds(text, field="alt text", level=IdentityLevel.FACE_HIDDEN) == {Kind.FACE_SHOWN}
    assert not found(text, field="body", level=IdentityLevel.FACE_HIDDEN)


def test_a_name_that_one_text_gives_away_is_looked_for_in_all():
    texts = [Text("caption", "Zulmota's shop."), Text("body", "দালাল জুলমতকে টাকা দিই। জুলমত হাসে।")]
    texts.append(Text("slug", "paid-to-zulmot"))
    findings = find_identifiers(texts, level=IdentityLevel.PSEUDONYM)
    assert [(f.field, f.matched) for f in findings if f.number == 2] == [("slug", "zulmot")]
    assert any(f.matched == "জুলমত" and not f.blocks for f in findings)


def test_a_reason_is_told_in_words():
    (finding,) = find_identifiers(
        [Text("body", "Mail a.b@mail.example.")], level=IdentityLevel.OPEN
    )
    with translation.override("en"):
        assert finding.why == "An e-mail address. Take it out."
    assert finding.blocks
    assert finding.severity is Severity.BLOCK


@given(
    st.lists(
        st.sampled_from(
            [
                *("Md. ", "আমার ভাই ", "করিম", "\u200d", "\u200b", "০১৭১১", "-", "234567", " ", "."),
                *("12 March", "য়", "য\u09bc", "IMG_2022", "NID ", "village ", "Naria", ", ", "'s"),
                *("\n", "ক্ষ", "A", "é", "４,３７"),
            ]
        ),
        max_size=24,
    ),
    st.sampled_from(["body", "slug", "file name", "title"]),
)
def test_findings_stand_where_they_say_in_the_text_as_typed(pieces, field):
    content = "".join(pieces)
    findings = find_identifiers(
        [Text(field, content)], level=IdentityLevel.TEXT_ONLY, places=PLACES
    )
    end = 0
    for finding in findings:
        assert end <= finding.start < finding.end <= len(content)
        assert content[finding.start : finding.end] == finding.matched
        end = finding.end

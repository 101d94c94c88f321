"""Bangla in the old coding is recognised, and English with odd signs is left alone."""

import pytest

from foundation.bijoy import looks_like_bijoy


@pytest.mark.parametrize(
    "text",
    [
        "evsjv‡`k",  # বাংলাদেশ
        "h‡kvi",  # যশোর
        "KzwoMÖvg",  # কুড়িগ্রাম
        "wm‡jU",  # সিলেট
        "XvKv",  # ঢাকা, all of it plain letters
        "Lyjbv",  # খুলনা
        "gvbe cvPvi",  # মানব পাচার
        "wbivc` Awfevmb",  # নিরাপদ অভিবাসন
        "wkÿv cÖwZôvb",  # শিক্ষা প্রতিষ্ঠান
        "Rb¨",  # জন্য
        "Kg©m~wP",  # কর্মসূচি
        "Meeting with MÖvg committee",
        "wbe©vPb Awdm",  # নির্বাচন অফিস
    ],
)
def test_bangla_of_the_old_fonts_is_recognised(text):
    assert looks_like_bijoy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Women's group, Dumuria",
        "The union’s “courtyard”",
        "don`t use the teacher`s room",
        "© IOM 2024",
        "IOM© poster; Nirapad® and Prottasha™",
        "©2024 IOM Bangladesh",
        "figures† and more‡",
        "32°C, 5½ hours, 20 m² – all fine",
        "Café José, naïve, Müller, São Paulo",
        "ÉCOLE, GÖTZ",
        "Govt. High School, Pvt. Ltd., advt",
        "Kiev, Shivpur, Devdas and Navneet",
        "YouTube, WhatsApp, McDonald, KoboCollect, TV, HIV, DVDs, WASH, WFP",
        "www.example.org/~office, a@b.bd",
        "rhythm, down, news, crwth, vs. others",
        "ঢাকা · ‘গম্ভীরা’ © ব্র্যাক",
        "Dhaka–Khulna, 10:30 – 11:00",
        "approx. ~50 people; < 20 men; 100% | x_y",
    ],
)
def test_plain_english_and_unicode_bangla_are_not(text):
    assert not looks_like_bijoy(text)

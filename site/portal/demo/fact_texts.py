"""The facts of the demo: what the project's own papers say, and what staff must still fill in.

MiGOF is the Migration Governance Framework for Bangladesh; its text is of 2018.
"""

from typing import TypedDict

from portal.facts.words import Kind

MIGOF = ("Migration Governance Framework for Bangladesh, 2018", "বাংলাদেশের অভিবাসন শাসন কাঠামো, ২০১৮")
LEAFLET = ("Prottasha project leaflet, 2019", "প্রত্যাশা প্রকল্পের প্রচারপত্র, ২০১৯")
COMPACT = ("Global Compact for Migration, 2018", "নিরাপদ অভিবাসনের বৈশ্বিক চুক্তি, ২০১৮")


class FactText(TypedDict, total=False):
    """One fact in both languages; without ``en`` and ``bn`` it waits for its value.

    ``source`` is named in English and in Bangla. ``checked`` and ``review`` count days from today: the check behind, the next one ahead.
    """

    label_en: str
    label_bn: str
    kind: str
    en: str
    bn: str
    source: tuple[str, str]
    checked: int
    review: int


def _sentence(
    label: tuple[str, str],
    en: str,
    bn: str,
    source: tuple[str, str],
    *,
    checked: int = 20,
    review: int = 160,
) -> FactText:
    return {
        **_empty(label, Kind.SENTENCE),
        "en": en,
        "bn": bn,
        "source": source,
        "checked": checked,
        "review": review,
    }


def _empty(label: tuple[str, str], kind: str) -> FactText:
    return {"label_en": label[0], "label_bn": label[1], "kind": kind}


FACTS: dict[str, FactText] = {
    "demo-what-it-does": _sentence(
        ("District Employment and Manpower Office", "জেলা কর্মসংস্থান ও জনশক্তি অফিস"),
        "Registers you and takes your fingerprints, checks visas for some countries, has "
        "information on agencies and takes complaints about them.",
        "আপনার নিবন্ধন করে ও আঙুলের ছাপ নেয়, কিছু দেশের ভিসা যাচাই করে, এজেন্সির তথ্য দেয় এবং এজেন্সির বিরুদ্ধে অভিযোগ নেয়।",
        MIGOF,
    ),
    "rsc-what-it-does": _sentence(
        ("Reintegration Service Centre", "রিইন্টিগ্রেশন সার্ভিস সেন্টার"),
        "Helps those who have come back: at once with transport, food and medical help; then with "
        "counselling, papers and legal help, training, a small business and work.",
        "যাঁরা ফিরে এসেছেন তাঁদের সাহায্য করে: সঙ্গে সঙ্গে যাতায়াত, খাবার ও চিকিৎসা; পরে কাউন্সেলিং, কাগজপত্র ও আইনি সাহায্য, প্রশিক্ষণ, ছোট ব্যবসা ও কাজ।",
        LEAFLET,
    ),
    # Printed in 2019, and nobody has looked again: pages show it grey.
    "ministry-address": {
        **_sentence(
            (
                "Ministry of Expatriates' Welfare and Overseas Employment",
                "প্রবাসী কল্যাণ ও বৈদেশিক কর্মসংস্থান মন্ত্রণালয়",
            ),
            "71-72 Old Elephant Road, Eskaton Garden, Dhaka-1000",
            "৭১-৭২ পুরাতন এলিফ্যান্ট রোড, ইস্কাটন গার্ডেন, ঢাকা-১০০০",
            LEAFLET,
            checked=400,
            review=-30,
        ),
        "kind": Kind.ADDRESS,
    },
    "demo-after-a-death": _sentence(
        ("If somebody dies abroad", "বিদেশে কেউ মারা গেলে"),
        "The manpower office of the district helps with bringing the body home, with the burial and with "
        "compensation.",
        "লাশ দেশে আনা, দাফন ও ক্ষতিপূরণের কাজে জেলা জনশক্তি অফিস সাহায্য করে।",
        MIGOF,
    ),
    "boesl": _sentence(
        ("BOESL", "বোয়েসেল"),
        "The only company of the state that sends workers abroad: safe, and at low cost.",
        "বিদেশে কর্মী পাঠানোর একমাত্র সরকারি কোম্পানি: নিরাপদ, খরচও কম।",
        MIGOF,
    ),
    "pkb-loan": _sentence(
        ("Probashi Kallyan Bank", "প্রবাসী কল্যাণ ব্যাংক"),
        "Gives loans without collateral to those who go, and loans to those who have come back.",
        "যাঁরা বিদেশে যাবেন তাঁদের জামানত ছাড়া ঋণ দেয়, যাঁরা ফিরে এসেছেন তাঁদেরও ঋণ দেয়।",
        MIGOF,
    ),
    "welfare-board": _sentence(
        ("Wage Earners' Welfare Board", "ওয়েজ আর্নার্স কল্যাণ বোর্ড"),
        "Helps migrants and their families, with the education of children too.",
        "অভিবাসী ও তাঁদের পরিবারকে সাহায্য করে, সন্তানের লেখাপড়ার জন্যও।",
        MIGOF,
    ),
    "written-contract": _sentence(
        ("Written contract", "লিখিত চুক্তি"),
        "You should have a written contract in a language that you understand, before you go.",
        "যাওয়ার আগেই আপনি বোঝেন এমন ভাষায় লিখিত চুক্তি আপনার হাতে থাকা উচিত।",
        COMPACT,
        review=20,
    ),
    "papers-are-yours": _sentence(
        ("Passport and papers", "পাসপোর্ট ও কাগজপত্র"),
        "They are yours. Neither an agency nor an employer should keep them.",
        "এগুলো আপনার নিজের। এজেন্সি বা মালিক কারও এগুলো আটকে রাখা উচিত নয়।",
        COMPACT,
    ),
    # Of 2018, and nobody has looked again: pages show it grey.
    "remittance-from-saudi-arabia": _sentence(
        ("Sending money home from Saudi Arabia", "সৌদি আরব থেকে টাকা পাঠানো"),
        "Sending 200 US dollars cost 3.1 per cent of it.",
        "২০০ মার্কিন ডলার পাঠাতে তার ৩.১ শতাংশ খরচ হতো।",
        MIGOF,
        checked=400,
        review=-30,
    ),
    "hours-of-the-hotline": _sentence(
        ("The hotline", "হটলাইন"),
        "Answers every day. A call to its first number is free.",
        "প্রতিদিন খোলা থাকে। প্রথম নম্বরে ফোন করতে টাকা লাগে না।",
        LEAFLET,
    ),
    "passport-fee": _empty(("Fee for a passport", "পাসপোর্টের ফি"), Kind.AMOUNT),
    "clearance-fee": _empty(("Fee for BMET's clearance", "বিএমইটি ছাড়পত্রের ফি"), Kind.AMOUNT),
    "clearance-time": _empty(
        ("How long the clearance takes", "ছাড়পত্র পেতে কত দিন লাগে"), Kind.DURATION
    ),
    "saudi-highest-cost": _empty(
        (
            "Most that an agency may ask for Saudi Arabia",
            "সৌদি আরবের জন্য এজেন্সি সবচেয়ে বেশি যত নিতে পারে",
        ),
        Kind.AMOUNT,
    ),
    "saudi-embassy": _empty(("Embassy of Bangladesh in Riyadh", "রিয়াদে বাংলাদেশ দূতাবাস"), Kind.ADDRESS),
    "saudi-labour-wing": _empty(
        ("Labour welfare wing in Riyadh", "রিয়াদে শ্রম কল্যাণ উইং"), Kind.PHONE
    ),
    "hotline-from-abroad": _empty(
        ("The hotline, called from abroad", "বিদেশ থেকে হটলাইনের নম্বর"), Kind.PHONE
    ),
    "complaint-form": _empty(
        ("Where the complaint form is", "অভিযোগের ফরম কোথায় পাওয়া যায়"), Kind.ADDRESS
    ),
}

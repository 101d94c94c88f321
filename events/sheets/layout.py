"""The columns of a sheet of events, and in both languages what belongs into each."""

from campaigns.overlap_poll import ANY, ASKED, CHANNELS
from campaigns.sheets import Layout
from events.event_parts import FIGURES, TEXTS
from events.sheets.details import COLUMNS, COUNTS

# What a row says of the event itself; the other three only find its id and place.
OF_THE_EVENT = (
    *("kind", "held_on", "place", "starts_at", "level"),
    *FIGURES,
    *("headcount", *TEXTS),
)
# How each channel of the overlap poll is explained; one that is added there is asked for here.
_HANDS = {
    "facebook": (
        "of these, hands to: Have you seen our page on Facebook before today?",
        "এঁদের মধ্যে যত হাত উঠেছে: “আজকের আগে ফেসবুকে আমাদের পেজ দেখেছেন?”",
    ),
    "youtube": (
        "of these, hands to: Have you seen our videos on YouTube before today?",
        "এঁদের মধ্যে যত হাত উঠেছে: “আজকের আগে ইউটিউবে আমাদের ভিডিও দেখেছেন?”",
    ),
}
# A template goes to whoever will fill it in: each column is explained in English and in Bangla.
EXPLAINED = {
    "kind": (
        "short name or exact name of the kind: ipt-show, school-quiz",
        "ধরনের ছোট নাম বা হুবহু নাম: ipt-show, school-quiz",
    ),
    "held_on": ("the day it was held: 2026-10-31", "যেদিন আয়োজন হয়েছে: 2026-10-31"),
    "place": (
        "code, or one exact name of union, upazila or district",
        "কোড, অথবা ইউনিয়ন, উপজেলা বা জেলার হুবহু নাম",
    ),
    "starts_at": ("start time 15:30, if known", "শুরুর সময় 15:30, জানা থাকলে"),
    "district": ("if several places have this name", "এই নামের জায়গা একাধিক হলে কোন জেলায়"),
    "upazila": ("likewise", "একইভাবে কোন উপজেলায়"),
    "level": (
        "workshops only: union, upazila or district",
        "শুধু কর্মশালার জন্য: union, upazila বা district",
    ),
    "venue": ("for example the school or the courtyard", "যেমন কোন স্কুল বা কোন উঠান"),
    "organiser": (
        "office, team or role; no private person",
        "অফিস, দল বা পদ; কোনো ব্যক্তির নাম নয়",
    ),
    "partner": ("who helped, if anybody", "সহযোগী থাকলে তার নাম"),
    "women": (
        "18 and over; blank when not known, 0 for none",
        "১৮ ও তার বেশি বয়সের নারী; জানা না থাকলে ফাঁকা, কেউ না এলে 0",
    ),
    "men": ("18 and over; likewise", "১৮ ও তার বেশি বয়সের পুরুষ; একইভাবে"),
    "girls": ("below 18; likewise", "১৮-র কম বয়সের মেয়ে; একইভাবে"),
    "boys": ("below 18; likewise", "১৮-র কম বয়সের ছেলে; একইভাবে"),
    "not_recorded": (
        "people who came and were not told apart",
        "যাঁরা এসেছেন কিন্তু আলাদা করে লেখা হয়নি",
    ),
    "headcount": (
        "count, sheet, estimate, unknown or not-counted",
        "count (গোনা), sheet (হাজিরা খাতা), estimate (আন্দাজ), unknown (জানা নেই) "
        "বা not-counted (কেউ গোনেনি)",
    ),
    "first_timers": ("of those who came", "যাঁরা এসেছেন তাঁদের মধ্যে প্রথমবারের দর্শক"),
    "persons_with_disabilities": (
        "of those who came; only what was recorded",
        "যাঁরা এসেছেন তাঁদের মধ্যে; শুধু যা লেখা হয়েছিল",
    ),
    "school": (
        "quizzes only: EIIN, or the name as in our list; another name is kept as it is",
        "শুধু কুইজের জন্য: EIIN, অথবা আমাদের তালিকার নাম; অন্য নাম যেমন আছে তেমনই থাকে",
    ),
    "classes": ("quizzes only, as numbers: 8, 9", "শুধু কুইজের জন্য, সংখ্যায়: 8, 9"),
    "winner_girls": (
        "quizzes only: how many girls won; no names",
        "শুধু কুইজের জন্য: কতজন মেয়ে জিতেছে; নাম লিখবেন না",
    ),
    "winner_boys": ("likewise, boys", "একইভাবে, ছেলে"),
    "providers": (
        "fairs only: institutions between semicolons: Sonali Bank = finance; TTC = training",
        "শুধু মেলার জন্য: প্রতিষ্ঠান, মাঝে সেমিকোলন: Sonali Bank = finance; TTC = training",
    ),
    "linkages_women": (
        "fairs only: women linked to an institution",
        "শুধু মেলার জন্য: যত নারীকে কোনো প্রতিষ্ঠানের সঙ্গে যুক্ত করা হয়েছে",
    ),
    "linkages_men": ("likewise, men", "একইভাবে, পুরুষ"),
    "linkages_not_recorded": (
        "linked, and not told apart",
        "যুক্ত হয়েছেন কিন্তু আলাদা করে লেখা হয়নি",
    ),
    ASKED: (
        "poll, any event: how many could have raised a hand; blank when nobody asked",
        "জরিপ, যেকোনো আয়োজনে: যতজন হাত তুলতে পারতেন; জিজ্ঞাসা না করলে ফাঁকা",
    ),
    **{one.answer: _HANDS[one.slug] for one in CHANNELS},
    ANY: (
        "hands to any of them, each person once; the poll counts only when all are filled in",
        "যেকোনো একটির জন্য হাত, প্রত্যেকে একবার; সব ঘর পূরণ হলে তবেই জরিপ গোনা হয়",
    ),
    "message": ("topic, play or video", "বিষয়, নাটক বা ভিডিও"),
    "material": ("for example leaflets", "যেমন লিফলেট"),
    "obstacle": ("what made it difficult, for example rain", "কী অসুবিধা হয়েছে, যেমন বৃষ্টি"),
    "note": ("for the office; no names of visitors", "অফিসের জন্য; দর্শকের নাম লিখবেন না"),
    "id": (
        "leave blank, or a UUID of your own register",
        "ফাঁকা রাখুন, অথবা নিজের খাতার UUID",
    ),
}
_REQUIRED = ("kind", "held_on", "place")
_OPTIONAL = (
    *("starts_at", "district", "upazila", "level", "venue", "organiser", "partner"),
    *("women", "men", "girls", "boys", "not_recorded", "headcount"),
    *("first_timers", "persons_with_disabilities"),
    *COLUMNS,
    *("message", "material", "obstacle", "note", "id"),
)
# What begins a row of remarks: it explains, and is not read.
_REMARKS = ("# This row explains; it is not read.", "# এই সারি শুধু বোঝানোর জন্য; পড়া হয় না।")


def _remark(language: int) -> tuple[str, ...]:
    told = [EXPLAINED[name][language] for name in (*_REQUIRED, *_OPTIONAL)]
    return (f"{_REMARKS[language]} {told[0]}", *told[1:])


LAYOUT = Layout(
    named="events",
    required=_REQUIRED,
    optional=_OPTIONAL,
    days=frozenset({"held_on"}),
    times=frozenset({"starts_at"}),
    counts=frozenset((*FIGURES, *COUNTS)),
    examples=(_remark(0), _remark(1)),
    explained=EXPLAINED,
)

"""The words of the demo's stories. Both are invented; nobody in them lives or lived."""

from dataclasses import dataclass, field
from typing import Any

SCRIPT_BN = (
    "আমরা আপনার কথা রেকর্ড করতে চাই, যাতে অন্যরা শিখতে পারেন। আপনি না বললেও আপনার কোনো সহায়তা "
    "কমবে না। আপনি ঠিক করবেন কোথায়, কোন ভাষায়, কত দিন দেখানো হবে এবং আপনার নাম ও মুখ দেখানো হবে "
    "কি না। দালাল বা গ্রামের মানুষ আপনাকে চিনে ফেলতে পারেন; আমরা নিশ্চয়তা দিতে পারি না যে কেউ চিনবেন "
    "না। আপনি যেকোনো দিন মত বদলাতে পারেন; তখন আমরা আমাদের সাইট থেকে সরিয়ে নেব, তবে অন্য কেউ কপি করে "
    "থাকলে তা ফেরানো যাবে না।"
)
SCRIPT_EN = (
    "We would like to record what you tell, so that others can learn from it. Whatever you answer, "
    "no help for you depends on it. You decide where it is shown, in which language, for how long, "
    "and whether your name and face are shown. The middleman or people of your village may "
    "recognise you; we cannot promise that nobody will. You can change your mind on any day; we "
    "then take it off our site, but a copy that somebody has made cannot be called back."
)


PICTURE = {
    "en": {
        "alt": "A drawing: houses by a river in the morning, and a boat",
        "caption": "DEMO: drawn for this site. No place like this was meant.",
    },
    "bn": {
        "alt": "আঁকা ছবি: সকালে নদীর ধারে কয়েকটি ঘর আর একটি নৌকা",
        "caption": "ডেমো: এই সাইটের জন্য আঁকা। কোনো আসল জায়গা বোঝানো হয়নি।",
    },
}


# The story that has a film, and what is said in it: from, to (milliseconds), words.
FILMED = "i-asked-first"
FILM_SAYS = {
    "bn": [
        (0, 3_000, "ডেমো: কার কাছে শুনব?\nঅফিসে গিয়ে জিজ্ঞেস করেছি, ক্ষতি হয়নি।"),
        (3_000, 6_000, "টাকা দেওয়ার আগে জিজ্ঞেস করুন।"),
    ],
    "en": [
        (0, 3_000, "DEMO: Whom to ask?\nI went to the office, and lost nothing."),
        (3_000, 6_000, "Ask before you pay."),
    ],
}


@dataclass(frozen=True, slots=True)
class InventedStory:
    """One story: its facts, its sums, and its words in both languages."""

    slug: str
    district: str
    facts: dict[str, Any]
    costs: tuple[tuple[str, int], ...]
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    # Whether the person agreed to print and reports too.
    is_for_print: bool = False


STORIES = (
    InventedStory(
        slug="a-visit-visa-is-no-work",
        district="BD4047",
        facts={
            "display_name": "Jasim", "display_name_bn": "জসিম", "sex": "man", "age_band": "25-34", "role": "returnee",
            "destination": "MY", "year_out": 2023, "year_back": 2024, "way": "irregular",
            "middleman": "yes", "middleman_method": ["neighbour"],
            "financing": ["relatives", "cattle"], "went_wrong": ["fraud", "unpaid", "debt"],
            "turning_point": ["hotline"], "help": ["counselling", "training"],
            "outcome": ["own-business"], "themes": ["costs", "middlemen", "coming-home"],
        },
        costs=(("asked", 450_000), ("paid", 350_000), ("recovered", 60_000)),
        texts={
            "en": {
                "title": "DEMO: A visit visa is no work",
                "intro": (
                    "Invented for the demo. A young man pays for work in a factory and lands "
                    "with a visa for tourists."
                ),
                "experience": (
                    "A man from the neighbourhood said that a factory was waiting for me. I sold "
                    "two cows and borrowed from my uncle. Nobody showed me a contract.\n\n"
                    "At the airport they told me to say that I was a tourist. I worked at night "
                    "in a kitchen. After three months the owner had paid me for one."
                ),
                "support": (
                    "I called the hotline. They told me whom to ask for a way home, and that I "
                    "was not the only one. At home somebody listened first and asked later. Then "
                    "came a training in repairing telephones."
                ),
                "message": (
                    "Ask for the paper before you pay. If they say that you need not read it, "
                    "that is your answer."
                ),
                "quote": "I had sold the cows before I had seen one page of paper.",
                "quote_note": "Invented, like everything here.",
            },
            "bn": {
                "title": "ডেমো: ভ্রমণ ভিসা মানে কাজ নয়",
                "intro": (
                    "ডেমোর জন্য বানানো গল্প। এক তরুণ কারখানার কাজের জন্য টাকা দেন, গিয়ে দেখেন "
                    "ভিসা পর্যটকের।"
                ),
                "experience": (
                    "এলাকার একজন বললেন, কারখানা আমার জন্য অপেক্ষা করছে। দুটি গরু বেচলাম, চাচার কাছ "
                    "থেকে ধার নিলাম। কেউ চুক্তিপত্র দেখায়নি।\n\n"
                    "বিমানবন্দরে বলা হলো, বলবে তুমি বেড়াতে এসেছ। রাতে রান্নাঘরে কাজ করতাম। তিন মাস পরে "
                    "এক মাসের বেতন পেলাম।"
                ),
                "support": (
                    "হটলাইনে ফোন করলাম। তাঁরা বললেন দেশে ফেরার জন্য কার কাছে যেতে হবে, আর বললেন আমি একা "
                    "নই। বাড়ি ফিরে কেউ একজন আগে শুনলেন, পরে প্রশ্ন করলেন। তারপর মোবাইল ফোন সারানোর "
                    "প্রশিক্ষণ পেলাম।"
                ),
                "message": (
                    "টাকা দেওয়ার আগে কাগজ চান। কেউ যদি বলে কাগজ পড়ার দরকার নেই, তাহলে উত্তর পেয়ে গেলেন।"
                ),
                "quote": "একটি কাগজ দেখার আগেই আমি গরু বেচে দিয়েছিলাম।",
                "quote_note": "এখানকার সবকিছুর মতো এটিও বানানো।",
            },
        },
        is_for_print=True,
    ),
    InventedStory(
        slug="i-asked-first",
        district="BD3093",
        facts={
            "display_name": "Parul", "display_name_bn": "পারুল", "sex": "woman", "age_band": "35-44", "role": "aspirant",
            "destination": "JO", "middleman": "yes", "middleman_method": ["relative"],
            "turning_point": ["show", "office"], "help": ["training"],
            "outcome": ["went-safely"], "themes": ["women", "skills", "costs"],
        },
        costs=(("asked", 120_000),),
        texts={
            "en": {
                "title": "DEMO: I asked first",
                "intro": (
                    "Invented for the demo. A woman sees a show in the market and asks before "
                    "she pays."
                ),
                "experience": (
                    "A relative knew somebody who knew a family abroad. I was to pay at once, "
                    "because others were waiting."
                ),
                "support": (
                    "In the market they played a story like mine. I laughed, and then I did not. "
                    "The next day I went to the office in the district town. They looked up the "
                    "agency: it had no licence."
                ),
                "message": "Others are always waiting, they say. Let them wait. Ask first.",
                "quote": "It cost me one day and the fare of the bus.",
                "quote_note": "Invented, like everything here.",
            },
            "bn": {
                "title": "ডেমো: আমি আগে জিজ্ঞেস করেছি",
                "intro": (
                    "ডেমোর জন্য বানানো গল্প। এক নারী বাজারে নাটক দেখে টাকা দেওয়ার আগে খোঁজ নেন।"
                ),
                "experience": (
                    "এক আত্মীয় এমন একজনকে চিনতেন, যিনি বিদেশে একটি পরিবারকে চেনেন। টাকা নাকি এখনই দিতে "
                    "হবে, কারণ আরও অনেকে অপেক্ষা করছে।"
                ),
                "support": (
                    "বাজারে আমার মতোই একটি গল্পের নাটক হচ্ছিল। প্রথমে হাসলাম, পরে আর হাসি এল না। পরদিন "
                    "জেলা শহরের অফিসে গেলাম। তাঁরা এজেন্সিটি খুঁজে দেখলেন: লাইসেন্স নেই।"
                ),
                "message": "ওরা বলে, অন্যরা অপেক্ষা করছে। করুক। আগে জিজ্ঞেস করুন।",
                "quote": "এতে আমার গেল এক দিন আর বাসভাড়া।",
                "quote_note": "এখানকার সবকিছুর মতো এটিও বানানো।",
            },
        },
    ),
)  # fmt: skip

"""The block of the overlap poll: hands that were counted, each a number of its own receipt.

An issue prints counts and no share: whoever reads it sees of how many they are. It is there
once enough people were asked, so issues of before stay as they were.
"""

from campaigns.factsheet.blocks import BOTH, Block, Row
from campaigns.overlap_poll import FEWEST_ASKED, INDICATORS
from campaigns.totals import Line

_LABELS = {
    "P1": ("People asked at events whether they had seen us online",
           "আয়োজনে যতজনকে জিজ্ঞাসা করা হয়েছে, আমাদের অনলাইনে দেখেছেন কি না"),
    "P2": ("Of these, had seen us on Facebook", "এঁদের মধ্যে ফেসবুকে আমাদের দেখেছেন"),
    "P3": ("Of these, had seen us on YouTube", "এঁদের মধ্যে ইউটিউবে আমাদের দেখেছেন"),
    "P4": ("Of these, had seen us on any of them",
           "এঁদের মধ্যে এর যেকোনো একটিতে আমাদের দেখেছেন"),
}  # fmt: skip
OVERLAP = Block(
    slug="overlap-poll",
    en="How far events and digital media overlap",
    bn="আয়োজন ও ডিজিটাল মাধ্যমে একই মানুষ কতজন",
    rows=tuple(
        Row(
            slug=name.replace("_", "-"),
            en=_LABELS[code][0],
            bn=_LABELS[code][1],
            indicator=code,
            bases=BOTH,
        )
        for code, name in sorted(INDICATORS.items())
    ),
    note_en="By show of hands, among people at our events; not of everybody who watches us. It "
    "tells how far the range of the headline counts the same people, and changes no total.",
    note_bn="আয়োজনে আসা মানুষের তোলা হাত, আমাদের সব দর্শকের নয়। মূল সংখ্যার সীমায় একই মানুষ কতটা "
    "থাকতে পারেন তা এতে বোঝা যায়; কোনো মোট এতে বদলায় না।",
)


def is_told(polled: list[Line]) -> bool:
    """Whether enough people were asked, all months together."""
    asked = sum(line.cum for line in polled if line.name.indicator == "P1")
    return asked >= FEWEST_ASKED

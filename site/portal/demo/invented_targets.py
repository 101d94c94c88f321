"""Invented targets for awareness: each says DEMO. The sources print figures, and none of these."""

import datetime

from campaigns.books import next_month
from campaigns.models import Campaign, Target
from campaigns.unique_persons import quarter_of

COMMENT = "DEMO: invented. DEMO: বানানো।"
SHEETS = (
    "সই করা উপস্থিতির তালিকা, আর লটারিতে বেছে যাচাই",
    "Signed attendance sheets, and events drawn by lot",
)
REGISTER = ("উপকরণের তালিকা", "The register of products")
HANDS = ("কুইজের কাগজ: হাত তুলে গোনা", "Quiz sheets: hands counted")
# indicator, of whom, target, source of verification
OF_THE_PROGRAMME = [
    ("A2", "all", 30_000, SHEETS),
    ("A2", "w", 15_000, SHEETS),
    ("A3", "all", 9_000, SHEETS),
    ("K1", "all", 25, HANDS),
]


def make_targets(campaign: Campaign, today: datetime.date) -> None:
    """Set targets of the four quarters that end with the present one, and of the campaign."""
    this = quarter_of(today.replace(day=1))
    ends = next_month(next_month(this))
    begins = next_month(ends).replace(year=next_month(ends).year - 1)
    for indicator, of_whom, value, (bn, en) in OF_THE_PROGRAMME:
        Target.objects.create(
            indicator_id=indicator, sex=of_whom, target_value=value, from_month=begins,
            to_month=ends, verified_by_bn=bn, verified_by_en=en, comment=COMMENT,
        )  # fmt: skip
    bn, en = REGISTER
    Target.objects.create(
        campaign=campaign, indicator_id="C1", target_value=6, from_month=begins, to_month=ends,
        baseline_value=0, baseline_on=begins, baseline_source="DEMO", verified_by_bn=bn,
        verified_by_en=en, comment=COMMENT,
    )  # fmt: skip

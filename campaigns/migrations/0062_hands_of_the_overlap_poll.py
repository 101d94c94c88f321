"""What the overlap poll adds up: who was asked at events, and who had seen us online before."""

from django.db import migrations

INDICATORS = [
    # code, English, Bangla
    ("P1", "Asked at events whether they had seen us online",
     "আয়োজনে যতজনকে জিজ্ঞাসা করা হয়েছে, আমাদের অনলাইনে দেখেছেন কি না"),
    ("P2", "Of those asked: had seen us on Facebook",
     "জিজ্ঞাসা করা মানুষের মধ্যে: ফেসবুকে আমাদের দেখেছেন"),
    ("P3", "Of those asked: had seen us on YouTube",
     "জিজ্ঞাসা করা মানুষের মধ্যে: ইউটিউবে আমাদের দেখেছেন"),
    ("P4", "Of those asked: had seen us on any of them",
     "জিজ্ঞাসা করা মানুষের মধ্যে: এর যেকোনো একটিতে আমাদের দেখেছেন"),
]  # fmt: skip
ONLY = (
    " By show of hands; only of events where all the hands were counted.",
    " হাত তুলে দেওয়া উত্তর; শুধু যেসব আয়োজনে সব প্রশ্নের হাত গোনা হয়েছে।",
)
DEFINITIONS = [
    # slug, indicator, English, Bangla
    ("poll-asked", "P1",
     "People at an awareness event who could have raised a hand when it was asked whether they "
     "had seen us online before that day. Who is asked at two events is counted twice." + ONLY[0],
     "সচেতনতামূলক আয়োজনে যতজনকে জিজ্ঞাসা করা হয়েছে, সেদিনের আগে আমাদের অনলাইনে দেখেছেন কি না। কেউ দুই "
     "আয়োজনে থাকলে দুবার গোনা হয়।" + ONLY[1]),
    ("poll-seen-facebook", "P2",
     "Of the people asked, those who raised a hand to “Have you seen our page on Facebook before "
     "today?”" + ONLY[0],
     "জিজ্ঞাসা করা মানুষের মধ্যে যাঁরা হাত তুলেছেন: “আজকের আগে ফেসবুকে আমাদের পেজ দেখেছেন?”"
     + ONLY[1]),
    ("poll-seen-youtube", "P3",
     "Of the people asked, those who raised a hand to “Have you seen our videos on YouTube before "
     "today?”" + ONLY[0],
     "জিজ্ঞাসা করা মানুষের মধ্যে যাঁরা হাত তুলেছেন: “আজকের আগে ইউটিউবে আমাদের ভিডিও দেখেছেন?”"
     + ONLY[1]),
    ("poll-seen-any", "P4",
     "Of the people asked, those who raised a hand to having seen us on at least one of these "
     "channels; each person raises one hand." + ONLY[0],
     "জিজ্ঞাসা করা মানুষের মধ্যে যাঁরা অন্তত একটিতে আমাদের দেখেছেন বলে হাত তুলেছেন; প্রত্যেকে একটি হাত।"
     + ONLY[1]),
]  # fmt: skip


def create(apps, schema_editor):
    for code, en, bn in INDICATORS:
        apps.get_model("campaigns", "Indicator").objects.create(
            code=code, kind="survey", nature="contributed", label_en=en, label_bn=bn,
            adds_over_months=True, adds_over_channels=True,
            adds_over_areas=True, adds_over_sexes=True,
        )  # fmt: skip
    for slug, indicator, en, bn in DEFINITIONS:
        apps.get_model("campaigns", "Definition").objects.create(
            slug=slug, indicator_id=indicator, platform="field", text_en=en, text_bn=bn,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0061_first_timers_and_quality")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

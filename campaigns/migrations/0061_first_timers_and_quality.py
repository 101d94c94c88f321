"""First-timers as they are asked, message recall, and three measures of quality.

``peers-and-practice`` §5.4: K2 and Q1 to Q3 were missing. A6 and A7 are what the rule of A3
is computed from (``campaigns/unique_persons.py``).
"""

from django.db import migrations

YES, NO = True, False
INDICATORS = [
    # code, kind, nature, English, Bangla, adds over months, channels, areas, sexes
    ("A6", "persons", "contributed", "First-timers, where people were asked",
     "প্রথমবার আসা মানুষ, যেখানে জিজ্ঞাসা করা হয়েছে", YES, YES, YES, YES),
    ("A7", "contacts", "contributed", "Attendances at events where first-timers were asked",
     "যেসব আয়োজনে প্রথমবার আসা মানুষ গোনা হয়েছে, সেগুলোতে উপস্থিতি", YES, YES, YES, YES),
    ("K2", "survey", "stated", "Message recall, in per cent", "বার্তা মনে আছে, শতকরা",
     NO, NO, NO, NO),
    ("Q1", "items", "stated", "Events verified by draw", "লটারিতে বেছে যাচাই করা আয়োজন",
     YES, YES, YES, YES),
    ("Q2", "items", "stated", "Public stories with a valid consent",
     "বৈধ সম্মতিসহ প্রকাশিত গল্প", NO, NO, NO, NO),
    ("Q3", "minutes", "stated", "Minutes from a withdrawal until no copy is left",
     "সম্মতি ফিরিয়ে নেওয়া থেকে সব কপি সরানো পর্যন্ত মিনিট", NO, NO, NO, NO),
]  # fmt: skip
DEFINITIONS = [
    # slug, indicator, platform, English, Bangla
    ("first-timers", "A6", "field",
     "People who said at an event that they had come to one of ours for the first time. Only "
     "of events where people were asked; nobody is counted at a second event.",
     "আয়োজনে এসে যাঁরা বলেছেন যে আমাদের আয়োজনে এটাই প্রথম আসা। শুধু যেখানে জিজ্ঞাসা করা হয়েছে; "
     "দ্বিতীয় আয়োজনে কাউকে গোনা হয় না।"),
    ("attendance-first-timers-asked", "A7", "field",
     "That part of the attendances (A2) which was at events where first-timers were asked.",
     "উপস্থিতির (A2) যে অংশ সেসব আয়োজনে, যেখানে প্রথমবার আসা মানুষ গোনা হয়েছে।"),
    ("message-recall", "K2", "register",
     "Of the people asked in a sample, how many in a hundred name the message without help. "
     "The size of the sample is told with it.",
     "নমুনায় যাঁদের জিজ্ঞাসা করা হয়েছে, প্রতি একশ জনে কতজন সাহায্য ছাড়া বার্তাটি বলতে পারেন। "
     "নমুনার আকার সঙ্গে বলা হয়।"),
    ("events-drawn-and-verified", "Q1", "register",
     "Events that were drawn by lot in the month and confirmed by calling back.",
     "মাসে লটারিতে বেছে নেওয়া যেসব আয়োজন ফোন করে নিশ্চিত করা হয়েছে।"),
    ("stories-with-consent", "Q2", "register",
     "Stories that are public on the last day of the month with a consent that holds on it.",
     "মাসের শেষ দিনে প্রকাশিত যেসব গল্পের সম্মতি সেদিন বৈধ।"),
    ("minutes-to-no-copy", "Q3", "register",
     "For the withdrawals settled in the month, the median of the minutes from the withdrawal "
     "until the last known copy was gone. 60 minutes are an hour.",
     "মাসে নিষ্পত্তি হওয়া প্রত্যাহারগুলোতে, সম্মতি ফিরিয়ে নেওয়া থেকে শেষ জানা কপিটি সরানো পর্যন্ত "
     "মিনিটের মধ্যমা। ৬০ মিনিটে এক ঘণ্টা।"),
]  # fmt: skip


def create(apps, schema_editor):
    for code, kind, nature, en, bn, months, channels, areas, sexes in INDICATORS:
        apps.get_model("campaigns", "Indicator").objects.create(
            code=code, kind=kind, nature=nature, label_en=en, label_bn=bn,
            adds_over_months=months, adds_over_channels=channels,
            adds_over_areas=areas, adds_over_sexes=sexes,
        )  # fmt: skip
    for slug, indicator, platform, en, bn in DEFINITIONS:
        apps.get_model("campaigns", "Definition").objects.create(
            slug=slug, indicator_id=indicator, platform=platform, text_en=en, text_bn=bn,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0060_targets")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

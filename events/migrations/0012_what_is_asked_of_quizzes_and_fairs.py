"""Which kinds ask for more, and the services that a fair offers; staff may change the list."""

from django.db import migrations

DETAILS = {"school-quiz": "quiz", "migration-fair": "fair"}
SERVICES = [
    # slug, English, Bangla
    ("government", "Government office (DEMO, passport, welfare board)",
     "সরকারি অফিস (ডিইএমও, পাসপোর্ট, কল্যাণ বোর্ড)"),
    ("training", "Training centre", "প্রশিক্ষণ কেন্দ্র"),
    ("finance", "Bank or lender", "ব্যাংক বা ঋণদাতা প্রতিষ্ঠান"),
    ("recruitment", "Licensed recruiting agency", "লাইসেন্সপ্রাপ্ত রিক্রুটিং এজেন্সি"),
    ("employer", "Employer or business here", "দেশে নিয়োগদাতা বা ব্যবসাপ্রতিষ্ঠান"),
    ("health", "Health service", "স্বাস্থ্যসেবা"),
    ("counselling", "Counselling", "মানসিক সহায়তা"),
    ("legal-aid", "Help with the law", "আইনি সহায়তা"),
    ("reintegration", "Reintegration service", "পুনরেকত্রীকরণ সেবা"),
    ("other", "Another service", "অন্য সেবা"),
]


def create(apps, schema_editor):
    kinds = apps.get_model("events", "EventKind").objects
    for slug, details in DETAILS.items():
        kinds.filter(pk=slug).update(details=details)
    services = apps.get_model("events", "ServiceKind").objects
    for order, (slug, en, bn) in enumerate(SERVICES, start=1):
        services.create(slug=slug, name_en=en, name_bn=bn, sort_order=order * 10)


class Migration(migrations.Migration):
    dependencies = [("events", "0011_quizzes_and_fairs")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

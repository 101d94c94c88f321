"""What can have changed for somebody: the list that every programme starts with."""

from django.db import migrations

KINDS = [
    # short name, English, Bangla, about money, named in words
    ("money-recovered", "Money recovered from a middleman", "দালালের কাছ থেকে টাকা ফেরত পাওয়া গেছে",
     True, False),
    ("payment-refused", "Payment refused or stopped", "টাকা দিতে রাজি হননি বা দেওয়া বন্ধ করেছেন",
     True, False),
    ("plan-changed", "Unsafe plan dropped or changed", "অনিরাপদ পরিকল্পনা বাদ দিয়েছেন বা বদলেছেন",
     False, False),
    ("documents-checked", "Documents checked before leaving", "যাওয়ার আগে কাগজপত্র যাচাই করেছেন",
     False, False),
    ("case-filed", "A case referred or filed", "অভিযোগ বা মামলা করা হয়েছে বা পাঠানো হয়েছে", False, False),
    ("other", "Another outcome, in words", "অন্য কোনো ফল, নিজের কথায়", False, True),
]  # fmt: skip


def create(apps, schema_editor):
    apps.get_model("events", "OutcomeKind").objects.bulk_create(
        apps.get_model("events", "OutcomeKind")(
            slug=slug, name_en=en, name_bn=bn, about_money=money, needs_words=words,
            sort_order=order * 10,
        )
        for order, (slug, en, bn, money, words) in enumerate(KINDS, start=1)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_outcome_claims"),
        # Where claims are posted that came after no event.
        ("campaigns", "0010_channel_of_outcomes"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

"""The kinds of service that the finder knows; and each centre of the register as a service."""

from django.db import migrations

KINDS = [
    # slug, English, Bangla, is called, place in the list
    ("rsc", "Reintegration Service Centre", "রিইন্টিগ্রেশন সার্ভিস সেন্টার", False, 10),
    ("employment-office", "District Employment and Manpower Office",
     "জেলা কর্মসংস্থান ও জনশক্তি অফিস", False, 20),
    ("hotline", "Hotline", "হটলাইন", True, 30),
]


def create(apps, schema_editor):
    kinds = apps.get_model("directory", "KindOfService").objects
    for slug, en, bn, is_called, order in KINDS:
        kinds.create(slug=slug, name_en=en, name_bn=bn, is_called=is_called, sort_order=order)
    services = apps.get_model("directory", "Service").objects
    for centre in apps.get_model("campaigns", "RSC").objects.order_by("pk"):
        services.create(kind_id="rsc", rsc=centre)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_services"),
        ("campaigns", "0007_centres_and_assignments"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

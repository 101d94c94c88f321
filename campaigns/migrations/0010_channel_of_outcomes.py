"""The channel of outcomes that were told to us after no event of ours."""

from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("campaigns", "Channel").objects.create(
        slug="outcomes", group="register", event_kind=False, sort_order=190,
        label_en="Outcomes told without an event", label_bn="আয়োজন ছাড়া জানা ফলাফল",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_hands_of_quizzes_and_linkages_of_fairs")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0005_exporting_is_a_permission"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "default_permissions": ("add", "change", "view"),
                "ordering": ["-held_on", "-pk"],
                "permissions": [
                    ("export_event", "Can export events"),
                    ("import_event", "Can import events from sheets"),
                ],
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
        ),
    ]

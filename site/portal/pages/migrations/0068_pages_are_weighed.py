import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0066_files_passed_on"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.CreateModel(
            name="KeptWeight",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="kept_weight",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("text", models.PositiveIntegerField()),
                ("whole", models.PositiveIntegerField()),
                ("weighed_at", models.DateTimeField()),
            ],
        ),
    ]

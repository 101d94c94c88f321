from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0051_who_promotes_results")]
    operations = [
        migrations.CreateModel(
            name="ShortLink",
            fields=[
                (
                    "code",
                    models.CharField(max_length=12, primary_key=True, serialize=False),
                ),
                ("translation_key", models.UUIDField(editable=False, unique=True)),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]

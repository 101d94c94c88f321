import django.db.models.deletion
import modelsearch.index
from django.db import migrations, models

import portal.pages.models.sound

SPOKEN = ("checklistpage", "countryguidepage", "faqpage", "guidepage", "standardpage", "topicpage")


def read_aloud():
    return models.ForeignKey(
        blank=True,
        help_text=(
            "This page, read aloud in its own language; bring it under Sounds first. Never the "
            "voice of a person who tells their story: those are shown under Stories alone."
        ),
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="pages.sound",
        verbose_name="read aloud",
    )


class Migration(migrations.Migration):
    dependencies = [("pages", "0068_pages_are_weighed")]
    operations = [
        migrations.CreateModel(
            name="Sound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="name")),
                (
                    "language",
                    models.CharField(
                        choices=[("bn", "Bangla"), ("en", "English")],
                        help_text="A page plays a sound in its own language alone.",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=portal.pages.models.sound.new_token,
                        editable=False,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "file",
                    models.FileField(editable=False, upload_to="sounds/", verbose_name="file"),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="bytes")),
                (
                    "seconds",
                    models.PositiveIntegerField(editable=False, verbose_name="length in seconds"),
                ),
                ("brought_at", models.DateTimeField(auto_now_add=True, verbose_name="brought")),
            ],
            options={
                "verbose_name": "sound",
                "verbose_name_plural": "sounds",
                "ordering": ["-brought_at", "-pk"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        *(
            migrations.AddField(model_name=model, name="sound", field=read_aloud())
            for model in SPOKEN
        ),
    ]

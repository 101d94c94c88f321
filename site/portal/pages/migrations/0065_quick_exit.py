from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0063_quizzes_and_polls")]
    operations = [
        migrations.AddField(
            model_name="programme",
            name="exit_address",
            field=models.URLField(
                blank=True,
                default="https://www.google.com/",
                help_text="Each page has a link by which a reader leaves at once. Name a page that many people have open, such as a search or the weather. Empty: no such link.",
                verbose_name="address of the quick exit",
            ),
        ),
    ]

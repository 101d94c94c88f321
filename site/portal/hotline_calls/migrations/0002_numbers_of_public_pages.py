"""Each page that is public already gets its number; later ones get theirs when published."""

from django.db import migrations
from django.utils import timezone


def number(apps, schema_editor):
    numbers = apps.get_model("hotline_calls", "PageNumber").objects
    pages = apps.get_model("wagtailcore", "Page").objects.filter(live=True, depth__gt=1)
    now = timezone.now()
    for key in dict.fromkeys(pages.order_by("path").values_list("translation_key", flat=True)):
        numbers.get_or_create(translation_key=key, defaults={"made_at": now})


class Migration(migrations.Migration):
    dependencies = [
        ("hotline_calls", "0001_page_numbers_and_calls"),
        ("wagtailcore", "0098_apitoken"),
        # The first pages.
        ("pages", "0005_first_story_pages_and_their_workflow"),
    ]
    operations = [migrations.RunPython(number, migrations.RunPython.noop)]

"""Each page that is public already gets its short address; later ones get theirs when published."""

from django.db import migrations
from django.utils import timezone

from portal.pages.models.short_link import new_code


def make_short_links(apps, schema_editor):
    links = apps.get_model("pages", "ShortLink").objects
    pages = apps.get_model("wagtailcore", "Page").objects.filter(live=True, depth__gt=1)
    now = timezone.now()
    for key in pages.values_list("translation_key", flat=True).distinct():
        links.get_or_create(
            translation_key=key, defaults={"code": new_code(), "made_at": now}
        )


class Migration(migrations.Migration):
    dependencies = [("pages", "0052_short_addresses")]
    operations = [migrations.RunPython(make_short_links, migrations.RunPython.noop)]

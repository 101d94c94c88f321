"""Changes no table. Once it is applied, pages are indexed anew: ``portal/pages/finding``."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0041_topics_and_guides")]
    operations: list[object] = []

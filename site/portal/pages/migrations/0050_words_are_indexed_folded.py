"""Changes no table. Once it is applied, pages are indexed anew: ``portal/pages/finding``."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pages", "0012_video_on_story_pages")]
    operations: list[object] = []

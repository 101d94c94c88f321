"""Enter the story pages that are public in the register of copies."""

from django.db import migrations
from django.utils import timezone


def register(apps, schema_editor):
    copies = apps.get_model("crm_videos.Copy").objects
    for page in apps.get_model("pages.StoryPage").objects.filter(live=True):
        copies.get_or_create(
            kind="page",
            ref=str(page.pk),
            gone_at=None,
            defaults={
                "story_id": page.story_id,
                "language": page.locale.language_code,
                "made_at": timezone.now(),
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_first_story_pages_and_their_workflow"),
        ("crm_videos", "0020_copies_withdrawals_and_code_cards"),
    ]
    operations = [migrations.RunPython(register, migrations.RunPython.noop)]

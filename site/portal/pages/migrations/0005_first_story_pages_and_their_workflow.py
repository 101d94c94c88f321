"""The list of stories in both languages, and the workflow in which two people approve each."""

import json
from uuid import uuid4

from django.db import migrations
from django.utils import timezone

TEXTS = {
    "en": {
        "title": "Stories",
        "intro": (
            "People who came back, or who stayed, tell what happened to them. "
            "Names are changed unless they wished otherwise."
        ),
    },
    "bn": {
        "title": "জীবনের গল্প",
        "intro": (
            "যাঁরা ফিরে এসেছেন বা শেষ পর্যন্ত যাননি, তাঁরা নিজেদের কথা বলছেন। "
            "তাঁরা না চাইলে আসল নাম বলা হয় না।"
        ),
    },
}
SLUG = "stories"
APPROVERS = ("Approvers", "Administrators")


def make_story_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    homes = apps.get_model("pages", "HomePage").objects.filter(depth=2, alias_of=None)
    key, made = uuid4(), []
    for language, texts in TEXTS.items():
        home = homes.filter(locale__language_code=language).order_by("path").first()
        if home is None or Page.objects.filter(url_path=f"{home.url_path}{SLUG}/").exists():
            continue  # somebody has built another site; they add it themselves
        made.append(make_page(apps, home, texts, key))
    make_workflow(apps, made)


def make_page(apps, home, texts, key):
    # Models in migrations have no tree methods: place and address are written out.
    Page = apps.get_model("wagtailcore", "Page")
    last = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1).order_by("path")
    number = int(last.last().path[-4:], 36) + 1 if last.exists() else 1
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="storyindexpage"
    )
    now = timezone.now()
    page = apps.get_model("pages", "StoryIndexPage").objects.create(
        **texts,
        slug=SLUG,
        draft_title=texts["title"],
        body=json.dumps([]),
        content_type_id=content_type.pk,
        path=f"{home.path}{in_base_36(number)}",
        depth=home.depth + 1,
        url_path=f"{home.url_path}{SLUG}/",
        locale_id=home.locale_id,
        translation_key=key,
        live=True,
        show_in_menus=True,
        first_published_at=now,
        last_published_at=now,
    )
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + 1)
    return page


def in_base_36(number):
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits.rjust(4, "0")


def make_workflow(apps, pages):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="storyapprovaltask"
    )
    task = apps.get_model("pages", "StoryApprovalTask").objects.create(
        name="Two people approve", content_type_id=content_type.pk, active=True
    )
    task.groups.set(apps.get_model("auth.Group").objects.filter(name__in=APPROVERS))
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(
        name="Approval of stories", active=True
    )
    # As a plain row of Wagtail's: a model in migrations is no Task of a WorkflowTask's.
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow_id=workflow.pk, task_id=task.pk, sort_order=0
    )
    for page in pages:
        apps.get_model("wagtailcore", "WorkflowPage").objects.create(
            workflow_id=workflow.pk, page_id=page.pk
        )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_story_pages"),
        # The groups that approve, under the names that they keep.
        ("people", "0002_roles"),
    ]
    operations = [migrations.RunPython(make_story_pages, migrations.RunPython.noop)]

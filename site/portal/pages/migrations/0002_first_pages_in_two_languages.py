"""A fresh database answers under /bn/ and /en/ at once; Wagtail's welcome page goes."""

import json
from uuid import uuid4

from django.db import migrations
from django.utils import timezone

WELCOME = {"depth": 2, "slug": "home", "title": "Welcome to your new Wagtail site!"}

HOME = {
    "en": {
        "slug": "home",
        "title": "Going abroad to work? Ask first.",
        "intro": (
            "Plain information for people who think of working abroad, for those who have "
            "come back, and for their families."
        ),
    },
    "bn": {
        "slug": "home-bn",
        "title": "বিদেশে কাজে যাবেন? আগে জেনে নিন",
        "intro": (
            "যাঁরা বিদেশে কাজে যেতে চান, যাঁরা ফিরে এসেছেন এবং তাঁদের পরিবারের জন্য সহজ ভাষায় "
            "দরকারি তথ্য।"
        ),
    },
}

REACH = {
    "en": {
        "slug": "persons-reached",
        "title": "Persons reached",
        "intro": "How many persons the programme has reached, month by month, and how that is counted.",
    },
    "bn": {
        "slug": "persons-reached",
        "title": "কত মানুষের কাছে পৌঁছেছি",
        "intro": (
            "কর্মসূচিটি মাসে মাসে কত মানুষের কাছে পৌঁছেছে এবং সেই হিসাব কীভাবে করা হয়েছে।"
        ),
    },
}


def make_programme(apps, schema_editor):
    # Made here once, so that no reader's first visit has to write it.
    Programme = apps.get_model("pages", "Programme")
    if not Programme.objects.exists():
        Programme.objects.create()


def make_first_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    root = Page.objects.get(depth=1)
    top = Page.objects.filter(depth=2)
    welcome = top.filter(**WELCOME).first()
    if welcome is None or top.count() != 1:
        return  # somebody has built a site here already; it is theirs

    homes = {}
    home_key, reach_key = uuid4(), uuid4()
    for number, language in enumerate(("en", "bn"), start=2):
        homes[language] = home = make_page(
            apps,
            "HomePage",
            root,
            number,
            language,
            HOME[language],
            home_key,
            numchild=1,
            body=reach_figure(),
        )
        make_page(
            apps, "ReachPage", home, 1, language, REACH[language], reach_key, show_in_menus=True
        )
    # Deleting the welcome page first would take the site with it.
    apps.get_model("wagtailcore", "Site").objects.filter(root_page_id=welcome.pk).update(
        root_page_id=homes["en"].pk
    )
    welcome.delete()
    Page.objects.filter(pk=root.pk).update(numchild=2)


def reach_figure():
    # Shown as soon as there is a figure to show.
    return json.dumps([{"type": "reach", "value": {"lead": ""}, "id": str(uuid4())}])


def make_page(apps, model, parent, number, language, texts, translation_key, **fields):
    # Models in migrations have no tree methods: place and address are written out.
    Page = apps.get_model("pages", model)
    locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(
        language_code=language
    )
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model=model.lower()
    )
    now = timezone.now()
    return Page.objects.create(
        **texts,
        **fields,
        draft_title=texts["title"],
        content_type_id=content_type.pk,
        path=f"{parent.path}{number:04d}",
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{texts['slug']}/",
        locale_id=locale.pk,
        translation_key=translation_key,
        live=True,
        first_published_at=now,
        last_published_at=now,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_home_content_and_reach_pages"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(make_programme, migrations.RunPython.noop),
        migrations.RunPython(make_first_pages, migrations.RunPython.noop),
    ]

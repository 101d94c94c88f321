"""Pages to look at and to measure: one article in both languages, with every block."""

import unicodedata
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image

from portal.pages.models import HomePage, StandardPage

ARTICLE = {
    "en": {
        "title": "Before you pay anybody",
        "intro": "Middlemen promise much. What to ask, and where, before money changes hands.",
        "heading": "Whom to ask first",
        "text": (
            "<p>The <b>District Employment and Manpower Office</b> (DEMO) tells you whether an "
            "agency has a licence. It also registers you, takes your fingerprints, and hears "
            "complaints against agencies.</p><p>Keep every receipt. Give nobody your passport "
            "to hold.</p>"
        ),
        "steps": [
            "<p>Call the hotline, or go to the DEMO of your district.</p>",
            "<p>Ask for the <b>licence number</b> of the agency and check it.</p>",
            "<p>Get a written contract in a language you understand.</p>",
            "<p>Only then speak about money, and ask for a receipt.</p>",
        ],
        "warning": (
            "No place in law",
            "<p>Without a receipt, they can deny it.</p>",
        ),
        "todo": (
            "To be filled in by staff",
            "<p>The fees in force, their source and date.</p>",
        ),
        "alt": "Two hands exchange a paper over a table",
        "reason": "Not sure? Ask before you pay.",
        "more": ["What does it cost?", "Skills and training", "Health and medical tests"],
    },
    "bn": {
        "title": "কাউকে টাকা দেওয়ার আগে",
        "intro": "দালাল অনেক কথা দেয়। টাকা হাতবদলের আগে কী জিজ্ঞেস করবেন এবং কোথায় করবেন, জেনে নিন।",
        "heading": "আগে কাকে জিজ্ঞেস করবেন",
        "text": (
            "<p>এজেন্সির লাইসেন্স আছে কি না, তা <b>জেলা কর্মসংস্থান ও জনশক্তি অফিস</b> (ডেমো) "
            "বলতে পারে। সেখানে নিবন্ধন হয়, আঙুলের ছাপ নেওয়া হয় এবং এজেন্সির বিরুদ্ধে অভিযোগ শোনা "
            "হয়।</p><p>প্রতিটি রসিদ রেখে দিন। পাসপোর্ট কারও কাছে জমা রাখবেন না।</p>"
        ),
        "steps": [
            "<p>হটলাইনে ফোন করুন, অথবা আপনার জেলার ডেমো অফিসে যান।</p>",
            "<p>এজেন্সির <b>লাইসেন্স নম্বর</b> চেয়ে নিন এবং যাচাই করুন।</p>",
            "<p>আপনি বোঝেন এমন ভাষায় লিখিত চুক্তি নিন।</p>",
            "<p>তারপর টাকার কথা বলুন এবং রসিদ চান।</p>",
        ],
        "warning": ("আইনে দালালের কোনো জায়গা নেই", "<p>রসিদ ছাড়া টাকা নিলে সে পরে অস্বীকার করতে পারে।</p>"),
        "todo": ("কর্মীরা পূরণ করবেন", "<p>বর্তমান ফি, তার উৎস এবং তারিখ।</p>"),
        "alt": "টেবিলের উপর দুটি হাত একটি কাগজ লেনদেন করছে",
        "reason": "নিশ্চিত নন? টাকা দেওয়ার আগে জিজ্ঞেস করুন।",
        "more": ["কত খরচ হয়?", "দক্ষতা ও প্রশিক্ষণ", "স্বাস্থ্য ও ডাক্তারি পরীক্ষা"],
    },
}


def normal(thing):
    if isinstance(thing, str):
        return unicodedata.normalize("NFC", thing)
    if isinstance(thing, dict):
        return {key: normal(value) for key, value in thing.items()}
    return [normal(value) for value in thing]


def article_body(texts, picture=None):
    body = [
        ("heading", texts["heading"]),
        ("paragraph", texts["text"]),
        ("list", {"kind": "steps", "items": texts["steps"]}),
        ("callout", {"kind": "warning", "title": texts["warning"][0], "text": texts["warning"][1]}),
        ("list", {"kind": "points", "items": texts["steps"][:2]}),
        ("callout", {"kind": "todo", "title": texts["todo"][0], "text": texts["todo"][1]}),
    ]
    if picture:
        block = {"image": picture, "alt_text": texts["alt"], "caption": "", "credit": "Nirapad"}
        body.insert(2, ("picture", block))
    return body


def make_picture():
    file = BytesIO()
    Picture.linear_gradient("L").resize((960, 540)).convert("RGB").save(file, "PNG")
    file.seek(0)
    return Image.objects.create(title="Gradient", file=ImageFile(file, name="gradient.png"))


def make_article(language, *, picture=None, long=1):
    """Publish an article below the home page of one language."""
    texts = normal(ARTICLE[language])
    home = HomePage.objects.get(locale__language_code=language)
    page = StandardPage(
        title=texts["title"],
        slug="before-you-pay",
        intro=texts["intro"],
        body=article_body(texts, picture) * long,
        show_in_menus=True,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def make_site():
    """Publish the article, a few topics, and a home page with figures and hotline."""
    picture, key = make_picture(), None
    for language in ("en", "bn"):
        page = make_article(language, picture=picture)
        key = key or page.translation_key
        type(page).objects.filter(pk=page.pk).update(translation_key=key)
        texts = normal(ARTICLE[language])
        home = HomePage.objects.get(locale__language_code=language)
        for title in texts["more"]:
            home.add_child(instance=StandardPage(title=title, intro=texts["intro"]))
        page.add_child(instance=StandardPage(title=texts["more"][0], intro=texts["intro"]))
        home.body = [("reach", {"lead": ""}), ("hotline", {"reason": texts["reason"]})]
        home.save_revision().publish()

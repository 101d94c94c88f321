"""The demo's service directory: what the project's papers say of services, and not one word more.

The ten centres are in the register already; no paper has a number, an address or hours of
theirs, nor of any District Employment and Manpower Office. So the pages say that.
"""

from campaigns.models import Place
from portal.directory.models import KindOfService, Service, ServiceFact
from portal.facts.models import Fact
from portal.pages.models import DirectoryPage, HomePage

SLUG = "find-help"
TITLES = {
    "en": (
        "Where to find help",
        "Choose your district: which centre serves it, which office there is, and whom you can "
        "call now.",
    ),
    "bn": (
        "কোথায় সাহায্য পাবেন",
        "আপনার জেলা বেছে নিন: কোন সেন্টার সেবা দেয়, কোন অফিস আছে, আর এখন কাকে ফোন করতে পারেন।",
    ),
}
# What the kinds do, by the keys of facts.
ABOUT = {"rsc": "rsc-what-it-does", "employment-office": "demo-what-it-does"}
MINISTRY = {
    "name_en": "Ministry of Expatriates' Welfare and Overseas Employment",
    "name_bn": "প্রবাসী কল্যাণ ও বৈদেশিক কর্মসংস্থান মন্ত্রণালয়",
}
DHAKA = "BD3026"


def make_directory() -> None:
    """Say what the kinds of service do, and enter the ministry, whose address was printed."""
    for slug, key in ABOUT.items():
        KindOfService.objects.filter(pk=slug).update(about=Fact.objects.get(key=key))
    kind = KindOfService.objects.create(
        slug="ministry", name_en="Ministry", name_bn="মন্ত্রণালয়", sort_order=40
    )
    ministry = Service.objects.create(kind=kind, place=Place.objects.get(pk=DHAKA), **MINISTRY)
    ServiceFact.objects.create(service=ministry, fact=Fact.objects.get(key="ministry-address"))


def make_directory_pages() -> None:
    """Publish the page of the directory in both languages."""
    pages: dict[str, DirectoryPage] = {}
    for home in HomePage.objects.select_related("locale").order_by("locale__language_code"):
        title, intro = TITLES[home.locale.language_code]
        page = DirectoryPage(
            title=title, intro=intro, slug=SLUG, show_in_menus=True, locale=home.locale
        )
        for other in pages.values():
            page.translation_key = other.translation_key
        home.add_child(instance=page)
        page.save_revision().publish()
        pages[home.locale.language_code] = page

"""The demo's campaign, products and news reports: all made up, and each says so in its name.

The project's documents count products and news reports (839 and 890) and name none.
"""

import datetime
import io
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model

from campaigns.books import last_day, next_month
from campaigns.campaign_states import open_campaign
from campaigns.models import (
    Activity,
    Audience,
    Balance,
    Campaign,
    CampaignMessage,
    Channel,
    Commitment,
    Distribution,
    Indicator,
    NewsReport,
    Place,
    Product,
)
from campaigns.registers import keep, show_on_site
from crm_videos.models import Story
from foundation.moments import dhaka_day
from portal.demo.drawing import river_village
from portal.pages.models import HomePage, LibraryPage, NewsPage

CAMPAIGN = "demo-before-you-pay"
MESSAGES = [
    (Balance.RISK, "টাকা দেওয়ার আগে যাচাই করুন।", "Check before you pay anybody."),
    (Balance.ALTERNATIVE, "দেশে প্রশিক্ষণ নিয়ে কাজ শুরু করা যায়।", "You can train and begin work here."),
    (Balance.SERVICE, "বিনা খরচে হটলাইনে জিজ্ঞাসা করুন।", "Ask the hotline, it costs nothing."),
]
# kind, Bangla, English, in Bangla, in English, speaks of, days ago, print run, has a file, shown
PRODUCTS = [
    ("poster", "ডেমো: টাকা দেওয়ার আগে (পোস্টার)", "DEMO: Before you pay (poster)",
     True, False, "risks", 75, 500, True, True),
    ("leaflet", "ডেমো: কোথায় সাহায্য পাবেন (লিফলেট)", "DEMO: Where to find help (leaflet)",
     True, True, "services", 40, 2000, True, True),
    ("video", "ডেমো: নদীর ওপারে (ভিডিও)", "DEMO: Across the river (video)",
     True, False, "alternatives", 12, None, False, True),
    ("billboard", "ডেমো: বাজারের ব্যানার", "DEMO: Banner for the bazar",
     True, False, "risks", 5, 20, False, False),
]  # fmt: skip
# days ago, outlet, headline, language, shown
REPORTS = [
    (70, "ডেমো দৈনিক", "ডেমো: মেলায় নিরাপদ অভিবাসনের পরামর্শ", "bn", True),
    (33, "Demo Daily", "DEMO: A fair that answers questions", "en", True),
    (9, "ডেমো বেতার", "ডেমো: হটলাইনে কীভাবে জানবেন", "bn", True),
]
TITLES = {
    "library": {
        "bn": ("উপকরণ", "পোস্টার, লিফলেট ও ভিডিও। খোলার আগে দেখে নিন ফাইলটি কত বড়।"),
        "en": ("Library", "Posters, leaflets and videos. Each says how big its file is."),
    },
    "news-reports": {
        "bn": ("সংবাদে", "গণমাধ্যম কর্মসূচি নিয়ে যা লিখেছে ও বলেছে।"),
        "en": ("In the news", "What media wrote and said about the programme."),
    },
}


def make_campaign(people: dict[str, User], now: datetime.datetime) -> Campaign:
    """Draft a campaign as an editor does, and open it as an approver does."""
    today = dhaka_day(now)
    campaign = Campaign(
        slug=CAMPAIGN,
        name_bn="ডেমো: টাকা দেওয়ার আগে",
        name_en="DEMO: Before you pay",
        objective="DEMO: fewer people in three districts pay a middleman before they have asked.",
        starts_on=(today - datetime.timedelta(days=90)).replace(day=1),
        ends_on=last_day(next_month(next_month(today))),
        partners="DEMO",
    )
    campaign.audiences = list(Audience.objects.filter(pk__in=["aspirants", "families"]))
    campaign.indicators = list(Indicator.objects.filter(pk__in=["A2", "C1", "D2"]))
    campaign.channels = list(Channel.objects.filter(pk__in=["facebook", "ipt-show", "youtube"]))
    campaign.districts = list(Place.objects.filter(pk__in=["BD4047", "BD3093", "BD6091"]))
    campaign.activities = list(Activity.objects.filter(pk__in=["2.4.1.1", "4.4.2.1"]))
    campaign.commitments = list(Commitment.objects.filter(pk__in=["gcm-3", "sdg-10.7"]))
    campaign.messages = [
        CampaignMessage(balance=balance, text_bn=bn, text_en=en) for balance, bn, en in MESSAGES
    ]
    campaign.save()
    return open_campaign(campaign, by=people["approver"], now=now)


def fill_registers(campaign: Campaign, people: dict[str, User], now: datetime.datetime) -> None:
    """Write the invented products and reports down, and show some of them."""
    today, editor = dhaka_day(now), people["editor"]
    for kind, bn, en, in_bangla, in_english, speaks, ago, run, has_file, shown in PRODUCTS:
        product: Any = Product(
            kind=kind, title_bn=bn, title_en=en, in_bangla=in_bangla, in_english=in_english,
            developed_on=today - datetime.timedelta(days=ago), print_run=run, campaign=campaign,
            visibility="right" if shown else "unchecked", document=_file(en) if has_file else None,
        )  # fmt: skip
        setattr(product, f"tells_{speaks}", True)
        product.audiences = list(Audience.objects.filter(pk="aspirants"))
        if run:
            went = Distribution(district_id="BD4047", copies=run // 2)
            product.distributions = [went]
        looked = {"visibility"} if shown else set()
        keep(product, changed=looked, save=product.save, by=editor, now=now)
        if shown:
            show_on_site(product, shown=True, by=people["approver"], now=now)
    for ago, outlet, headline, language, shown in REPORTS:
        report = NewsReport(
            published_on=today - datetime.timedelta(days=ago), outlet=outlet, headline=headline,
            language=language, campaign=campaign,
        )  # fmt: skip
        keep(report, changed=set(), save=report.save, by=editor, now=now)
        if shown:
            show_on_site(report, shown=True, by=people["approver"], now=now)


def give_a_story(campaign: Campaign) -> None:
    """Let the first of the invented stories belong to the campaign."""
    first = Story.objects.order_by("pk").first()
    if first:
        first.campaign = campaign
        first.save(update_fields=["campaign"])


def make_library_and_news_pages() -> None:
    """Publish both pages in both languages."""
    homes = HomePage.objects.select_related("locale").order_by("locale__language_code")
    for kind, slug in ((LibraryPage, "library"), (NewsPage, "news-reports")):
        made = None
        for home in homes:
            title, intro = TITLES[slug][home.locale.language_code]
            page = kind(title=title, intro=intro, slug=slug, locale=home.locale)
            if made:
                page.translation_key = made.translation_key
            home.add_child(instance=page)
            page.save_revision().publish()
            made = page


def _file(title: str) -> object:
    """Make a one-page PDF of the drawn village."""
    picture, written = Image.open(river_village()).convert("RGB"), io.BytesIO()
    picture.save(written, "PDF", quality=60)
    document = get_document_model()(title=title)
    document.file.save("demo-before-you-pay.pdf", ContentFile(written.getvalue()), save=False)
    document.file_size = len(written.getvalue())
    document.save()
    return document

"""The channels, indicators, definitions and headline rules that every programme starts with.

Indicators: ``peers-and-practice`` §5.4, with *reach as printed* (A0, D0) beside
them for history. Definition dates: the platforms' own calendars.
"""

from datetime import date

from django.db import migrations

CHANNELS = [
    # slug, group, English, Bangla, is an event kind, active from, active to
    ("facebook", "digital", "Facebook", "ফেসবুক", False, None, None),
    ("youtube", "digital", "YouTube", "ইউটিউব", False, None, None),
    ("unlabelled", "digital", "Third channel (no label in print)",
     "তৃতীয় চ্যানেল (ছাপায় নাম নেই)", False, None, date(2022, 9, 30)),
    ("awareness-raising", "field", "Awareness raising activities", "সচেতনতামূলক কার্যক্রম",
     False, None, None),
    ("ipt-show", "field", "Interactive popular theatre (IPT) show",
     "ইন্টারঅ্যাকটিভ পপুলার থিয়েটার (আইপিটি)", True, None, None),
    ("video-show", "field", "Video show", "ভিডিও প্রদর্শনী", True, None, None),
    ("school-quiz", "field", "School quiz", "স্কুল কুইজ", True, None, None),
    ("school-programme", "field", "School programme", "স্কুল কর্মসূচি", True, None, None),
    ("migration-fair", "field", "Migration fair", "অভিবাসন মেলা", True, None, None),
    ("tea-stall-meeting", "field", "Tea-stall meeting", "চায়ের দোকানে বৈঠক", True, None, None),
    ("community-meeting", "field", "Community meeting", "উঠান বৈঠক ও কমিউনিটি সভা", True, None, None),
    ("training", "field", "Training", "প্রশিক্ষণ", True, None, None),
    ("dialogue", "field", "Dialogue", "সংলাপ", True, None, None),
    ("migration-forum-meeting", "field", "Migration Forum meeting", "অভিবাসন ফোরামের সভা",
     True, None, None),
    ("workshop", "field", "Workshop (union, upazila, district)", "কর্মশালা (ইউনিয়ন, উপজেলা, জেলা)",
     True, None, None),
    ("dcc-meeting", "field", "DCC/DMCC meeting", "ডিসিসি/ডিএমসিসি সভা", True, None, None),
    ("products", "register", "Communications products", "যোগাযোগ উপকরণ", False, None, None),
    ("news", "register", "News reports", "সংবাদ প্রতিবেদন", False, None, None),
]

INDICATORS = [
    # code, kind, nature, English, Bangla, adds over months, channels, areas, sexes
    ("A0", "persons", "stated", "Persons reached through awareness raising, as printed",
     "সচেতনতামূলক কার্যক্রমে পৌঁছানো মানুষ, যেমন ছাপা হয়েছে", False, False, False, False),
    ("A1", "items", "contributed", "Events held", "অনুষ্ঠিত আয়োজন", True, True, True, True),
    ("A2", "contacts", "contributed", "Attendances", "উপস্থিতি", True, True, True, True),
    ("A3", "persons", "stated", "Persons reached by community events",
     "কমিউনিটি আয়োজনে পৌঁছানো মানুষ", False, False, True, True),
    ("A4", "contacts", "contributed", "Officials and leaders in coordination meetings",
     "সমন্বয় সভায় কর্মকর্তা ও নেতৃবৃন্দ", True, True, True, True),
    ("D0", "persons", "stated", "Reach as printed by the project", "প্রকল্পের ছাপা হিসাবে পৌঁছানো",
     False, False, False, False),
    ("D1", "accounts", "stated", "Facebook accounts reached in the month",
     "মাসে পৌঁছানো ফেসবুক অ্যাকাউন্ট", False, False, False, False),
    ("D2", "views", "stated", "Facebook views", "ফেসবুকে দেখা", True, False, True, True),
    ("D3", "views", "stated", "YouTube views", "ইউটিউবে দেখা", True, False, True, True),
    ("D4", "views", "stated", "YouTube engaged views", "ইউটিউবে মনোযোগ দিয়ে দেখা",
     True, False, True, True),
    ("D5", "views", "stated", "Page views of this site", "এই সাইটের পাতা দেখা",
     True, False, True, True),
    ("D6", "views", "stated", "Story plays over half", "অর্ধেকের বেশি দেখা গল্প",
     True, False, True, True),
    ("E1", "actions", "stated", "Actions after a message", "বার্তার পর নেওয়া পদক্ষেপ",
     True, True, True, True),
    ("E2", "contacts", "stated", "Hotline calls", "হটলাইনে কল", True, True, True, True),
    ("K1", "survey", "contributed", "Quiz gain", "কুইজে জ্ঞানের অগ্রগতি", False, False, False, False),
    ("O1", "items", "contributed", "Outcome claims verified", "যাচাই করা ফলাফলের দাবি",
     True, True, True, True),
    ("C1", "items", "stated", "Communications products developed", "তৈরি যোগাযোগ উপকরণ",
     True, True, True, True),
    ("C2", "items", "stated", "News reports produced by media", "গণমাধ্যমে প্রকাশিত সংবাদ প্রতিবেদন",
     True, True, True, True),
]

DEFINITIONS = [
    # slug, indicator, platform, metric, from, to, English, Bangla
    ("printed-awareness", "A0", "print", "", None, None,
     "Persons reached through awareness raising activities, as the project printed it; "
     "how it was counted is not stated.",
     "সচেতনতামূলক কার্যক্রমে পৌঁছানো মানুষ, প্রকল্প যেভাবে ছেপেছে; গণনার পদ্ধতি বলা নেই।"),
    ("events-held", "A1", "field", "", None, None,
     "Events that were held and logged; one event counts once.",
     "যে আয়োজন হয়েছে ও লেখা হয়েছে; একটি আয়োজন একবারই গোনা হয়।"),
    ("attendance", "A2", "field", "", None, None,
     "Headcount at awareness events. A person who comes twice is counted twice.",
     "সচেতনতামূলক আয়োজনে মাথা গুনে উপস্থিতি। একজন দুবার এলে দুবার গোনা হয়।"),
    ("community-persons", "A3", "field", "", None, None,
     "Persons who came for the first time; where that was not asked, the largest kind of event "
     "per union and quarter.",
     "যাঁরা প্রথমবার এসেছেন; জিজ্ঞাসা করা না হলে ইউনিয়ন ও ত্রৈমাসিক প্রতি সবচেয়ে বড় ধরনের আয়োজন।"),
    ("coordination-attendance", "A4", "field", "", None, None,
     "Officials and leaders at coordination meetings; never part of persons reached.",
     "সমন্বয় সভায় কর্মকর্তা ও নেতৃবৃন্দ; পৌঁছানো মানুষের হিসাবে কখনো ধরা হয় না।"),
    ("printed-reach", "D0", "print", "", None, None,
     "Persons reached through social media, as the project printed it; "
     "how it was counted is not stated.",
     "সামাজিক মাধ্যমে পৌঁছানো মানুষ, প্রকল্প যেভাবে ছেপেছে; গণনার পদ্ধতি বলা নেই।"),
    ("facebook-reach", "D1", "facebook", "page_impressions_unique", None, date(2026, 6, 14),
     "Accounts on whose screen the page's content appeared, counted by Facebook; "
     "ended by Facebook in June 2026.",
     "যত অ্যাকাউন্টের পর্দায় পেজের কিছু এসেছে, ফেসবুকের গণনায়; ২০২৬ সালের জুনে ফেসবুক এটি বন্ধ করেছে।"),
    ("facebook-viewers", "D1", "facebook", "page_total_media_view_unique", date(2026, 6, 15), None,
     "Unique viewers in the 28 days to the end of the month, counted by Facebook, "
     "paid and unpaid. Accounts, not people.",
     "মাসের শেষ পর্যন্ত ২৮ দিনে আলাদা আলাদা দর্শক, ফেসবুকের গণনায়, বিজ্ঞাপনসহ। "
     "এগুলো অ্যাকাউন্ট, মানুষ নয়।"),
    ("facebook-views", "D2", "facebook", "page_media_view", None, None,
     "Times the page's content was played or displayed; one account can view many times.",
     "পেজের কিছু যতবার চালানো বা দেখানো হয়েছে; এক অ্যাকাউন্ট বহুবার দেখতে পারে।"),
    ("youtube-views-2005", "D3", "youtube", "views", None, date(2025, 3, 30),
     "Plays on YouTube, as counted before Shorts counted every start.",
     "ইউটিউবে চালানো, শর্টসের প্রতিটি শুরু গোনার আগের নিয়মে।"),
    ("youtube-views-2025", "D3", "youtube", "views", date(2025, 3, 31), date(2026, 8, 23),
     "Plays on YouTube; every start of a Short counts.",
     "ইউটিউবে চালানো; শর্টসের প্রতিটি শুরু গোনা হয়।"),
    ("youtube-views-2026", "D3", "youtube", "views", date(2026, 8, 24), None,
     "Every start on YouTube counts, autoplay and preview too; not comparable with earlier months.",
     "ইউটিউবে প্রতিটি শুরু গোনা হয়, নিজে থেকে চলা ও প্রিভিউও; আগের মাসের সঙ্গে তুলনীয় নয়।"),
    ("youtube-engaged-views", "D4", "youtube", "engagedViews", None, None,
     "Engaged views on YouTube: plays that went past the first frame. Plays, not people; "
     "one person watching twice counts twice.",
     "ইউটিউবে মনোযোগ দিয়ে দেখা: প্রথম দৃশ্যের পরও যা চলেছে। এগুলো চালানোর সংখ্যা, মানুষের নয়; "
     "একজন দুবার দেখলে দুবার গোনা হয়।"),
    ("site-page-views", "D5", "site", "", None, None,
     "Pages opened on this site, counted on our own server without tracking anyone.",
     "এই সাইটে খোলা পাতা, কাউকে অনুসরণ না করে নিজেদের সার্ভারে গোনা।"),
    ("story-plays", "D6", "site", "", None, None,
     "Plays of a story that went past its half.",
     "গল্পের ভিডিও অর্ধেকের বেশি চলেছে, এমন চালানো।"),
    ("message-actions", "E1", "register", "", None, None,
     "People acted after a message: asked, shared in support, called, took the quiz. "
     "Views do not count.",
     "বার্তার পর কিছু করা: প্রশ্ন, সমর্থনে শেয়ার, ফোন, কুইজ। শুধু দেখা গোনা হয় না।"),
    ("hotline-calls", "E2", "register", "", None, None,
     "Calls that the hotline answered; a person who calls twice is counted twice.",
     "হটলাইনে ধরা কল; একজন দুবার ফোন করলে দুবার গোনা হয়।"),
    ("quiz-gain", "K1", "field", "", None, None,
     "Right answers after the programme minus right answers before, by show of hands.",
     "কর্মসূচির পরের সঠিক উত্তর থেকে আগের সঠিক উত্তর বাদ, হাত তুলে গোনা।"),
    ("verified-outcomes", "O1", "field", "", None, None,
     "Outcomes claimed and checked by a second person, such as money recovered.",
     "দাবি করা ফলাফল, যা দ্বিতীয় একজন যাচাই করেছেন, যেমন ফেরত পাওয়া টাকা।"),
    ("products-developed", "C1", "register", "", None, None,
     "Communications products developed: posters, leaflets, videos and the like.",
     "তৈরি করা যোগাযোগ উপকরণ: পোস্টার, লিফলেট, ভিডিও ইত্যাদি।"),
    ("news-reports", "C2", "register", "", None, None,
     "News reports on the programme produced by media.",
     "কর্মসূচি নিয়ে গণমাধ্যমে প্রকাশিত সংবাদ প্রতিবেদন।"),
]

RULES = [
    ("digital", "digital",
     "Persons reached through digital media: to September 2022 the project's printed figures of "
     "three channels; from October 2022 the accounts that Facebook counted in the 28 days to the "
     "end of each month plus engaged views on YouTube. A sum of monthly figures: a person reached "
     "in several months or on several channels is counted each time.",
     "ডিজিটাল মাধ্যমে পৌঁছানো: সেপ্টেম্বর ২০২২ পর্যন্ত তিন চ্যানেলের ছাপা হিসাব; অক্টোবর ২০২২ থেকে "
     "প্রতি মাসের শেষ ২৮ দিনে ফেসবুকের গোনা অ্যাকাউন্ট ও ইউটিউবে মনোযোগ দিয়ে দেখা। এটি মাসিক হিসাবের "
     "যোগফল: একজন একাধিক মাসে বা চ্যানেলে থাকলে প্রতিবার গোনা হয়।"),
    ("field", "field",
     "Persons reached through awareness raising activities in the field, as the project printed "
     "it. Attendances at events are shown beside it and are not added: a person may come to "
     "several events.",
     "মাঠের সচেতনতামূলক কার্যক্রমে পৌঁছানো মানুষ, প্রকল্প যেভাবে ছেপেছে। আয়োজনে উপস্থিতি পাশে দেখানো "
     "হয়, যোগ করা হয় না: একজন একাধিক আয়োজনে আসতে পারেন।"),
]

TERMS = [
    # rule, channel, indicator, from month, to month
    ("digital", "facebook", "D0", None, date(2022, 9, 1)),
    ("digital", "youtube", "D0", None, date(2022, 9, 1)),
    ("digital", "unlabelled", "D0", None, date(2022, 9, 1)),
    ("digital", "facebook", "D1", date(2022, 10, 1), None),
    ("digital", "youtube", "D4", date(2022, 10, 1), None),
    ("field", "awareness-raising", "A0", None, date(2022, 9, 1)),
]


def create(apps, schema_editor):
    def model(name):
        return apps.get_model("campaigns", name).objects

    model("Campaign").create(slug="none", name_en="No particular campaign", name_bn="নির্দিষ্ট কোনো প্রচারাভিযান নয়")
    for order, (slug, group, en, bn, event_kind, begins, ends) in enumerate(CHANNELS, start=1):
        model("Channel").create(
            slug=slug, group=group, label_en=en, label_bn=bn, event_kind=event_kind,
            active_from=begins, active_to=ends, sort_order=order * 10,
        )
    for code, kind, nature, en, bn, months, channels, areas, sexes in INDICATORS:
        model("Indicator").create(
            code=code, kind=kind, nature=nature, label_en=en, label_bn=bn,
            adds_over_months=months, adds_over_channels=channels,
            adds_over_areas=areas, adds_over_sexes=sexes,
        )
    for slug, indicator, platform, metric, begins, ends, en, bn in DEFINITIONS:
        model("Definition").create(
            slug=slug, indicator_id=indicator, platform=platform, metric=metric,
            valid_from=begins, valid_to=ends, text_en=en, text_bn=bn,
        )
    rules = {
        slug: model("Rule").create(slug=slug, group=group, text_en=en, text_bn=bn)
        for slug, group, en, bn in RULES
    }
    for slug, channel, indicator, begins, ends in TERMS:
        model("Term").create(
            rule=rules[slug], channel_id=channel, indicator_id=indicator,
            from_month=begins, to_month=ends,
        )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_load_places")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

"""A report as the ledger gives it: September 2022 with Prottasha's printed figures."""

from copy import deepcopy
from datetime import date


def part(indicator, kind, month, cumulative, status, label_en, label_bn, **more):
    return {
        "indicator": indicator,
        "kind": kind,
        "definition": "printed-reach",
        "definition_text_en": f"{label_en}, as printed by the project.",
        "definition_text_bn": f"{label_bn}, প্রকল্পের ছাপা হিসাব অনুযায়ী।",
        "label_en": label_en,
        "label_bn": label_bn,
        "month": month,
        "cumulative": cumulative,
        "status": status,
        "period_start": "2022-09-01",
        "period_end": "2022-09-30",
        "observed_at": "2022-10-05",
        **more,
    }


def channel(slug, label_en, label_bn, month, cumulative, status, opening, kind="persons"):
    return {
        "channel": slug,
        "label_en": label_en,
        "label_bn": label_bn,
        "month": month,
        "cumulative": cumulative,
        "status": status,
        "parts": [
            part("D0", kind, month, cumulative, status, "Reach as printed", "ছাপা হিসাবে পৌঁছানো")
        ],
        "opening": {
            "value": opening,
            "as_of": "2022-08-31",
            "source": "Newsletter, September 2022",
        },
    }


def kind(slug, label_en, label_bn, month, cumulative):
    return {
        "kind": slug,
        "label_en": label_en,
        "label_bn": label_bn,
        "events": {"month": month, "cumulative": cumulative},
        "attendance": {"month": {}, "cumulative": {}},
    }


REPORT = {
    "month": "2022-09",
    "digital": {
        "rule": {
            "slug": "reach-as-printed",
            "text_en": "The sum of what each channel reported as persons reached.",
            "text_bn": "প্রতিটি মাধ্যম যত জনের কাছে পৌঁছানোর কথা জানিয়েছে, তার যোগফল।",
        },
        "month": {
            "value": 23270,
            "known": 3,
            "missing": 0,
            "low": 22539,
            "high": 23270,
            "confidence": "sure",
        },
        "cumulative": {"value": 8830252, "confidence": "sure"},
        "channels": [
            channel("facebook", "Facebook", "ফেসবুক", 22539, 7593257, "settled", 7570718),
            channel("youtube", "YouTube", "ইউটিউব", 675, 359712, "partial", 359037, "views"),
            channel("unlabelled", "Third channel", "তৃতীয় মাধ্যম", None, 877283, "gap", 877227),
        ],
    },
    "field": {
        "reached": {"cumulative": 1424550, "as_of": "2022-09-30"},
        "events": {"month": 12, "cumulative": 7428},
        "attendance": {
            "month": {
                "all": 431,
                "women": 210,
                "men": 180,
                "girls": 0,
                "boys": 3,
                "not_recorded": 38,
            },
            "cumulative": {
                "all": 996003,
                "women": None,
                "men": None,
                "girls": None,
                "boys": None,
                "not_recorded": 996003,
            },
        },
        "kinds": [
            kind("ipt-show", "Interactive popular theatre show", "ইন্টারঅ্যাকটিভ পথনাটক", 0, 1621),
            kind("workshop", "Workshop", "কর্মশালা", 12, 590),
            kind(
                "migration-forum-meeting", "Forum meeting", "ফোরামের সভা", None, 1017
            ),
        ],
    },
    "products": {"month": 13, "cumulative": 839},
    "news_reports": {"month": 0, "cumulative": 890},
}


def report(month, *, now):
    """Answer for any month; only September 2022 has figures of its own."""
    found = deepcopy(REPORT)
    found["month"] = f"{month:%Y-%m}"
    if month != date(2022, 9, 1):
        found["digital"]["month"].update(value=None, low=None, high=None, known=0, missing=3)
        for each in found["digital"]["channels"]:
            each.update(month=None, status="gap")
    return found


def months():
    return [date(2022, 8, 1), date(2022, 9, 1)]

"""Each column that could hold words about a person is cleared, or it is said why not."""

from django.apps import apps
from django.db import models

from crm_videos.erasing.own_rows import KEPT_OF_A_STORY
from foundation.encrypted import EncryptedJSONField

# Columns that an eraser empties, or whose row it deletes.
CLEARED = {
    "Testimony": {"person"},
    "Consent": {"details"},
    "PrivateFile": {"seal"},
    "AccessEntry": {"words", "words_salt"},
    "Copy": {"where", "details", "seen"},
    "Override": {"words"},
    "StoryPicture": {"tells", "small_sha256", "large_sha256"},
    "Recording": {"words"},
    "StoryVideo": {"tells", "regions"},
    "Rendition": {"sha256"},
    "Publishing": {"title", "description"},
    "Caption": {"cues"},
    "Upload": {"content_type", "fingerprint", "language", "name", "seal", "words"},
    "ImportedTestimony": {"seal"},
    "Withdrawal": {"details"},
    "StoryQuote": {
        "title", "warning", "intro", "experience", "support", "message", "quote", "quote_note",
        "name_note", "digest",
    },
    "StoryPagePicture": {"alt", "caption"},
    "StoryPage": {
        "intro", "warning", "experience", "support", "message", "quote", "quote_note", "related",
    },
}  # fmt: skip
HOLDS_NOBODY = {
    "Testimony": {"code": "drawn"},
    "PrivateFile": {"content_type": "of a short list", "name": "drawn"},
    "AccessEntry": {
        "username": "of a colleague", "role": "of a colleague", "view": "of the site",
        "asked_range": "of a browser", "hash": "covers a salted digest",
        "words_digest": "salted, and the salt goes",
    },
    "AccessHead": {"hash": "covers a salted digest"},
    "CodeCard": {"digest": "keyed, of drawn words"},
    "Copy": {"ref": "the number of a page, or the id of a video or post of ours"},
    "Override": {
        "digest": "of facts, sums and texts together", "field": "of a page", "kind": "of a find",
        "mark": "keyed, with all that was sealed",
    },
    "KeptPackage": {
        "name": "drawn", "seal": "goes within a day, with its bytes", "report": "lines and codes",
    },
    "Rendition": {"words": "of the site"},
    "ShortLink": {"code": "drawn"},
    "PassedOn": {
        "code": "keyed", "digest": "of a page; no story is passed on", "language": "of a page",
    },
    "Sound": {
        "title": "of a page read aloud", "language": "of a page", "token": "drawn", "file": "drawn",
    },
    "Publishing": {
        "digest": "of facts, sums and texts together", "account": "of ours", "words": "of the site",
        "reason": "of a platform about itself", "session": "an address of a platform",
    },
    "Takedown": {"words": "of the site, or of a platform about itself"},
    "ConsentScript": dict.fromkeys(
        ("version", "text_bn", "text_en", "digest"), "what is read out to everybody"
    ),
    "ErasedAddress": {"hash": "keyed"},
    "Erasure": {"traces": "ids", "cleared": "counts"},
    "ExchangeRate": {"source": "of a bank"},
    "Review": {"digest": "of facts, sums and texts together"},
    "Consent": dict.fromkeys(("purposes", "channels", "languages"), "ticked"),
}  # fmt: skip
NOBODYS_STORY = {
    "ChecklistPage", "ComingEventsPage", "CountryGuidePage", "DirectoryPage", "FaqPage",
    "Article", "GuidePage", "HomePage", "Issue", "IssueVersion", "LibraryPage", "NewsPage",
    "PollPage", "Programme", "QuizPage",
    "ReachPage", "Receipt", "StandardPage", "StoryIndexPage", "TopicPage",
}  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def columns_of_text() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for app in ("crm_videos", "pages", "issues"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, (*TEXTS, EncryptedJSONField)) and not field.choices:
                    found.setdefault(model.__name__, set()).add(field.name)
    return found


def test_every_column_of_text_is_cleared_or_holds_nobody():
    unknown = {}
    for model, columns in columns_of_text().items():
        cleared = columns - KEPT_OF_A_STORY if model == "Story" else CLEARED.get(model, set())
        left = columns - cleared - HOLDS_NOBODY.get(model, {}).keys()
        if left and model not in NOBODYS_STORY:
            unknown[model] = left
    assert unknown == {}

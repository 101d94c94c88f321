"""The columns of a manifest. Each row is one person who told something and agreed to it."""

from campaigns.sheets import Layout
from crm_videos.identity import IdentityLevel
from crm_videos.words import Answer, Channel, Chapter, Evidence, Language, Purpose

# Some folder of the app with its files never is larger than this many rows.
MOST_ROWS = 2_000
FILE, TEXT, SHA256 = "_file", "_text", "_sha256"
EVIDENCE = "evidence"
# What has a file: the evidence, and each chapter.
WITH_FILES = (EVIDENCE, *Chapter.values)

ONE_OF = {
    "script_language": Language.values,
    "middleman_near": Answer.values,
    "case_in_court": Answer.values,
    "identity_level": IdentityLevel.values,
    "evidence_kind": Evidence.values,
}
SOME_OF = {"purposes": Purpose.values, "channels": Channel.values, "languages": Language.values}
YES_OR_NO = ("adult", "aid_said", "risks_asked", "witnessed")
DAYS = ("told_on", "asked_on", "ends_on")

_EXPLAINED = {
    "export_id": (
        "What the app calls this record: a code, never a name. Letters, digits, . _ and -.",
        "অ্যাপে এই রেকর্ডের কোড, কখনও নাম নয়। অক্ষর, অঙ্ক, . _ এবং -।",
    ),
    "district": ("District: its name or its code.", "জেলা: নাম বা কোড।"),
    "told_on": ("The day on which it was told.", "যেদিন বলেছেন।"),
    "name": ("Who told it. Sealed.", "কে বলেছেন। সিল করা থাকে।"),
    "telephone": ("Sealed.", "সিল করা থাকে।"),
    "village": ("Village, union, upazila. Sealed.", "গ্রাম, ইউনিয়ন, উপজেলা। সিল করা থাকে।"),
    "other_names": (
        "Names of others in the story. Sealed.", "গল্পে আর যাঁদের নাম আছে। সিল করা থাকে।",
    ),
    "script": (
        "Version of the words that were read out, as it stands under Words to read out.",
        "যে কথাগুলো পড়ে শোনানো হয়েছে, তার সংস্করণ।",
    ),
    "script_language": ("bn or en", "bn বা en"),
    "asked_by": (
        "Who asked: a user name of this site, also of somebody who has left.",
        "কে জিজ্ঞাসা করেছেন: এই সাইটের ব্যবহারকারীর নাম; যিনি চলে গেছেন তাঁরও।",
    ),
    "asked_on": ("The day on which the person agreed.", "যেদিন ব্যক্তি রাজি হয়েছেন।"),
    "ends_on": (
        "The last day on which it holds; two years after asked_on at most.",
        "যে দিন পর্যন্ত সম্মতি থাকে; asked_on থেকে বড়জোর দুই বছর।",
    ),
    "adult": ("yes: 18 or older", "yes: বয়স ১৮ বা বেশি"),
    "aid_said": (
        "yes: was told that no help depends on the answer",
        "yes: বলা হয়েছে, উত্তরের ওপর কোনো সাহায্য নির্ভর করে না",
    ),
    "risks_asked": (
        "yes: was asked what could happen if somebody recognises them",
        "yes: কেউ চিনে ফেললে কী হতে পারে, জিজ্ঞাসা করা হয়েছে",
    ),
    "middleman_near": ("yes, no or unknown", "yes, no বা unknown"),
    "case_in_court": ("yes, no or unknown", "yes, no বা unknown"),
    "purposes": ("; ".join(Purpose.values), "; ".join(Purpose.values)),
    "channels": ("; ".join(Channel.values), "; ".join(Channel.values)),
    "languages": ("bn; en", "bn; en"),
    "identity_level": (", ".join(IdentityLevel.values), ", ".join(IdentityLevel.values)),
    "contact": (
        "How the person reaches us to withdraw. Sealed.",
        "সম্মতি ফিরিয়ে নিতে ব্যক্তি কীভাবে আমাদের পাবেন। সিল করা থাকে।",
    ),
    "evidence_kind": (", ".join(Evidence.values), ", ".join(Evidence.values)),
    "evidence_file": (
        "The signature, thumbprint, voice or paper itself, beside the manifest.",
        "সই, টিপসই, কণ্ঠ বা কাগজ, ম্যানিফেস্টের পাশে রাখা ফাইল।",
    ),
    "evidence_place": (
        "Or where the evidence lies. Sealed.", "অথবা প্রমাণ কোথায় আছে। সিল করা থাকে।",
    ),
    "witnessed": ("yes: a witness was there", "yes: একজন সাক্ষী ছিলেন"),
    "witness": ("Name of the witness. Sealed.", "সাক্ষীর নাম। সিল করা থাকে।"),
}  # fmt: skip
_OF_A_FILE = {
    FILE: ("Film or sound of this chapter.", "এই অধ্যায়ের ভিডিও বা শব্দের ফাইল।"),
    TEXT: ("Or the chapter in writing. Sealed.", "অথবা লেখা। সিল করা থাকে।"),
    SHA256: ("Digest of the file, if the app gives it.", "ফাইলের SHA-256, অ্যাপ দিলে।"),
}
_CHAPTERS = tuple(f"{chapter}{end}" for chapter in Chapter.values for end in (FILE, TEXT, SHA256))

LAYOUT = Layout(
    named="manifest",
    required=(
        "export_id", "district", "told_on", "name", "script", "script_language", "asked_by",
        "asked_on", "ends_on", "adult", "aid_said", "risks_asked", "purposes", "channels",
        "languages", "identity_level", "contact", "evidence_kind",
    ),
    optional=(
        "telephone", "village", "other_names", "middleman_near", "case_in_court", "evidence_file",
        "evidence_sha256", "evidence_place", "witnessed", "witness", *_CHAPTERS,
    ),
    days=frozenset(DAYS),
    examples=(),
    explained={
        **_EXPLAINED,
        "evidence_sha256": _OF_A_FILE[SHA256],
        **{name: _OF_A_FILE[f"_{name.rpartition('_')[2]}"] for name in _CHAPTERS},
    },
    quotes=False,
)  # fmt: skip

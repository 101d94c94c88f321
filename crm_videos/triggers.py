"""What the database itself refuses: changed or deleted consents and reviews, changed scripts.

Only one change is let through: a consent's sealed details may be emptied, for
that is how a person is erased from it. That it was given stays.
"""

from foundation.triggers import Guard, append_only, no_truncate

CONSENT = "crm_videos_consent"
KEPT = "consents are added, never changed: record a new version"
REVIEWED = "reviews are added, never changed"
READ_OUT = "somebody has agreed to these words: add a new version"

# Every column but ``details``; a test compares them with the model.
CONSENT_COLUMNS = (
    "id", "testimony_id", "version", "kind", "purposes", "channels", "languages",
    "identity_level", "given_on", "ends_on", "script_id", "script_language", "adult", "aid_said",
    "risks_asked", "middleman_near", "case_in_court", "witnessed", "evidence_kind", "asked_by_id",
    "recorded_at",
)  # fmt: skip
SCRIPT_COLUMNS = ("version", "text_bn", "text_en", "digest", "active_from")

# JSON has no comparison of its own on PostgreSQL; as text it has.
_CONSENT_CHANGED = " OR ".join(
    f"CAST(NEW.{column} AS TEXT) IS DISTINCT FROM CAST(OLD.{column} AS TEXT)"
    for column in CONSENT_COLUMNS
)
_SCRIPT_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SCRIPT_COLUMNS)
_SCRIPT_USED = f"(SELECT COUNT(*) FROM {CONSENT} WHERE script_id = OLD.id) > 0"  # noqa: S608 - our own table

GUARDS = [
    Guard("consent_no_delete", CONSENT, "DELETE", "", KEPT),
    no_truncate(CONSENT, KEPT),
    Guard(
        "consent_no_update",
        CONSENT,
        "UPDATE",
        f"{_CONSENT_CHANGED} OR (NEW.details <> OLD.details AND NEW.details <> '')",
        KEPT,
    ),
    *append_only("crm_videos_review", REVIEWED, name="review"),
    Guard(
        "script_no_update",
        "crm_videos_consentscript",
        "UPDATE",
        f"({_SCRIPT_CHANGED}) AND {_SCRIPT_USED}",
        READ_OUT,
    ),
]

"""What the database itself refuses: what is added for good and changed, or goes.

It refuses to write down again who was erased. The sealed details of
consents and the words of overrides may be emptied, for that is how a person is erased from one.
That it was given stays.
"""

from foundation.triggers import Guard, append_only, no_truncate

CONSENT = "crm_videos_consent"
KEPT = "consents are added, never changed: record a new version"
REVIEWED = "reviews are added, never changed"
OVERRIDE = "crm_videos_override"
OVERRIDDEN = "overrides are added, never changed"
OF_ANOTHER = "this evidence is of another testimony, or of another kind"
ERASURE = "crm_videos_erasure"
ERASED = "this person was erased"
DECIDED = "erasures are kept, and what was decided stays"
READ_OUT = "somebody has agreed to these words: add a new version"

# Every column but ``details``; a test compares them with the model.
CONSENT_COLUMNS = (
    "id", "testimony_id", "version", "kind", "purposes", "channels", "languages",
    "identity_level", "given_on", "ends_on", "script_id", "script_language", "adult", "aid_said",
    "risks_asked", "middleman_near", "case_in_court", "witnessed", "evidence_kind",
    "evidence_file_id", "asked_by_id", "recorded_at",
)  # fmt: skip
# Every column but ``words``.
OVERRIDE_COLUMNS = (
    "id", "story_id", "language", "digest", "field", "kind", "mark", "reason", "written_by_id",
    "decided_by_id", "decided_at",
)  # fmt: skip
SCRIPT_COLUMNS = ("version", "text_bn", "text_en", "digest", "active_from")

# JSON has no comparison of its own on PostgreSQL; as text it has.
_CONSENT_CHANGED = " OR ".join(
    f"CAST(NEW.{column} AS TEXT) IS DISTINCT FROM CAST(OLD.{column} AS TEXT)"
    for column in CONSENT_COLUMNS
)
_OVERRIDE_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in OVERRIDE_COLUMNS)
_SCRIPT_CHANGED = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SCRIPT_COLUMNS)
_COPY_CHANGED = " OR ".join(
    f"CAST(NEW.{column} AS TEXT) IS DISTINCT FROM CAST(OLD.{column} AS TEXT)"
    for column in ("id", "story_id", "kind", "language", "ref", "made_at", "made_by_id")
)
_PROOF_CHANGED = (
    "OLD.gone_at IS NOT NULL AND ("
    + " OR ".join(
        f"CAST(NEW.{column} AS TEXT) IS DISTINCT FROM CAST(OLD.{column} AS TEXT)"
        for column in ("gone_at", "gone_by_id", "proof")
    )
    + ")"
)
_SCRIPT_USED = f"(SELECT COUNT(*) FROM {CONSENT} WHERE script_id = OLD.id) > 0"  # noqa: S608 - our own table
# As Evidence and Purpose name the same four things by the same words.
_EVIDENCE_FITS = (
    "(SELECT COUNT(*) FROM crm_videos_privatefile WHERE id = NEW.evidence_file_id "
    "AND testimony_id = NEW.testimony_id AND purpose = NEW.evidence_kind) > 0"
)

COPY = "crm_videos_copy"
REGISTERED = "copies are registered for good: prove that one is gone"
ENDED = "withdrawals and their tasks are kept for good"

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
    Guard(
        "consent_evidence_fits",
        CONSENT,
        "INSERT",
        f"NEW.evidence_file_id IS NOT NULL AND NOT {_EVIDENCE_FITS}",
        OF_ANOTHER,
    ),
    *append_only("crm_videos_review", REVIEWED, name="review"),
    Guard("override_no_delete", OVERRIDE, "DELETE", "", OVERRIDDEN),
    no_truncate(OVERRIDE, OVERRIDDEN),
    Guard(
        "override_no_update",
        OVERRIDE,
        "UPDATE",
        f"{_OVERRIDE_CHANGED} OR (NEW.words <> OLD.words AND NEW.words <> '')",
        OVERRIDDEN,
    ),
    Guard(
        "testimony_stays_erased",
        "crm_videos_testimony",
        "UPDATE",
        "OLD.erased_at IS NOT NULL AND (NEW.erased_at IS NULL "
        "OR (NEW.person <> OLD.person AND NEW.person <> ''))",
        ERASED,
    ),
    Guard("erasure_no_delete", ERASURE, "DELETE", "", DECIDED),
    no_truncate(ERASURE, DECIDED),
    Guard(
        "erasure_no_update",
        ERASURE,
        "UPDATE",
        "OLD.done_at IS NOT NULL OR NEW.testimony_id <> OLD.testimony_id "
        "OR NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id OR NEW.asked_at <> OLD.asked_at "
        "OR (OLD.decision <> '' AND (NEW.decision <> OLD.decision "
        "OR NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id))",
        DECIDED,
    ),
    Guard(
        "script_no_update",
        "crm_videos_consentscript",
        "UPDATE",
        f"({_SCRIPT_CHANGED}) AND {_SCRIPT_USED}",
        READ_OUT,
    ),
    Guard("copy_no_delete", COPY, "DELETE", "", REGISTERED),
    no_truncate(COPY, REGISTERED),
    Guard("copy_no_update", COPY, "UPDATE", f"{_COPY_CHANGED} OR ({_PROOF_CHANGED})", REGISTERED),
    *(
        guard
        for table in ("crm_videos_withdrawal", "crm_videos_takedown")
        for guard in (
            Guard(f"{table}_no_delete", table, "DELETE", "", ENDED),
            no_truncate(table, ENDED),
        )
    ),
]

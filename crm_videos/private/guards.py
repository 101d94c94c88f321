"""What the database refuses: an access that is changed or goes, a head that does not move on.

One change is let through: somebody's own words may be emptied, with their salt.
"""

from foundation.triggers import Guard, no_truncate

ENTRY, HEAD = "crm_videos_accessentry", "crm_videos_accesshead"
APPEND_ONLY = "the access log is append-only"
ONE_BY_ONE = "the head of the access log moves on by one"

# Every column but the words and their salt; a test compares them with the model.
ENTRY_COLUMNS = (
    "number", "at", "person_id", "username", "role", "file_id", "testimony_id", "outcome",
    "reason", "words_digest", "view", "asked_range", "hash",
)  # fmt: skip
_CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in ENTRY_COLUMNS)

GUARDS = [
    Guard(
        f"{ENTRY}_no_update",
        ENTRY,
        "UPDATE",
        # Words without a digest are part of the chain itself.
        f"{_CHANGED} OR OLD.words_digest = '' OR NEW.words <> '' OR NEW.words_salt <> ''",
        APPEND_ONLY,
    ),
    Guard(f"{ENTRY}_no_delete", ENTRY, "DELETE", "", APPEND_ONLY),
    no_truncate(ENTRY, APPEND_ONLY),
    Guard(f"{HEAD}_no_delete", HEAD, "DELETE", "", APPEND_ONLY),
    Guard(f"{HEAD}_no_update", HEAD, "UPDATE", "NEW.number <> OLD.number + 1", ONE_BY_ONE),
    no_truncate(HEAD, APPEND_ONLY),
]

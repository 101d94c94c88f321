"""What the database refuses: an access that is changed or goes, a head that does not move on."""

from foundation.triggers import Guard, append_only, no_truncate

ENTRY, HEAD = "crm_videos_accessentry", "crm_videos_accesshead"
APPEND_ONLY = "the access log is append-only"
ONE_BY_ONE = "the head of the access log moves on by one"

GUARDS = [
    *append_only(ENTRY, APPEND_ONLY),
    Guard(f"{HEAD}_no_delete", HEAD, "DELETE", "", APPEND_ONLY),
    Guard(f"{HEAD}_no_update", HEAD, "UPDATE", "NEW.number <> OLD.number + 1", ONE_BY_ONE),
    no_truncate(HEAD, APPEND_ONLY),
]

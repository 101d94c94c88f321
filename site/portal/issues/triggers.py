"""What the database refuses: a frozen version or a receipt that would say something else."""

from foundation.triggers import append_only

FROZEN = "what was issued stays as it was: issue a new version with an erratum"

GUARDS = [
    *append_only("issues_issueversion", FROZEN, name="issue_version"),
    *append_only("issues_receipt", FROZEN, name="receipt"),
]

"""What the database refuses: a frozen version or a receipt that would say something else."""

from foundation.triggers import Guard, append_only

FROZEN = "what was issued stays as it was: issue a new version with an erratum"

GUARDS = [
    *append_only("issues_issueversion", FROZEN, name="issue_version"),
    *append_only("issues_receipt", FROZEN, name="receipt"),
    # It may go, with its story; while it stands it says what it said.
    Guard("story_quote_no_update", "issues_storyquote", "UPDATE", "", FROZEN),
]

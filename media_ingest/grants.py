"""How long a key to an account will open: asked once a day, kept on the account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from media_ingest.answers import Client, Grant
from media_ingest.models import Account, PollRun
from media_ingest.post_plan import Written
from media_ingest.trouble import Trouble

# A day, less some slack: a poll that begins a little earlier must not skip one.
GRANT_IS_CHECKED_EVERY = timedelta(hours=22)
# Without these a Page's figures and posts cannot be read (facebook.md §5).
NEEDED = {"facebook": ("read_insights", "pages_read_engagement")}


@dataclass
class GrantTold:
    """What the platform said of our key, in a round of its own."""

    grant: Grant
    asked_at: datetime

    @property
    def heard(self) -> bool:
        # A good key is no figure: a poll that brought nothing else did not go well.
        return False

    def write(self, account: Account, run: PollRun, *, now: datetime) -> Written:
        """Keep when it was confirmed and when it ends; remark on permissions that are missing."""
        account.grant_checked_at = self.asked_at
        account.grant_expires_at = self.grant.expires_at
        account.save(update_fields=["grant_checked_at", "grant_expires_at"])
        scopes = self.grant.scopes
        missing = [name for name in NEEDED.get(account.platform, ()) if name not in scopes]
        if not scopes or not missing:
            return Written()
        return Written(remarks=(f"the token lacks {', '.join(missing)}",))


def ask_for_grant(
    account: Account, client: Client, trouble: Trouble, *, now: datetime
) -> GrantTold | None:
    """Ask how long our key opens, if it was not asked today."""
    checked = account.grant_checked_at
    if checked and now - checked < GRANT_IS_CHECKED_EVERY:
        return None
    with trouble.met("grant"):
        if grant := client.check_grant(now=now):
            return GrantTold(grant, now)
    return None

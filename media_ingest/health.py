"""How an account fares, in words for staff: what is well, what is not, what to do."""

from django.utils.translation import gettext as _

from media_ingest.models import Account, PollRun


def health_in_words(account: Account) -> str:
    """Say how polling fares; the account must come from ``with_last_polls``."""
    state: str | None = account.last_state  # type: ignore[attr-defined]
    reason: str = account.last_reason or ""  # type: ignore[attr-defined]
    if account.trouble:
        return _("A person is needed: %(what)s") % {"what": account.trouble}
    if account.paused:
        return _("Paused")
    if state is None:
        return _("Not polled yet")
    if state == PollRun.State.DONE:
        return _("Well")
    if state == PollRun.State.PARTIAL:
        return _("Answers in part: %(reason)s") % {"reason": reason}
    return _("The last poll failed: %(reason)s") % {"reason": reason}

"""The version of an API that we asked for, and the one that answered.

Facebook serves an expired version by the next one that lives, without a word
(facebook.md §6): only the answer's header says so.
"""

from django.conf import settings

from media_ingest.models import Account, PollRun


def other_version_served(account: Account) -> tuple[str, str] | None:
    """Give the versions asked for and served in the last poll that was answered, if they differ.

    For health and alerts: what was meant by a metric may have changed with it.
    """
    run = (
        PollRun.objects.filter(account=account)
        .exclude(version_served="")
        .order_by("-due_at", "-pk")
        .first()
    )
    asked = version_asked(account.platform)
    if run is None or not asked or run.version_served == asked:
        return None
    return asked, run.version_served


def remark_on_version(platform: str, served: str) -> tuple[str, ...]:
    """Say in a run's reason that another version answered; nothing when it is the right one."""
    asked = version_asked(platform)
    if not asked or not served or served == asked:
        return ()
    return (f"version {served} answered where {asked} was asked for",)


def version_asked(platform: str) -> str:
    """Give the version that is asked for; empty where the client's library decides."""
    return str(settings.FACEBOOK_API_VERSION) if platform == Account.Platform.FACEBOOK else ""

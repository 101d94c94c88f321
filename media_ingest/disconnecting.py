"""Giving an owner's grant back: revoked at Google, the key thrown away, the seven days begun."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from foundation.encrypted import WrongKey
from media_ingest.models import Account
from media_ingest.youtube.consent import revoke

SEVEN_DAYS = timedelta(days=7)
DISCONNECTED = "disconnected here; connect the channel again to poll it"


class DisconnectRefused(ValueError):
    """The account cannot be disconnected like this; the message says why."""


def disconnect_account(account: Account, *, now: datetime) -> datetime:
    """Revoke the grant at Google and stop; give the moment by which its data is deleted.

    Raises :class:`~foundation.errors.TryLater` while Google cannot be reached:
    nothing is changed then. A grant that Google no longer knows is as good as revoked.
    """
    if account.platform != Account.Platform.YOUTUBE:
        message = "only a YouTube channel can be disconnected here"
        raise DisconnectRefused(message)
    if token := _refresh_token(account):
        revoke(token, address=settings.GOOGLE_REVOKE_URI, timeout=settings.PLATFORM_TIMEOUT_SECONDS)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account.pk)
        account.credentials = {}
        account.grant_lost_at = account.grant_lost_at or now
        account.delete_by = min(account.delete_by or now + SEVEN_DAYS, now + SEVEN_DAYS)
        account.trouble = DISCONNECTED
        # As a poll under way sees that the account it read is another one now.
        account.connected_at = now
        account.save()
    return account.delete_by


def _refresh_token(account: Account) -> str:
    try:
        return str(account.credentials.open().get("refresh_token", ""))
    except WrongKey:
        message = (
            "its stored key cannot be opened with TOKEN_KEYS: "
            "take the grant back at myaccount.google.com/permissions"
        )
        raise DisconnectRefused(message) from None

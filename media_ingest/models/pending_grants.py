"""What an owner granted while it is still open which of several channels it is for."""

import secrets

from django.conf import settings
from django.db import models

from foundation.encrypted import EncryptedJSONField


def new_key() -> str:
    """Make a name that cannot be guessed."""
    return secrets.token_urlsafe(32)


class PendingGrant(models.Model):
    """A grant that waits some minutes for a choice; the browser's session knows its name only.

    ``channels`` is a list of ``[id, title]`` of the owner's channels. Taken
    once, or deleted when it expires (:mod:`media_ingest.retention`).
    """

    key = models.CharField(max_length=64, primary_key=True, default=new_key)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel_slug = models.CharField(max_length=50)
    channels = models.JSONField()
    credentials = EncryptedJSONField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"grant for {self.channel_slug}"

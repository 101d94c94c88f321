"""What signing in has to remember: codes that were used, and what all processes share."""

from django.conf import settings
from django.db import models


class SpentCode(models.Model):
    """A code of the authenticator app that let its person in, and may not again.

    allauth remembers that in the cache, for one period; a code lives for three
    (:setting:`MFA_TOTP_TOLERANCE`), and a cache may forget.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The number of the half minute since 1970 that the code belongs to.
    counter = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "counter"], name="people_code_spent_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.counter}"


class CachedValue(models.Model):
    """The table of Django's database cache; made here so that ``migrate`` makes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key

"""A token counts once, however often its form arrives: a weak network sends things twice."""

import datetime
import hashlib

from django.db import IntegrityError, transaction

from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import SpentToken


def spend(token: Token) -> bool:
    """Say whether the form comes for the first time; call it in the transaction that counts."""
    digest = hashlib.sha256(f"{token.purpose}\n{token.nonce}".encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentToken.objects.create(digest=digest, until=token.until)
    except IntegrityError:
        return False
    return True


def forget(now: datetime.datetime) -> None:
    """Delete what is refused by its age anyway."""
    SpentToken.objects.filter(until__lte=now).delete()

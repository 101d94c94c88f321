"""The twelve digits by which a person finds the answer. Kept as a digest alone.

They are made from the token of the form: whose network lost our answer sends the form once
more and is shown the same digits.
"""

import hmac
import unicodedata

from django.conf import settings

from portal.asking.anonymous_posts.tokens import Token

DIGITS = 12
TOGETHER = 4


def code_of(token: Token) -> str:
    """Give the code of the question that came with a token."""
    key = settings.CODE_CARD_KEYS[0].encode()
    drawn = hmac.digest(key, f"question code\n{token.nonce}".encode(), "sha256")
    return f"{int.from_bytes(drawn) % 10**DIGITS:0{DIGITS}}"


def grouped(code: str) -> str:
    """Write a code as it is read out: three times four digits."""
    return " ".join(code[at : at + TOGETHER] for at in range(0, len(code), TOGETHER))


def as_typed(text: str) -> str:
    """Read what somebody typed: Bangla digits or Latin ones, with anything between them."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def digest_of(code: str) -> str:
    """Give what is kept of a new code."""
    return _digest(code, settings.CODE_CARD_KEYS[0])


def digests_of(code: str) -> list[str]:
    """Give what may be kept of a code, with each of our keys."""
    return [_digest(code, key) for key in settings.CODE_CARD_KEYS]


def _digest(code: str, key: str) -> str:
    return hmac.digest(key.encode(), f"question\n{code}".encode(), "sha256").hex()

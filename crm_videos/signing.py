"""Signing what others must be able to check without us: ECDSA on P-256 over SHA-256.

Any phone's WebCrypto knows it. Signatures are the two numbers one after the other, 64
bytes, as WebCrypto wants them; keys are told as JSON Web Keys.
"""

import base64
import hashlib
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings

HALF = 32


def public_keys() -> list[dict[str, str]]:
    """Give the public keys, the newest first."""
    return [_as_jwk(key.public_key()) for key in settings.WITHDRAWAL_KEYS]


def sign(message: bytes) -> dict[str, str]:
    """Sign with every key, by its name: who knows an older one only can still check."""
    return {_name(key.public_key()): _signature(key, message) for key in settings.WITHDRAWAL_KEYS}


def is_ours(message: bytes, signature: str) -> bool:
    """Say whether one of our keys made the signature."""
    try:
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    return len(raw) == 2 * HALF and any(
        _made(key.public_key(), raw, message) for key in settings.WITHDRAWAL_KEYS
    )


def _signature(key: EllipticCurvePrivateKey, message: bytes) -> str:
    numbers = decode_dss_signature(key.sign(message, ECDSA(SHA256())))
    return base64.b64encode(b"".join(n.to_bytes(HALF, "big") for n in numbers)).decode()


def _made(key: EllipticCurvePublicKey, raw: bytes, message: bytes) -> bool:
    first, second = (int.from_bytes(half, "big") for half in (raw[:HALF], raw[HALF:]))
    try:
        key.verify(encode_dss_signature(first, second), message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _as_jwk(key: EllipticCurvePublicKey) -> dict[str, Any]:
    numbers = key.public_numbers()
    x, y = (_url64(number.to_bytes(HALF, "big")) for number in (numbers.x, numbers.y))
    return {"kid": _name(key), "kty": "EC", "crv": "P-256", "x": x, "y": y}


def _name(key: EllipticCurvePublicKey) -> str:
    """Name a key by its thumbprint (RFC 7638)."""
    numbers = key.public_numbers()
    x, y = (_url64(number.to_bytes(HALF, "big")) for number in (numbers.x, numbers.y))
    thumb = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return _url64(hashlib.sha256(thumb.encode()).digest())


def _url64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

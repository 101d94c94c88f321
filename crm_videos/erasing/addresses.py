"""Addresses of erased stories, kept as keyed hashes: a bookmark is told that it is gone."""

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from crm_videos.models import ErasedAddress


def remember_addresses(paths: Iterable[str]) -> None:
    """Keep that something was public at these paths, and not which paths they were."""
    rows = [ErasedAddress(hash=_hash(path)) for path in paths]
    ErasedAddress.objects.bulk_create(rows, ignore_conflicts=True)


def was_erased(path: str) -> bool:
    """Say whether the public read a story at this path that was erased."""
    return ErasedAddress.objects.filter(pk=_hash(path)).exists()


def _hash(path: str) -> str:
    plain = path.rstrip("/")
    return salted_hmac("crm_videos.erased_address", plain, algorithm="sha256").hexdigest()

"""Looks through every byte that a browser left on its disk."""

import base64
from pathlib import Path

# Less than this is found by chance.
SHORTEST = 8


def found_in(folder: Path, canaries: list[str | bytes]) -> list[str]:
    """Say in which files which canary lies, plain, as UTF-16 or in base64."""
    found = []
    for path in (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        data = path.read_bytes()
        for canary in canaries:
            found += [
                f"{path.relative_to(folder)}: {canary!r} as {form}"
                for form, needle in _forms_of(canary)
                if needle in data
            ]
    return found


def _forms_of(canary: str | bytes) -> list[tuple[str, bytes]]:
    if isinstance(canary, bytes):
        return [("bytes", canary), *_in_base64("bytes", canary)]
    plain = [(name, canary.encode(name)) for name in ("utf-8", "utf-16-le", "utf-16-be")]
    return plain + [form for name, data in plain for form in _in_base64(name, data)]


def _in_base64(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """However many bytes stand before it; the letters at both ends belong to neighbours too."""
    shifted = [base64.b64encode(b"\0" * before + data)[4:-4] for before in range(3)]
    return [(f"{name} in base64", one) for one in shifted if len(one) >= SHORTEST]

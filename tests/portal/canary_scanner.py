"""Looks for words in bytes, however they were written down: as text, escaped, packed, sealed."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import connection

PACKED = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
# A sealed secret; whatever follows it in a row may touch it.
SEALED = re.compile(rb"gAAAA[A-Za-z0-9_-]{70,}={0,2}")
# Version, time, vector and signature; then blocks.
FRAME_OF_SEALED, BLOCK = 57, 16
BEGIN_OF_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
DEEPEST = 3


def ways_to_write(word: str) -> set[bytes]:
    """Give the bytes of a word: UTF-8, UTF-16, JSON in one string or in two, in an address."""
    escaped = "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in word)
    texts = {word, escaped, escaped.replace("\\", "\\\\"), quote(word), quote(quote(word))}
    return {text.lower().encode() for text in texts} | {word.lower().encode("utf-16-le")}


def unpacked(data: bytes, keys: list[Fernet], depth: int = DEEPEST) -> Iterator[bytes]:
    """Give the bytes, and what is packed or sealed in them, and in that."""
    yield data
    if not depth:
        return
    for begin in BEGIN_OF_ZLIB.finditer(data):
        try:
            inside = zlib.decompressobj().decompress(data[begin.start() :], 10_000_000)
        except zlib.error:
            continue
        yield from unpacked(inside, keys, depth - 1)
    for token in set(PACKED.findall(data)):
        for inside in _decoded(token):
            yield from unpacked(inside, keys, depth - 1)
    for token in set(SEALED.findall(data)):
        for inside in _opened(token, keys):
            yield from unpacked(inside, keys, depth - 1)


def _decoded(token: bytes) -> Iterator[bytes]:
    bare = token.rstrip(b"=")
    padded = bare + b"=" * (-len(bare) % 4)
    for alphabet in (b"+/", b"-_"):
        with suppress(binascii.Error):
            yield base64.b64decode(padded, altchars=alphabet, validate=True)


def _opened(token: bytes, keys: list[Fernet]) -> Iterator[bytes]:
    for size in range(FRAME_OF_SEALED + BLOCK, len(token), BLOCK):
        whole = token[: 4 * -(-size // 3)]
        for key in keys:
            with suppress(InvalidToken):
                yield key.decrypt(whole)


def words_in(data: bytes, said: Mapping[str, str], keys: list[Fernet]) -> set[str]:
    """Name the words that are in some bytes, by where they were said."""
    wanted = {where: ways_to_write(word) for where, word in said.items()}
    found: set[str] = set()
    for part in unpacked(data, keys):
        low = part.lower()
        found |= {where for where, ways in wanted.items() if any(way in low for way in ways)}
    return found


def our_keys() -> list[Fernet]:
    return [Fernet(key) for key in (*settings.TOKEN_KEYS, *settings.PRIVATE_FILE_KEYS)]


def words_in_files(
    paths: Iterable[Path], said: Mapping[str, str], keys: list[Fernet]
) -> dict[str, set[str]]:
    """Name the words in each file, folders opened; also in the names of the files."""
    found = {}
    for path in paths:
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if one.is_file() and (here := words_in(_bytes_of(one), said, keys)):
                found[one.name] = here
    return found


def _bytes_of(path: Path) -> bytes:
    return str(path).encode() + b"\n" + path.read_bytes()


def words_in_rows(said: Mapping[str, str]) -> dict[str, set[str]]:
    """Name the words in each table of the database of the test."""
    found, keys = {}, our_keys()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts_" in table:
                continue  # below the full-text index: test_giving_up_bytes
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = "\n".join(str(row) for row in cursor.fetchall())
            if here := words_in(rows.encode(errors="replace"), said, keys):
                found[table] = here
    return found


def rows_of_tables() -> dict[str, set[str]]:
    """Give every row of every table, as text."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = {str(row) for row in cursor.fetchall()}
    return found

"""A package as the Community Response App might export it: a manifest, films, papers."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

from tests.crm_videos.recordings_made import film

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00"
    b"\x00IEND\xaeB`\x82"
)
GOOD = {
    "export_id": "CRM-0017", "district": "Khulna", "told_on": "2026-10-03",
    "name": "Canary Begum", "telephone": "01711000000", "village": "Canarypur",
    "other_names": "Canary Miah", "script": "app-1", "script_language": "bn",
    "asked_by": "rahman", "asked_on": "2026-10-02", "ends_on": "2027-09-30", "adult": "yes",
    "aid_said": "yes", "risks_asked": "হ্যাঁ", "middleman_near": "no", "case_in_court": "no",
    "purposes": "awareness; training", "channels": "site; youtube", "languages": "bn",
    "identity_level": "pseudonym", "contact": "Canary hotline", "evidence_kind": "signature",
    "evidence_file": "papers/17.png", "witnessed": "", "witness": "",
    "experience_file": "films/17.mp4", "support_file": "films/17.m4a",
    "message_text": "Canary says: ask first.",
}  # fmt: skip


def files() -> dict[str, bytes]:
    return {
        "papers/17.png": PNG,
        "films/17.mp4": film(seconds=1),
        "films/17.m4a": film("ipod", picture=None, seconds=1),
    }


def row(**said: Any) -> dict[str, str]:
    return {**GOOD, **said}


def manifest(*rows: dict[str, str]) -> bytes:
    columns = sorted({name for one in rows or [GOOD] for name in one})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def folder_of(at: Path, *rows: dict[str, str], beside: dict[str, bytes] | None = None) -> Path:
    for name, data in {"manifest.csv": manifest(*rows), **(files() | (beside or {}))}.items():
        place = at / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return at


def zip_of(members: dict[str, bytes], packed: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipped(*rows: dict[str, str], beside: dict[str, bytes] | None = None) -> bytes:
    return zip_of({"manifest.csv": manifest(*rows), **(files() | (beside or {}))})


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

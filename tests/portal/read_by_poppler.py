"""What poppler, which somebody else wrote, reads in a PDF: its text, its properties, its fonts."""

import subprocess
import unicodedata


def _said(program: str, *options: str, data: bytes) -> str:
    said = subprocess.run(
        [program, *options, "-", *(["-"] if program == "pdftotext" else [])],
        input=data,
        capture_output=True,
        check=True,
    )
    return unicodedata.normalize("NFC", said.stdout.decode())


def text_of(data: bytes) -> str:
    """Read the text in its own order, every stretch of space as one."""
    return " ".join(_said("pdftotext", "-raw", "-enc", "UTF-8", data=data).split())


def pages_of(data: bytes) -> list[str]:
    """Read the text of each page."""
    return _said("pdftotext", "-raw", "-enc", "UTF-8", data=data).split("\f")[:-1]


def properties_of(data: bytes) -> dict[str, str]:
    """Read what the file says of itself: title, pages, whether it is tagged."""
    lines = _said("pdfinfo", "-enc", "UTF-8", data=data).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def metadata_of(data: bytes) -> str:
    """Read the XMP, in which a PDF claims its standards."""
    return _said("pdfinfo", "-meta", data=data)


def fonts_of(data: bytes) -> dict[str, str]:
    """Read which fonts there are, by name without the mark of a subset, and whether embedded."""
    lines = _said("pdffonts", data=data).splitlines()[2:]
    return {line.split()[0].partition("+")[2]: line.split()[-5] for line in lines}

"""What OpenRosa says in XML: the list of forms, a form's files, and the answer to a sending."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from events.openrosa.forms import Form

LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that belongs to a form, and where to fetch it."""

    name: str
    md5: str
    url: str


def form_list(forms: Iterable[tuple[Form, str, str]]) -> bytes:
    """Write the list of forms, each with the addresses of its XML and of its manifest.

    A phone throws the whole list away when one form lacks its id, name or address.
    """
    root = Element("xforms", xmlns=LIST)
    for form, download, manifest in forms:
        _add(
            root,
            "xform",
            formID=form.form_id,
            name=form.name,
            version=form.version,
            hash=f"md5:{form.md5}",
            downloadUrl=download,
            manifestUrl=manifest,
        )
    return _written(root)


def manifest(files: Iterable[MediaFile]) -> bytes:
    root = Element("manifest", xmlns=MANIFEST)
    for file in files:
        _add(root, "mediaFile", filename=file.name, hash=f"md5:{file.md5}", downloadUrl=file.url)
    return _written(root)


def answer(message: str, *, nature: str) -> bytes:
    """Write the envelope that a phone shows to its person."""
    root = Element("OpenRosaResponse", xmlns=RESPONSE)
    SubElement(root, "message", nature=nature).text = message
    return _written(root)


def _add(root: Element, tag: str, /, **parts: str) -> None:
    child = SubElement(root, tag)
    for name, text in parts.items():
        SubElement(child, name).text = text


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written

"""What one sending brings: the XML of a filled form and, perhaps, some of its attachments.

Nothing is believed that did not arrive whole: Django's parser would take a cut
body for a short one, so length and closing boundary are looked at first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _

# What phones are told: above it they split what they send.
ADVERTISED_BYTES = 10_000_000
# A single file above that is sent even so, and the parts have headers.
MOST_BYTES = 2 * ADVERTISED_BYTES
# A filled form of ours is four kilobytes; a form of somebody else may be longer.
MOST_XML_BYTES = 256 * 1024
XML_PART = "xml_submission_file"


class BadPost(ValueError):
    """It cannot be taken; how the answer is coded, why in words, and the texts worth keeping."""

    def __init__(self, status: int, why: str, *, texts: tuple[bytes, ...] = ()) -> None:
        super().__init__(why)
        self.status = status
        self.texts = tuple(text for text in texts if len(text) <= MOST_XML_BYTES)


@dataclass(frozen=True, slots=True)
class Post:
    """One sending, whole."""

    xml: bytes
    files: list[tuple[str, UploadedFile]] = field(default_factory=list)

    def named(self, names: list[str]) -> Iterator[tuple[str, UploadedFile]]:
        """Give the files that a form names; what it does not name is left out."""
        for part, file in self.files:
            for name in dict.fromkeys((part, file.name or "")):
                if name in names:
                    yield name, file
                    break


def read_post(request: HttpRequest) -> Post:
    """Read the body of a sending. Raises :class:`BadPost`."""
    body = _whole_body(request)
    boundary = _boundary(request)
    if boundary is None:
        raise BadPost(400, _("This was not sent as parts of a form."), texts=(body,))
    if b"--" + boundary + b"--" not in body:
        raise BadPost(400, _("Only a part of it arrived."), texts=(body,))
    handlers = [MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
    try:
        fields, files = MultiPartParser(
            request.META, BytesIO(body), handlers, request.encoding or "utf-8"
        ).parse()
    except MultiPartParserError as error:
        raise BadPost(400, _("The parts cannot be told apart."), texts=(body,)) from error
    except SuspiciousOperation as error:
        raise BadPost(413, _("These are too many parts, or one is too large.")) from error
    forms = [file.read() for file in files.getlist(XML_PART)]
    forms += [text.encode() for text in fields.getlist(XML_PART)]
    if len(forms) != 1:
        why = _("There has to be one filled form, under the name %(name)s.") % {"name": XML_PART}
        raise BadPost(400, why, texts=(*forms,))
    if len(forms[0]) > MOST_XML_BYTES:
        raise BadPost(413, _("This is too large for one form."))
    others = [(name, file) for name in files if name != XML_PART for file in files.getlist(name)]
    return Post(forms[0], others)


def _whole_body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or request.META.get("HTTP_TRANSFER_ENCODING"):
        # In chunks a body would seem empty here, and an empty one is no form.
        raise BadPost(411, _("The length of what is sent has to be said."))
    if int(length) > MOST_BYTES:
        raise BadPost(413, _("This is too large. Send fewer photos at once."))
    try:
        body: bytes = request.read(int(length))
    except UnreadablePostError:
        body = b""
    if len(body) != int(length):
        # Cut on its way. Whoever sent it has it still, and hears no 201.
        raise BadPost(400, _("Only a part of it arrived."))
    return body


def _boundary(request: HttpRequest) -> bytes | None:
    kind, options = parse_header_parameters(request.META.get("CONTENT_TYPE", ""))
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not boundary or not boundary.isascii():
        return None
    return boundary.encode("ascii")

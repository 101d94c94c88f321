"""Documents of the CMS: of a few kinds, and emptied of what they tell beside their text."""

from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from portal.stock_files.office_files import emptied_office_file
from portal.stock_files.pdf_files import emptied_pdf
from portal.stock_files.refusing import NotTaken
from portal.stock_files.rewriting import rewrite


def checked_table(data: bytes) -> bytes:
    """Let a CSV through that is text. Raises :class:`NotTaken`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotTaken(_("Save the table as CSV in UTF-8, so that Bangla can be read.")) from None
    if any(ord(sign) < ord(" ") and sign not in "\r\n\t" for sign in text):
        raise NotTaken(_("This file is not what the end of its name says."))
    # Without the rest of it a browser that guesses finds no page in it.
    if text.lstrip().startswith("<"):
        raise NotTaken(_("This file is not what the end of its name says."))
    return data


EMPTIED = {
    "pdf": emptied_pdf,
    "docx": lambda data: emptied_office_file(data, "docx"),
    "xlsx": lambda data: emptied_office_file(data, "xlsx"),
    "csv": checked_table,
}


class EmptiedField(WagtailDocumentField):
    """Replaces what was sent by the same document without what it tells beside its text."""

    def to_python(self, data: Any) -> Any:
        sent = super().to_python(data)
        if sent is None:
            return None
        # Other kinds are refused by the model, with the list of those that are taken.
        if empty := EMPTIED.get(PurePath(sent.name).suffix.lower()[1:]):
            sent.seek(0)
            rewrite(sent, empty(sent.read()))
        return sent


class DocumentForm(BaseDocumentForm):
    """Every form of Wagtail that takes a document: alone, many at once, in a chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = EmptiedField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

"""Images of the CMS: drawn anew before anything else looks at them.

A photograph tells where and when it was taken and by which phone, and may hide a page or a
program behind itself. Only its pixels are kept, upright. Renditions are made from that.
"""

from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from foundation.pictures import Wanted, read_picture
from portal.stock_files.refusing import NotTaken, told_when_busy
from portal.stock_files.rewriting import rewrite

# As Pillow calls them, by the ends of names that are taken.
KINDS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
# Of what is kept; pages show 1,600 at most.
LONGEST_SIDE = 3000


class DrawnAnewField(WagtailImageField):
    """Replaces what was sent by a picture drawn from its pixels, then lets Wagtail check it."""

    def to_python(self, data: Any) -> Any:
        kind = KINDS.get(PurePath(data.name).suffix.lower()[1:]) if data else None
        if kind is None:
            # Nothing was sent, or Wagtail says which kinds are taken.
            return super().to_python(data)
        self.check_image_file_size(data)
        data.seek(0)
        with told_when_busy():
            picture = read_picture(data.read(), Wanted(kind, LONGEST_SIDE, transparent=True))
        if picture is None:
            message = _("This image is broken, cut off or too large. Choose another file.")
            raise NotTaken(message, code="no_picture")
        # Whatever kind it was, now it is what its name says.
        rewrite(data, picture.copies[0].data)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """Every form of Wagtail that takes an image: alone, many at once, in a chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = DrawnAnewField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

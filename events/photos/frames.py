"""The photos of an event as a page shows them: small, each opening in its full size."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from events.comparing import summarise
from events.models import Event, Quarantined
from events.photos.named import Photos, photos_of, photos_of_kept
from foundation.bangla import figure


class PhotoFrames(Component):
    """Photos with their addresses, and words for those that cannot be seen."""

    template_name = "events/photos.html"

    def __init__(self, photos: Photos, *, view: str, pk: int, of: str) -> None:
        self.photos = photos
        self.view = view
        self.pk = pk
        self.of = of

    @property
    def is_empty(self) -> bool:
        return not (self.photos.here or self.photos.missing)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Give what the template prints."""
        missing, unreadable = len(self.photos.missing), self.photos.unreadable
        return {
            "frames": [
                {
                    "url": reverse(self.view, args=[self.pk, photo.pk]),
                    "alt": _("Photo %(number)s of %(event)s")
                    % {"number": _in_digits(number), "event": self.of},
                    # As text: the page would put a comma into a thousand.
                    "width": str(photo.width),
                    "height": str(photo.height),
                }
                for number, photo in enumerate(self.photos.shown, start=1)
            ],
            "missing": missing,
            "missing_shown": _in_digits(missing),
            "unreadable": unreadable,
            "unreadable_shown": _in_digits(unreadable),
        }


def frames_of(event: Event) -> PhotoFrames:
    """Frame the photos of an event."""
    return PhotoFrames(photos_of(event), view="events:photo", pk=event.pk, of=str(event))


def frames_of_kept(kept: Quarantined) -> PhotoFrames:
    """Frame the photos of what waits for a person."""
    return PhotoFrames(
        photos_of_kept(kept), view="quarantine:photo", pk=kept.pk, of=summarise(kept)
    )


def _in_digits(number: int) -> str:
    return figure(number, get_language() or "en")

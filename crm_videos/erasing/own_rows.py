"""Clearing this app's own rows. The rows stay, for others count on them; nobody is in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from crm_videos.erasing.ports import Eraser
from crm_videos.erasing.traces import FILE, STORY, Traces
from crm_videos.models import (
    AccessEntry,
    Caption,
    Consent,
    Copy,
    ImportedTestimony,
    Override,
    PrivateFile,
    Publishing,
    Recording,
    Rendition,
    Story,
    StoryCost,
    StoryPicture,
    StoryVideo,
    Testimony,
    Upload,
    Withdrawal,
)
from crm_videos.private import erasing
from crm_videos.recordings.uploading import give_up

# Of a story: whose it was and who recorded it when. A field that is not named here is cleared.
KEPT_OF_A_STORY = frozenset({"id", "testimony", "recorded_by", "recorded_at"})


def find_own(traces: Traces) -> Mapping[str, Iterable[Any]]:
    """Find the stories that were told of a testimony, and its private files."""
    stories = Story.objects.filter(testimony=traces.testimony)
    files = PrivateFile.objects.filter(testimony=traces.testimony)
    return {STORY: stories.values_list("pk", flat=True), FILE: files.values_list("pk", flat=True)}


def clear_person(traces: Traces) -> int:
    """Empty what lies sealed of who it was."""
    rows = Testimony.objects.filter(pk=traces.testimony)
    return rows.exclude(person="").update(person="")


def clear_consents(traces: Traces) -> int:
    """Empty contact, witness, evidence and notes; that it was given stays."""
    rows = Consent.objects.filter(testimony=traces.testimony)
    return rows.exclude(details="").update(details="")


def clear_files(traces: Traces) -> int:
    """Forget the keys, unlink the bytes."""
    rows = PrivateFile.objects.filter(testimony=traces.testimony) | PrivateFile.objects.filter(
        pk__in=traces.ids(FILE)
    )
    left = rows.filter(erased_at=None).count()
    for file in rows:
        # Also one that was erased before: its bytes may have come back with a backup.
        erasing.erase(file, now=traces.at)
    return left


def clear_access_words(traces: Traces) -> int:
    """Empty what colleagues wrote when they looked at the files; who looked and when stays."""
    rows = AccessEntry.objects.filter(testimony=traces.testimony)
    return rows.exclude(words_salt="").update(words="", words_salt="")


def clear_stories(traces: Traces) -> int:
    """Empty the facts of the stories, and delete their sums."""
    rows = Story.objects.filter(pk__in=traces.numbers(STORY), testimony=traces.testimony)
    changed, _each = StoryCost.objects.filter(story__in=rows).delete()
    empty = {
        field.attname: _empty(field)
        for field in Story._meta.concrete_fields
        if field.name not in KEPT_OF_A_STORY
    }
    for story in rows:
        if any(getattr(story, name) != value for name, value in empty.items()):
            changed += Story.objects.filter(pk=story.pk).update(**empty)
    return changed


def clear_pictures(traces: Traces) -> int:
    """Empty what was declared of the pictures, and what could tell one that somebody has kept."""
    rows = StoryPicture.objects.filter(story__testimony=traces.testimony)
    return rows.exclude(small_sha256="").update(
        shows="", tells=[], looked_for=False, small_sha256="", large_sha256=""
    )


def clear_recordings(traces: Traces) -> int:
    """Empty what was told in writing; the files go with the private files."""
    rows = Recording.objects.filter(testimony=traces.testimony)
    return rows.exclude(words="").update(words="")


def clear_uploads(traces: Traces) -> int:
    """Delete what is under way, with its key and its bytes; recordings have theirs cleared."""
    rows = Upload.objects.filter(testimony=traces.testimony)
    for upload in rows:
        give_up(upload)
    return len(rows)


def clear_imports(traces: Traces) -> int:
    """Empty the digests of what the app said; that it came from there stays, and is refused."""
    rows = ImportedTestimony.objects.filter(testimony=traces.testimony)
    return rows.exclude(seal="").update(seal="")


def clear_videos(traces: Traces) -> int:
    """Delete the captions; empty what was declared, and what could tell a file that is kept."""
    changed, _each = Caption.objects.filter(video__story__testimony=traces.testimony).delete()
    made = Rendition.objects.filter(video__story__testimony=traces.testimony)
    changed += made.exclude(sha256="").update(sha256="")
    videos = StoryVideo.objects.filter(story__testimony=traces.testimony)
    changed += videos.here().update(removed_at=traces.at)
    return changed + videos.exclude(shows="", tells=[], regions=[]).update(
        shows="", tells=[], regions=[], watched_by=None, watched_at=None
    )


def clear_publishings(traces: Traces) -> int:
    """Empty the words that stood beside the videos on platforms; that they were there stays."""
    rows = Publishing.objects.filter(video__story__testimony=traces.testimony)
    return rows.exclude(title="", description="").update(title="", description="")


def clear_overrides(traces: Traces) -> int:
    """Empty what colleagues wrote when they overrode the lint; that they did stays."""
    rows = Override.objects.filter(story__testimony=traces.testimony)
    return rows.exclude(words="").update(words="")


def clear_copies(traces: Traces) -> int:
    """Empty where the copies were. Of one that is not gone it stays until it is: see proving."""
    rows = Copy.objects.filter(story__testimony=traces.testimony).exclude(gone_at=None)
    told = rows.exclude(where="", details="", seen="")
    return told.update(where="", details="", seen="")


def clear_withdrawals(traces: Traces) -> int:
    """Empty how a withdrawal was heard of."""
    rows = Withdrawal.objects.filter(testimony=traces.testimony)
    return rows.exclude(details="").update(details="")


def _empty(field: "Field[Any, Any]") -> Any:
    return None if field.null else field.get_default()


OWN = (
    Eraser("person", _("Who it was"), clear_person),
    Eraser("consents", _("Contact, witness and notes of the consents"), clear_consents),
    Eraser("files", _("Private files"), clear_files),
    Eraser("access-words", _("Reasons in the access log"), clear_access_words),
    Eraser("stories", _("Facts of the stories"), clear_stories),
    Eraser("pictures", _("What was said of the pictures"), clear_pictures),
    Eraser("uploads", _("Recordings on their way"), clear_uploads),
    Eraser("recordings", _("What was told in writing"), clear_recordings),
    Eraser("imports", _("What the Community Response App said"), clear_imports),
    Eraser("videos", _("Captions, and what was said of the videos"), clear_videos),
    Eraser("publishings", _("Titles and descriptions on platforms"), clear_publishings),
    Eraser("overrides", _("Words of those who overrode the lint"), clear_overrides),
    Eraser("copies", _("Where copies were, and who had them"), clear_copies),
    Eraser("withdrawals", _("How a withdrawal was heard of"), clear_withdrawals),
)

"""Which copies may not be where they are any more, by what the person allows now.

Of a copy it is known where it is and mostly in which language, not for which use it was
made. What is not known could be all that the person agreed to: then one part of it taken
back is enough, and the copy has to go.
"""

import datetime
from collections.abc import Iterable
from itertools import product
from typing import Any

from crm_videos.identity import shows_more
from crm_videos.models import Consent, Copy
from crm_videos.words import Channel, CopyKind, Language, Purpose

_SITE = {Channel.SITE}
_PRINT = {Channel.PRINT}
_EVERYWHERE = set(Channel)
_PUBLIC = {Purpose.AWARENESS}
_REPORTED = {Purpose.AWARENESS, Purpose.REPORTING}
_ANY_USE = set(Purpose)
# Through which channel a kind of copy goes, and what it may have been made for.
_COULD_BE: dict[str, tuple[set[Channel], set[Purpose]]] = {
    CopyKind.PAGE: (_SITE, _PUBLIC),
    CopyKind.OFFLINE: (_SITE, _PUBLIC),
    CopyKind.FACEBOOK: ({Channel.FACEBOOK}, _PUBLIC),
    CopyKind.YOUTUBE: ({Channel.YOUTUBE}, _PUBLIC),
    # A donor's report that everybody may read.
    CopyKind.ISSUE: (_PRINT, _REPORTED),
    CopyKind.FACTSHEET: (_PRINT, _ANY_USE),
    CopyKind.FILE: ({Channel.JOURNALISTS, Channel.PRINT}, _ANY_USE),
    CopyKind.OTHER: (_EVERYWHERE, _ANY_USE),
}


def must_go(testimony: Any, *, on: datetime.date) -> list[Copy]:
    """List the standing copies of a testimony that its newest consent does not allow."""
    copies = Copy.objects.standing().filter(story__testimony=testimony).select_related("story")
    versions = _versions(testimony)
    return [copy for copy in copies if not _may_stand(copy, versions, on)]


def may_stand(copy: Copy, *, on: datetime.date) -> bool:
    """Say whether the newest consent allows one copy where it is."""
    return _may_stand(copy, _versions(copy.story.testimony_id), on)


def _versions(testimony: Any) -> list[Consent]:
    return list(Consent.objects.filter(testimony=testimony).order_by("version").defer("details"))


def _may_stand(copy: Copy, versions: list[Consent], on: datetime.date) -> bool:
    newest = versions[-1] if versions else None
    if newest is None or not newest.stands(on):
        return False
    if shows_more(copy.story.identity_level, newest.identity_level):
        return False
    languages = {copy.language} if copy.language else _ever_agreed_to(versions)
    channels, purposes = _COULD_BE[copy.kind]
    since = _since(copy, versions)
    made_for = [
        (purpose, channel)
        for purpose, channel in product(purposes, channels)
        if any(purpose in one.purposes and channel in one.channels for one in since)
    ]
    return bool(made_for) and all(
        newest.covers(purpose=purpose, channel=channel, language=language)
        for purpose, channel in made_for
        for language in languages
    )


def _ever_agreed_to(versions: Iterable[Consent]) -> set[str]:
    """Give each language of all versions: a copy may have been found late."""
    agreed = {language for version in versions for language in version.languages}
    return {one for one in Language if one in agreed}


def _since(copy: Copy, versions: list[Consent]) -> list[Consent]:
    """Keep the version under which a copy was registered, and all later ones."""
    before = [version for version in versions if version.recorded_at < copy.made_at]
    return versions[max(len(before) - 1, 0) :]

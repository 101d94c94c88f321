"""System checks of the private files, and of who was erased and may have come back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections

from crm_videos.erasing.reapplying import missing_in_list, unknown_here
from crm_videos.erasing.tombstones import NotOurs
from crm_videos.models import Erasure
from crm_videos.private.files import served_by

FOR_OTHERS = 0o077
REAPPLY = "Run `manage.py reapply_tombstones` before the site opens."


@checks.register(checks.Tags.security)
def private_files_are_private(**kwargs: Any) -> list[checks.CheckMessage]:
    """Tell of a folder that a web server hands out, or that others on the machine may enter."""
    if setting := served_by():
        return [
            checks.Error(
                f"PRIVATE_FILES_ROOT lies inside {setting}: everybody could read it.",
                hint="Choose a folder that nothing serves.",
                id="crm_videos.E001",
            )
        ]
    folder = Path(settings.PRIVATE_FILES_ROOT)
    if folder.is_dir() and folder.stat().st_mode & FOR_OTHERS:
        return [
            checks.Warning(
                "The folder of PRIVATE_FILES_ROOT is open to others on this machine.",
                hint=f"chmod 700 {folder}",
                id="crm_videos.W001",
            )
        ]
    return []


@checks.register(checks.Tags.database)
def the_erased_stay_erased(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Tell of people who were erased and are in this database again, and of a list cut short."""
    if "default" not in (databases or []) or not _has_erasures():
        return []
    try:
        back, missing = len(unknown_here()), len(missing_in_list())
    except NotOurs as error:
        hint = "Has SECRET_KEY changed? Then move the file away: the next step writes it anew."
        return [checks.Error(str(error), hint=f"{hint} {REAPPLY}", id="crm_videos.E003")]
    found: list[checks.CheckMessage] = []
    if back:
        sentence = f"{back} people were erased, and this database does not know it."
        found.append(checks.Error(sentence, hint=REAPPLY, id="crm_videos.E002"))
    if missing:
        sentence = f"The list of the erased lacks {missing} whom this database knows."
        found.append(checks.Warning(sentence, hint=REAPPLY, id="crm_videos.W002"))
    return found


def _has_erasures() -> bool:
    """Say whether the table is there: a backup may be older than it."""
    tables = connections["default"].introspection.table_names()
    return Erasure._meta.db_table in tables

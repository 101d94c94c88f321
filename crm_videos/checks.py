"""System checks of the private files; every command of ``manage.py`` runs them first."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from crm_videos.private.files import served_by

FOR_OTHERS = 0o077


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

"""The folder of private files, which nothing may serve."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Each names a folder whose files are handed out to everybody, or a list of such folders.
SERVED = ("MEDIA_ROOT", "STATIC_ROOT", "WHITENOISE_ROOT", "STATICFILES_DIRS")


def folder() -> Path:
    """Give the folder. Raises ``ImproperlyConfigured`` when its files would be handed out."""
    if setting := served_by():
        message = f"PRIVATE_FILES_ROOT lies inside {setting}, which everybody can read"
        raise ImproperlyConfigured(message)
    return Path(settings.PRIVATE_FILES_ROOT)


def served_by() -> str:
    """Name the setting whose folder holds that of the private files; empty is well."""
    private = Path(settings.PRIVATE_FILES_ROOT).resolve()
    for setting in SERVED:
        if any(private.is_relative_to(served) for served in _folders(setting)):
            return setting
    return ""


def _folders(setting: str) -> list[Path]:
    value = getattr(settings, setting, None) or []
    each = value if isinstance(value, list | tuple) else [value]
    # STATICFILES_DIRS may hold a prefix with a folder.
    return [Path(one[1] if isinstance(one, list | tuple) else one).resolve() for one in each]

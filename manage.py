#!/usr/bin/env python
"""Run Django's command line from a checkout: ``python manage.py <command>``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Point Django at the settings and hand over."""
    # ``site/`` is a source folder, not a package: it holds ``portal``
    # and ``foundation``.
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)  # Ctrl-C is no fault: no traceback


if __name__ == "__main__":
    main()

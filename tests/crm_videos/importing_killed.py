"""Brings a package again and again, killed at each write in turn, and at each side of a commit.

``manage.py shell -c "from tests.crm_videos.importing_killed import main; main()"`` on a database
and folder of its own. Prints what was found after each death, and at the end.
"""

import io
import json
import os
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from crm_videos.crm_app.importing import PERMISSIONS, import_package
from crm_videos.crm_app.zip_package import ZipPackage
from crm_videos.models import (
    Consent,
    ConsentScript,
    ImportedTestimony,
    PrivateFile,
    Recording,
    Testimony,
)
from crm_videos.private.erasing import KEPT_FOR, sweep_private_files
from tests.crm_videos.conftest import colleague
from tests.crm_videos.exported import row, zipped

KEPT = (Testimony, Consent, Recording, PrivateFile, ImportedTestimony)
WRITES = ("INSERT", "UPDATE", "DELETE")
MOST = 200


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def bring(package: bytes, bringer: User) -> list[str]:
    now = timezone.now()
    found = import_package(ZipPackage(io.BytesIO(package)), by=bringer, clock=lambda: now)
    return [str(one.became) for one in found.tried]


def dies_at(number: int, package: bytes, bringer: User) -> bool:
    """Bring it in a process that is killed at the so-manieth moment."""
    connection.close()
    if child := os.fork():
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    moments, commit = iter(range(1, MOST)), connection.commit

    def moment() -> None:
        if next(moments) == number:
            os.kill(os.getpid(), 9)

    def writes(execute, sql, params, many, context):
        if sql.lstrip().startswith(WRITES):
            moment()
        return execute(sql, params, many, context)

    def commits() -> None:
        moment()
        commit()
        moment()

    try:
        connection.commit = commits
        with connection.execute_wrapper(writes):
            bring(package, bringer)
    finally:
        os._exit(0)


def main() -> None:
    ConsentScript.objects.create(
        version="app-1", text_bn="শুনুন", text_en="Listen", active_from="2020-01-01"
    )
    User.objects.create_user("rahman")
    bringer = colleague("bringer", *(one.partition(".")[2] for one in PERMISSIONS))
    today = timezone.localdate()
    package = zipped(row(ends_on=today.replace(year=today.year + 1).isoformat()))
    after_deaths: Counter[str] = Counter()
    for number in range(1, MOST):
        if not dies_at(number, package, bringer):
            break
        after_deaths[str(counts())] += 1
    once = counts()
    again = bring(package, bringer)
    sweep_private_files(timezone.now() + KEPT_FOR * 2)
    files = [path for path in Path(settings.PRIVATE_FILES_ROOT).rglob("*") if path.is_file()]
    found = {
        "after_deaths": after_deaths, "once": once, "again": again, "counts": counts(),
        "files": len(files),
    }  # fmt: skip
    sys.stdout.write(json.dumps(found))

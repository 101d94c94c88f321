"""Taking one row: testimony, consent, evidence and chapters together, or nothing of it.

The files are encrypted and looked at first, while no lock is held. Then one short transaction
keeps all of the row; a dry run goes the same way and is rolled back at its end. Who is killed
in between leaves noise without a key, which the sweep finds.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from crm_videos.asking import ConsentRefused, give_consent
from crm_videos.crm_app.files import (
    BroughtFiles,
    RowRefused,
    brought_files,
    demand_digest,
    digest_of,
)
from crm_videos.crm_app.forms import AskedForm, PersonForm
from crm_videos.crm_app.layout import FILE, TEXT
from crm_videos.crm_app.packages import NotThere, Package
from crm_videos.crm_app.rows import Problems, ReadRow, of_column
from crm_videos.erasing.tombstones import NotOurs, tombstones
from crm_videos.models import ImportedTestimony, Testimony
from crm_videos.private.evidence import kept_evidence
from crm_videos.private.storing import NotStored
from crm_videos.recordings.taking import NotTaken, take_recording, take_words
from crm_videos.words import Chapter
from foundation.moments import dhaka_day


class Refused(ValueError):
    """Nothing of the row is kept; ``problems`` say why, by column."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)
        self.problems = problems


class _OnlyTried(Exception):
    """Takes back what a dry run did."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row: the code of its testimony, and whether that is new.

    A dry run has no code to tell: it would be another one afterwards.
    """

    is_new: bool
    code: str
    chapters: tuple[tuple[Chapter, str], ...] = ()


def take_row(
    row: ReadRow, package: Package, *, by: User, now: datetime, dry_run: bool = False
) -> Taken:
    """Take a row whose cells can be read. Raises :class:`Refused`."""
    rows = Testimony.objects.select_related("imported")
    known = rows.filter(pk=row.testimony).first() if row.testimony else None
    if known:
        return _same(known, row, package)
    _demand_not_erased(row)
    person, asked = _forms(row, by, now)
    testimony: Testimony = person.instance
    testimony.pk = row.testimony
    try:
        with brought_files(row, package, testimony, by=by, now=now) as files:
            # What it raises lets the bytes go: also that this was a dry run.
            return _keep(row, person, asked, files, by=by, now=now, dry_run=dry_run)
    except RowRefused as refused:
        raise Refused({refused.column: [refused.message]}) from refused
    except _OnlyTried:
        return Taken(is_new=True, code="", chapters=_chapters(row, files))
    except (NotTaken, ConsentRefused) as refused:
        raise Refused({"": [str(refused)]}) from refused
    except NotStored as refused:
        raise Refused({f"evidence{FILE}": [refused.message]}) from refused
    except IntegrityError as error:
        sentence = _("Somebody else brings this record at the same time. Look again.")
        raise Refused({"": [sentence]}) from error


def _keep(
    row: ReadRow,
    person: PersonForm,
    asked: AskedForm,
    files: BroughtFiles,
    *,
    by: User,
    now: datetime,
    dry_run: bool,
) -> Taken:
    if row.asker is None:
        raise Refused({"asked_by": [_("This site knows nothing of this name.")]})
    given = asked.cleaned_data
    with transaction.atomic():
        testimony = person.save(commit=False)
        testimony.created_at = now
        testimony.save(force_insert=True)
        kind = given["evidence_kind"]
        with kept_evidence(testimony, files.evidence, kind=kind, by=by, now=now) as evidence:
            give_consent(
                testimony,
                scope=asked.scope(),
                asking=asked.asking(evidence),
                ends_on=given["ends_on"],
                by=row.asker,
                now=now,
                asked_on=given["asked_on"],
            )
            _keep_chapters(row, testimony, files, by=by, now=now)
            ImportedTestimony.objects.create(
                testimony=testimony,
                seal={"meaning": row.meaning, "files": files.digests},
                brought_by=by,
                brought_at=now,
            )
            if dry_run:
                raise _OnlyTried
    return Taken(is_new=True, code=testimony.code, chapters=_chapters(row, files))


def _keep_chapters(
    row: ReadRow, testimony: Testimony, files: BroughtFiles, *, by: User, now: datetime
) -> None:
    for one in files.recordings:
        one.file.save(force_insert=True)
        try:
            take_recording(
                testimony, chapter=one.chapter, medium=one.medium, file=one.file, seen=one.seen,
                by=by, now=now,
            )  # fmt: skip
        except NotTaken as refused:
            raise RowRefused(f"{one.chapter}{FILE}", refused.words) from refused
    for chapter, text in row.texts.items():
        try:
            take_words(testimony, chapter=chapter, text=text, by=by, now=now)
        except NotTaken as refused:
            raise RowRefused(f"{chapter}{TEXT}", refused.words) from refused


def _forms(row: ReadRow, by: User, now: datetime) -> tuple[PersonForm, AskedForm]:
    """Ask the office's own forms, and both of them, so that one look at the row tells all."""
    person = PersonForm(row.said, for_user=by)
    asked = AskedForm(
        {**row.said, "seen": 0}, last=None, today=dhaka_day(now), has_file="evidence" in row.files
    )
    problems: Problems = {}
    for form in (person, asked):
        for name, whys in form.errors.items():
            problems.setdefault(of_column(name), []).extend(map(str, whys))
    if problems:
        raise Refused(problems)
    return person, asked


def _same(known: Testimony, row: ReadRow, package: Package) -> Taken:
    """Say that the record is here already. Raises :class:`Refused` when it is another now."""
    if known.erased_at:
        raise Refused({"": [_erased()]})
    imported: Any = getattr(known, "imported", None)
    before = imported.seal.open() if imported else {}
    changed = before.get("meaning") != row.meaning or before["files"].keys() != row.files.keys()
    if not changed:
        changed = any(
            digest != before["files"][what] for what, digest in _digests(row, package).items()
        )
    if changed:
        sentence = _(
            "This record was imported before and says something else now. It stays as it is: "
            "change the testimony %(code)s here."
        )
        raise Refused({"": [sentence % {"code": known.code}]})
    return Taken(is_new=False, code=known.code)


def _demand_not_erased(row: ReadRow) -> None:
    """Ask the list that outlives backups: this database may be older than an erasure."""
    try:
        erased = any(one.testimony == row.testimony for one in tombstones())
    except NotOurs as error:
        sentence = _(
            "The list of the erased was changed by somebody else. Nothing is imported until an "
            "administrator has looked at it."
        )
        raise Refused({"": [sentence]}) from error
    if erased:
        raise Refused({"": [_erased()]})


def _digests(row: ReadRow, package: Package) -> dict[str, str]:
    """Read the files that are still there: who took some away has changed nothing."""
    found = {}
    for what, name in row.files.items():
        if name not in package.names:
            continue
        try:
            found[what] = digest_of(package, name)
            demand_digest(row, what, found[what])
        except NotThere as why:
            raise Refused({f"{what}{FILE}": [str(why)]}) from why
    return found


def _chapters(row: ReadRow, files: BroughtFiles) -> tuple[tuple[Chapter, str], ...]:
    found: list[tuple[Chapter, str]] = [(one.chapter, one.seen.medium) for one in files.recordings]
    return (*found, *((Chapter(chapter), "text") for chapter in row.texts))


def _erased() -> str:
    return _("This person was erased. Nothing is kept any more.")

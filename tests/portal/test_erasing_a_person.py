"""A person is erased from every row; what was not cleared is named by its table.

The bytes below the rows, backups and logs: ``test_erased_from_the_bytes.py``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models.signals import post_delete, pre_save
from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail_localize.models import String

from crm_videos.erasing import carrying_out
from crm_videos.erasing.deciding import ask_to_erase, confirm
from crm_videos.erasing.tombstones import tombstones
from crm_videos.models import (
    AccessEntry,
    Consent,
    Erasure,
    ImportedTestimony,
    PrivateFile,
    StoryPicture,
    Upload,
)
from crm_videos.private.verifying import Broken, verify
from portal.erasing import logs, pages
from portal.pages.models import StoryPage
from tests.portal.canary_person import Life
from tests.portal.canary_scanner import (
    our_keys,
    rows_of_tables,
    words_in_files,
    words_in_rows,
)

pytestmark = pytest.mark.django_db

# Where each eraser's words are found when it alone does nothing.
TOLD_BY = {
    "person": "crm_videos_testimony",
    "consents": "crm_videos_consent",
    "access-words": "crm_videos_accessentry",
    "stories": "crm_videos_story",
    "redirects": "wagtailcore_modellogentry",
    "unsaved-forms": "wagtailadmin_formstate",
    "pages": "pages_storypage",
    "drafts": "wagtailcore_revision",
    "translations": "wagtail_localize_string",
    "messages": "django_session",
    "news": "campaigns_newsreport",
    "issues": "issues_storyquote",
    "recordings": "crm_videos_recording",
    "videos": "crm_videos_caption",
    "publishings": "crm_videos_publishing",
    "overrides": "crm_videos_override",
    "copies": "crm_videos_copy",
    "withdrawals": "crm_videos_withdrawal",
}
# The words of pages that were deleted before were never anywhere else.
GONE_BEFORE = {"film", "under-way", "picture-name", "copied-title", "copied-slug"}


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.PRIVATE_FILES_ROOT = tmp_path / "testimonies"
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0
    settings.TOMBSTONES_FILE = tmp_path / "tombstones"
    return tmp_path


@pytest.fixture
def life(folder) -> Life:
    life = Life("qzk", "ৠৡৠ")
    with TestCase.captureOnCommitCallbacks(execute=True):
        life.live()
    return life


def decided(life: Life) -> Erasure:
    asked = ask_to_erase(life.testimony, why="asked", by=life.supervisor, now=timezone.now())
    return confirm(asked, by=life.approvers[0], now=timezone.now())


def clear(erasure: Erasure) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        carrying_out.clear(erasure)


@contextmanager
def undone() -> Iterator[None]:
    """Try something and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_no_word_of_a_whole_life_is_left_and_nobody_else_has_lost_one(life, folder):
    before = words_in_rows(life.said)
    assert set(life.said) - set().union(*before.values()) == GONE_BEFORE
    assert set(TOLD_BY.values()) <= before.keys()
    other = Life("wjx", "ঌৡঌ")
    other.tell()
    other.consent()
    other.evidence()
    other.story()
    other.write()
    others_rows = rows_of_tables()

    erasure = decided(life)
    assert life.as_(life.editor).get(life.addresses()[0]).status_code == 410
    clear(erasure)

    left = words_in_rows(life.said)
    assert left == {}, left
    assert words_in_files([folder], life.said, our_keys()) == {}
    rows = rows_of_tables()
    theirs = (other.mark, other.mark_bn, str(other.testimony.pk), other.testimony.pk.hex)
    for table, kept in others_rows.items():
        lost = {row for row in kept - rows[table] if any(word in row for word in theirs)}
        assert table == "django_session" or not lost, table
    # Who comes back is told that it is gone; what never was is not there.
    stranger = life.as_(life.editor)
    assert {stranger.get(path).status_code for path in life.addresses()} == {410}
    assert stranger.get("/en/stories/never-was/").status_code == 404
    for path in ("reports/site-history/", "testimonies/", "erasures/", "access_log/"):
        assert life.as_(life.admin).get(f"/admin/{path}").status_code == 200
    shown = life.as_(life.admin).get(f"/admin/consents/{life.testimony.pk}/").content.decode()
    assert "The person was erased" in shown
    # That it was agreed to, who looked, and what was done stays.
    assert Consent.objects.filter(testimony=life.testimony).count() == 4
    assert verify().number == AccessEntry.objects.count()
    files = PrivateFile.objects.filter(testimony=life.testimony)
    assert files.filter(erased_at=None).count() == 0 < files.count()
    assert [one.testimony for one in tombstones()] == [life.testimony.pk]
    # Once more does nothing, and counts nothing twice.
    erasure.refresh_from_db()
    counted = erasure.cleared
    clear(erasure)
    erasure.refresh_from_db()
    assert erasure.cleared == counted


@pytest.mark.long
@pytest.mark.sqlite  # the erasers are ours; bytes are looked at on both
def test_an_eraser_that_does_nothing_is_told_by_the_place_it_left(life, folder, monkeypatch):
    whole, erasure = carrying_out.all_erasers(), decided(life)
    found = {}
    for left_out in whole:
        some = [one for one in whole if one is not left_out]
        monkeypatch.setattr(carrying_out, "all_erasers", lambda some=some: some)
        with undone():
            clear(erasure)
            left = words_in_rows(life.said)
            found[left_out.name] = TOLD_BY.get(left_out.name) in left
            if left_out.name == "pictures":
                found["pictures"] = StoryPicture.objects.exclude(small_sha256="").exists()
            if left_out.name == "imports":
                found["imports"] = ImportedTestimony.objects.exclude(seal="").exists()
            if left_out.name == "uploads":
                found["uploads"] = Upload.objects.exists()
            if left_out.name == "files":
                found["files"] = PrivateFile.objects.filter(erased_at=None).exists()
    assert found == dict.fromkeys((one.name for one in whole), True)

    monkeypatch.undo()
    with undone():
        monkeypatch.setattr(String.objects, "filter", lambda **_asked: String.objects.none())
        clear(erasure)
        assert "wagtail_localize_string" in words_in_rows(life.said)
    monkeypatch.undo()
    with undone():
        monkeypatch.setattr(pages, "remember_addresses", lambda paths: None)
        clear(erasure)
        assert life.as_(life.editor).get(life.addresses()[0]).status_code == 404


def test_without_the_hooks_the_log_would_name_the_page(folder, monkeypatch):
    pre_save.disconnect(logs._name_by_code, sender=PageLogEntry)
    post_delete.disconnect(logs._forget_notes, sender=StoryPage)
    try:
        life = Life("qzk", "ৠৡৠ")
        for step in (life.tell, life.consent, life.story, life.write):
            step()
        clear(decided(life))
        left = words_in_rows(life.said)
    finally:
        logs.keep_names_out_of_the_log()
    assert left == {"wagtailcore_pagelogentry": {"title-draft", "title-first", "comment", "reply"}}


def test_words_that_were_emptied_without_an_erasure_are_found_out(folder):
    life = Life("qzk", "ৠৡৠ")
    for step in (life.tell, life.consent, life.evidence):
        step()
    assert verify().number == AccessEntry.objects.count()
    entries = AccessEntry.objects.exclude(words="")
    entries.update(words="", words_salt="")
    with pytest.raises(Broken):
        verify()

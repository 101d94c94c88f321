"""Private files on the disk: sealed frame by frame, durable, and noise once their key is gone."""

import base64
import errno
import io
import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from crm_videos.checks import private_files_are_private
from crm_videos.models import PrivateFile, Purpose
from crm_videos.private.erasing import KEPT_FOR, erase, sweep_private_files
from crm_videos.private.frames import FRAME, STORED_FRAME, TAG, Damaged, Frames, encrypt, new_key
from crm_videos.private.reading import open_range
from crm_videos.private.storing import LIMITS, NotStored
from tests.crm_videos.conftest import NOW

pytestmark = pytest.mark.django_db
# Three frames, the last not full; no two bytes of a frame's length apart are alike.
LONG = bytes(i % 251 for i in range(2 * FRAME + 1234))


def whole(file: PrivateFile) -> bytes:
    return b"".join(open_range(file, 0, file.size))


def stored_bytes(folder) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


# --- Keeping -------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 2 * FRAME + 1234])
def test_what_is_kept_comes_back_to_the_byte(keep, size):
    file = keep(LONG[:size])
    assert (file.size, whole(PrivateFile.objects.get())) == (size, LONG[:size])


def test_a_stream_that_gives_little_at_a_time_is_read_to_its_end(keep):
    class Pipe(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 1000))

    assert whole(keep(stream=Pipe(LONG))) == LONG


def test_the_disk_and_the_database_hold_nothing_of_it(keep, private_folder):
    file = keep(b"canary" * 20_000)
    (path,) = [one for one in private_folder.rglob("*") if one.is_file()]
    assert b"canary" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert {one.stat().st_mode & 0o777 for one in (private_folder, path.parent)} == {0o700}
    key = base64.b64decode(file.seal.open()["key"])
    row = str(PrivateFile.objects.values_list().get())
    assert key not in path.read_bytes()
    assert file.seal.open()["sha256"] not in row
    assert str(file.pk) not in file.name
    assert file.testimony.code not in file.name


def test_two_of_the_same_are_two_keys_and_two_ciphertexts(keep, private_folder):
    one, two = keep(LONG), keep(LONG)
    assert one.seal.open()["key"] != two.seal.open()["key"]
    assert (private_folder / one.name).read_bytes() != (private_folder / two.name).read_bytes()


def test_it_is_on_the_disk_before_a_row_names_it(keep, monkeypatch):
    seen = []
    fsync = os.fsync
    monkeypatch.setattr(
        "os.fsync", lambda fd: (seen.append(PrivateFile.objects.count()), fsync(fd))[1]
    )
    keep()
    # The bytes, then the name in the folder.
    assert seen[-2:] == [0, 0]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"data": b""}, "empty"),
        ({"content_type": "text/html"}, "wrong-type"),
        ({"content_type": "image/svg+xml", "purpose": Purpose.PAPER}, "wrong-type"),
        ({"content_type": "image/png", "purpose": Purpose.SIGNATURE, "data": bytes(2**21 + 1)},
         "too-large"),
    ],
    ids=["empty", "html", "svg", "too-large"],
)  # fmt: skip
def test_what_is_not_taken_leaves_nothing(keep, private_folder, said, code):
    with pytest.raises(NotStored) as refused:
        keep(**said)
    assert refused.value.code == code
    assert not PrivateFile.objects.exists()
    assert stored_bytes(private_folder) == b""


def test_every_purpose_has_its_limit():
    assert set(LIMITS) == set(Purpose)


def test_a_full_disk_is_told_in_words_and_leaves_nothing(keep, private_folder, settings):
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 10**9
    with pytest.raises(NotStored, match="no room") as refused:
        keep()
    assert refused.value.code == "disk-full"
    assert not [one for one in private_folder.rglob("*") if one.is_file()]


def test_a_disk_that_breaks_otherwise_is_no_refusal(keep, private_folder, monkeypatch):
    def broken(*_args) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr("os.fsync", broken)
    private_folder.mkdir()
    with pytest.raises(OSError, match="broken"):
        keep()
    assert stored_bytes(private_folder) == b""


# --- Reading -------------------------------------------------------------------------


SIZES = st.sampled_from([1, 2, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 7])


@given(size=SIZES, data=st.data())
def test_any_part_is_that_part_and_no_other_frame_is_read(size, data):
    start = data.draw(st.integers(0, size - 1) | st.sampled_from([0, size - 1, size // 2]))
    stop = data.draw(st.integers(start + 1, size))
    plain, key, file = (LONG * 2)[:size], new_key(), PrivateFile().pk
    pieces = [plain[at : at + FRAME] for at in range(0, size, FRAME)]
    stored = b"".join(encrypt(pieces, key=key, file=file))
    frames = Frames(io.BytesIO(stored), key=key, file=file, size=size)
    read, numbers = frames.read, []
    frames.read = lambda number: (numbers.append(number), read(number))[1]
    assert b"".join(frames.between(start, stop)) == plain[start:stop]
    assert numbers == list(range(start // FRAME, (stop - 1) // FRAME + 1))


def flip(at: int) -> Callable[[bytes], bytes]:
    return lambda stored: stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]


def swap_frames(stored: bytes) -> bytes:
    return (
        stored[STORED_FRAME : 2 * STORED_FRAME] + stored[:STORED_FRAME] + stored[2 * STORED_FRAME :]
    )


TAMPERED = {
    "a byte of the first frame": flip(10),
    "a tag": flip(STORED_FRAME - 1),
    "a byte of the last frame": flip(2 * STORED_FRAME + 3),
    "frames in another order": swap_frames,
    "the last frame cut off": lambda stored: stored[: 2 * STORED_FRAME],
    "a byte cut off": lambda stored: stored[:-1],
    "something behind it": lambda stored: stored + bytes(TAG),
    "a frame twice": lambda stored: stored[:STORED_FRAME] * 2 + stored[2 * STORED_FRAME :],
    "nothing": lambda stored: b"",
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_no_byte_that_was_tampered_with_is_given_out(keep, private_folder, how):
    file = keep(LONG)
    path = private_folder / file.name
    path.write_bytes(TAMPERED[how](path.read_bytes()))
    given = bytearray()
    with pytest.raises(Damaged):  # noqa: PT012 - what came before it counts
        for piece in open_range(file, 0, file.size):
            given += piece
    # What went before the bad frame is true, and only that.
    assert LONG.startswith(bytes(given))
    assert len(given) % FRAME == 0
    assert len(given) < len(LONG)


def test_a_size_that_was_lowered_in_the_row_opens_nothing(keep, private_folder):
    file = keep(LONG)
    PrivateFile.objects.update(size=2 * FRAME)
    path = private_folder / file.name
    path.write_bytes(path.read_bytes()[: 2 * STORED_FRAME])
    file.refresh_from_db()
    with pytest.raises(Damaged):
        open_range(file, FRAME, FRAME + 1)


@pytest.mark.parametrize("what", ["name", "seal", "both"])
def test_two_files_that_were_exchanged_open_neither(keep, what):
    one, two = keep(LONG), keep(LONG[::-1])
    for name in ("name", "seal") if what == "both" else (what,):
        mine, other = getattr(one, name), getattr(two, name)
        setattr(one, name, other)
        setattr(two, name, mine)
    for file in (one, two):
        with pytest.raises(Damaged):
            open_range(file, 0, 1)


def test_a_file_that_is_gone_is_damage_and_no_error_of_ours(keep, private_folder):
    file = keep()
    (private_folder / file.name).unlink()
    with pytest.raises(Damaged):
        open_range(file, 0, 1)


def test_keys_are_rotated_with_the_others_and_apart_from_the_tokens(keep, settings):
    file, new = keep(LONG), Fernet.generate_key().decode()
    settings.PRIVATE_FILE_KEYS = [new, *settings.PRIVATE_FILE_KEYS]
    call_command("rotate_token_keys", verbosity=0, stdout=io.StringIO())
    settings.PRIVATE_FILE_KEYS = [new]
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    file.refresh_from_db()
    assert whole(file) == LONG
    settings.PRIVATE_FILE_KEYS = settings.TOKEN_KEYS
    with pytest.raises(Damaged):
        open_range(file, 0, 1)


# --- Erasing and sweeping ------------------------------------------------------------


def test_erased_the_key_is_gone_and_the_bytes_after_the_commit(
    keep, private_folder, django_capture_on_commit_callbacks
):
    file = keep(LONG)
    with django_capture_on_commit_callbacks(execute=True):
        erase(file, now=NOW)
        assert stored_bytes(private_folder)
    assert stored_bytes(private_folder) == b""
    file.refresh_from_db()
    assert (file.seal, file.erased_at) == (None, NOW)
    erase(file, now=NOW + timedelta(days=1))
    assert file.erased_at == NOW


def test_without_its_key_a_file_that_came_back_is_noise_and_is_swept(keep, private_folder):
    file = keep(LONG)
    erase(file, now=NOW)  # the process dies before it unlinks
    with pytest.raises(Damaged):
        open_range(file, 0, 1)
    assert sweep_private_files(NOW).erased == 1
    assert stored_bytes(private_folder) == b""


def test_the_database_keeps_no_key_of_an_erased_file_and_none_without(keep):
    file = keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateFile.objects.update(erased_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivateFile.objects.filter(pk=file.pk).update(seal=None)


def test_files_that_no_row_names_go_after_sixty_days(keep, private_folder):
    orphan, kept = keep(), keep()
    PrivateFile.objects.filter(pk=orphan.pk).delete()
    for name, age in ((orphan.name, KEPT_FOR - timedelta(hours=1)), (kept.name, 2 * KEPT_FOR)):
        then = (NOW - age).timestamp()
        os.utime(private_folder / name, (then, then))
    assert sweep_private_files(NOW).without_row == 0
    assert sweep_private_files(NOW + timedelta(hours=2)).without_row == 1
    assert (private_folder / kept.name).exists()


def test_the_sweep_runs_by_itself(settings):
    from crm_videos.tasks import sweep_private_files as task

    assert task.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    task()


# --- Where the folder lies -----------------------------------------------------------


@pytest.mark.parametrize("served", ["MEDIA_ROOT", "STATIC_ROOT", "WHITENOISE_ROOT"])
def test_a_folder_that_is_served_is_refused_at_the_start_and_at_use(
    keep, settings, tmp_path, served
):
    assert private_files_are_private() == []
    setattr(settings, served, str(tmp_path))
    link = tmp_path.with_name(f"{tmp_path.name}-link")
    link.symlink_to(settings.PRIVATE_FILES_ROOT)
    for root in (settings.PRIVATE_FILES_ROOT, link):
        settings.PRIVATE_FILES_ROOT = root
        (error,) = private_files_are_private()
        assert (error.id, served in error.msg) == ("crm_videos.E001", True)
        with pytest.raises(ImproperlyConfigured):
            keep()


def test_a_folder_that_others_may_enter_is_told_of(private_folder):
    private_folder.mkdir(mode=0o755)
    assert [told.id for told in private_files_are_private()] == ["crm_videos.W001"]


def test_the_folder_of_a_fresh_site_is_private():
    from portal.settings import base

    for served in (base.MEDIA_ROOT, base.STATIC_ROOT):
        assert not base.PRIVATE_FILES_ROOT.is_relative_to(served)

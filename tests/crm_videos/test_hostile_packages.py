"""What pretends to be an export of the app is refused as a whole, with a sentence, unread."""

import io
import stat
import struct
import zipfile

import pytest

from crm_videos.crm_app.packages import FolderPackage, NotAPackage, NotThere
from crm_videos.crm_app.zip_package import MOST_READ_AT_ONCE, ZipPackage
from tests.crm_videos.exported import manifest, row, zip_of

MANIFEST = {"manifest.csv": manifest(row())}
NAMES_THAT_LEAD_OUT = [
    "../film.mp4", "a/../../film.mp4", "/etc/film.mp4", "C:\\film.mp4", "a\\..\\film.mp4",
    "a//film.mp4", "./film.mp4", "film\n.mp4", "x" * 300 + ".mp4", "film.mp4\x00.txt", "con:film",
]  # fmt: skip


def refused(data: bytes) -> str:
    with pytest.raises(NotAPackage) as error:
        ZipPackage(io.BytesIO(data))
    return str(error.value)


def with_member(info: zipfile.ZipInfo, data: bytes = b"film") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.csv", MANIFEST["manifest.csv"])
        archive.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES_THAT_LEAD_OUT)
def test_a_name_that_leads_out_refuses_the_archive(name):
    info = zipfile.ZipInfo("film.mp4")
    # zipfile would mend it while writing.
    info.filename = info.orig_filename = name
    assert "leads out" in refused(with_member(info))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK])
def test_links_and_devices_are_refused(kind):
    info = zipfile.ZipInfo("film.mp4")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    assert "link" in refused(with_member(info, b"/etc/passwd"))


def test_what_is_far_larger_unpacked_is_refused_before_it_is_unpacked():
    bomb = zip_of({**MANIFEST, "film.mp4": b"\0" * 40 * 2**20}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 2**20
    assert "far larger" in refused(bomb)


def test_a_directory_that_lies_about_a_size_is_refused():
    whole = bytearray(zip_of({**MANIFEST, "film.mp4": b"film"}))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 4_000_000_000)
    assert "far larger" in refused(bytes(whole))


def test_members_that_lie_in_each_other_are_refused():
    data = b"f" * 100_000
    whole = zip_of({**MANIFEST, "film.mp4": data})
    at, end = whole.rindex(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    entry, tail = whole[at:end], bytearray(whole[end:])
    twins = b"".join(entry.replace(b"film.mp4", f"fil{n:02}mp4".encode()) for n in range(50))
    count, size = struct.unpack_from("<H", tail, 8)[0] + 50, struct.unpack_from("<I", tail, 12)[0]
    struct.pack_into("<HHI", tail, 8, count, count, size + len(twins))
    assert "far larger" in refused(whole[:end] + twins + bytes(tail))


def test_a_directory_too_large_to_read_is_refused():
    whole = zip_of(MANIFEST)
    end = whole.rindex(b"PK\x05\x06")
    at = whole.rindex(b"PK\x01\x02")
    padding = b"\0" * (MOST_READ_AT_ONCE + 10)
    tail = bytearray(whole[end:])
    struct.pack_into("<I", tail, 12, struct.unpack_from("<I", tail, 12)[0] + len(padding))
    hostile = Counted(whole[:at] + padding + whole[at:end] + bytes(tail))
    with pytest.raises(NotAPackage, match="too many"):
        ZipPackage(hostile)
    assert hostile.most <= MOST_READ_AT_ONCE + 1


class Counted(io.BytesIO):
    """Notes how much was asked for at once."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        self.most = max(self.most, len(self.getvalue()) if size in {None, -1} else size)
        return super().read(size)


def test_locked_and_oddly_packed_archives_are_refused():
    whole = bytearray(zip_of(MANIFEST))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 8] |= 1
    assert "password" in refused(bytes(whole))
    assert "plain ZIP" in refused(zip_of(MANIFEST, zipfile.ZIP_LZMA))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["film.mp4", "FILM.mp4"])
def test_two_files_of_one_name_are_refused_also_in_other_letters(twin):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("manifest.csv", "film.mp4", twin):
            archive.writestr(name, b"a")
    assert "same name" in refused(out.getvalue())


@pytest.mark.parametrize("length", [0, 1, 3, 100, -1, -10, -30])
def test_what_is_cut_or_no_zip_is_refused(length):
    whole = zip_of({**MANIFEST, "film.mp4": b"film" * 1000})
    refused(whole[:length])
    refused(b"%PDF-1.7" + b"x" * 100)


def test_a_damaged_member_is_not_there():
    whole = bytearray(zip_of({**MANIFEST, "film.mp4": b"film" * 1000}))
    whole[whole.index(b"filmfilm") + 4] ^= 1
    package = ZipPackage(io.BytesIO(bytes(whole)))
    with package.open("film.mp4") as film, pytest.raises(zipfile.BadZipFile):
        film.read()
    whole[whole.index(b"film.mp4")] ^= 1
    with pytest.raises(NotThere):
        ZipPackage(io.BytesIO(bytes(whole))).open("film.mp4")


def test_one_manifest_lies_at_the_top_with_its_files_beside_it(tmp_path):
    assert "no manifest" in refused(zip_of({"film.mp4": b"a"}))
    assert "more than one" in refused(zip_of({**MANIFEST, "a/manifest.csv": b"a"}))
    assert "at the top" in refused(zip_of({"a/manifest.csv": b"a", "film.mp4": b"a"}))
    assert "at the top" in refused(zip_of({"a/b/manifest.csv": b"a"}))
    packed = {"export/manifest.csv": b"a", "export/film.mp4": b"a", "__MACOSX/._film.mp4": b"a"}
    assert ZipPackage(io.BytesIO(zip_of(packed))).manifest == "export/manifest.csv"
    with pytest.raises(NotAPackage, match="no manifest"):
        FolderPackage(tmp_path)

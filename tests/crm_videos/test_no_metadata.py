"""The test for metadata finds what is there: else its silence would prove nothing."""

import pytest

from tests.crm_videos.no_metadata import left_by_exiftool, left_by_raw_scan
from tests.crm_videos.places_told import CANARY, films_with_places, photo
from tests.crm_videos.recordings_made import film


def test_a_place_in_a_recording_is_found():
    for kind, (_type, data) in films_with_places().items():
        assert left_by_raw_scan(data, CANARY), kind


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_in_a_photograph_is_found_by_both(kind):
    assert left_by_raw_scan(photo(kind))
    assert any("GPS" in tag for tag in left_by_exiftool(photo(kind)))


def test_exiftool_finds_a_place_in_a_film():
    films = films_with_places()
    for kind in ("QuickTime xyz", "Apple's keys", "loci, xyz and GPMF", "XMP in a uuid box"):
        tags = left_by_exiftool(films[kind][1])
        assert any("GPS" in tag or "Location" in tag for tag in tags), kind


def test_nothing_is_found_where_nothing_is():
    plain = film(options=(("fflags", "+bitexact"),))
    assert not left_by_raw_scan(plain, CANARY)
    assert not left_by_exiftool(plain, CANARY)

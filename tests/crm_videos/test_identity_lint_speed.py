"""Hostile text takes no longer than its length: four times the text, about four times the time."""

from time import process_time

import pytest

from crm_videos.identity_lint import (
    IdentityLevel,
    Known,
    PlaceIndex,
    PlaceName,
    Text,
    find_identifiers,
)

# Squares take sixteen times as long, cubes sixty-four.
AT_MOST = 9
PLACES = PlaceIndex([PlaceName("upazila", "Naria", "নড়িয়া"), PlaceName("district", "Dhaka", "ঢাকা")])
KNOWN = Known(given_names=("Rahima", "রহিমা"), numbers=("01712345678",), places=("Kusumhati",))


def seconds(content: str) -> float:
    best = float("inf")
    for _try in range(2):
        start = process_time()
        find_identifiers(
            [Text("body", content)], level=IdentityLevel.TEXT_ONLY, known=KNOWN, places=PLACES
        )
        best = min(best, process_time() - start)
    return best


@pytest.mark.parametrize(
    "piece",
    ["0 ", "1-", "a", "A. ", "Aa ", "ক", "Md. ", "a.a", "a@", "one ", "1,", "আমার ভাই ", "Naria, "],
)
def test_time_grows_with_length_and_no_faster(piece):
    length = 1_000 // len(piece)
    short, long = seconds(piece * length), seconds(piece * length * 4)
    assert long <= AT_MOST * max(short, 0.002)

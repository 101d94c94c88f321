"""Two photos of one scene are told to be alike, two of different scenes are not."""

from itertools import combinations

import pytest
from PIL import Image, ImageEnhance

from events.photos.taking import DISPLAY_COPY
from events.verification.alike import alike
from foundation.picture_child import difference_hash, redrawn
from tests.events.camera import encoded, scene


def hash_of(picture: Image.Image, **said) -> str:
    return difference_hash(redrawn(encoded(picture, **said), DISPLAY_COPY.longest_side)[1])


def cropped(picture: Image.Image) -> Image.Image:
    return picture.crop((3, 2, picture.width - 3, picture.height - 2))


CHANGES = {
    "the same": lambda one: one,
    "smaller": lambda one: one.resize((one.width // 3, one.height // 3)),
    "larger": lambda one: one.resize((one.width * 2, one.height * 2)),
    "with more light": lambda one: ImageEnhance.Brightness(one).enhance(1.15),
    "with less colour": lambda one: ImageEnhance.Color(one).enhance(0.3),
    "cut a little": cropped,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_is_alike(change):
    for seed in range(20):
        one = scene(seed)
        assert alike(hash_of(one), hash_of(CHANGES[change](one), quality=40)), seed


def test_different_scenes_are_not_alike():
    hashes = [hash_of(scene(seed)) for seed in range(60)]
    found = [pair for pair in combinations(hashes, 2) if alike(*pair)]
    assert found == []


def test_turned_upside_down_it_is_another():
    assert not alike(hash_of(scene(1)), hash_of(scene(1).rotate(180)))


@pytest.mark.parametrize("flat", ["black", "white", "grey"])
def test_a_photo_of_nothing_is_like_none(flat):
    nothing = hash_of(Image.new("RGB", (320, 240), flat))
    assert not alike(nothing, nothing)


def test_a_photo_that_could_not_be_read_is_like_none():
    assert not alike("", "")
    assert not alike(hash_of(scene(1)), "")


def test_the_hash_is_the_same_in_every_release():
    # It is stored: another way to compute it would make all older photos strangers.
    fields = Image.new("L", (9, 8))
    fields.putdata([(row * 9 + column) * 37 % 256 for row in range(8) for column in range(9)])
    picture = fields.resize((90, 80), Image.Resampling.NEAREST)
    assert hash_of(picture, kind="PNG") == "0208208104104002"

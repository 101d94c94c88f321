"""The places of the site, kept ready until one of them is called something else."""

import pytest

from campaigns.models import Place
from crm_videos.places_known import place_index

pytestmark = pytest.mark.django_db


def test_places_are_made_ready_once_and_anew_when_a_name_changes(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert place_index() is place_index()
    before = place_index()
    tala = Place.objects.filter(level="upazila").order_by("code")[0]
    # As long as before: neither a count nor a length would tell.
    Place.objects.filter(pk=tala.pk).update(name_en=tala.name_en[::-1])
    assert place_index() is not before
    after = place_index()
    Place.objects.filter(pk=tala.pk).update(aliases="Kusumhati Sadar")
    assert place_index() is not after
    Place.objects.filter(pk=tala.pk).update(name_en=tala.name_en, aliases=tala.aliases)
    assert place_index() is not after


def test_a_place_that_is_new_is_known_at_once():
    assert not place_index().is_public("kusumhatipur")
    district = Place.objects.get(code="BD4047")
    Place.objects.create(
        code="BD9999", level="district", parent=district.parent, name_en="Kusumhatipur",
        name_bn="কুসুমহাটিপুর",
    )  # fmt: skip
    assert place_index().is_public("kusumhatipur")

"""Ten thousand rows of a sheet, five hundred of them bad; two hundred are in the suite."""

import pytest

from tests.events.sheets import assert_good_rows_are_taken_and_bad_ones_told


@pytest.mark.django_db
def test_9500_of_10000_rows_are_events_and_500_are_reported():
    assert_good_rows_are_taken_and_bad_ones_told(10_000)

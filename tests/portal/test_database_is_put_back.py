"""A test that commits leaves no trace, and takes nothing away that migrations wrote."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from campaigns.models import Place, Term


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_each_finds_what_migrations_wrote_and_nothing_else(turn):
    assert Place.objects.count() > 5000
    assert Term.objects.exists()
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")
    Term.objects.all().delete()
    ContentType.objects.clear_cache()


@pytest.mark.django_db
def test_nothing_is_left_for_a_test_that_rolls_back():
    assert Term.objects.exists()
    assert not Group.objects.filter(name="left behind").exists()


@pytest.mark.django_db
def test_a_site_of_its_own_has_the_same_rows(own_site):
    shown = own_site.manage(
        "shell", "--no-imports", "-c",
        "from campaigns.models import Place; print(Place.objects.count())",
    )  # fmt: skip
    assert shown.stdout.strip() == str(Place.objects.count()), shown.stderr

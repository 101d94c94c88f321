"""Kinds of event: those of the start, and what an administrator may change."""

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Channel
from events.kinds import add_kind
from events.models import EventKind
from events.recording import save_event

pytestmark = pytest.mark.django_db


def test_every_event_channel_has_its_kind_after_migration():
    channels = set(Channel.objects.filter(event_kind=True).values_list("slug", flat=True))
    assert channels == {kind.pk for kind in EventKind.objects.all()}
    assert len(channels) == 12


def test_coordination_kinds_are_those_in_which_officials_meet():
    coordination = {kind.pk for kind in EventKind.objects.filter(reach_class="coordination")}
    assert coordination == {"training", "migration-forum-meeting", "workshop", "dcc-meeting"}


def test_only_workshops_have_a_level():
    assert [kind.pk for kind in EventKind.objects.filter(has_level=True)] == ["workshop"]


def test_the_class_can_be_changed_while_no_event_uses_the_kind():
    kind = EventKind.objects.get(pk="training")
    kind.reach_class = "awareness"
    kind.full_clean()


@pytest.mark.parametrize(("field", "value"), [("reach_class", "coordination"), ("has_level", True)])
def test_what_decides_about_figures_is_fixed_once_an_event_uses_the_kind(
    new_event, now, field, value
):
    save_event(new_event("ipt-show"), by=None, now=now)
    kind = EventKind.objects.get(pk="ipt-show")
    setattr(kind, field, value)
    with pytest.raises(ValidationError) as refused:
        kind.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_new_kind_brings_the_channel_of_its_figures(new_event, now, ledger):
    kind = EventKind(reach_class="awareness")
    add_kind(kind, slug="street-drama", name_en="Street drama", name_bn="পথনাটক")
    assert Channel.objects.get(pk="street-drama").event_kind
    save_event(new_event("street-drama", women=7), by=None, now=now)
    assert ledger(key__channel="street-drama") == {"A1 x x": 1, "A2 w adult": 7}


def test_an_administrator_adds_a_kind_in_the_admin(admin):
    answer = admin.post(
        "/admin/event_kinds/new/",
        {
            "slug": "street-drama",
            "name_en": "Street drama",
            "name_bn": "পথনাটক",
            "reach_class": "awareness",
            "active": "on",
        },
    )
    assert answer.status_code == 302
    assert str(EventKind.objects.get(pk="street-drama")) == "Street drama"


def test_a_short_name_that_a_channel_has_is_refused_in_words(admin):
    answer = admin.post(
        "/admin/event_kinds/new/",
        {"slug": "facebook", "name_en": "F", "name_bn": "F", "reach_class": "awareness"},
    )
    assert "Another channel has this short name." in answer.content.decode()


def test_a_form_cannot_slip_another_class_under_a_used_kind(admin, new_event, now):
    save_event(new_event("ipt-show"), by=None, now=now)
    admin.post(
        "/admin/event_kinds/edit/ipt-show/",
        {"name_en": "Theatre", "name_bn": "নাটক", "reach_class": "coordination", "active": "on"},
    )
    kind = EventKind.objects.get(pk="ipt-show")
    assert (str(kind), kind.reach_class) == ("Theatre", "awareness")

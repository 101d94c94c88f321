"""Whose devices a person looks after: everybody's, or those of people in their own districts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

from campaigns.models import Assignment, Place
from campaigns.scope import EVERYWHERE_PERMISSION, scope_of
from events.models import Device
from foundation.kept_rows import AllowedActionsPolicy

LOGS_EVENTS = "events.add_event"


def people_of(person: User) -> QuerySet[User]:
    """Select the people all of whose districts are this person's too.

    Somebody who works elsewhere as well has a supervisor there: a password made
    here would log events there.
    """
    scope = scope_of(person)
    if scope.districts is None:
        return User.objects.all()
    elsewhere = Place.objects.filter(level=Place.Level.DISTRICT).exclude(pk__in=scope.districts)
    work = Assignment.objects.filter(
        Q(districts__in=elsewhere) | Q(supervises__served__district__in=elsewhere)
    )
    own = User.objects.exclude(assignment=None).exclude(assignment__in=work)
    return own.exclude(pk__in=User.objects.with_perm(EVERYWHERE_PERMISSION))


def may_have_a_device(person: User) -> QuerySet[User]:
    """Select the people of this person who may log events."""
    return people_of(person).filter(pk__in=User.objects.with_perm(LOGS_EVENTS))


class OwnPeoplePolicy(AllowedActionsPolicy):
    """Lets a person do to a device what they may do at all, where it is one of their people's."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first: without it nothing else matters."""
        own = people_of(user).filter(pk=instance.user_id)  # type: ignore[attr-defined]
        return self.user_has_permission(user, action) and own.exists()

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        """Ask for each action by itself."""
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Device]:
        """Select the devices of the person's people."""
        if not self.user_has_any_permission(user, actions):
            return Device.objects.none()
        return Device.objects.filter(user__in=people_of(user))

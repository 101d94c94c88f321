"""Which districts a person sees and writes: one answer for lists, forms, downloads and doors.

Field staff have the districts they were assigned, supervisors those of their
RSC, and whoever has ``campaigns.everywhere_assignment`` has all of them. Without any of
these a permission opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Left

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from foundation.kept_rows import AllowedActionsPolicy

EVERYWHERE_PERMISSION = "campaigns.everywhere_assignment"
Rows = TypeVar("Rows", bound="QuerySet[Any]")
Person = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Scope:
    """The districts of one person, by code; ``None`` stands for all of them."""

    districts: frozenset[str] | None

    def holds(self, place_code: str) -> bool:
        """Say whether a place lies in one of the districts. A division lies in none."""
        if self.districts is None:
            return True
        return place_code[:DISTRICT_CODE_LENGTH] in self.districts

    def narrow(self, rows: Rows, *, by: str = "place") -> Rows:
        """Keep the rows whose place, named ``by`` (``pk`` for places), lies in the districts."""
        if self.districts is None:
            return rows
        district = Left(by, DISTRICT_CODE_LENGTH)
        return rows.alias(own_district=district).filter(own_district__in=self.districts)


EVERYWHERE, NOWHERE = Scope(None), Scope(frozenset())


def scope_of(person: Person) -> Scope:
    """Give the districts of a person as they are assigned now; one query."""
    if not person.is_authenticated or not person.is_active:
        return NOWHERE
    if isinstance(person, User) and person.has_perm(EVERYWHERE_PERMISSION):
        return EVERYWHERE
    own = Q(assignments__user=person) | Q(served__rsc__supervisors__user=person)
    return Scope(frozenset(Place.objects.filter(own).values_list("code", flat=True)))


class EverywherePolicy(AllowedActionsPolicy):
    """Lets only people who work everywhere do anything: for rows whose district nobody knows."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for the permission, and for all districts."""
        return super().user_has_permission(user, action) and scope_of(user) == EVERYWHERE


class DistrictPolicy(AllowedActionsPolicy):
    """Lets a person do to a row what they may do at all, where the row lies in their districts.

    ``by`` names the row's place.
    """

    def __init__(self, model: type, actions: set[str], *, by: str = "place") -> None:
        super().__init__(model, actions)
        self.by = by

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Ask for the permission first: without it the place does not matter."""
        place_code = getattr(instance, f"{self.by}_id")
        return self.user_has_permission(user, action) and scope_of(user).holds(place_code)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        """Ask for each action by itself."""
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        """Select the rows of the person's districts."""
        rows = super().instances_user_has_any_permission_for(user, actions)
        return scope_of(user).narrow(rows, by=self.by)

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Model
    ) -> "QuerySet[Any]":
        """Select the people who may do one of these to this row."""
        people = self.users_with_any_permission(actions)
        return people.filter(
            pk__in=[
                one.pk
                for one in people
                if self.user_has_any_permission_for_instance(one, actions, instance)
            ]
        )

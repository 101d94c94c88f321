"""The frame of every page about one testimony: only of one's own districts."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.scope import scope_of
from campaigns.views.admin_page import AdminPage
from crm_videos.consent import newest_consent
from crm_videos.models import Consent, Testimony

MAY_SEE, MAY_ASK = "crm_videos.view_consent", "crm_videos.add_consent"


class OneTestimony(AdminPage):
    """A page about one testimony of the person's districts; elsewhere there is nothing."""

    header_icon = "doc-full"
    section = _("Testimonies")
    section_url = reverse_lazy("testimonies:index")
    needs = MAY_SEE

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the testimony, after asking whether this person may know of it."""
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        self.testimony = get_object_or_404(self.testimonies(), pk=kwargs["pk"])

    def testimonies(self) -> "QuerySet[Testimony]":
        """Select those that this person may know of."""
        return scope_of(self.request.user).narrow(Testimony.objects.select_related("place"))

    @cached_property
    def last(self) -> Consent | None:
        return newest_consent(self.testimony)

    @property
    def actor(self) -> User:
        person = self.request.user
        assert isinstance(person, User)  # noqa: S101 - the guard lets nobody else in
        return person

    def get_page_title(self) -> str:
        """Name the testimony by its code."""
        return f"{self.page_title}: {self.testimony.code}"

"""Which parts of the site are private: asked once for each page that is shown."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction


class KnowsPrivateSections:
    """A page that reads the private sections once; mostly there is none."""

    # Kept with the page as it was read for one request, and no longer.
    _private: list[PageViewRestriction] | None = None

    def get_view_restrictions(self) -> Any:
        """Ask as Wagtail does, along the tree, but only where anything is private at all."""
        self._private = list(PageViewRestriction.objects.select_related("page"))
        if not self._private:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]

    def private_q(self) -> Q:
        """Select what ``PageQuerySet.public`` leaves out, without asking again."""
        private = Q(pk__in=[])
        for one in self._known():
            private |= Q(path__startswith=one.page.path)
        return private

    def is_private(self, page: Page) -> bool:
        """Say of another page whether it lies in a private section."""
        return any(page.path.startswith(one.page.path) for one in self._known())

    def _known(self) -> list[PageViewRestriction]:
        if self._private is None:
            self._private = list(PageViewRestriction.objects.select_related("page"))
        return self._private

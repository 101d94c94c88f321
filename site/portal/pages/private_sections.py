"""Which parts of the site are private: asked at most once for each page that is shown."""

from typing import Any

from django.db.models import Exists, Q
from wagtail.models import Page, PageViewRestriction

ANY_PRIVATE = Exists(PageViewRestriction.objects.all())


class KnowsPrivateSections:
    """A page that reads the private sections once; mostly there is none."""

    # Kept with the page as it was read for one request, and no longer.
    _private: list[str] | None = None
    _nothing_is_private = False

    def get_view_restrictions(self) -> Any:
        """Ask as Wagtail does, along the tree, but only where anything is private at all."""
        if not self._nothing_is_private:
            self._private = private_sections()
        if not self._private:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]

    def know_that_nothing_is_private(self) -> None:
        """Spare the question: who read the page has asked :data:`ANY_PRIVATE` with it."""
        self._private, self._nothing_is_private = [], True

    def private_q(self) -> Q:
        """Select what ``PageQuerySet.public`` leaves out, without asking again."""
        private = Q(pk__in=[])
        for path in self._known():
            private |= Q(path__startswith=path)
        return private

    def is_private(self, page: Page) -> bool:
        """Say of another page whether it lies in a private section."""
        return any(page.path.startswith(path) for path in self._known())

    def _known(self) -> list[str]:
        if self._private is None:
            self._private = private_sections()
        return self._private


def private_sections() -> list[str]:
    """Give where in the tree each private section begins."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))

"""The life of one testimony: all that happened, on one page."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from crm_videos.life.moment import life_of
from crm_videos.models import PLATFORMS, Copy
from crm_videos.publishing.ports import Count, counts
from crm_videos.views.one_testimony import OneTestimony
from crm_videos.words import CopyKind
from foundation.moments import DHAKA, dhaka_day
from foundation.shown_moments import show_moment


class LifeView(OneTestimony, TemplateView):
    template_name = "crm_videos/life.html"
    page_title = _("All that happened")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Arrange the moments under their days."""
        moments = life_of(self.testimony, self.actor, self.now)
        days = [
            {
                "day": show_moment(day),
                "moments": [
                    {"time": show_moment(one.at.astimezone(DHAKA).time()), "moment": one}
                    for one in rest
                ],
            }
            for day, rest in groupby(moments, key=lambda one: dhaka_day(one.at))
        ]
        return super().get_context_data(
            days=days, testimony=self.testimony, reach=self._reach(), **kwargs
        )

    def _reach(self) -> list[tuple[Copy, list[Count]]] | None:
        """Give what was counted of each copy, also of those that are gone."""
        if not self.actor.has_perm("crm_videos.view_copy"):
            return None
        own = Copy.objects.filter(
            story__testimony=self.testimony, kind__in=(CopyKind.PAGE, *PLATFORMS)
        )
        copies = list(own.select_related("story__testimony").order_by("kind", "made_at", "pk"))
        counted = counts(copies)
        return [(copy, counted.get(copy.pk, [])) for copy in copies]

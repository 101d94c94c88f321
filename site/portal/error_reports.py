"""What a report of an error may show: where it happened, never what was at hand there.

Django hides settings by their names, but not local variables: a token that was
just opened would stand on the debug page and in every report.
"""

from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutValues(SafeExceptionReporterFilter):
    """Names the variables of each frame and what was posted, and shows none of their values."""

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        given = {} if request is None else request.POST
        return dict.fromkeys(given, self.cleansed_substitute)

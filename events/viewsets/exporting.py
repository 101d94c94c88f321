"""Downloads for spreadsheets that run nothing and keep their Bangla, for who may have them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from foundation.spreadsheet_cells import BYTE_ORDER_MARK, harmless


class ExportsEvents:
    """A list whose downloads are for those who may export events."""

    FORMAT_CSV: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # To see the list is one thing, to carry it away as a file another.
        if not request.user.has_perm("events.export_event"):
            self.list_export: list[str] = []
            if "export" in request.GET:
                raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        if isinstance(value, str) and export_format == self.FORMAT_CSV:
            return harmless(value)
        return value

    def stream_csv(self, rows: Iterable[Any]) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(rows)  # type: ignore[misc]

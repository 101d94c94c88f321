"""Lists that can be carried away as a file, by who may, and in which no cell can run."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from foundation.spreadsheet_cells import BYTE_ORDER_MARK, harmless


class CarriedAway:
    """To see the list is one thing, to carry it away as a file another: ``export_permission``."""

    export_permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Offer no file, and answer with none, without the permission."""
        if not request.user.has_perm(self.export_permission):
            self.list_export: list[str] = []
            if "export" in request.GET:
                raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        is_csv = export_format == self.FORMAT_CSV  # type: ignore[attr-defined]
        return harmless(value) if is_csv and isinstance(value, str) else value

    def stream_csv(self, rows: Iterable[Any]) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(rows)  # type: ignore[misc]

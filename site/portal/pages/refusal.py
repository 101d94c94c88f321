"""A page that may not become public: what every rule of publishing raises."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class PageRefused(ValidationError):
    """The page stays as it was; why stands in the messages, as sentences for editors."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__({NON_FIELD_ERRORS: list(reasons)})

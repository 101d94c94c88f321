"""Lists of pages of several types, each with its introduction: one query for all types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Coalesce


def with_intros(pages: Any, kinds: Iterable[type]) -> Any:
    """Keep the pages of some types, and read each one's introduction with it."""
    chosen = tuple(kinds)
    names = [f"{kind._meta.model_name}__intro" for kind in chosen]  # type: ignore[attr-defined]
    intro = Coalesce(*names, Value(""), output_field=TextField())
    return pages.type(*chosen).annotate(intro=intro)

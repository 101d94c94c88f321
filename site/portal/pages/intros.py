"""Lists of pages, each with its introduction and weight: one query for all types."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce


def with_intros(pages: Any, kinds: Iterable[type]) -> Any:
    """Keep the pages of some types, and read each one's introduction and weight with it."""
    chosen = tuple(kinds)
    return tell_intros(pages.type(*chosen), chosen)


def tell_intros(pages: Any, kinds: Iterable[type]) -> Any:
    """Read with pages the introductions of those of some types; the others have none."""
    names = [f"{kind._meta.model_name}__intro" for kind in kinds]  # type: ignore[attr-defined]
    intro = Coalesce(*names, Value(""), output_field=TextField())
    return with_weights(pages.annotate(intro=intro))


def with_weights(pages: Any) -> Any:
    """Read with each page what it weighs; None where nobody has weighed it yet."""
    return pages.annotate(weighs=F("kept_weight__whole"))

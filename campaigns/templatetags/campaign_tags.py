"""Figures and labels in the reader's language, for the pages of campaigns in the admin."""

from typing import Any

from django import template
from django.utils.translation import get_language

from foundation import bangla

register = template.Library()


@register.filter
def count(value: int | None) -> str:
    """Write a figure in the reader's digits; unknown is a dash."""
    return bangla.figure(value, get_language() or "en")


@register.filter
def label_of(row: dict[str, Any]) -> str:
    """Take the label in the reader's language."""
    in_bangla = (get_language() or "").startswith("bn")
    return str((in_bangla and row["label_bn"]) or row["label_en"])

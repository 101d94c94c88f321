"""The rows of an XLSForm's sheets: how a question, a screen or a choice is written."""

from typing import TYPE_CHECKING, Any

from django.utils import translation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Said = StrPromise | str

# As pyxform wants them; the first is what a phone opens with.
LANGUAGES = {"bn": "বাংলা (bn)", "en": "English (en)"}

Row = dict[str, str]
END: Row = {"type": "end_group"}


def screen(name: str, label: "Said") -> Row:
    return {
        "type": "begin_group",
        "name": f"screen_{name}",
        "appearance": "field-list",
        **said("label", label),
    }


def asked(name: str, kind: str, *, label: Any) -> Row:
    return {"type": kind, "name": name, **said("label", label)}


def computed(name: str, calculation: str) -> Row:
    return {"type": "calculate", "name": name, "calculation": calculation}


def choice(list_name: str, name: str, label: Any = "", **names: str) -> Row:
    told = (
        {f"label::{LANGUAGES[code]}": text or names["en"] for code, text in names.items()}
        if names
        else said("label", label)
    )
    return {"list_name": list_name, "name": name, **told}


def said(column: str, words: Any) -> Row:
    """Say it in each language, with a capital where the language has them; nothing for nothing."""
    told = {}
    for code, language in LANGUAGES.items():
        with translation.override(code):
            text = str(words() if callable(words) else words)
        if text:
            told[f"{column}::{language}"] = text[0].upper() + text[1:]
    return told

"""The Bangla catalogue: complete for what the public reads, and compiled."""

import ast
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import portal

PORTAL = Path(portal.__file__).parent
MESSAGES = PORTAL / "locale" / "bn" / "LC_MESSAGES"
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))
MODULES = sorted(
    path
    for folder in ("directory", "facts", "hotline_calls", "pages", "people", "templatetags")
    for path in (PORTAL / folder).rglob("*.py")
)
# What Django's templatize makes of a translated string in a template.
CALL = re.compile(
    r"""\b(?P<name>gettext|pgettext|_)\((?P<arguments>(?:'[^'\n]*'|"[^"\n]*"|u|, )+)\)"""
)
PLACEHOLDER = re.compile(r"%\(\w+\)s")
# Names, and what a person has to type as it stands: UTF-8, v26.0, 2026-10.
LATIN_BY_NATURE = re.compile(
    r"\bUTF-8\b|\bSHA-256\b|\bM(P[34]|4A)\b|\b3GP\b|\?e=\w+|\b1080p\b|\bv\d+\.\d\b|\b\d{4}-\d{2}\b"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (MESSAGES / "django.po").open("rb") as file:
        return read_po(file, locale="bn")


def name_of(path: Path) -> str:
    return path.relative_to(PORTAL / "templates").as_posix()


def strings_of_template(path: Path) -> Iterator[tuple[str | None, str]]:
    for call in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
        *context, text = ast.literal_eval(f"[{call['arguments']}]")
        yield (context[0] if context else None), text


def strings_of_module(path: Path) -> Iterator[tuple[str | None, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in {"_", "gettext", "gettext_lazy"}:
            yield None, ast.literal_eval(node.args[0])


def test_the_compiled_catalogue_is_that_of_the_text(catalogue):
    fresh = io.BytesIO()
    write_mo(fresh, catalogue)
    assert (MESSAGES / "django.mo").read_bytes() == fresh.getvalue()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_string_of_a_template_has_its_bangla(catalogue, path):
    wanting = [
        text
        for context, text in strings_of_template(path)
        if not (message := catalogue.get(text, context)) or not message.string or message.fuzzy
    ]
    assert wanting == []


def test_the_reader_of_templates_finds_every_form():
    template = PORTAL / "templates" / "portal" / "components" / "reach_digital.html"
    found = set(strings_of_template(template))
    assert ("date", "Read on") in found
    assert (None, "Channel") in found
    assert (None, "In %(month)s: %(value)s") in found
    home = PORTAL / "templates" / "portal" / "base.html"
    assert (None, "Main menu") in set(strings_of_template(home))


def test_every_string_of_the_pages_code_has_its_bangla(catalogue):
    found = {text for path in MODULES for _, text in strings_of_module(path)}
    assert "not known" in found
    assert [
        text for text in found if not (catalogue.get(text) and catalogue.get(text).string)
    ] == []


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Give each English string with its Bangla; a plural is two."""
    for message in catalogue:
        if message.id and message.string:
            plural = isinstance(message.id, tuple)
            yield from zip(
                message.id if plural else [message.id],
                message.string if plural else [message.string],
                strict=True,
            )


def test_a_translation_fills_in_the_same_values(catalogue):
    for english, bangla in pairs(catalogue):
        assert sorted(PLACEHOLDER.findall(bangla)) == sorted(PLACEHOLDER.findall(english))


def test_bangla_is_in_the_one_normal_form_without_latin_digits(catalogue):
    for _english, bangla in pairs(catalogue):
        assert bangla == unicodedata.normalize("NFC", bangla)
        assert not re.search(r"[0-9]", LATIN_BY_NATURE.sub("", bangla))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_holds_words_outside_the_catalogue(path):
    if path.name == "500.html":
        return  # speaks both languages itself, for it can rely on nothing
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"(?s){% blocktranslate.*?{% endblocktranslate %}", "", source)
    source = re.sub(r"(?s){% block (width|query) %}.*?{% endblock %}", "", source)
    source = re.sub(r"(?s){[%#{].*?[%#}]}|<(style|script)>.*?</\1>|<[^>]*>", "", source)
    assert re.findall(r"[A-Za-z]{2,}", source) == []

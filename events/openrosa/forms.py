"""The forms as the phones get them: XForms, made from our kinds and questions by pyxform.

A form's version is the digest of all that it says. So it changes when a kind is
added or a word is, never otherwise, and nobody has to remember to raise it. The
same definition is converted once in each process.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation

from campaigns.models import Campaign
from events.models import Question, ServiceKind
from events.openrosa.families import FAMILIES, Family
from events.openrosa.questions import sheets
from events.openrosa.rows import LANGUAGES

# A few for each form: while a release is rolled out two definitions are asked for in turn.
KEPT = 16


@dataclass(frozen=True, slots=True)
class Form:
    """One form that a phone may fetch; ``xml`` are the exact bytes."""

    form_id: str
    name: str
    version: str
    xml: bytes

    @property
    def md5(self) -> str:
        """Give what OpenRosa compares a copy by; it protects nothing."""
        return md5_of(self.xml)


def md5_of(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def forms_offered() -> Iterator[Form]:
    """Make the forms as our kinds are now; a form without a kind is left out."""
    campaigns = [*Campaign.objects.to_choose().named()]
    bank = [*Question.objects.offered()]
    services = [*ServiceKind.objects.filter(active=True)]
    for family in FAMILIES:
        if kinds := family.kinds():
            asked = sheets(family, kinds, campaigns, bank=bank, services=services)
            definition = _definition(family, asked)
            yield _made(family.form_id, json.dumps(definition))


def find_form(form_id: str) -> Form | None:
    """Give the form of this id as it is now, None when it is not offered."""
    return next((form for form in forms_offered() if form.form_id == form_id), None)


def _definition(family: Family, asked: dict[str, Any]) -> dict[str, Any]:
    settings = {
        "form_title": _title(family),
        "form_id": family.form_id,
        "default_language": LANGUAGES["bn"],
        # What the phone calls a filled form in its own lists.
        "instance_name": "concat(jr:choice-name(${kind}, '${kind}'), ', ', ${held_on})",
        # Sends by itself when there is a network; what was sent may be put right.
        "auto_send": "true",
        "client_editable": "yes",
    }
    return {**asked, "settings": [settings]}


def _title(family: Family) -> str:
    """Say it in both languages: a list of forms has no language."""
    said = []
    for code in LANGUAGES:
        with translation.override(code):
            said.append(str(family.title))
    return " · ".join(dict.fromkeys(said))


@lru_cache(maxsize=KEPT)
def _made(form_id: str, definition: str) -> Form:
    # Costs a third of a second, and only the phones' own addresses need it.
    from pyxform.xls2xform import convert

    sheets_ = json.loads(definition)
    (settings,) = sheets_["settings"]
    version = hashlib.sha256(definition.encode()).hexdigest()[:12]
    settings["version"] = version
    made = convert(xlsform=sheets_, form_name="data")
    return Form(form_id, settings["form_title"], version, made.xform.encode())

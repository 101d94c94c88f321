"""Import what a phone has saved as a file: look through it, then hand it to the intake.

As with sheets, no request works much longer than a stretch, and what was told is kept
beside the file; who brings the same file again doubles nothing.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView, TemplateView

from campaigns.kept_uploads import (
    forget_upload,
    keep_shown,
    keep_upload,
    open_shown,
    open_upload,
)
from events.columns import show_person
from events.forms.phone_files import PhoneFileForm
from events.phone_files.importing import Became, TriedRecord, import_phone_file
from events.phone_files.reading import NotAPhoneFile, PhoneFile, read_phone_file
from events.phone_files.whose import NobodyOfThatName, owner_of, people_for
from events.views.sheets import LONGEST_NAME, ImportingView, after_a_stretch
from foundation.bangla import figure

INDEX = "import_phone_file:index"
WORDS = {
    Became.NEW: (_("will be imported"), _("imported")),
    Became.SAME: (_("is here already"), _("is here already")),
    Became.WAITS: (_("will wait for a person"), _("waits for a person")),
    Became.NOT_TAKEN: (_("cannot be taken"), _("not taken: keep the file")),
}


@dataclass(slots=True)
class Told:
    """What was told of a file so far, as it is kept between two requests."""

    person: int
    is_cut: bool = False
    importing: bool = False
    left: int = 0
    rows: list[TriedRecord] = field(default_factory=list)

    @classmethod
    def loads(cls, content: bytes) -> Self:
        told = json.loads(content)
        rows = [TriedRecord(**row) for row in told.pop("rows")]
        return cls(rows=rows, **told)

    def dumps(self) -> bytes:
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @property
    def is_done(self) -> bool:
        return not self.left


class PhoneFilePage(ImportingView):
    """Only for who may log events and bring them, for the people of their districts."""

    page_title = _("Import a phone's file")

    @property
    def bringer(self) -> User:
        person: User = self.request.user
        return person

    def go_through(self, file: PhoneFile, told: Told, person: User) -> None:
        """Look through further records, or hand them in, for a stretch."""
        result = import_phone_file(
            file,
            person=person,
            brought_by=self.bringer,
            now=self.now,
            dry_run=not told.importing,
            start=len(told.rows),
            is_time_up=after_a_stretch(),
        )
        told.rows += result.tried
        told.left = result.left

    def lead_to(self, seal: str, told: Told) -> HttpResponse:
        """Keep what was told, and lead to the page that shows it."""
        seal = keep_shown(seal, told.dumps(), user=self.user_key)
        return redirect(f"{reverse('import_phone_file:report')}?{urlencode({'file': seal})}")


class ImportPhoneFileView(PhoneFilePage, FormView):
    """Bring a file; it is looked through at once, and nothing is imported yet."""

    form_class = PhoneFileForm
    template_name = "events/import_phone_file.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bringer": self.bringer}

    def form_valid(self, form: PhoneFileForm) -> HttpResponse:
        brought = form.cleaned_data["file"]
        content, name = brought.read(), brought.name[-LONGEST_NAME:]
        try:
            file = read_phone_file(content)
            person = form.cleaned_data["worker"] or owner_of(file, bringer=self.bringer)
        except NotAPhoneFile as why:
            form.add_error("file", str(why))
            return self.form_invalid(form)
        except NobodyOfThatName as why:
            form.add_error("worker", str(why))
            return self.form_invalid(form)
        told = Told(person=person.pk, is_cut=file.is_cut)
        self.go_through(file, told, person)
        seal = keep_upload(content, name=name, user=self.user_key, agreed="", now=self.now)
        return self.lead_to(seal, told)


class GoOnWithPhoneFileView(PhoneFilePage, View):
    """The next stretch; with ``import``, the first one of the import itself."""

    def post(self, request: HttpRequest) -> HttpResponse:
        seal = request.POST.get("file", "")
        shown = self.open_kept(open_shown, seal)
        upload = None if shown is None else self.open_kept(open_upload, seal)
        if shown is None or upload is None:
            return redirect(INDEX)
        told = Told.loads(shown.content)
        person = people_for(self.bringer).filter(pk=told.person).first()
        if person is None:
            # Somebody has changed where one of the two works, meanwhile.
            return redirect(INDEX)
        if "import" in request.POST and told.is_done and not told.importing:
            told = Told(person=told.person, is_cut=told.is_cut, importing=True)
        self.go_through(read_phone_file(upload.content), told, person)
        if told.importing and told.is_done and all(row.is_whole for row in told.rows):
            forget_upload(upload)
        return self.lead_to(seal, told)


class PhoneFileReportView(PhoneFilePage, TemplateView):
    """What was told of the records so far."""

    template_name = "events/phone_file_report.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seal = request.GET.get("file", "")
        shown = self.open_kept(open_shown, seal)
        if shown is None:
            return redirect(INDEX)
        told = Told.loads(shown.content)
        language = get_language() or "en"
        person = User.objects.filter(pk=told.person).first()
        counts = {kind: sum(row.became == kind for row in told.rows) for kind in Became}
        return self.render_to_response(
            self.get_context_data(
                seal=seal,
                shown=shown,
                told=told,
                person=show_person(person),
                so_far=figure(len(told.rows), language),
                of_all=figure(len(told.rows) + told.left, language),
                worth_it=any(row.became != Became.NOT_TAKEN for row in told.rows),
                counts=[
                    (WORDS[kind][told.importing], figure(count, language))
                    for kind, count in counts.items()
                    if count
                ],
                rows=[_row(row, told, language) for row in told.rows],
            )
        )


def _row(row: TriedRecord, told: Told, language: str) -> dict[str, Any]:
    photos = f"{figure(row.photos_taken, language)} / {figure(row.photos, language)}"
    return {
        "number": figure(row.number, language),
        "says": row.says or row.id,
        "words": WORDS[Became(row.became)][told.importing],
        "reasons": row.reasons,
        "photos": photos if row.photos else "",
    }

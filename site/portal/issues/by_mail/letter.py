"""The words of a letter: what the issue itself says at its top, and the way to the rest.

Figures, their kinds, what changed and where to read on. No story, no name, and no words that
somebody typed, errata included: a mail lies in many places and cannot be taken back.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from campaigns.models import Indicator
from portal.issues.by_mail.leaving import token_of
from portal.issues.by_mail.models import Letter, Subscription
from portal.issues.content import LANGUAGES, Content
from portal.issues.html_page import HIGHLIGHTS
from portal.issues.paper import paper_of
from portal.issues.sheet import Number, Sheet
from portal.issues.shown import in_language
from portal.issues.shown_changes import since_section
from portal.pages.words import KIND

# More stand in the issue.
MOST_LATE = 20
FILES = ("pdf", "xlsx", "csv")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A figure of the top, what it counts, and where it opens."""

    label: str
    number: Number
    counts: str
    opens: str


def letter_mail(letter: Letter, *, now: datetime.datetime) -> EmailMultiAlternatives:
    """Write a letter in the language that its reader has chosen for the admin.

    No word of a story is in it. Raises :class:`~portal.issues.paper.StoryTakenBack` where the
    issue that it leads to may not be read.
    """
    chosen = UserProfile.get_for_user(letter.user).get_preferred_language()
    language = "bn" if str(chosen).startswith("bn") else LANGUAGES[-1]
    subscription = Subscription.objects.get(user=letter.user_id)
    with override(language):
        words = _words(letter, subscription, language, now)
        mail = EmailMultiAlternatives(
            subject=words["subject"],
            body=render_to_string("portal/issues/letter.txt", words).strip() + "\n",
            from_email=settings.MONTH_REPORT_FROM,
            to=[letter.user.email],
            headers=_headers(letter, words["leave"]),
        )
        mail.attach_alternative(render_to_string("portal/issues/letter.html", words), "text/html")
    return mail


def _headers(letter: Letter, leave: str) -> dict[str, str]:
    host = parseaddr(settings.MONTH_REPORT_FROM)[1].rpartition("@")[2] or "localhost"
    return {
        # The same each time, so that a letter which goes out twice is kept once.
        "Message-ID": f"<month-report-{letter.key.hex}@{host}>",
        "List-ID": f"<month-report.{host}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _words(
    letter: Letter, subscription: Subscription, language: str, now: datetime.datetime
) -> dict[str, Any]:
    version = letter.version
    paper = paper_of(version, now=now)
    sheet = in_language(paper, language)
    here = f"{settings.WAGTAILADMIN_BASE_URL}/{language}/factsheets/{version.issue}/"
    late = sheet.late.lines if sheet.late else ()
    named = {"title": sheet.title, "month": sheet.month, "programme": sheet.programme}
    subject = _("%(programme)s: %(title)s, %(month)s") % named
    if version.number > 1:
        subject = _("%(subject)s, corrected") % {"subject": subject}
    leave = reverse("leave_month_report", kwargs={"token": token_of(subscription)})
    return {
        "sheet": sheet,
        "is_corrected": version.number > 1,
        "since": since_section(_without_errata(paper.content), language),
        # A programme's name may hold a line break, which a header may not.
        "subject": " ".join(subject.split())[:200],
        "highlights": list(_highlights(sheet, paper.content)),
        "late": late[:MOST_LATE],
        "has_more": len(late) > MOST_LATE,
        "page": f"{here}v{version.number}.html",
        "files": [(one.upper(), f"{here}v{version.number}.{one}") for one in FILES],
        "leave": f"{settings.WAGTAILADMIN_BASE_URL}{leave}",
        "account": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_account')}",
    }


def _without_errata(content: Content) -> Content:
    since = content.get("since")
    return {**content, "since": since and {**since, "errata": []}}


def _highlights(sheet: Sheet, content: Content) -> Iterator[Highlight]:
    rows = {
        row["label"][sheet.language]: row
        for block in content["blocks"]
        if block["slug"] == HIGHLIGHTS
        for row in block["rows"]
    }
    kinds = dict(Indicator.objects.values_list("code", "kind"))
    lines = [(line, line.columns[0].number) for line in sheet.table(HIGHLIGHTS).lines]
    for (line, number), row in zip(lines, rows.values(), strict=True):
        if number is None:
            continue
        codes = row["cells"][0]["indicator"].split("+")
        counted = dict.fromkeys(str(KIND[kinds[code]]) for code in codes if code in kinds)
        yield Highlight(line.label, number, "; ".join(counted), f"{sheet.receipts}{number.code}")

"""Asking for consent: giving, renewing, narrowing and withdrawing it; each adds a version.

Every writer takes the version that its user saw: who decides about something that has
changed meanwhile is refused and looks again. Only :func:`give_consent`, for which the
person was asked anew, can allow more than stood before, and only when that is said.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from crm_videos.consent import Scope, newest_consent
from crm_videos.models import Consent, ConsentScript, PrivateFile, Testimony
from crm_videos.withdrawing import open_case
from crm_videos.words import Answer, Kind, Why
from foundation.moments import dhaka_day

# Asked again at least this often.
LONGEST = datetime.timedelta(days=731)


class ConsentRefused(Exception):
    """The sentence says, in the reader's language, why nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How the person was asked: who asks must have done all of it."""

    script: ConsentScript
    script_language: str
    adult: bool
    aid_said: bool
    risks_asked: bool
    evidence_kind: str
    # Of this testimony and of this kind; the database refuses another.
    evidence_file: PrivateFile | None = None
    middleman_near: str = Answer.UNKNOWN
    case_in_court: str = Answer.UNKNOWN
    witnessed: bool = False
    # Sealed: ``witness``, ``contact``, ``evidence``, ``note``.
    details: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def give_consent(
    testimony: Testimony,
    *,
    scope: Scope,
    asking: Asking,
    ends_on: datetime.date,
    by: User,
    now: datetime.datetime,
    seen: int = 0,
    wider: bool = False,
    asked_on: datetime.date | None = None,
) -> Consent:
    """Record what a person agreed to after they were asked. Raises :class:`ConsentRefused`.

    ``seen`` is the version that stood when the person was asked; ``wider`` says that
    more is meant to be allowed than it allows. ``asked_on`` is the day on which the person
    agreed, where it was not today.
    """
    last = _lock(testimony, seen)
    _check_asking(asking)
    if scope.is_empty():
        raise ConsentRefused(_("Choose at least one use, one channel and one language."))
    standing = last if last and last.stands(dhaka_day(now)) else None
    if standing and scope.is_wider_than(Scope.of(standing)) and not wider:
        raise ConsentRefused(_("This allows more than before. Say that it is meant so."))
    return _add(
        testimony,
        Kind.GIVEN,
        last,
        scope=scope,
        asking=asking,
        ends_on=ends_on,
        by=by,
        now=now,
        asked_on=asked_on,
    )


@transaction.atomic
def renew_consent(
    testimony: Testimony,
    *,
    asking: Asking,
    ends_on: datetime.date,
    by: User,
    now: datetime.datetime,
    seen: int,
) -> Consent:
    """Record that a person, asked anew, agrees to the same for longer."""
    last = _lock(testimony, seen)
    if last is None or last.kind == Kind.WITHDRAWN:
        raise ConsentRefused(_("There is no consent to renew: ask for a new one."))
    _check_asking(asking)
    if ends_on <= last.ends_on:
        raise ConsentRefused(_("A renewed consent ends later than the one before."))
    return _add(
        testimony,
        Kind.RENEWED,
        last,
        scope=Scope.of(last),
        asking=asking,
        ends_on=ends_on,
        by=by,
        now=now,
    )


@transaction.atomic
def narrow_consent(
    testimony: Testimony,
    *,
    scope: Scope,
    ends_on: datetime.date,
    by: User,
    now: datetime.datetime,
    seen: int,
) -> Consent:
    """Record that a person allows less than before; nobody has to be asked for that."""
    last = _lock(testimony, seen)
    if last is None or not last.stands(dhaka_day(now)):
        raise ConsentRefused(_("There is no standing consent to narrow."))
    if scope.is_wider_than(Scope.of(last)) or ends_on > last.ends_on:
        raise ConsentRefused(_("That allows more than before: ask the person first."))
    if scope.is_empty():
        raise ConsentRefused(_("That leaves nothing: withdraw the consent instead."))
    return _add(
        testimony,
        Kind.NARROWED,
        last,
        scope=scope,
        asking=_as_before(last),
        ends_on=ends_on,
        by=by,
        now=now,
    )


@transaction.atomic
def withdraw_consent(
    testimony: Testimony,
    *,
    by: User,
    now: datetime.datetime,
    note: str = "",
    why: Why = Why.ASKED,
) -> Consent:
    """Record that a person takes back what they allowed. It counts at once, from anybody.

    Its case, with a task for each copy, is opened in the same transaction.
    """
    last = _lock(testimony, None)
    if last is None or last.kind == Kind.WITHDRAWN:
        raise ConsentRefused(_("There is no consent that could be withdrawn."))
    today = dhaka_day(now)
    withdrawn = Consent.objects.create(
        testimony=testimony,
        version=last.version + 1,
        kind=Kind.WITHDRAWN,
        identity_level=last.identity_level,
        given_on=today,
        ends_on=today,
        details={"note": note} if note else {},
        asked_by=by,
        recorded_at=now,
    )
    open_case(last, why=why, by=by, now=now, note=note)
    return withdrawn


def _lock(testimony: Testimony, seen: int | None) -> Consent | None:
    """Let one writer at a time decide, about what they have seen."""
    if Testimony.objects.select_for_update().get(pk=testimony.pk).erased_at:
        raise ConsentRefused(_("This person was erased. Nothing is asked or kept any more."))
    last = newest_consent(testimony)
    if seen is not None and seen != (last.version if last else 0):
        raise ConsentRefused(_("Somebody has changed this consent meanwhile. Look again."))
    return last


def _check_asking(asking: Asking) -> None:
    """Refuse a consent that was not asked for as it must be."""
    for said, sentence in (
        (asking.adult, _("Only people of 18 years or older can agree. Keep nothing of a child.")),
        (asking.aid_said, _("Say first that no help depends on the answer.")),
        (asking.risks_asked, _("Ask first what could happen if somebody recognises them.")),
        (asking.evidence_kind, _("Say what proves that the person agreed.")),
        (
            str(asking.details.get("contact", "")).strip(),
            _("Say how the person can reach us to withdraw."),
        ),
        (
            not asking.witnessed or str(asking.details.get("witness", "")).strip(),
            _("Name the witness; the name is kept sealed."),
        ),
        (
            asking.witnessed or asking.evidence_kind != "thumb",
            _("Who signs with a thumb needs a witness who reads."),
        ),
    ):
        if not said:
            raise ConsentRefused(sentence)


def _as_before(last: Consent) -> Asking:
    assert last.script is not None  # noqa: S101 - the database refuses a consent without one
    return Asking(
        script=last.script,
        script_language=last.script_language,
        adult=last.adult,
        aid_said=last.aid_said,
        risks_asked=last.risks_asked,
        evidence_kind=last.evidence_kind,
        evidence_file=last.evidence_file,
        middleman_near=last.middleman_near,
        case_in_court=last.case_in_court,
        witnessed=last.witnessed,
        details=last.details.open(),
    )


def _add(
    testimony: Testimony,
    kind: Kind,
    last: Consent | None,
    *,
    scope: Scope,
    asking: Asking,
    ends_on: datetime.date,
    by: User,
    now: datetime.datetime,
    asked_on: datetime.date | None = None,
) -> Consent:
    today = dhaka_day(now)
    given_on = asked_on or today
    if given_on > today:
        raise ConsentRefused(_("That day is still to come."))
    if ends_on <= today:
        raise ConsentRefused(_("A consent ends on a later day than today."))
    if ends_on - given_on > LONGEST:
        raise ConsentRefused(_("Two years at most: then the person is asked again."))
    if asked_on and asking.script.active_from > asked_on:
        raise ConsentRefused(_("These words were not in use yet on that day."))
    added = Consent.objects.create(
        testimony=testimony,
        version=(last.version if last else 0) + 1,
        kind=kind,
        purposes=sorted(scope.purposes),
        channels=sorted(scope.channels),
        languages=sorted(scope.languages),
        identity_level=scope.identity_level,
        given_on=given_on,
        ends_on=ends_on,
        script=asking.script,
        script_language=asking.script_language,
        adult=asking.adult,
        aid_said=asking.aid_said,
        risks_asked=asking.risks_asked,
        middleman_near=asking.middleman_near,
        case_in_court=asking.case_in_court,
        witnessed=asking.witnessed,
        evidence_kind=asking.evidence_kind,
        evidence_file=asking.evidence_file,
        details=dict(asking.details),
        asked_by=by,
        recorded_at=now,
    )
    # Also when they were asked anew and agreed to less: what went out before has to follow.
    if last and last.kind != Kind.WITHDRAWN and Scope.of(last).is_wider_than(scope):
        open_case(last, why=Why.NARROWED, by=by, now=now)
    return added

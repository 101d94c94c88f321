"""Sending the letters: each once, and none lost, whatever happens to worker and mail server.

A letter is claimed by one conditional UPDATE and marked as *handed over* right before its words
go to the server. So a worker that dies earlier has sent nothing, and one that dies later leaves
a mark: such a letter goes out at most twice, both times with the same Message-ID, and then waits
for a person. What the server clearly refused for now is tried again, ever more seldom, for good.
"""

import datetime
import logging
import smtplib
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from django.core.mail import get_connection
from django.db.models import F, Q, QuerySet

from portal.issues.by_mail.letter import letter_mail
from portal.issues.by_mail.models import MOST_UNCLEAR, Letter
from portal.issues.by_mail.outbox import is_wanted, unfinished
from portal.issues.paper import StoryTakenBack

logger = logging.getLogger(__name__)
# Longer than a mail server may take over all its answers (EMAIL_TIMEOUT each).
CLAIM = datetime.timedelta(minutes=10)
FIRST_REST, LONGEST_REST = datetime.timedelta(minutes=2), datetime.timedelta(hours=6)
# A task has 20 minutes; a slow server may still have its letter.
WORK_FOR = datetime.timedelta(minutes=8)
# From here on a server's number says no for good.
FOR_GOOD = 500
Clock = Callable[[], datetime.datetime]


class Outcome(Enum):
    SENT = auto()
    NOT_WANTED = auto()
    REFUSED = auto()
    LATER = auto()
    SERVER_DOWN = auto()


def due(now: datetime.datetime) -> "QuerySet[Letter]":
    """Select the letters that somebody may take up now."""
    free = Q(not_before=None) | Q(not_before__lte=now)
    return unfinished().filter(free, unclear__lt=MOST_UNCLEAR)


def send_letters(clock: Clock) -> int:
    """Send what is due, one after the other; give how many went out.

    A server that takes no connection ends it: the others wait for the next time.
    """
    stop, sent = clock() + WORK_FOR, 0
    connection = get_connection()
    try:
        while clock() < stop and (letter := _claim(clock())) is not None:
            outcome = _send(letter, connection, clock)
            sent += outcome is Outcome.SENT
            if outcome is Outcome.SERVER_DOWN:
                break
    finally:
        _close(connection)
    return sent


def _claim(now: datetime.datetime) -> Letter | None:
    """Take a letter for this sender alone."""
    for pk in due(now).order_by("not_before", "pk").values_list("pk", flat=True)[:20]:
        if due(now).filter(pk=pk).update(not_before=now + CLAIM, tries=F("tries") + 1):
            return Letter.objects.select_related("user", "version__issue").get(pk=pk)
    return None


def _send(letter: Letter, connection: Any, clock: Clock) -> Outcome:
    mine = Letter.objects.filter(pk=letter.pk)
    if not is_wanted(letter):
        # They left, or were taken their rights: there is nothing to be told of them any more.
        mine.delete()
        return Outcome.NOT_WANTED
    try:
        message = letter_mail(letter, now=clock())
    except StoryTakenBack as error:
        if letter.version.issue.versions.filter(number__gt=letter.version.number).exists():
            # The version is gone, and the one that replaced it has a letter of its own.
            mine.delete()
            return Outcome.NOT_WANTED
        return _put_off(letter, clock(), error, Outcome.LATER)
    try:
        connection.open()
    except OSError as error:  # smtplib's own errors are among them
        return _put_off(letter, clock(), error, Outcome.SERVER_DOWN)
    _mark_before_the_words(connection, lambda: mine.update(unclear=F("unclear") + 1))
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        [(number, _words)] = error.recipients.values()
        return _answered(letter, number, clock(), error)
    except smtplib.SMTPDataError as error:
        # It heard the words and said no: nothing is unclear.
        mine.update(unclear=F("unclear") - 1)
        return _answered(letter, error.smtp_code, clock(), error)
    except OSError as error:
        _close(connection)
        return _put_off(letter, clock(), error, Outcome.LATER)
    mine.update(sent_at=clock(), unclear=0, not_before=None)
    return Outcome.SENT


def _mark_before_the_words(connection: Any, mark: Callable[[], Any]) -> None:
    """Have the row marked when the server has taken sender and recipient, before the words go."""
    server = getattr(connection, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        mark()  # not by SMTP: a terminal, a file, a test
        return

    def data(words: Any) -> Any:
        mark()
        return smtplib.SMTP.data(server, words)

    server.data = data  # type: ignore[assignment, method-assign]


def _answered(letter: Letter, number: int, now: datetime.datetime, error: OSError) -> Outcome:
    if number < FOR_GOOD:
        return _put_off(letter, now, error, Outcome.LATER)
    Letter.objects.filter(pk=letter.pk).update(refused_at=now, refusal=number, not_before=None)
    logger.warning("a month report was refused for good (%s)", number)
    return Outcome.REFUSED


def _put_off(letter: Letter, now: datetime.datetime, error: Exception, outcome: Outcome) -> Outcome:
    rest = min(FIRST_REST * 2 ** min(letter.tries - 1, 10), LONGEST_REST)
    Letter.objects.filter(pk=letter.pk).update(not_before=now + rest)
    # Not its text: a mail server may repeat what it was told.
    logger.warning("a month report could not be mailed (%s)", type(error).__name__)
    return outcome


def _close(connection: Any) -> None:
    try:
        connection.close()
    except OSError:
        logger.info("the mail server did not say good-bye")

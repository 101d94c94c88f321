"""Sends a letter again and again, killed at each side of each write in turn, and then for good.

``manage.py shell -c "from tests.portal.letter_killed import main; main()"`` on a database of its
own. Prints how many copies the mail server had after each death and after the next worker.
"""

import datetime
import json
import os
import sys

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from wagtail.users.models import UserProfile

from portal.issues.by_mail.models import Letter, Subscription
from portal.issues.by_mail.sending import CLAIM, send_letters
from tests.portal.issues_made import NOW, frozen_september
from tests.simulators.smtp import MailServer, mail_server

MOST = 30


def dies_at(number: int) -> bool:
    """Send in a process that is killed at the so-manieth moment; False if it came to its end."""
    connection.close()
    if child := os.fork():
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    moments = iter(range(1, MOST))

    def moment() -> None:
        if next(moments) == number:
            os.kill(os.getpid(), 9)

    def writes(execute, sql, params, many, context):
        if not sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            return execute(sql, params, many, context)
        moment()
        done = execute(sql, params, many, context)
        moment()
        return done

    try:
        with connection.execute_wrapper(writes):
            send_letters(lambda: NOW)
    finally:
        os._exit(0)


def tried(number: int, server: MailServer) -> tuple[bool, int, int, int]:
    """Kill one worker, let the next one come, and say how many copies there were then."""
    server.letters.clear()
    Letter.objects.update(not_before=None, tries=0, unclear=0, sent_at=None)
    died = dies_at(number)
    before = len(server.letters)
    sent = send_letters(lambda: NOW + CLAIM + datetime.timedelta(seconds=1))
    if len({one["Message-ID"] for one in server.letters}) != 1:
        raise AssertionError(server.letters)
    return died, before, sent, len(server.letters)


def main() -> None:
    reader = User.objects.create_superuser("reader", "reader@example.org")
    UserProfile.objects.create(user=reader)
    Subscription.objects.create(user=reader, since=NOW)
    frozen_september()
    found = []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        for number in range(1, MOST):
            died, *copies = tried(number, server)
            found.append(copies)
            if not died:
                break
    sys.stdout.write(json.dumps(found))

"""The door of the forms that anybody may send: asked before anything of a form is looked at."""

import datetime
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.asking.anonymous_posts.allowance import take
from portal.asking.anonymous_posts.origin import is_from_here
from portal.asking.anonymous_posts.tokens import NoToken, Token, TooOld, TooQuick, read_token

TOKEN = "token"  # noqa: S105 - the name of a field
# A field that nobody sees; programs fill in whatever there is.
TRAP = "website"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of form: how long it takes at least, and how many an address may send an hour."""

    name: str
    seconds: float
    an_hour: int


HELPED = Form("helped", 0.5, 300)
QUIZ = Form("quiz", 2, 300)
POLL = Form("poll", 0.5, 200)
QUESTION = Form("question", 3, 60)
ANSWER = Form("answer", 1, 120)


class NotTaken(Exception):
    """The form was not taken; the message is for who sent it. Nothing has happened."""

    def __init__(
        self, words: "str | Promise", status: int = 400, *, same_token: bool = False
    ) -> None:
        super().__init__(words)
        self.words, self.status, self.same_token = words, status, same_token

    def __str__(self) -> str:
        return str(self.words)


ELSEWHERE = _("This did not come from our page. Open the page here and send it once more.")
AGAIN = _("Please send it once more.")
SLOWLY = _("That was very quick. Please press the button once more.")
OLD = _("The page was open for more than a day. Please send it once more.")
ENOUGH = _(
    "Very much has come from your network in this hour. Try again in an hour, or call the hotline."
)


def receive(request: HttpRequest, form: Form, about: str, *, now: datetime.datetime) -> Token:
    """Let a form in, and give its token, not yet spent. Raises :class:`NotTaken`."""
    if not is_from_here(request):
        raise NotTaken(ELSEWHERE, 403)
    if request.POST.get(TRAP):
        raise NotTaken(AGAIN)
    youngest = datetime.timedelta(seconds=form.seconds)
    text = request.POST.get(TOKEN, "")
    try:
        token = read_token(text, purpose(form, about), youngest=youngest, now=now)
    except TooQuick:
        raise NotTaken(SLOWLY, same_token=True) from None
    except TooOld:
        raise NotTaken(OLD) from None
    except NoToken:
        raise NotTaken(AGAIN) from None
    address = get_adapter(request).get_client_ip(request)
    if not take(form.name, address, form.an_hour, now=now):
        raise NotTaken(ENOUGH, 429, same_token=True)
    return token


def purpose(form: Form, about: str) -> str:
    """Name what a token is good for: this form, about this page."""
    return f"{form.name}.{about}"

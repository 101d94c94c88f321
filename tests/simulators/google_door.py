"""Google's sign-in: the consent page, the token endpoint and the revoke endpoint."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.simulators.faults import Fault
from tests.simulators.replies import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.simulators.youtube import Channel

SCOPES = (
    "https://www.googleapis.com/auth/youtube.readonly",
    "https://www.googleapis.com/auth/yt-analytics.readonly",
)
PATHS = ("/authorize", "/token", "/revoke")


class GoogleDoor:
    """One owner stands before it: the one of ``owner``, or of the first channel.

    ``denies`` makes that owner refuse, ``grants`` leaves scopes out,
    ``keeps_refresh_token`` is what Google does without ``prompt=consent``,
    ``other_channels`` are further channels of the same owner.
    """

    def __init__(self, channels: "dict[str, Channel]") -> None:
        self.channels = channels
        self.access_tokens: dict[str, str] = {}
        self.owner = ""
        self.denies = False
        self.grants: tuple[str, ...] = SCOPES
        self.keeps_refresh_token = False
        self.other_channels: list[str] = []
        self.asked: dict[str, str] = {}
        self.revoked: list[str] = []
        self._codes: dict[str, Mapping[str, str]] = {}

    def is_for(self, path: str) -> bool:
        return path in PATHS

    def channels_of(self, owned: str) -> list[str]:
        return [owned, *self.other_channels]

    def reply(self, request: Request, fault: Fault | None) -> Reply:
        if request.path == "/authorize":
            return self._consent(request.query)
        if request.path == "/revoke":
            return self._revoke(request.form)
        if request.form.get("grant_type") == "authorization_code":
            return self._first_tokens(request.form)
        return self._token(request.form, fault)

    def _consent(self, query: Mapping[str, str]) -> Reply:
        """Be the consent page and the owner who presses a button on it."""
        self.asked = dict(query)
        answer = {"state": query.get("state", "")}
        if self.denies:
            answer["error"] = "access_denied"
        else:
            code = "4/" + secrets.token_urlsafe(12)
            self._codes[code] = query
            answer |= {"code": code, "scope": " ".join(self.grants)}
        return Reply(302, b"", {"location": f"{query['redirect_uri']}?{urlencode(answer)}"})

    def _first_tokens(self, form: Mapping[str, str]) -> Reply:
        asked = self._codes.pop(form.get("code", ""), None)
        if asked is None or not _proves(asked, form):
            return json_reply(400, {"error": "invalid_grant", "error_description": "Bad Request"})
        owner = self.owner or next(iter(self.channels))
        if refusal := self._wrong_client(owner, form):
            return refusal
        body = self._tokens_of(owner, " ".join(self.grants))
        if asked.get("prompt") == "consent" and not self.keeps_refresh_token:
            body["refresh_token"] = self.channels[owner].refresh_token
        return json_reply(200, body)

    def _token(self, form: Mapping[str, str], fault: Fault | None) -> Reply:
        owned = {channel.refresh_token: key for key, channel in self.channels.items()}
        token = form.get("refresh_token", "")
        channel_id = owned.get(token)
        if channel_id is None or token in self.revoked or fault == Fault.DEAD_TOKEN:
            body = {
                "error": "invalid_grant",
                "error_description": "Token has been expired or revoked.",
            }
            return json_reply(400, body)
        if refusal := self._wrong_client(channel_id, form):
            return refusal
        return json_reply(200, self._tokens_of(channel_id, SCOPES[0]))

    def _tokens_of(self, channel_id: str, scope: str) -> dict[str, object]:
        token = "ya29." + secrets.token_urlsafe(16)
        self.access_tokens[token] = channel_id
        return {
            "access_token": token, "expires_in": 3599, "token_type": "Bearer", "scope": scope,
        }  # fmt: skip

    def _wrong_client(self, channel_id: str, form: Mapping[str, str]) -> Reply | None:
        secret = self.channels[channel_id].client_secret
        if secret and form.get("client_secret") != secret:
            return json_reply(401, {"error": "invalid_client", "error_description": "Unauthorized"})
        return None

    def _revoke(self, form: Mapping[str, str]) -> Reply:
        token = form.get("token", "")
        known = {channel.refresh_token for channel in self.channels.values()}
        if token not in known or token in self.revoked:
            body = {"error": "invalid_token", "error_description": "Token expired or revoked"}
            return json_reply(400, body)
        self.revoked.append(token)
        return json_reply(200, {})


def _proves(asked: Mapping[str, str], form: Mapping[str, str]) -> bool:
    """Check PKCE, and that the code is taken where it was given."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return (
        asked.get("code_challenge_method") == "S256"
        and asked.get("code_challenge") == challenge
        and asked.get("redirect_uri") == form.get("redirect_uri")
    )

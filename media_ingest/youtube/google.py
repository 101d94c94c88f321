"""The way to YouTube: google-api-python-client, aimed where the settings say.

Everything of Google's is imported inside functions: its discovery module costs
half a second and 35 MB, which no web process should pay.
"""

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from foundation.errors import OutsideTrouble, TryLater
from foundation.http import in_plain_words
from media_ingest.youtube.refusals import SignInDown, understand, understand_grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Roots:
    """Where the two APIs and the token endpoint are."""

    api: str
    analytics: str
    token_uri: str


class Services:
    """The two services of one owner, on one connection pool: for one task, never shared."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        refresh_token: str,
        roots: Roots,
        timeout: float,
    ) -> None:
        import google_auth_httplib2
        from google.oauth2.credentials import Credentials

        from media_ingest.youtube.patience import PatientHttp

        credentials = Credentials(
            None,
            refresh_token=refresh_token,
            token_uri=roots.token_uri,
            client_id=client_id,
            client_secret=client_secret,
        )
        authorised = google_auth_httplib2.AuthorizedHttp(
            credentials, http=PatientHttp(timeout=timeout)
        )
        self.http = authorised
        self.data = _service("youtube", "v3", roots.api, authorised)
        self.analytics = _service("youtubeAnalytics", "v2", roots.analytics, authorised)


def _service(name: str, version: str, root_url: str, authorised: Any) -> Any:
    """Build a service from the discovery document of the package, its root changed.

    The documented ``client_options`` would leave batches and uploads with Google.
    """
    from googleapiclient.discovery import build_from_document

    folder = files("googleapiclient.discovery_cache.documents")
    document = json.loads((folder / f"{name}.{version}.json").read_text("utf-8"))
    document["rootUrl"] = root_url
    document["baseUrl"] = root_url + document["servicePath"]
    document.pop("mtlsRootUrl", None)
    return build_from_document(document, http=authorised)


def call(request: Any, *, now: datetime) -> bytes:
    """Send a request of a service and give the body as it came.

    Every way in which the client, its HTTP and its sign-in can fail becomes
    one of :mod:`foundation.errors`. No retries here: the work table does that.
    """
    # The client would hand a body that is not JSON over as a string, without an error.
    request.postproc = _body_as_it_came
    body: bytes = _understood(lambda: request.execute(num_retries=0), now=now)
    return body


def send(
    services: Services, method: str, address: str, *, body: bytes, headers: dict[str, str],
    now: datetime,
) -> tuple[int, dict[str, str], bytes]:  # fmt: skip
    """Send one request with the owner's grant, for what the client does not know how to do.

    Gives status, headers in small letters, and body; an answer is never an error here.
    """
    answer, content = _understood(
        lambda: services.http.request(address, method, body=body, headers=headers), now=now
    )
    return int(answer.status), {str(k).lower(): str(v) for k, v in answer.items()}, content


def _understood(act: Callable[[], Any], *, now: datetime) -> Any:
    from google.auth.exceptions import GoogleAuthError, RefreshError
    from googleapiclient.errors import HttpError
    from httplib2 import HttpLib2Error

    trouble: OutsideTrouble
    try:
        return act()
    except HttpError as error:
        trouble = understand(int(error.resp.status), error.content, now=now)
    except RefreshError as error:
        detail = error.args[1] if len(error.args) > 1 else None
        trouble = understand_grant(detail.get("error") if isinstance(detail, dict) else None)
        if isinstance(trouble, TryLater):
            trouble = SignInDown(trouble.reason)
    except (GoogleAuthError, HttpLib2Error, http.client.HTTPException, OSError) as error:
        trouble = TryLater(f"YouTube: {in_plain_words(error)}")
    except (LookupError, TypeError, ValueError, AttributeError):
        # A token endpoint that sends a page of HTML makes google-auth stumble.
        trouble = SignInDown("Google's sign-in answered with something that is not JSON")
    # Outside the handlers: none of Google's exceptions travels along as context.
    raise trouble


def _body_as_it_came(_response: Any, content: bytes) -> bytes:
    return content

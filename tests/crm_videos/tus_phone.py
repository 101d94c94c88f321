"""A phone that sends recordings by tus, as far as one request at a time goes."""

import base64

from django.test import Client

from crm_videos.models import Testimony

BEGIN = "/field/stories/uploads/"
TUS = {"Tus-Resumable": "1.0.0"}


def metadata(of: Testimony, **said: str) -> str:
    told = {
        "testimony": str(of.pk), "chapter": "experience", "medium": "video",
        "filetype": "video/mp4;codecs=avc1", "fingerprint": "ab12", "filename": "Canary Begum.mp4",
        **said,
    }  # fmt: skip
    return ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
    )


def announce(phone: Client, of: Testimony, length: int | str, **said: str):
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(of, **said)}
    return phone.post(BEGIN, content_type="text/plain", headers=headers)


def patch(phone: Client, address: str, data: bytes, offset: int, **more: str):
    headers = {**TUS, "Upload-Offset": str(offset), **more}
    return phone.patch(address, data, "application/offset+octet-stream", headers=headers)

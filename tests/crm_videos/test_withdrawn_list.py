"""The signed list that phones follow, and the certificate: checked as others would check them."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.test import Client
from django.urls import reverse

from crm_videos.certificate import NotYetGone, certify, is_certificate
from crm_videos.copies.proving import prove_gone_by_hand
from crm_videos.models import Copy
from crm_videos.tasks import see_to_withdrawals
from tests.crm_videos.conftest import NOW, browser_of, colleague
from tests.crm_videos.withdrawn_world import DAY, Told

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(testimony, recorder) -> Told:
    return Told(testimony, recorder)


def key_of(jwk: dict) -> ec.EllipticCurvePublicKey:
    assert (jwk["kty"], jwk["crv"]) == ("EC", "P-256")
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=")) for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def checks(jwk: dict, text: str, signature: str) -> bool:
    """Check as WebCrypto does: 64 bytes, ECDSA on P-256 over SHA-256."""
    raw = base64.b64decode(signature)
    assert len(raw) == 64
    numbers = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    try:
        key_of(jwk).verify(numbers, text.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def fetched() -> tuple[dict, dict, str]:
    answer = Client().get("/withdrawn.json")
    assert answer["Cache-Control"] == "public, max-age=60"
    told = answer.json()
    return told, json.loads(told["list"]), told["list"]


def test_the_list_is_signed_with_the_key_that_is_published(told):
    told.copy("page", ref="1")
    told.withdraw()
    (jwk,) = Client().get("/withdrawn.key").json()["keys"]
    envelope, _content, text = fetched()
    assert checks(jwk, text, envelope["signatures"][jwk["kid"]])
    assert not checks(
        jwk, text.replace('"sequence":1', '"sequence":2'), envelope["signatures"][jwk["kid"]]
    )


def test_the_list_names_local_copies_by_numbers_only_grows_and_says_nothing_else(told):
    page = told.copy("page", ref="1", where="/en/stories/canarybird/")
    saved = told.copy("offline", language="bn")
    told.copy("facebook", where="https://facebook.example/Canarybird")
    assert fetched()[1]["withdrawn"] == []
    told.withdraw()
    _envelope, content, text = fetched()
    assert set(content["withdrawn"]) == {str(page.pk), str(saved.pk)}
    assert content["sequence"] == 2
    assert set(content) == {"format", "sequence", "issued", "withdrawn", "keys"}
    assert "anary" not in text
    assert told.testimony.code not in text
    see_to_withdrawals()
    told.give(NOW + DAY)
    told.copy("page", NOW + DAY, ref="1")
    told.withdraw(NOW + 2 * DAY)
    later = fetched()[1]
    assert later["sequence"] > content["sequence"]
    assert set(content["withdrawn"]) < set(later["withdrawn"])


def test_who_knows_only_the_old_key_learns_the_new_one_from_a_list_that_it_can_check(
    told, settings
):
    (old,) = Client().get("/withdrawn.key").json()["keys"]
    settings.WITHDRAWAL_KEYS = [
        ec.generate_private_key(ec.SECP256R1()), *settings.WITHDRAWAL_KEYS,
    ]  # fmt: skip
    envelope, content, text = fetched()
    assert checks(old, text, envelope["signatures"][old["kid"]])
    new = content["keys"][0]
    assert new != old
    assert content["keys"][1] == old
    assert checks(new, text, envelope["signatures"][new["kid"]])


def test_nobody_but_readers_may_ask(told):
    for address in ("/withdrawn.json", "/withdrawn.key"):
        assert Client().post(address).status_code == 405
        assert Client().head(address).status_code == 200


# --- The certificate -------------------------------------------------------------------------


@pytest.fixture
def case(told, recorder):
    told.copy("page", ref="1", language="en")
    told.copy("facebook", where="https://facebook.example/Canarybird")
    return told.withdraw()


@pytest.fixture
def office(db) -> Client:
    return browser_of(colleague("clerk", "view_withdrawal"))


def test_there_is_no_certificate_while_anything_is_left(case, recorder, office):
    address = reverse("consents:certified", args=[case.pk])
    for step in (lambda: None, see_to_withdrawals):
        step()
        case.refresh_from_db()
        with pytest.raises(NotYetGone):
            certify(case)
        answer = office.get(address)
        assert answer.status_code == 409
        assert "SHA-256" not in answer.content.decode()
        assert office.get(f"{address}?text").status_code == 409
    copy = Copy.objects.get(kind="facebook")
    prove_gone_by_hand(copy, proof="looked", seen="Not there", by=recorder, now=NOW + DAY)
    assert office.get(address).status_code == 200


def test_there_is_none_either_when_only_the_sites_own_traces_are_left(told):
    case = told.withdraw()
    with pytest.raises(NotYetGone):
        certify(case)


def test_a_copy_that_is_found_later_takes_the_certificate_back(told, case, recorder, office):
    see_to_withdrawals()
    copy = Copy.objects.get(kind="facebook")
    prove_gone_by_hand(copy, proof="looked", seen="Not there", by=recorder, now=NOW + DAY)
    address = reverse("consents:certified", args=[case.pk])
    assert office.get(address).status_code == 200
    told.copy("file", NOW + 2 * DAY)
    assert office.get(address).status_code == 409


def test_the_certificate_speaks_by_codes_in_both_languages_and_can_be_checked(
    told, case, recorder, office
):
    see_to_withdrawals()
    copy = Copy.objects.get(kind="facebook")
    prove_gone_by_hand(copy, proof="looked", seen="Canary saw nothing", by=recorder, now=NOW + DAY)
    address = reverse("consents:certified", args=[case.pk])
    page = office.get(address).content.decode()
    assert told.testimony.code in page
    assert 'lang="bn"' in page
    assert 'lang="en"' in page
    assert "anary" not in page
    assert "facebook.example" not in page
    text = office.get(f"{address}?text").content.decode()
    assert is_certificate(text)
    case.refresh_from_db()
    assert certify(case).statement in text
    for changed in (
        text.replace(told.testimony.code, "222222"),
        text.replace("facebook", "youtube"),
        text.replace("looked", "holder"),
        text.replace("signature ", "signature A"),
        text.rpartition("signature ")[0],
        "",
    ):
        assert not is_certificate(changed)

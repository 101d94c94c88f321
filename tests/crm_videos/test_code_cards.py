"""Four words withdraw a story over the telephone; wrong ones tell nothing, and few are tried."""

import math
import re
import threading
import unicodedata
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from crm_videos.cards.keeping import find_card, make_card
from crm_videos.cards.tries import BY_ALL, BY_ONE, TooManyTries, take_place
from crm_videos.cards.words import all_words, as_heard, draw_words
from crm_videos.identity_lint.lexicon import names
from crm_videos.models import CodeCard, Consent, Withdrawal
from foundation.moments import dhaka_day
from tests.crm_videos.conftest import ELSEWHERE, NOW, browser_of, colleague
from tests.crm_videos.withdrawn_world import DAY, Told

pytestmark = pytest.mark.django_db
HOTLINE = "/admin/consents/hotline/"
WRONG = "No card has these words."
WORDS = all_words()


@pytest.fixture
def told(testimony, recorder) -> Told:
    return Told(testimony, recorder)


@pytest.fixture
def card(told) -> str:
    return " ".join(make_card(told.testimony, by=told.by, now=NOW))


@pytest.fixture
def agent(db) -> Client:
    # The hotline serves every district: this one works where nobody told anything.
    return browser_of(colleague("agent", "use_codecard", district=ELSEWHERE))


def typed(client: Client, words: str):
    return client.post(HOTLINE, {"words": words})


def told_of(answer, words: str) -> str:
    """Give an answer without what was typed and what is drawn for each answer."""
    body = answer.content.decode().replace(words, "")
    return re.sub(r"\b\w{64}\b", "", body)


# --- The words -----------------------------------------------------------------------------


def test_the_list_has_plain_words_enough_and_no_two_sound_alike():
    assert 4 * math.log2(len(WORDS)) >= 40
    assert len({as_heard(word) for word in WORDS}) == len(WORDS)
    assert all(re.fullmatch(r"[\u0980-\u09ff]{2,14}", word) for word in WORDS)
    assert all(unicodedata.is_normalized("NFC", word) for word in WORDS)
    named = " ".join(text for text in vars(names).values() if isinstance(text, str)).split()
    assert not {unicodedata.normalize("NFC", one) for one in named} & set(WORDS)


def test_every_word_is_drawn_and_none_more_often_than_chance():
    drawn = Counter(word for _each in range(10_000) for word in draw_words())
    assert drawn.keys() == set(WORDS)
    assert drawn.most_common(1)[0][1] < 90


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), st.data())
def test_words_are_the_same_however_they_are_spelt_and_spaced(words, data):
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    space = data.draw(st.sampled_from([" ", "  ", "\u00a0", ", ", "\n", " \u200b".strip("\u200b")]))
    joiner = data.draw(st.sampled_from(["", "\u200c", "\u200d"]))
    spelt = space.join(unicodedata.normalize(form, word) + joiner for word in words)
    assert as_heard(f"  {spelt} ") == as_heard(" ".join(words))


@given(st.permutations(WORDS[:6]))
def test_their_order_counts(words):
    assert (as_heard(" ".join(words)) == as_heard(" ".join(WORDS[:6]))) == (
        tuple(words) == WORDS[:6]
    )


def test_letters_that_sound_alike_are_one():
    for heard, written in [("দীঘি", "দিঘি"), ("শাড়ী", "সাড়ি"), ("চাঁই", "চাই"), ("নূপুর", "নুপুর")]:
        assert as_heard(heard) == as_heard(written)
    assert as_heard("পায়েস") != as_heard("পাজেস")


# --- The card ------------------------------------------------------------------------------


def test_a_card_finds_its_testimony_and_its_words_are_in_no_row(told, card):
    assert find_card(card).testimony == told.testimony
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            # In any writing: one word alone may be part of a place's name.
            rows = "".join(re.findall(r"[\u0980-\u09ff]", str(cursor.fetchall())))
            assert card.replace(" ", "") not in rows, table
            assert as_heard(card).replace(" ", "") not in rows, table


def test_a_new_card_makes_the_old_one_void(told, card):
    again = " ".join(make_card(told.testimony, by=told.by, now=NOW))
    assert find_card(card) is None
    assert find_card(again).testimony == told.testimony
    assert CodeCard.objects.valid().count() == 1


def test_cards_stay_valid_when_the_key_is_changed_and_open_nothing_under_another(card, settings):
    old = settings.CODE_CARD_KEYS
    settings.CODE_CARD_KEYS = ["another"]
    assert find_card(card) is None
    settings.CODE_CARD_KEYS = ["another", *old]
    assert find_card(card)


def test_asking_and_renewing_hand_out_a_card_and_show_it_once(told):
    office = browser_of(colleague("asker", "add_consent", "view_consent"))
    form = {
        "seen": 1, "script": told.script.pk, "script_language": "bn", "adult": "on",
        "aid_said": "on", "risks_asked": "on", "middleman_near": "no", "case_in_court": "no",
        "ends_on": dhaka_day(timezone.now()) + 300 * DAY, "contact": "hotline",
        "evidence_kind": "voice", "evidence": "sheet 3",
        "purposes": ["awareness"], "channels": ["site"], "languages": ["bn"],
        "identity_level": "pseudonym",
    }  # fmt: skip
    shown = []
    for version, name in enumerate(("renew", "ask"), 1):
        address = reverse(f"consents:{name}", args=[told.testimony.pk])
        answer = office.post(address, {**form, "seen": version})
        assert "no-store" in answer["Cache-Control"]
        shown.append(re.findall(r"</small>(\S+?)</li>", answer.content.decode()))
        assert find_card(" ".join(shown[-1])).testimony == told.testimony
    assert find_card(" ".join(shown[0])) is None
    assert Consent.objects.count() == 3
    again = office.get(reverse("consents:testimony", args=[told.testimony.pk])).content.decode()
    assert not [word for word in shown[1] if f">{word}<" in again]


def test_a_lost_card_is_replaced_by_those_who_ask_for_consent(told, card):
    address = reverse("consents:card", args=[told.testimony.pk])
    assert browser_of(colleague("reader", "view_consent")).post(address).status_code == 302
    office = browser_of(colleague("asker", "add_consent", "view_consent"))
    assert "opens nothing any more" in office.get(address).content.decode()
    assert find_card(card)
    words = re.findall(r"</small>(\S+?)</li>", office.post(address).content.decode())
    assert len(words) == 4
    assert find_card(card) is None


# --- The hotline -----------------------------------------------------------------------------


def test_the_words_and_one_more_yes_withdraw_from_any_district(agent, told, card):
    found = typed(agent, card)
    body = found.content.decode()
    assert "no-store" in found["Cache-Control"]
    assert told.testimony.code in body
    assert "Canary" not in body
    assert not Withdrawal.objects.exists()
    token = re.search(r'name="token" value="([^"]+)"', body)[1]
    agent.post(f"{HOTLINE}withdraw/", {"token": token})
    case = Withdrawal.objects.get()
    assert (case.why, str(case.opened_by)) == ("card", "agent")
    assert "withdrawn already" in typed(agent, card).content.decode()


def test_unknown_words_void_words_and_part_of_the_words_get_the_same_answer(agent, told, card):
    make_card(told.testimony, by=told.by, now=NOW)
    backwards = " ".join(reversed(card.split()))
    tried = [card, backwards, " ".join(card.split()[:3]), "not these", "%s <b>"]
    answers = {told_of(typed(agent, words), words) for words in tried[:4]}
    assert len(answers) == 1
    assert WRONG in answers.pop()


def test_what_was_not_opened_by_this_person_cannot_be_withdrawn(agent, told, card):
    token = re.search(r'name="token" value="([^"]+)"', typed(agent, card).content.decode())[1]
    other = browser_of(colleague("other", "use_codecard"))
    for client, said in [(other, token), (agent, ""), (agent, token + "x"), (agent, "WzEsMV0")]:
        client.post(f"{HOTLINE}withdraw/", {"token": said})
    # A card that was replaced meanwhile opens nothing either.
    make_card(told.testimony, by=told.by, now=NOW)
    agent.post(f"{HOTLINE}withdraw/", {"token": token})
    assert not Withdrawal.objects.exists()


def test_who_does_not_answer_the_hotline_cannot_ask(told, card):
    stranger = browser_of(colleague("stranger", "view_consent", "add_consent"))
    for client in (stranger, Client()):
        assert typed(client, card).status_code in {302, 403}
        assert client.post(f"{HOTLINE}withdraw/", {"token": "x"}).status_code in {302, 403}
        assert told.testimony.code not in typed(client, card).content.decode()


def test_after_a_few_wrong_words_the_right_ones_are_not_looked_at_either(agent, told, card):
    for _each in range(BY_ONE):
        assert WRONG in typed(agent, "not these").content.decode()
    answer = typed(agent, card).content.decode()
    assert "Too many wrong words" in answer
    assert told.testimony.code not in answer
    # Others are not kept waiting.
    assert (
        told.testimony.code
        in typed(browser_of(colleague("other", "use_codecard")), card).content.decode()
    )


def test_right_words_are_no_wrong_try(agent, told, card):
    for _each in range(BY_ONE + 2):
        assert told.testimony.code in typed(agent, card).content.decode()


def test_all_together_have_a_limit_too():
    for person in range(BY_ALL):
        take_place(person)
    with pytest.raises(TooManyTries):
        take_place(BY_ALL)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_no_more_than_one_after_the_other():
    granted = []

    def attempt() -> None:
        try:
            granted.append(take_place(1))
        except TooManyTries:
            pass
        finally:
            connections.close_all()

    rivals = [threading.Thread(target=attempt, daemon=True) for _each in range(4 * BY_ONE)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join(timeout=60)
    assert len(granted) <= BY_ONE
    cache.clear()

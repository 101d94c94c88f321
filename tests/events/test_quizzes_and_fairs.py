"""A quiz and a fair from the phone to the ledger: what is asked of them, and what it comes to."""

import pytest

from campaigns.models import Current, Place
from campaigns.quiz_gain import Hands
from events.details.quiz import gain_of_quiz
from events.details.slots import from_slots, to_slots
from events.event_parts import read_parts
from events.models import Event, Quarantined, Submission
from events.openrosa.instances import read_content
from events.recording import save_event
from events.verification.merging import merge_events, undo_merge
from tests.events.collect import filled
from tests.events.phone import NOW, field_worker
from tests.events.quizzes import hands, offered_question, quiz_of, school_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(union):
    return school_in(union)


@pytest.fixture
def questions(db):
    return [offered_question(1), offered_question(2)]


def reasons(answer) -> dict[str, list[str]]:
    return answer.json()["reasons"]


def test_a_quiz_comes_with_school_winners_and_hands_and_only_the_measured_ones_count(
    phone, school, questions, ledger
):
    first, second = questions
    details = {
        "school": school.pk,
        "classes": [9, 8, 9],
        "winner_girls": 2,
        "winner_boys": 0,
        "hands": [hands(first, 60, 21, 58, 49), hands(second, None, None, 58, 50)],
    }
    answer = phone.send(quiz_of(phone, details))
    assert answer.status_code == 201, answer.json()
    kept = Event.objects.get().details
    assert (kept["school"], kept["classes"], kept["winner_boys"]) == (school.pk, [8, 9], 0)
    # What nobody counted is absent, never 0.
    assert kept["hands"][1] == {"question": second.pk, "asked_after": 58, "right_after": 50}
    posted = {name: figure for name, figure in ledger().items() if name.startswith("K")}
    assert posted == {"K3 x x": 60, "K4 x x": 21, "K5 x x": 58, "K6 x x": 49}
    assert ledger()["A2 w child"] == 40


def test_a_quiz_of_which_nothing_was_counted_before_is_no_part_of_the_sample(phone, questions):
    phone.send(quiz_of(phone, {"hands": [hands(questions[0], None, None, 58, 50)]}))
    assert not Current.objects.filter(key__indicator__kind="survey").exists()
    assert gain_of_quiz(Event.objects.get().details) is None
    assert Hands(asked_before=0, asked_after=5, right_after=5).gain is None


def test_a_quiz_without_any_details_is_an_event_as_before(phone, ledger):
    record = quiz_of(phone, {})
    del record["details"]
    assert phone.send(record).status_code == 201
    assert ledger()["A1 x x"] == 1


def test_a_fair_posts_its_linkages_and_what_nobody_counted_is_unknown(phone, ledger):
    details = {
        "providers": [
            {"provider": "Probashi Kallyan Bank", "service": "finance"},
            {"provider": "TTC Khulna"},
        ],
        "linkages_women": 12,
    }
    answer = phone.send(phone.record(kind="migration-fair", details=details))
    assert answer.status_code == 201, answer.json()
    assert Event.objects.get().details == details
    said = Current.objects.filter(key__indicator_id="A5").values_list("key__sex", "state", "value")
    assert set(said) == {("w", "value", 12), ("m", "unknown", None)}


def test_a_fair_of_which_nobody_counted_linkages_says_so(phone):
    phone.send(phone.record(kind="migration-fair", details={"providers": [{"provider": "TTC"}]}))
    linkages = Current.objects.get(key__indicator_id="A5")
    assert (linkages.state, linkages.reason, linkages.key.sex) == ("unknown", "not-recorded", "x")


WRONG = [
    ({"winner_girls": 41}, "winner_girls", "more winners than took part"),
    ({"winner_girls": -1}, "winner_girls", "below zero"),
    ({"winner_girls": "two"}, "winner_girls", "not a whole number"),
    ({"hands": [[60, 61, 58, 49]]}, "right_before_1", "More were right than could answer"),
    ({"hands": [[71, 21, 58, 49]]}, "asked_before_1", "more people than came"),
    ({"hands": [[60, 21, 58, 49]] * 2}, "question_2", "counted already"),
    ({"hands": [{}, {"right_after": 4}]}, "question_2", "which question"),
    ({"hands": [{"question": 999_999}]}, "question_1", "no such question"),
    ({"hands": "all"}, "hands", "not a list"),
    ({"classes": [13]}, "classes", "from 1 to 12"),
    ({"classes": ["Rahim"]}, "classes", "from 1 to 12"),
    ({"school": 999_999}, "school", "no such school"),
    ({"school": 2**70}, "school", "not the number"),
    ({"school_name": "x" * 121}, "school_name", "longer than 120"),
    ({"winner_names": "Canary"}, "winner_names", "not asked"),
    ({"linkages_women": 3}, "linkages_women", "not asked"),
]


@pytest.mark.parametrize(
    ("said", "field", "why"), WRONG, ids=[f"{w[1]}-{n}" for n, w in enumerate(WRONG)]
)
def test_what_cannot_be_waits_with_the_reason_beside_its_answer(phone, questions, said, field, why):
    lines = said.get("hands")
    if isinstance(lines, list):
        lines = [hands(questions[0], *one) if isinstance(one, list) else one for one in lines]
        said = {"hands": lines}
    answer = phone.send(quiz_of(phone, said))
    assert answer.status_code == 409
    assert [*reasons(answer)] == [f"details.{field}"]
    assert why in reasons(answer)[f"details.{field}"][0]
    # The phone and the office may read different languages.
    assert set(Quarantined.objects.get().reasons) == {"en", "bn"}


def test_nothing_besides_is_asked_of_a_show(phone):
    answer = phone.send(phone.record(details={"winner_girls": 1}))
    assert (answer.status_code, [*reasons(answer)]) == (409, ["details"])


def test_a_school_of_another_district_is_as_unknown_as_none(phone, questions):
    elsewhere = school_in(Place.objects.get(pk="BD3026"), "Canary School")
    told = [
        phone.send(quiz_of(phone, {"school": key})).json()["reasons"]
        for key in (elsewhere.pk, elsewhere.pk + 1)
    ]
    assert told[0] == told[1]
    phone.send(quiz_of(phone, {}))
    offered = phone.browser.get("/field/api/places/BD4047").json()["schools"]
    assert offered == []


def test_winners_are_compared_with_what_is_known_only(phone):
    unknown = {"girls": None, "boys": None, "women": None, "men": None, "not_recorded": 70}
    assert phone.send(quiz_of(phone, {"winner_girls": 41}, **unknown)).status_code == 201
    assert phone.send(quiz_of(phone, {"winner_girls": 71}, **unknown)).status_code == 409
    beside = {"girls": None, "women": None, "men": None}
    assert phone.send(quiz_of(phone, {"winner_girls": 400}, **beside)).status_code == 201


def test_a_resend_with_blanks_said_otherwise_is_the_same(phone, questions):
    record = quiz_of(phone, {"winner_girls": 2, "hands": [hands(questions[0], 60, 21, 58, None)]})
    other = {**record, "details": {"winner_girls": 2, "school": None, "classes": [], "hands": [
        {"question": questions[0].pk, "asked_before": 60, "right_before": 21, "asked_after": 58},
        {},
    ]}}  # fmt: skip
    assert [phone.send(one).status_code for one in (record, other)] == [201, 202]
    more = {**record, "details": {"winner_girls": 3}}
    assert phone.send(more).status_code == 409
    assert Submission.objects.count() == 1


def test_an_edit_moves_the_hands(phone, questions, ledger):
    record = quiz_of(phone, {"hands": [hands(questions[0], 60, 21, 58, 49)]})
    told = phone.send(record).json()
    edit = phone.edit(record, told, details={"hands": [hands(questions[0], 60, 22, 58, 49)]})
    again = phone.send(edit).json()
    assert again["version"] == edit["id"]
    assert ledger(key__indicator_id="K4") == {"K4 x x": 22}
    phone.send(phone.edit(record, again, details=None))
    assert ledger(key__indicator_id="K4") == {}


def test_an_empty_line_keeps_the_numbers_of_the_others():
    flat = {"question_1": 1, "question_3": 5, "right_after_3": 7, "winner_boys": 0}
    details = from_slots(flat)
    assert details["hands"] == [{"question": 1}, {}, {"question": 5, "right_after": 7}]
    assert to_slots(details) == flat


def test_a_form_of_odk_says_the_same(phone, school, questions):
    said = {
        "kind": "school-quiz",
        "place": phone.place,
        "held_on": "2024-05-31",
        "girls": "40",
        "boys": "30",
        "headcount": "count",
        "school": str(school.pk),
        "classes": "8 10",
        "winner_girls": "2",
        "question_1": str(questions[0].pk),
        "asked_before_1": "60",
        "right_before_1": "x",
    }
    content = read_content(filled(said))
    assert content.fields["details"] == {
        "school": school.pk,
        "classes": [8, 10],
        "winner_girls": 2,
        "hands": [{"question": questions[0].pk, "asked_before": 60, "right_before": "x"}],
    }
    assert [*read_parts(content).problems] == ["details.right_before_1"]


# --- The office ------------------------------------------------------------------


def test_an_office_logs_a_quiz_and_corrects_it(admin, new_event, form, school, questions, ledger):
    answers = {
        "school": school.pk,
        "classes": "৮, 9",
        "winner_girls": "2",
        "question_2": questions[0].pk,
        "asked_before_2": "20",
        "right_before_2": "5",
        "asked_after_2": "20",
        "right_after_2": "15",
    }
    quiz = new_event("school-quiz", girls=20, boys=10, women=0, men=0)
    answer = admin.post("/admin/events/new/", form(quiz, **answers))
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    event = Event.objects.get()
    assert event.details["classes"] == [8, 9]
    assert ledger(key__indicator_id="K6") == {"K6 x x": 15}
    edit = admin.get(f"/admin/events/edit/{event.pk}/")
    assert edit.context["form"]["question_1"].value() == questions[0].pk
    page = admin.get(f"/admin/events/inspect/{event.pk}/").content.decode()
    for words in ("Dumuria High School", "Question 1?", "5 of 20 right", "15 of 20"):
        assert words in page
    wrong = admin.post("/admin/events/new/", form(quiz, **{**answers, "right_after_2": "21"}))
    assert [*wrong.context["form"].errors] == ["right_after_2"]
    assert "More were right than could answer" in wrong.content.decode()


def test_an_office_saves_an_old_event_without_losing_its_details(admin, phone, form, questions):
    retired = questions[0]
    phone.send(quiz_of(phone, {"winner_boys": 1, "hands": [hands(retired, 60, 21, 58, 49)]}))
    retired.active = False
    retired.save()
    event = Event.objects.get()
    shown = admin.get(f"/admin/events/edit/{event.pk}/").context["form"]
    filled = {name: shown[name].value() for name in shown.fields}
    sent = {name: "" if value is None else str(value) for name, value in filled.items()}
    answer = admin.post(f"/admin/events/edit/{event.pk}/", {**sent, "venue": "Hall"})
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    before, event = event, Event.objects.get()
    assert (event.venue, event.details) == ("Hall", before.details)


def test_answers_of_another_kind_are_told_and_not_dropped(admin, new_event, form):
    answer = admin.post("/admin/events/new/", form(new_event(), winner_girls="1"))
    assert answer.status_code == 200
    assert "nothing more is asked" in answer.content.decode()


def test_what_waits_is_shown_answer_by_answer_and_taken_with_them(admin, phone, school, questions):
    record = quiz_of(phone, {"winner_girls": 2, "hands": [hands(questions[0], 60, 21, 58, 49)]})
    phone.send(record)
    other = {**record, "details": {"school": school.pk, "winner_girls": 3}}
    phone.send(other)
    kept = Quarantined.objects.get()
    page = admin.get(f"/admin/quarantine/inspect/{kept.pk}/").content.decode()
    for words in ("Winners: girls", "Dumuria High School", "21 of 60 right"):
        assert words in page
    shown = admin.get(f"/admin/quarantine/take/{kept.pk}/edit/").context["form"]
    assert shown["winner_girls"].value() == 3
    assert not shown["question_1"].value()
    filled = {name: shown[name].value() for name in shown.fields}
    sent = {name: "" if value is None else str(value) for name, value in filled.items()}
    answer = admin.post(f"/admin/quarantine/take/{kept.pk}/edit/", sent)
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    assert Event.objects.get().details == other["details"]


def test_merging_takes_what_was_counted_besides_and_undoing_puts_it_back(
    phone, new_event, questions, now, ledger
):
    person = field_worker("karim")
    kept = new_event("school-quiz", girls=70, boys=30, details={"winner_girls": 9})
    other = new_event(
        "school-quiz", girls=60, boys=30, details={"hands": [hands(questions[0], 50, 5, 50, 40)]}
    )
    for event in (kept, other):
        save_event(event, by=None, now=now)
    merge = merge_events(kept, other, by=person, now=NOW, take_figures=True)
    assert Event.objects.get(pk=kept.pk).details == other.details
    assert ledger(key__indicator_id="K6") == {"K6 x x": 40}
    assert undo_merge(merge, by=person, now=NOW).figures_went_back
    assert Event.objects.get(pk=kept.pk).details == {"winner_girls": 9}
    silent = new_event("school-quiz", girls=60, boys=30)
    save_event(silent, by=None, now=now)
    merge_events(Event.objects.get(pk=kept.pk), silent, by=person, now=NOW, take_figures=True)
    assert Event.objects.get(pk=kept.pk).details == {"winner_girls": 9}


def test_the_list_goes_out_with_what_was_said_besides(admin, phone, school, questions):
    details = {"school": school.pk, "hands": [hands(questions[0], 60, 21, 58, 49)]}
    phone.send(quiz_of(phone, details))
    phone.send(phone.record(kind="migration-fair", details={"linkages_women": 4}))
    text = b"".join(admin.get("/admin/events/?export=csv").streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    head = lines[0].split(",")
    cells = [dict(zip(head, line.split(","), strict=False)) for line in lines[1:]]
    quiz = next(one for one in cells if one["Kind"] == "School quiz")
    fair = next(one for one in cells if one["Kind"] == "Migration fair")
    assert (quiz["School"], quiz["Hands: right after"]) == ("Dumuria High School", "49")
    assert (quiz["Linkages"], fair["Linkages"]) == ("", "4")

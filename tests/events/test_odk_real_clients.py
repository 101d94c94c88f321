"""ODK's own engines fill in and send every form: JavaRosa as in Collect, and ODK Web Forms.

Both are of other people, and know our forms only as these are served.
"""

import io
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from defusedxml import ElementTree
from PIL import Image

from events.details.quiz import HANDS
from events.details.slots import to_slots
from tests.conftest import JAVA, NODE, NODE_MODULES
from tests.events.collect import BOUNDARY, COMMUNITY, OFFICIALS, basic, filled, multipart
from tests.events.real_server import Server

CLIENTS = Path(__file__).parent / "clients"
LANGUAGES = ("বাংলা (bn)", "English (en)")
KINDS = {
    COMMUNITY: ("ipt-show", "school-quiz", "migration-fair"),
    OFFICIALS: ("workshop", "dcc-meeting"),
}
IN_LIST = "{http://openrosa.org/xforms/xformsList}"
COLUMNS = (
    "kind_id", "level", "held_on", "starts_at", "place_id", "venue", "women", "men", "girls",
    "boys", "not_recorded", "headcount", "first_timers", "persons_with_disabilities", "message",
    "material", "organiser", "partner", "obstacle", "note", "latitude", "longitude", "accuracy_m",
    "details",
)  # fmt: skip


MAKE_A_QUIZ = """
from django.utils import timezone
from campaigns.models import Place
from events.models import Question, School
school = School.objects.create(place=Place.objects.get(pk="{place}"), name_en="A school")
words = dict(text_en="Who?", text_bn="কে?", answer_a_en="I", answer_a_bn="আমি", answer_b_en="You",
             answer_b_bn="আপনি", right="a", topic="money")
question = Question.objects.create(active=True, offered_at=timezone.now(), **words)
print("MADE", school.pk, question.pk)
"""


class Phones:
    """A real server, a device of a field worker, and a folder with the forms fetched from it."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder
        made = server.site.manage("add_device", "--user", "rahima", "--label", "a test")
        assert made.returncode == 0, made.stderr
        lines = (line.partition(":") for line in made.stdout.splitlines())
        told = {name: text.strip() for name, _colon, text in lines}
        self.authorization = basic(told["user name"], told["password"])
        quiz = server.site.manage("shell", "-v0", "-c", MAKE_A_QUIZ.format(place=server.place))
        _, self.school, self.question = quiz.stdout.strip().splitlines()[-1].split()
        server.start()
        self.url = f"http://127.0.0.1:{server.port}/or"
        self.jobs: list[dict[str, str]] = []
        self.fetched = folder
        root = ElementTree.fromstring(self.fetch(f"{self.url}/formList"))
        for form in root:
            said = {part.tag.removeprefix(IN_LIST): part.text for part in form}
            (folder / f"{said['formID']}.xml").write_bytes(self.fetch(said["downloadUrl"]))
        for name in ("places.csv", "schools.csv"):
            (folder / name).write_bytes(self.fetch(f"{self.url}/{name}"))
        drawn = io.BytesIO()
        Image.new("RGB", (640, 480), "teal").save(drawn, "JPEG")
        (folder / "shot.jpg").write_bytes(drawn.getvalue())

    def begin(self, client: str) -> None:
        """Give a client a folder of its own, with what was fetched."""
        self.folder = self.fetched / client
        self.folder.mkdir()
        for path in self.fetched.iterdir():
            if path.is_file():
                shutil.copy(path, self.folder)
        self.jobs = []

    def fetch(self, url: str) -> bytes:
        request = urllib.request.Request(url, headers={"Authorization": self.authorization})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def post(self, body: bytes) -> int:
        """Send one body, and give how it was answered."""
        headers = {
            "Authorization": self.authorization,
            "X-OpenRosa-Version": "1.0",
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        request = urllib.request.Request(f"{self.url}/submission", body, headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    def fill(self, form: str, language: str, answers: dict[str, str]) -> None:
        """Say what is to be filled in; the client does it later."""
        number = len(self.jobs)
        self.jobs.append(answers)
        with (self.folder / "jobs").open("a") as jobs:
            jobs.write(f"{number}\t{form}.xml\t{language}\n")
        lines = "".join(f"{name}\t{text}\n" for name, text in answers.items())
        (self.folder / f"{number}.answers").write_text(lines)

    def told(self, number: int, what: str) -> str:
        return (self.folder / f"{number}.{what}").read_text()

    def event(self, number: int) -> dict[str, object]:
        """Read from the database what became of it, by the id that the client made."""
        (own_id,) = ElementTree.parse(self.folder / f"{number}.xml").iterfind(".//{*}instanceID")
        key = uuid.UUID(own_id.text.removeprefix("uuid:"))
        for key_in_sql in (str(key), key.hex):
            query = f"SELECT {', '.join(COLUMNS)} FROM events_event WHERE "
            rows = self.server.site.rows(f"{query} CAST(client_uuid AS TEXT) = '{key_in_sql}'")
            if rows:
                *plain, details = rows[0]
                values = {n: _text(v) for n, v in zip(COLUMNS[:-1], plain, strict=True)}
                return {**values, "details": _details(details)}
        raise AssertionError(f"no event {key}")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _details(value: object) -> dict[str, object]:
    # SQLite gives the text of it.
    return json.loads(value) if isinstance(value, str) else value


def answers_for(kind: str, place: str) -> dict[str, str]:
    """Answer every question; figures say their place, so that none can be taken for another."""
    in_office = kind in KINDS[OFFICIALS]
    return {
        "kind": kind,
        **({"level": "union"} if kind == "workshop" else {}),
        "held_on": "2026-01-31",
        "starts_at": "16:30",
        "district": place[:6],
        "upazila": place.partition("-")[0],
        "union": place,
        "venue": 'চায়ের দোকান <&> "Tea stall"',
        "headcount": "sheet",
        "!women": "-1",
        "women": "41",
        "men": "32",
        "girls": "0",
        "boys": "14",
        "not_recorded": "5",
        **({} if in_office else {"first_timers": "26"}),
        "!persons_with_disabilities": "93",
        "persons_with_disabilities": "7",
        "message": "ভিসা যাচাই করুন",
        "material": "leaflets",
        "organiser": "Union volunteers",
        "partner": "UP Sadar",
        "obstacle": "বৃষ্টি",
        "note": "Two lines of words",
        "position": "22.8101 89.5502 12 8",
        "photo_1": "shot.jpg",
    }


def besides(kind: str, phones: Phones) -> tuple[dict[str, str], dict[str, object]]:
    """Give what a form answers about a quiz or a fair, and what the event then says."""
    school, question = phones.school, phones.question
    if kind == "school-quiz":
        hands = dict(zip(HANDS, (60, 21, 58, 0), strict=True))
        return {
            "school": school,
            "classes": "9",
            "winner_girls": "0",
            "winner_boys": "2",
            "question_1": question,
            **{f"{name}_1": str(figure) for name, figure in hands.items()},
            **poll_answers(any_refused="19"),
        }, {
            **POLL,
            "school": int(school),
            "classes": [9],
            "winner_girls": 0,
            "winner_boys": 2,
            "hands": [{"question": int(question), **hands}],
        }
    if kind == "migration-fair":
        providers = [
            {"provider": "কারিগরি প্রশিক্ষণ কেন্দ্র", "service": "training"},
            {"provider": "A bank"},
        ]
        return {**to_slots({"providers": providers}), "linkages_women": "12"}, {
            "providers": providers,
            "linkages_women": 12,
        }
    if kind == "ipt-show":
        return poll_answers(any_refused="31"), POLL
    return {}, {}


POLL = {"poll_asked": 60, "poll_facebook": 20, "poll_youtube": 10, "poll_any": 25}


def poll_answers(*, any_refused: str) -> dict[str, str]:
    """Answer the poll; what begins with "!" has to be refused: 92 came, and hands are compared."""
    texts = {name: str(count) for name, count in POLL.items()}
    asked = texts.pop("poll_asked")
    return {
        "!poll_asked": "93",
        "poll_asked": asked,
        "!poll_facebook": "61",
        "poll_facebook": texts["poll_facebook"],
        "poll_youtube": texts["poll_youtube"],
        "!poll_any": any_refused,
        "poll_any": texts["poll_any"],
    }


def expected(answers: dict[str, str], details: dict[str, object]) -> dict[str, object]:
    values: dict[str, object] = {**dict.fromkeys(COLUMNS, ""), "details": details}
    for name, text in answers.items():
        column = {"kind": "kind_id", "union": "place_id"}.get(name, name)
        if column in values:
            values[column] = text
    latitude, longitude, _altitude, accuracy = answers["position"].split()
    return values | {
        "starts_at": "16:30:00",
        "latitude": latitude,
        "longitude": longitude,
        "accuracy_m": f"{float(accuracy)}",
    }


@pytest.fixture
def phones(own_site, tmp_path) -> Phones:
    folder = tmp_path / "phones"
    folder.mkdir()
    return Phones(Server(own_site), folder)


def has_bangla(text: str) -> bool:
    return any("\u0980" <= letter <= "\u09ff" for letter in text)


def assert_every_form_arrives(phones: Phones, name: str, client: list[str]) -> None:
    phones.begin(name)
    forms = {path.stem for path in phones.folder.glob("nirapad-*.xml")}
    assert forms == set(KINDS)
    languages, details = [], []
    for form, kinds in KINDS.items():
        for language in LANGUAGES:
            for kind in kinds:
                more, told = besides(kind, phones)
                phones.fill(form, language, answers_for(kind, phones.server.place) | more)
                details.append(told)
                languages.append(language)
    ran = subprocess.run(
        [*client, str(phones.folder), phones.url, phones.authorization],
        env={**os.environ, "NODE_MODULES": str(NODE_MODULES)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    for number, answers in enumerate(phones.jobs):
        assert phones.told(number, "status").startswith("201 "), phones.told(number, "status")
        assert phones.event(number) == expected(answers, details[number])
        labels = [line.split("\t")[1] for line in phones.told(number, "said").splitlines()]
        assert len(labels) > 20
        assert all(has_bangla(one) == (languages[number] == LANGUAGES[0]) for one in labels), labels


@pytest.mark.long
@pytest.mark.java
@pytest.mark.node
def test_both_engines_fill_in_and_send_every_form_and_sends_at_once_are_one(phones):
    """One test, for it takes one server."""
    jar = files("pyxform") / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    zone = "-Duser.timezone=Asia/Dhaka"
    javarosa = [str(JAVA), zone, "-cp", str(jar), str(CLIENTS / "Fill.java")]
    web_forms = [str(NODE), str(CLIENTS / "fill.mjs")]
    assert_every_form_arrives(phones, "javarosa", javarosa)
    assert_every_form_arrives(phones, "web-forms", web_forms)
    assert_sends_at_once_are_one(phones, ids=10, sends=20)


def assert_sends_at_once_are_one(phones: Phones, *, ids: int, sends: int) -> None:
    """Send each form many times at once, with its photo: one 201, else 202, one row of each."""
    query = (
        "SELECT COUNT(*) FROM events_event",
        "SELECT COUNT(*) FROM events_attachment",
        "SELECT COUNT(*) FROM events_eventphoto",
    )
    before = [phones.server.site.rows(one)[0][0] for one in query]
    said = {**phones.server.record(), "photo_1": "shot.jpg"}
    del said["id"]
    shot = (phones.folder / "shot.jpg").read_bytes()
    bodies = [
        multipart(
            [
                ("xml_submission_file", "form.xml", "text/xml", filled(said)),
                ("shot.jpg", "shot.jpg", "image/jpeg", shot),
            ]
        )
        for _ in range(ids)
    ]
    with ThreadPoolExecutor(sends) as at_once:
        each = [body for body in bodies for _ in range(sends)]
        answers = [*at_once.map(phones.post, each)]
    for number in range(ids):
        heard = Counter(answers[number * sends : (number + 1) * sends])
        assert heard == {201: 1, 202: sends - 1}
    after = [phones.server.site.rows(one)[0][0] for one in query]
    assert [now - then for now, then in zip(after, before, strict=True)] == [ids] * 3

"""What the lint points to is overridden by a second person, for these words alone."""

import json
import os

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from wagtail.models import TaskState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from crm_videos.identity_lint import NEVER_OVERRIDDEN, Kind
from crm_videos.models import Override, Review
from portal.pages.models import Programme, StoryPage
from portal.pages.story_content import findings_of
from portal.pages.story_seen import digest_shown
from tests.portal.pictured import place, plant
from tests.portal.story_world import World, approver

pytestmark = pytest.mark.django_db
URL = "/bn/stories/a-story/"
BROTHER = "Then my brother Zulmot laughed."
EXAMPLES = int(os.environ.get("SEQUENCES", "2"))


@pytest.fixture
def world(monkeypatch) -> World:
    world = World(monkeypatch)
    world.give()
    return world


def write(world: World, by: str = "a", **texts: str) -> StoryPage:
    page = world.latest("bn")
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision(user=world.people[by])
    return page


def waiting(world: World) -> list[str]:
    return [one.mark for one in findings_of(world.latest("bn")) if one.waits_for_second_person]


def blocking(world: World) -> set[tuple[str, str]]:
    finds = findings_of(world.latest("bn"))
    return {(one.field, one.matched) for one in finds if one.blocks}


class Dialog:
    """The dialog in which one person approves the Bangla story."""

    def __init__(self, world: World, who: str) -> None:
        world._task("bn")
        self.world, self.client = world, Client(headers={"Accept-Language": "en"})
        self.client.force_login(world.people[who])
        task = TaskState.objects.filter(status="in_progress").latest("pk")
        self.address = reverse(
            "wagtailadmin_pages:workflow_action", args=[world.pages["bn"].pk, "approve", task.pk]
        )

    def html(self) -> str:
        return json.loads(self.client.get(self.address).content)["html"]

    def send(self, *, headers=None, **said):
        marks = waiting(self.world)
        page = self.world.row("bn")
        form = {
            "page": page.pk, "seen": digest_shown(page),
            "comment": "", "waiting": marks, "overridden": marks, "reason": "many",
            "words": "Thousands are called so there.", **said,
        }  # fmt: skip
        return self.client.post(self.address, form, headers=headers or {})


def test_a_second_person_overrides_in_the_dialog_and_another_approves_too(client, world):
    write(world, experience=f"Told mark001x. {BROTHER}")
    dialog = Dialog(world, "b")
    html = dialog.html()
    assert "Tick what tells nothing, and say why" in html
    assert f'name="overridden" value="{waiting(world)[0]}"' in html
    assert dialog.send().status_code == 302
    (row,) = Override.objects.all()
    assert (row.field, row.kind, row.reason) == ("experience", Kind.KIN_BY_NAME, "many")
    assert (row.decided_by.username, row.written_by.username) == ("b", "a")
    assert client.get(URL).status_code == 404  # one approval
    # Whoever approves next reads who said so, and why.
    dialog = Dialog(world, "c")
    html = dialog.html()
    assert "Thousands are called so there." in html
    assert 'name="overridden"' not in html
    assert dialog.send().status_code == 302
    assert "Zulmot" in client.get(URL).content.decode()


def test_the_words_stand_in_no_row_of_overrides_and_reviews(world):
    write(world, experience=BROTHER)
    Dialog(world, "b").send()
    with connection.cursor() as cursor:
        for table in ("crm_videos_override", "crm_videos_review", "wagtailcore_modellogentry"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "Zulmot" not in str(cursor.fetchall())


def test_who_wrote_the_words_or_the_last_change_decides_nothing(world):
    write(world, by="b", experience=BROTHER)
    write(world, by="a", intro="Something else.")
    for who in "ab":
        dialog = Dialog(world, who)
        html = dialog.html()
        assert "Another person decides" in html
        assert "<button" not in html
        assert dialog.send().url == reverse("wagtailadmin_home")
        assert not Override.objects.exists()
    assert not Review.objects.exists()
    assert Dialog(world, "c").send().status_code == 302
    assert Override.objects.get().decided_by.username == "c"


def test_who_saves_without_a_change_has_written_nothing(world):
    write(world, experience=BROTHER)
    world.latest("bn").save_revision(user=world.people["b"])
    Dialog(world, "b").send()
    assert Override.objects.get().written_by.username == "a"


def test_who_translated_the_words_is_their_author(world):
    write(world, experience=BROTHER)
    source, _ = TranslationSource.get_or_create_from_instance(world.row("en"))
    locale = world.row("bn").locale
    Translation.objects.get_or_create(source=source, target_locale=locale)
    row = world.row("bn")
    row.translation_key = world.row("en").translation_key
    row.save()
    write(world, intro="Once more.")
    segment = source.stringsegment_set.select_related("string", "context").get(
        context__path="experience"
    )
    StringTranslation.objects.create(
        translation_of=segment.string, locale=locale, context=segment.context, data=BROTHER,
        last_translated_by=world.people["b"],
    )  # fmt: skip
    Dialog(world, "b").send()
    assert not Override.objects.exists()
    Dialog(world, "c").send()
    assert Override.objects.exists()


@pytest.mark.usefixtures("private_folder")
def test_who_wrote_the_words_of_a_picture_is_their_author(world):
    place(world, plant(world.story, world), caption=BROTHER)
    write(world, by="b", intro="Something else.")
    for who in "ab":
        Dialog(world, who).send()
    assert not Override.objects.exists()
    page = world.latest("bn")
    page.pictures.get().alt = "A river"
    page.save_revision(user=world.people["c"])
    Dialog(world, "c").send()
    assert not Override.objects.exists()
    world.people["d"] = approver("d")
    Dialog(world, "d").send()
    assert Override.objects.get().field == "caption 1"


def test_what_nobody_is_known_to_have_written_is_overridden_by_nobody(world):
    page = world.latest("bn")
    page.experience = BROTHER
    page.save_revision()
    Dialog(world, "b").send()
    assert not Override.objects.exists()


@pytest.mark.parametrize(
    "text", ["Canary spoke.", "NID 1990 1234 5678 9", "Call 01700000000.", "passport AB1234567"]
)
def test_what_is_sealed_and_numbers_of_identity_are_overridden_by_nobody(world, text):
    write(world, experience=text)
    dialog = Dialog(world, "b")
    assert "<button" not in dialog.html()
    every = [one.mark for one in findings_of(world.latest("bn"))]
    dialog.send(overridden=every)
    assert blocking(world)
    assert not Override.objects.exists()
    assert not Review.objects.exists()


def test_an_override_asks_for_every_find_and_for_a_reason_and_keeps_what_was_said(world):
    write(world, experience=BROTHER, intro="Call 01712345678.")
    dialog = Dialog(world, "b")
    first, second = waiting(world)
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    for said, words in (
        ({"overridden": [first]}, "Tick each of these words if it tells nothing."),
        ({"reason": ""}, "Choose a reason."),
        ({"words": "So."}, "in a sentence of your own"),
    ):
        html = json.loads(dialog.send(headers=ajax, **said).content)["html"]
        assert words in html
        assert f'value="{first}" checked' in html
        assert (f'value="{second}" checked' in html) is ("overridden" not in said)
    # Whoever leaves one find out approves nothing, and so overrides nothing.
    dialog.send(waiting=[], overridden=[first])
    assert not Override.objects.exists()
    # A reason stays for good, so it repeats nothing that is sealed.
    dialog.send(words="Canary says that it is well so.")
    assert not Override.objects.exists()
    assert not Review.objects.exists()


def test_marks_that_are_not_there_any_more_override_nothing(world):
    write(world, experience=BROTHER)
    before = waiting(world)
    write(world, experience="Then my brother Kuddura laughed.")
    Dialog(world, "b").send(overridden=[*before, *waiting(world)])
    assert not Override.objects.exists()
    Dialog(world, "b").send(overridden=["0" * 64])
    assert not Override.objects.exists()


def test_who_may_not_approve_overrides_nothing(world):
    write(world, experience=BROTHER)
    writer = User.objects.create_user("writer")
    writer.groups.add(Group.objects.get(name="Editors"))
    world.people["w"] = writer
    Dialog(world, "w").send()
    state = world._task("bn")
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(
            state, writer, "approve", overridden=waiting(world), reason="many",
            words="Thousands are called so.", seen=digest_shown(world.row("bn")),
        )  # fmt: skip
    assert not Override.objects.exists()


def test_an_override_holds_for_the_same_words_in_the_same_field_and_no_further(world):
    write(world, experience=BROTHER)
    Dialog(world, "b").send()
    assert not blocking(world)
    write(world, experience=f"Other words before. {BROTHER}")
    assert not blocking(world)
    assert not Review.objects.filter(digest=world.latest("bn").pk).exists()
    write(world, intro=BROTHER)
    assert {field for field, _words in blocking(world)} == {"intro"}
    write(world, intro="", experience="Then my brother Kuddura laughed.")
    assert {field for field, _words in blocking(world)} == {"experience"}
    write(world, experience=BROTHER)
    assert not blocking(world)
    world.story.identity_level = "text-only"
    world.story.save()
    assert blocking(world)
    world.story.identity_level = "pseudonym"
    world.story.save()
    assert not blocking(world)
    for name in ("name", "telephone", "village", "other_names"):
        before = world.testimony.person.open()
        world.testimony.person = {**before, name: "Talpatar"}
        world.testimony.save()
        assert blocking(world), name
        world.testimony.person = before
        world.testimony.save()
        assert not blocking(world)


def test_a_name_that_is_sealed_after_the_approvals_keeps_the_page_from_going_public(world):
    write(world, experience="Then Kuddura was gone.")
    assert not blocking(world)
    for who in "ab":
        world.approve("bn", who)
    world.row("bn").unpublish()
    world.testimony.person = {**world.testimony.person.open(), "other_names": "Kuddura"}
    world.testimony.save()
    for way in ("revision", "save", "schedule", "form", "bulk"):
        world.try_to_publish(way, "bn")
        assert not world.row("bn").live, way


def test_the_programmes_own_name_and_hotlines_are_no_find(world):
    programme = Programme.load()
    programme.name_en, programme.hotline = "Kusumhati Kendra", "01712345678"
    programme.save()
    write(world, experience="Call 01712345678, ask for Kusumhati Kendra. Or 01812345678.")
    assert blocking(world) == {("experience", "01812345678")}


def test_the_database_keeps_overrides_as_they_are_and_takes_no_wrong_ones(world):
    write(world, experience=BROTHER)
    Dialog(world, "b").send()
    row = Override.objects.get()
    for change in (lambda: Override.objects.update(reason="word"), row.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    wrong = [{"decided_by": row.written_by}, *({"kind": kind} for kind in NEVER_OVERRIDDEN)]
    for fields in wrong:
        row = Override.objects.get()
        row.pk = None
        for name, value in fields.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_the_editor_reads_which_words_wait_and_what_was_said_of_them(world):
    write(world, experience=f"{BROTHER} {BROTHER}", intro="Canary told us.")
    address = f"/admin/pages/{world.pages['bn'].pk}/edit/"
    page = world.office.get(address).content.decode()
    assert page.count("<strong>brother Zulmot</strong>") == 1
    assert "a second person says in the dialog" in page
    assert "(must go)" in page
    write(world, intro="We were told.")
    Dialog(world, "c").send()
    page = world.office.get(address).content.decode()
    assert "It tells nothing, says c" in page
    assert "Thousands are called so there." in page


# Any sequence of what people do.

# Text, whether the level forbids it, whether somebody may override it; of each one word tells.
PIECES = {
    "clean": ("We came home.", set(), False),
    "brother": (BROTHER, {"open", "pseudonym", "text-only"}, True),
    "phone": ("Call 01712345678.", {"open", "pseudonym", "text-only"}, True),
    "sum": ("It cost 4,37,521 taka.", {"pseudonym", "text-only"}, True),
    "own": ("Canary spoke.", {"pseudonym", "text-only"}, False),
    "sealed later": ("Then Kuddura was gone.", {"open", "pseudonym", "text-only"}, False),
}
FIELDS = ("intro", "experience")


class Judged(World):
    """A world whose judge keeps by itself who wrote and who overrode what."""

    def __init__(self, monkeypatch) -> None:
        super().__init__(monkeypatch)
        self.give(level="open")
        self.level, self.sealed = "pseudonym", ""
        self.held = dict.fromkeys(FIELDS, "clean")
        self.writers: dict[tuple[str, str], set[str]] = {}
        self.last, self.decided = "a", set()
        self.put("intro", "clean", "a")
        self.put("experience", "clean", "a")

    def put(self, field: str, piece: str, who: str) -> None:
        if self.held[field] != piece or (field, piece) not in self.writers:
            self.last = who
            self.writers.setdefault((field, piece), set()).add(who)
        self.held[field] = piece
        write(self, by=who, **{field: PIECES[piece][0]})

    def put_level(self, level: str) -> None:
        self.story.identity_level = self.level = level
        self.story.save()

    def seal(self, other: str) -> None:
        self.sealed = other
        self.testimony.person = {**self.testimony.person.open(), "other_names": other}
        self.testimony.save()

    def decide(self, who: str) -> None:
        state, marks = self._task("bn"), waiting(self)
        try:
            with transaction.atomic():
                state.task.specific.on_action(
                    state, self.people[who], "approve", overridden=marks, reason="many",
                    words="Thousands are called so.", seen=digest_shown(self.row("bn")),
                )  # fmt: skip
        except PermissionDenied:
            return
        for field, piece in self.held.items():
            if marks and self.tells(piece):
                assert who != self.last
                assert who not in self.writers[field, piece]
                self.decided.add((field, piece, self.level, self.sealed))

    def tells(self, piece: str) -> bool:
        return self.level in PIECES[piece][1] and (piece != "sealed later" or bool(self.sealed))

    def publish(self, way: str) -> None:
        self.row("bn").unpublish()
        self.try_to_publish(way, "bn")
        if not StoryPage.objects.filter(pk=self.pages["bn"].pk, live=True).exists():
            return
        for field, piece in self.held.items():
            if getattr(self.row("bn"), field) == PIECES[piece][0] and self.tells(piece):
                assert PIECES[piece][2], piece
                assert (field, piece, self.level, self.sealed) in self.decided


def step(name: str, **arguments):
    return st.tuples(st.just(name), st.fixed_dictionaries(arguments))


WHO = st.sampled_from("abc")
STEPS = st.one_of(
    step("put", field=st.sampled_from(FIELDS), piece=st.sampled_from([*PIECES]), who=WHO),
    step("put_level", level=st.sampled_from(["open", "pseudonym", "text-only"])),
    step("seal", other=st.sampled_from(["", "Kuddura"])),
    step("decide", who=WHO),
    step("decide", who=WHO),
    step("publish", way=st.sampled_from(["revision", "save", "saved_field"])),
)


PUBLISH = ("publish", {"way": "revision"})
# A name is sealed after two people approved the words that hold it.
SEALED_TOO_LATE = [
    ("put", {"field": "experience", "piece": "sealed later", "who": "a"}),
    ("decide", {"who": "b"}),
    ("decide", {"who": "c"}),
    ("seal", {"other": "Kuddura"}),
]
# What was overridden at one level is approved at another.
ANOTHER_LEVEL = [
    ("put", {"field": "experience", "piece": "brother", "who": "a"}),
    ("decide", {"who": "b"}),
    ("put_level", {"level": "text-only"}),
    ("decide", {"who": "b"}),
    ("decide", {"who": "c"}),
]


@pytest.mark.long
@example(steps=SEALED_TOO_LATE)
@example(steps=ANOTHER_LEVEL)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=6, max_size=14))
def test_no_sequence_makes_words_public_that_nobody_else_has_overridden(monkeypatch, steps):
    with transaction.atomic():
        world = Judged(monkeypatch)
        for name, arguments in [*steps, PUBLISH]:
            getattr(world, name)(**arguments)
        transaction.set_rollback(True)

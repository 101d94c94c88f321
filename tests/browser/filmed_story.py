"""Puts a real film on a story of the demo, in both languages; runs in a process of the site."""

from types import SimpleNamespace

from django.contrib.auth.models import User
from django.utils import timezone

from crm_videos.words import RenditionKind
from portal.pages.models import StoryPage
from portal.pages.story_seen import digest_shown
from tests.portal.filmed import film
from tests.portal.real_film import film_of, poster_of, sound_of

SLUG = "i-asked-first"
SAID = {
    "bn": [[0, 60_000, "কার কাছে শুনব? অফিসে গিয়ে জিজ্ঞেস করেছি,\nক্ষতি হয়নি।"]],
    "en": [[0, 60_000, "Whom to ask? I went to the office."]],
}


def put_a_film(seconds: int = 2) -> None:
    """Give the story a video that two people have approved."""
    people = {user.username: user for user in User.objects.all()}
    world = SimpleNamespace(
        editor=people["editor"], people={"c": people["approver"]}, now=timezone.now()
    )
    pages = StoryPage.objects.filter(slug=SLUG).select_related("story__testimony")
    small = film_of(seconds)
    files = {
        RenditionKind.POSTER: poster_of(),
        RenditionKind.SOUND: sound_of(seconds),
        RenditionKind.P240: small,
        RenditionKind.P360: film_of(seconds, width=640, height=360),
    }
    video = film(pages[0].story, world, files=files, said=SAID)
    for page in pages:
        draft = page.get_latest_revision_as_object()
        draft.video = video
        draft.save_revision(user=world.editor, log_action=True)
        state = draft.get_workflow().start(draft, world.editor)
        for who in ("approver", "approver2"):
            step = state.current_task_state
            step.task.specific.on_action(step, people[who], "approve", seen=digest_shown(draft))

"""What somebody has read who approves a story: the screen carries the digest of what it shows.

Between reading and deciding anybody may write on. An approval is of what was read, so it is
refused when something else stands there now.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.pages.story_content import question_of

# As the forms send it back: the field's name in the editor is the page form's own.
FIELD = "story-seen"
CHANGED = _("The story was changed while you read it. Look again: this is how it stands now.")


def digest_shown(page: Any) -> str:
    """Name exactly what the newest draft of a page shows."""
    return question_of(page.specific.get_latest_revision_as_object()).digest


def has_seen(page: Any, digest: str, person: Any) -> bool:
    """Say whether a person has seen the newest draft, but for what they changed themselves."""
    if digest_shown(page) == digest:
        return True
    newest = page.get_latest_revision()
    before = newest.get_previous() if newest and newest.user_id == person.pk else None
    return before is not None and question_of(before.as_object()).digest == digest

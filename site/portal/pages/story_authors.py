"""Who wrote the words of a story page: they decide nothing about what the lint finds in them."""

from collections import defaultdict
from typing import Any

from wagtail.models import Revision
from wagtail_localize.models import StringTranslation

from crm_videos.overriding import Authors
from portal.pages.story_content import BOOKKEEPING, CAPTIONS, captions_of, readable_texts

PICTURES = "pictures"


def authors_of(page: Any) -> Authors:
    """Read out of a page's drafts who changed which field, and who made the last change."""
    by_field: dict[str, set[int]] = defaultdict(set)
    last_change, changed_at, before = None, None, None
    names = [one.name for one in page._meta.concrete_fields if one.name not in BOOKKEEPING]
    for revision in Revision.objects.for_instance(page).order_by("pk"):
        texts = {name: revision.content.get(name) for name in names}
        texts[PICTURES] = _words_at_pictures(revision.content)
        changed = [name for name in texts if before is None or texts[name] != before[name]]
        if changed:
            last_change, changed_at = revision.user_id, revision.created_at
        for name in changed:
            by_field[name].add(revision.user_id)
        before = texts
    # What is translated string by string comes into a draft by whoever brings it there.
    translated = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id
    )
    for path, person in translated.values_list("context__path", "last_translated_by"):
        by_field[path.partition(".")[0]].add(person)
    # What is read and is no field of the page stands at one of its pictures.
    for name in readable_texts(page).keys() - set(names):
        by_field[name] = by_field[PICTURES]
    if said := captions_of(page):
        by_field[CAPTIONS] = {said.edited_by_id}
        if changed_at and said.edited_at > changed_at:
            last_change = said.edited_by_id
    known = {name: people - {None} for name, people in by_field.items()}
    return Authors(last_change=last_change, by_field=known)


def _words_at_pictures(content: Any) -> list[Any]:
    """Give which pictures stand there with which words, without the rows' own numbers."""
    return [
        [one[name] for name in ("picture", "alt", "caption")] for one in content.get(PICTURES, ())
    ]

"""Translations of stories: what wagtail-localize would publish becomes a draft.

New words are approved by nobody yet, so what is public stays as it was approved.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.coreutils import find_available_slug
from wagtail_localize.models import Translation, TranslationLog
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.pages.models import StoryPage
from portal.pages.story_content import hindrances_of


def translation_of(page: Any) -> Translation | None:
    """Find the translation of which a story page is the target."""
    if not isinstance(page, StoryPage):
        return None
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


@transaction.atomic
def write_draft(translation: Translation, *, by: Any) -> bool:
    """Make a draft of what is translated now; say whether it is public.

    It is when exactly this was approved before, and the person may publish.
    """
    locale = translation.target_locale
    page = translation.source.get_ephemeral_translated_instance(locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), page.slug, ignore_page_id=page.pk)
    revision = page.save_revision(user=by)
    TranslationLog.objects.create(source=translation.source, locale=locale, revision=revision)
    may_publish = page.permissions_for_user(by).can_publish()
    if not may_publish or hindrances_of(page, now=timezone.now()):
        return False
    revision.publish(user=by)
    return True


def publish_translation(request: HttpRequest, translation: Translation) -> HttpResponse:
    """Answer the button of wagtail-localize's editor."""
    _tell(request, public=write_draft(translation, by=request.user))
    return redirect(request.path)


class UpdateTranslations(UpdateTranslationsView):
    """Syncs pages as wagtail-localize does; of a story it makes drafts."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Take the new words over; nothing that is public changes."""
        is_story = self.object.specific_content_type.model_class() is StoryPage
        wanted = is_story and form.cleaned_data["publish_translations"]
        if is_story:
            form.cleaned_data["publish_translations"] = False
        answer: HttpResponse = super().form_valid(form)
        if wanted:
            for translation in self.object.translations.filter(enabled=True):
                _tell(self.request, public=write_draft(translation, by=self.request.user))
        return answer


update_translations = require_admin_access(UpdateTranslations.as_view())


def _tell(request: HttpRequest, *, public: bool) -> None:
    if public:
        messages.success(request, _("These words were approved before: they are public."))
    else:
        messages.warning(
            request,
            _(
                "The translation is a draft now. What is public stays as it was approved, until "
                "two people have approved the new words too."
            ),
        )

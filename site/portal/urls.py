"""Every address of the site; pages answer under ``/bn/`` and ``/en/``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from crm_videos.views.withdrawn import withdrawn_key, withdrawn_list
from portal.dashboards import views as dashboards
from portal.field_api import field_api
from portal.issues import views as issues
from portal.issues.by_mail.leaving import leave
from portal.language import front_door
from portal.open_data import views as open_data
from portal.open_data.urls import api_patterns, file_patterns
from portal.pages import routing
from portal.pages import views as public
from portal.pages.choosing import browse
from portal.pages.listening.serving import sound
from portal.pages.serving_pictures import story_picture
from portal.pages.serving_videos import story_video
from portal.pages.sharing.page_feed import page_feed
from portal.pages.sharing.short_links import follow
from portal.pages.story_translations import update_translations
from portal.pages.taking_along.worker import keep_worker
from portal.people import views as people

urlpatterns = [
    path("", front_door, name="front_door"),
    path("accounts/", include("portal.people.urls")),
    # Before the apps' own: these let people in by password alone.
    path("admin/login/", people.wagtail_login),
    path("django-admin/login/", people.django_login),
    path("django-admin/password_change/", people.own_password),
    path("django-admin/", admin.site.urls),
    # Before Wagtail's, which shows a draft's title to whoever is in the admin.
    path("admin/choose-page/<int:parent_page_id>/", browse),
    # Before wagtail-localize's, which would publish words of a story that nobody approved.
    path("admin/localize/update/<int:translation_source_id>/", update_translations),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", api_patterns),
    path("open-data/", include(file_patterns)),
    path("field/api/", field_api.urls),
    path("field/stories/uploads/", include("crm_videos.upload_urls")),
    path("field/stories/", include("crm_videos.field_stories.urls")),
    path("field/", include("events.field_app.urls")),
    # ODK Collect and KoboCollect; each device shows a password of its own.
    path("or/", include("events.openrosa.urls")),
    path("documents/", include(wagtaildocs_urls)),
    # On paper it is typed by hand, so also in capitals and with a stroke at its end.
    re_path(r"^[lL]/(?P<code>[0-9A-Za-z]{1,12})/?$", follow, name="short_link"),
    re_path(r"^[rR]/(?P<code>[0-9A-Za-z-]{1,16})/?$", issues.printed_code, name="printed_code"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("robots.txt", public.robots, name="robots"),
    path(
        "story-pictures/<int:page_id>/<uuid:picture_id>/<slug:size>/",
        story_picture,
        name="story_picture",
    ),
    path("story-videos/<int:page_id>/<uuid:video_id>/<str:name>", story_video, name="story_video"),
    path("sounds/<slug:token>.m4a", sound, name="sound"),
    # What was withdrawn: phones delete the pages of it that they have saved.
    path("withdrawn.json", withdrawn_list, name="withdrawn_list"),
    path("withdrawn.key", withdrawn_key, name="withdrawn_key"),
    path("keep-worker.js", keep_worker, name="keep_worker"),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(
        re_path(
            r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"
        )
    )
urlpatterns += i18n_patterns(
    path("_util/login/", people.page_login),
    path("search/", public.search, name="search"),
    path("feed/", page_feed, name="page_feed"),
    path("ask/", include("portal.asking.urls")),
    path("factsheets/", include("portal.issues.urls")),
    path("month-report/leave/<str:token>/", leave, name="leave_month_report"),
    path("figures/", dashboards.figures, name="figures"),
    path("r/<slug:code>/", issues.receipt, name="receipt"),
    path("open-data/", open_data.overview, name="open_data"),
    path("", include("portal.pages.taking_along.urls")),
    # Before Wagtail's own, which asks the database twice as often.
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)

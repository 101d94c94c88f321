"""Every address of the site; pages answer under ``/bn/`` and ``/en/``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.field_api import field_api
from portal.language import front_door
from portal.pages.choosing import browse
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
    path("admin/", include(wagtailadmin_urls)),
    path("field/api/", field_api.urls),
    path("field/", include("events.field_app.urls")),
    # ODK Collect and KoboCollect; each device shows a password of its own.
    path("or/", include("events.openrosa.urls")),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(
        re_path(
            r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}, name="media"
        )
    )
urlpatterns += i18n_patterns(
    path("_util/login/", people.page_login), path("", include(wagtail_urls))
)

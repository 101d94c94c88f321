"""Below ``/bn/`` and ``/en/``: what readers take along, by the numbers of pages."""

from django.urls import path

from portal.pages.taking_along import views

urlpatterns = [
    path("keep/<int:number>/", views.keep, name="keep"),
    path("keep/<int:number>/copy/", views.copy_to_keep, name="kept_copy"),
    path("kept/", views.kept_pages, name="kept"),
    path("pass-on/<int:number>/", views.pass_on, name="pass_on"),
    path("check/", views.check, name="check"),
    # In a history it says nothing.
    path("n/", views.quiet_page, name="quiet"),
    path("n/<int:number>/", views.quiet_page, name="quiet_page"),
    path("shared-phone/", views.shared_phone, name="shared_phone"),
]

"""The addresses that ODK Collect knows: it appends fixed names to the one that is typed in."""

from django.urls import path

from events.openrosa import views

app_name = "openrosa"
urlpatterns = [
    path("formList", views.list_forms, name="list"),
    path("forms/<slug:form_id>.xml", views.download_form, name="form"),
    path("forms/<slug:form_id>/manifest", views.show_manifest, name="manifest"),
    path("places.csv", views.download_places, name="places"),
    path("schools.csv", views.download_schools, name="schools"),
    path("submission", views.submission, name="submission"),
]

"""The addresses of the field app, mounted at ``/field/``; its API lies beside them."""

from django.urls import path

from events.field_app import views

urlpatterns = [
    path("", views.show_shell, {"language": "bn"}, name="field_app"),
    path("en/", views.show_shell, {"language": "en"}, name="field_app_in_english"),
    path("worker.js", views.serve_worker, name="field_app_worker"),
    path("app.webmanifest", views.serve_manifest, name="field_app_manifest"),
    path("files/<slug:version>/<str:name>", views.serve_file, name="field_app_file"),
]

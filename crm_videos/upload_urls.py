"""The addresses to which phones send recordings."""

from django.urls import path

from crm_videos.views import upload_questions, uploads

app_name = "uploads"
urlpatterns = [
    path("", uploads.UploadsView.as_view(), name="begin"),
    path("open/", upload_questions.OpenUploadsView.as_view(), name="open"),
    path("<uuid:pk>/", uploads.UploadView.as_view(), name="one"),
    path("<uuid:pk>/state/", upload_questions.StateView.as_view(), name="state"),
]

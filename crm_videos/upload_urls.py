"""The addresses to which phones send recordings."""

from django.urls import path

from crm_videos.views import uploads

app_name = "uploads"
urlpatterns = [
    path("", uploads.UploadsView.as_view(), name="begin"),
    path("open/", uploads.OpenUploadsView.as_view(), name="open"),
    path("<uuid:pk>/", uploads.UploadView.as_view(), name="one"),
    path("<uuid:pk>/state/", uploads.StateView.as_view(), name="state"),
]

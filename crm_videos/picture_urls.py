"""The addresses of stories' pictures in the Wagtail admin."""

from django.urls import path

from crm_videos.views import pictures

app_name = "story_pictures"
urlpatterns = [
    path("<int:story>/", pictures.PicturesView.as_view(), name="list"),
    path("<int:story>/bring/", pictures.BringPictureView.as_view(), name="bring"),
    path("<int:story>/<uuid:picture>/remove/", pictures.RemovePictureView.as_view(), name="remove"),
    path("<int:story>/<uuid:picture>/<slug:size>/", pictures.CopyView.as_view(), name="copy"),
]

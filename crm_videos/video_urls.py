"""The addresses of stories' videos in the Wagtail admin."""

from django.urls import path

from crm_videos.views import captions, video_files, videos

app_name = "story_videos"
urlpatterns = [
    path("<int:story>/", videos.VideosView.as_view(), name="list"),
    path("<int:story>/make/<uuid:recording>/", videos.OrderVideoView.as_view(), name="order"),
    path("<int:story>/stills/<uuid:recording>/", video_files.StillsView.as_view(), name="stills"),
    path("<int:story>/<uuid:video>/watch/", videos.WatchView.as_view(), name="watch"),
    path("<int:story>/<uuid:video>/remove/", videos.RemoveVideoView.as_view(), name="remove"),
    path(
        "<int:story>/<uuid:video>/captions/<slug:language>/",
        captions.CaptionsView.as_view(),
        name="captions",
    ),
    path(
        "<int:story>/<uuid:video>/<slug:language>.vtt",
        video_files.CaptionFileView.as_view(),
        name="caption_file",
    ),
    path(
        "<int:story>/<uuid:video>/file/<slug:kind>/",
        video_files.RenditionView.as_view(),
        name="file",
    ),
]

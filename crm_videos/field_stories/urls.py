"""The addresses of the field's pages for stories; the door stands before each."""

from django.urls import path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from crm_videos.field_stories import views
from crm_videos.field_stories.door import for_recorders

app_name = "field_stories"
urlpatterns = decorate_urlpatterns(
    [
        path("", views.ListView.as_view(), name="list"),
        path("new/", views.PersonView.as_view(), name="new"),
        path("<uuid:pk>/consent/", views.AskOnAPhoneView.as_view(), name="ask"),
        path("<uuid:pk>/card/", views.CardAgainView.as_view(), name="card"),
        path("<uuid:pk>/<slug:chapter>/", views.ChapterView.as_view(), name="chapter"),
    ],
    for_recorders,
)

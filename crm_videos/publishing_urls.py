"""The addresses of videos on platforms in the Wagtail admin."""

from django.urls import path

from crm_videos.views import publishings

app_name = "publishings"
urlpatterns = [
    path("<int:story>/", publishings.PublishingsView.as_view(), name="list"),
    path("<int:story>/publish/", publishings.OrderView.as_view(), name="order"),
    path("<int:story>/link/", publishings.LinkView.as_view(), name="link"),
    path("<int:story>/<uuid:publishing>/public/", publishings.PublicView.as_view(), name="public"),
    path(
        "<int:story>/<uuid:publishing>/take-down/",
        publishings.TakeDownView.as_view(),
        name="take_down",
    ),
    path("<int:story>/<uuid:publishing>/again/", publishings.AgainView.as_view(), name="again"),
]

"""The addresses of consents in the Wagtail admin."""

from django.urls import path

from crm_videos.views import consents

app_name = "consents"
urlpatterns = [
    path("<uuid:pk>/", consents.TestimonyView.as_view(), name="testimony"),
    path("<uuid:pk>/ask/", consents.AskView.as_view(), name="ask"),
    path("<uuid:pk>/renew/", consents.RenewView.as_view(), name="renew"),
    path("<uuid:pk>/narrow/", consents.NarrowView.as_view(), name="narrow"),
    path("<uuid:pk>/withdraw/", consents.WithdrawView.as_view(), name="withdraw"),
]

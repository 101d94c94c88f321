"""The addresses of consents, code cards and withdrawals in the Wagtail admin."""

from django.urls import path

from crm_videos.views import (
    code_cards,
    consents,
    copies,
    crm_app,
    erasures,
    hotline,
    life,
    unseen_recording,
    withdrawals,
)

app_name = "consents"
urlpatterns = [
    path("<uuid:pk>/", consents.TestimonyView.as_view(), name="testimony"),
    path("<uuid:pk>/life/", life.LifeView.as_view(), name="life"),
    path("<uuid:pk>/ask/", consents.AskView.as_view(), name="ask"),
    path("<uuid:pk>/renew/", consents.RenewView.as_view(), name="renew"),
    path("<uuid:pk>/narrow/", consents.NarrowView.as_view(), name="narrow"),
    path("<uuid:pk>/withdraw/", consents.WithdrawView.as_view(), name="withdraw"),
    path("<uuid:pk>/card/", code_cards.NewCardView.as_view(), name="card"),
    path("unseen/<uuid:pk>/", unseen_recording.UnseenView.as_view(), name="unseen"),
    path("hotline/", hotline.HotlineView.as_view(), name="hotline"),
    path("hotline/withdraw/", hotline.WithdrawByCardView.as_view(), name="by_card"),
    path("cases/<uuid:case_id>/", withdrawals.CaseView.as_view(), name="case"),
    path(
        "cases/<uuid:case_id>/certificate/", withdrawals.CertificateView.as_view(), name="certified"
    ),
    path("copies/<uuid:copy_id>/gone/", copies.GoneView.as_view(), name="gone"),
    path("<uuid:pk>/erase/", erasures.AskErasureView.as_view(), name="erase"),
    path("import/", crm_app.ImportView.as_view(), name="import"),
    path("import/go-on/", crm_app.GoOnView.as_view(), name="import_go_on"),
    path("import/report/", crm_app.ReportView.as_view(), name="import_report"),
    path("import/empty.<str:kind>", crm_app.EmptyManifestView.as_view(), name="import_empty"),
    path("erasures/<uuid:pk>/", erasures.ErasureView.as_view(), name="erasure"),
]

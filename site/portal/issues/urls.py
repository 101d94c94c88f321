"""Below each language: the issues that went out, and their files."""

from django.urls import path

from portal.issues import views

urlpatterns = [
    path("", views.issues, name="factsheets"),
    path("<str:month>/", views.newest_issue, name="factsheet"),
    path("<str:month>/v<int:number>.<slug:form>", views.issue_file, name="factsheet_file"),
]

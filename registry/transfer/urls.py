"""Routes of the import; the addresses of files are not to be guessed."""

from django.urls import path

from registry.transfer import views

app_name = "transfer"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<uuid:pk>/", views.plan, name="plan"),
    path("<uuid:pk>/apply/", views.apply, name="apply"),
    path("<uuid:pk>/report/", views.report, name="report"),
    path("<uuid:pk>/report.csv", views.download, name="download"),
]

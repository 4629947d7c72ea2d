"""The routes of this slice."""

from django.urls import path

from workflows.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("picture.csv", views.export, {"kind": "csv"}, name="export_csv"),
    path("picture.xlsx", views.export, {"kind": "xlsx"}, name="export_xlsx"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts.csv", views.accounts_export, {"kind": "csv"}, name="accounts_csv"),
    path("accounts.xlsx", views.accounts_export, {"kind": "xlsx"}, name="accounts_xlsx"),
    path("requests/", views.requests, name="requests"),
    path("reviews/", views.reviews, name="reviews"),
    path("decisions/", views.decisions, name="decisions"),
]

"""The routes of this slice."""

from django.urls import path

from registry.directory import report_views, views

app_name = "directory"
urlpatterns = [
    path("", views.directory, name="list"),
    path("directory/<slug:slug>/", views.account, name="account"),
    path("platforms/", views.platforms, name="platforms"),
    path("report/", report_views.report, name="report"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<int:pk>/handled/", report_views.handled, name="report_handled"),
    path("verify/", views.check, name="verify"),
]

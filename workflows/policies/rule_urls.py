"""The routes of the institution's own numbers, calendar and readings."""

from django.urls import path

from workflows.policies import calendar_views, rule_views, views

app_name = "rules"
urlpatterns = [
    path("", rule_views.home, name="home"),
    path("reading/", views.to_read, name="reading"),
    path("<int:pk>/", rule_views.numbers, name="numbers"),
    path("<int:pk>/contact/", rule_views.contact, name="contact"),
    path("<int:pk>/holidays/", calendar_views.calendar, name="calendar"),
    path("<int:pk>/holidays/proposed/", calendar_views.proposed, name="proposed"),
    path("<int:pk>/holidays/<int:number>/remove/", calendar_views.remove, name="holiday_remove"),
]

"""The routes of the institution's own numbers and calendar."""

from django.urls import path

from workflows.policies import rule_views

app_name = "rules"
urlpatterns = [
    path("", rule_views.home, name="home"),
    path("<int:pk>/", rule_views.numbers, name="numbers"),
    path("<int:pk>/contact/", rule_views.contact, name="contact"),
    path("<int:pk>/holidays/", rule_views.calendar, name="calendar"),
    path("<int:pk>/holidays/<int:number>/remove/", rule_views.holiday_remove, name="holiday_remove"),
]

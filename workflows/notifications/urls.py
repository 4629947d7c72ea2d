"""The routes of this slice."""

from django.urls import path

from workflows.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("read/", views.read, name="read"),
    path("preferences/", views.preferences, name="preferences"),
    path("dead-letters/", views.dead_letters, name="dead"),
    path("dead-letters/retry/", views.retry, name="retry"),
]

"""The routes of this slice."""

from django.urls import path

from registry.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="list")]

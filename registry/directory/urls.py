"""The routes of this slice."""

from django.urls import path

from registry.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.directory, name="list"),
    path("directory/<slug:slug>/", views.account, name="account"),
    path("platforms/", views.platforms, name="platforms"),
    path("verify/", views.check, name="verify"),
]

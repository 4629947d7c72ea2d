"""The routes of this slice."""

from django.urls import path

from workflows.exits import views

app_name = "exits"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("new/", views.create, name="create"),
    path("record/", views.record, name="record"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/<slug:move>/", views.move, name="move"),
]

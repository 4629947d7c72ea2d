"""The routes of this slice."""

from django.urls import path

from workflows.requests import views

app_name = "requests"
urlpatterns = [
    path("", views.mine, name="list"),
    path("queue/", views.queue, name="queue"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/<slug:move>/", views.move, name="move"),
]

"""The routes of this slice."""

from django.urls import path

from workflows.requests import follow_up_views, views

app_name = "requests"
urlpatterns = [
    path("", views.mine, name="list"),
    path("queue/", views.queue, name="queue"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/follow-ups/<int:number>/", follow_up_views.settle, name="follow_up"),
    path("<int:pk>/<slug:move>/", views.move, name="move"),
]

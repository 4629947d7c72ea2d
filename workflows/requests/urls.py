"""The routes of this slice."""

from django.urls import path

from workflows.requests import follow_up_views, form_views, views

app_name = "requests"
urlpatterns = [
    path("", views.mine, name="list"),
    path("queue/", views.queue, name="queue"),
    path("new/", form_views.create, name="create"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", form_views.summary, name="edit"),
    path("<int:pk>/edit/<slug:step>/", form_views.step, name="step"),
    path("<int:pk>/copy/", form_views.duplicate, name="copy"),
    path("<int:pk>/follow-ups/<int:number>/", follow_up_views.settle, name="follow_up"),
    path("<int:pk>/<slug:move>/", views.move, name="move"),
]

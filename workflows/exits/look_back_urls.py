"""The routes of looking back at a decision."""

from django.urls import path

from workflows.exits import look_back_views

urlpatterns = [
    path("<slug:slug>/look-back/", look_back_views.look_back, name="look_back"),
    path("<slug:slug>/look-back/open/", look_back_views.open_by_hand, name="look_back_open"),
    path("<slug:slug>/look-back/lessons/", look_back_views.lessons, name="look_back_lessons"),
    path("<slug:slug>/look-back/close/", look_back_views.close, name="look_back_close"),
]

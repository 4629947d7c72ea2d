"""The routes of *what if we left?*."""

from django.urls import path

from workflows.exits import what_if_views

app_name = "what_if"
urlpatterns = [
    path("", what_if_views.home, name="home"),
    path("keep/", what_if_views.keep, name="keep"),
    path("compare/", what_if_views.compare, name="compare"),
    path("<int:pk>/", what_if_views.scenario, name="scenario"),
    path("<int:pk>/draft/", what_if_views.draft, name="draft"),
]

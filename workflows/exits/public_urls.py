"""The routes of decisions for programs, within `exits`."""

from django.urls import path

from workflows.exits import public_views

urlpatterns = [
    path("feed.atom", public_views.feed, name="feed"),
    path("schema.json", public_views.schema, name="schema"),
    path("<slug:slug>.json", public_views.data, name="data"),
]

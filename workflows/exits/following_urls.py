"""The routes of following other registers, within `exits`."""

from django.urls import path

from workflows.exits import following_views

urlpatterns = [
    path("feeds/", following_views.feeds, name="feeds"),
    path("feeds/<int:number>/read/", following_views.read, name="feed_read"),
    path("feeds/<int:number>/leave/", following_views.leave, name="feed_leave"),
    path("feeds/entries/", following_views.entries, name="feed_entries"),
    path("feeds/entries/<int:number>/", following_views.entry, name="feed_entry"),
    path("feeds/entries/<int:number>/confirm/", following_views.confirm, name="feed_confirm"),
    path("feeds/entries/<int:number>/refuse/", following_views.refuse, name="feed_refuse"),
]

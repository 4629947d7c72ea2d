"""The routes of this slice."""

from django.urls import include, path

from workflows.exits import communiques_views, consulting_views, correcting_views, scope_views, views

app_name = "exits"
urlpatterns = [
    path("", include("workflows.exits.public_urls")),
    path("", include("workflows.exits.following_urls")),
    path("", include("workflows.exits.runbook_urls")),
    path("", include("workflows.exits.stances_urls")),
    path("", include("workflows.exits.look_back_urls")),
    path("", views.decisions, name="list"),
    path("new/", views.create, name="create"),
    path("record/", views.record, name="record"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/tree/", scope_views.tree, name="tree"),
    path("<slug:slug>/comment/", consulting_views.comment, name="comment"),
    path("<slug:slug>/comment/<int:number>/erase/", consulting_views.erase, name="comment_erase"),
    path("<slug:slug>/communique/", communiques_views.communique, name="communique"),
    path("<slug:slug>/communiques/<int:version>/copy/", communiques_views.archived_copy, name="communique_copy"),
    path("<slug:slug>/correct/", correcting_views.correct, name="correct"),
    path("<slug:slug>/<slug:move>/", views.move, name="move"),
]

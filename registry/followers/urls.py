"""The routes of this slice."""

from django.urls import path

from registry.followers import name_views, night_views, token_views, views

app_name = "followers"
urlpatterns = [
    path("accounts/<slug:slug>/followers/", views.count, name="count"),
    path("accounts/<slug:slug>/followers/<int:number>/", views.correct, name="correct"),
    path("followers/", views.grid, name="grid"),
    path("followers/questions/", views.questions, name="questions"),
    path("followers/questions/<int:number>/", views.question, name="question"),
    path("followers/names/", name_views.names, name="names"),
    path("followers/names/<int:number>/", name_views.name, name="name"),
    path("followers/lost/", name_views.lost, name="lost"),
    path("followers/nights/", night_views.nights, name="nights"),
    path("followers/tokens/", token_views.tokens, name="tokens"),
    path("followers/tokens/<int:number>/withdraw/", token_views.withdraw, name="token_withdraw"),
]

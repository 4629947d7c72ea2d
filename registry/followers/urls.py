"""The routes of this slice."""

from django.urls import path

from registry.followers import token_views, views

app_name = "followers"
urlpatterns = [
    path("accounts/<slug:slug>/followers/", views.count, name="count"),
    path("accounts/<slug:slug>/followers/<int:number>/", views.correct, name="correct"),
    path("followers/", views.grid, name="grid"),
    path("followers/questions/", views.questions, name="questions"),
    path("followers/questions/<int:number>/", views.question, name="question"),
    path("followers/tokens/", token_views.tokens, name="tokens"),
    path("followers/tokens/<int:number>/withdraw/", token_views.withdraw, name="token_withdraw"),
]

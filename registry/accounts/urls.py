"""The routes of this slice; the page of figures belongs to the slice above, which is named here and not imported."""

from django.urls import include, path

from registry.accounts import views

app_name = "accounts"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/followers/", include("registry.followers.urls")),
    path("<slug:slug>/<slug:name>/", views.change, name="change"),
]

"""The routes of this slice."""

from django.urls import path

from registry.accounts import views

app_name = "accounts"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/<slug:name>/", views.change, name="change"),
]

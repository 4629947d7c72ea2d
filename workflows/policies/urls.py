"""The routes of this slice."""

from django.urls import path

from workflows.policies import views

app_name = "policies"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/accept/", views.accept, name="accept"),
]

"""The routes of this slice, below the desk's page of an account."""

from django.urls import path

from registry.followers import views

urlpatterns = [path("", views.count, name="followers")]

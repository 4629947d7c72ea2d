"""The route of this slice."""

from django.urls import path

from registry.followers import views

app_name = "followers"
urlpatterns = [path("", views.count, name="count")]

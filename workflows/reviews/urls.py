"""The routes of this slice."""

from django.urls import path

from workflows.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/<slug:move>/", views.move, name="move"),
]

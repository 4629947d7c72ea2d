"""The API's routes: each slice brings its views, this file names them."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from registry.directory.api import VerifyView
from workflows.requests.api import PageRequestViewSet

page_requests = {
    "all": PageRequestViewSet.as_view({"get": "list", "post": "create"}),
    "one": PageRequestViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    "move": PageRequestViewSet.as_view({"post": "move"}),
}

urlpatterns = [
    path("verify/", VerifyView.as_view(), name="api-verify"),
    path("page-requests/", page_requests["all"], name="api-page-requests"),
    path("page-requests/<int:pk>/", page_requests["one"], name="api-page-request"),
    path("page-requests/<int:pk>/<slug:move>/", page_requests["move"], name="api-page-request-move"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
]

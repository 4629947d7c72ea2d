"""The API's routes: each slice brings its views, this file names them."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from registry.directory.api import VerifyView

urlpatterns = [
    path("verify/", VerifyView.as_view(), name="api-verify"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
]

"""The API's routes: each slice brings its views, this file names them."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from registry.directory.api import VerifyView
from registry.followers.api import CountQuestionViewSet, FollowerCountViewSet
from workflows.requests.api import PageRequestViewSet

page_requests = {
    "all": PageRequestViewSet.as_view({"get": "list", "post": "create"}),
    "one": PageRequestViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
    "move": PageRequestViewSet.as_view({"post": "move"}),
}
follower_counts = FollowerCountViewSet.as_view({"get": "list", "post": "push"})
count_questions = CountQuestionViewSet.as_view({"get": "list"})

urlpatterns = [
    path("verify/", VerifyView.as_view(), name="api-verify"),
    path("page-requests/", page_requests["all"], name="api-page-requests"),
    path("page-requests/<int:pk>/", page_requests["one"], name="api-page-request"),
    path("page-requests/<int:pk>/<slug:move>/", page_requests["move"], name="api-page-request-move"),
    path("follower-counts/", follower_counts, name="api-follower-counts"),
    path("follower-count-questions/", count_questions, name="api-follower-count-questions"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
]

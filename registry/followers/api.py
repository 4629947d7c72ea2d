"""Figures for other programs: read them, send them, and see what was asked about them."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, PermissionDenied
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from registry.accounts.queries import visible_to
from registry.api_shapes import ProblemsSerializer
from registry.followers.count_filters import CountFilter, QuestionFilter
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.pushing import Judged, Result, push
from registry.followers.serializers import (
    CountSerializer,
    FigureSerializer,
    JudgedListSerializer,
    JudgedSerializer,
    QuestionSerializer,
)

MOST_FIGURES = 500
MOST_BYTES = 1_000_000
STATUS = {Result.KEPT: 201, Result.SAME: 200, Result.QUESTIONED: 202}
REFUSALS = {"not_found": NotFound, "permission_denied": PermissionDenied}
ONE_OR_MANY = PolymorphicProxySerializer("Figures", [FigureSerializer, FigureSerializer(many=True)], None, many=False)
ANSWER = PolymorphicProxySerializer("FiguresJudged", [JudgedSerializer, JudgedListSerializer], None)


class TooLarge(APIException):
    """More than one message holds (413)."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("Message trop long : envoyez-le en plusieurs fois.")
    default_code = "too_large"


class Pages(PageNumberPagination):
    """A hundred figures a page, a thousand when asked for."""

    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000


class FollowerCountViewSet(GenericViewSet):
    """The figures of the accounts that the caller may see."""

    serializer_class = CountSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = CountFilter
    pagination_class = Pages
    queryset = FollowerCount.objects.none()

    def get_queryset(self) -> QuerySet[FollowerCount]:
        """Account by account, each metric by day: the order of the index that keeps a day's figure single."""
        return _seen(FollowerCount.objects, self.request).order_by("account_id", "metric", "day")

    @extend_schema(operation_id="follower_counts_list")
    def list(self, request: Request) -> Response:
        """The figures that count; one that was corrected stays on the account's page."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(CountSerializer(page, many=True).data)

    @extend_schema(
        operation_id="follower_counts_push",
        summary="Send figures",
        description=(
            "One figure, answered 201 (kept), 200 (there already), 202 (asked about: a person says whether it counts), 404 or "
            "403; or a list of up to 500, answered 200 with what became of each. What cannot be read (an unknown field, a day "
            "to come, an address that is none) is answered 400, and then nothing of the list is written. Sending the same "
            "again changes nothing. Only a program's token sends figures."
        ),
        request=ONE_OR_MANY,
        responses={
            200: ANSWER,
            201: JudgedSerializer,
            202: JudgedSerializer,
            404: ProblemsSerializer,
            413: ProblemsSerializer,
        },
    )
    def push(self, request: Request) -> Response:
        """Send one figure or several."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise TooLarge
        several = isinstance(request.data, list)
        bounds = {"many": True, "allow_empty": False, "max_length": MOST_FIGURES} if several else {}
        given = FigureSerializer(data=request.data, **bounds)
        given.is_valid(raise_exception=True)
        sent = [one["sent"] for one in (given.validated_data if several else [given.validated_data])]
        judged = push(sent, actor=request.user, at=timezone.now())
        if several:
            return Response(JudgedListSerializer({"results": judged}).data)
        return _one(*judged)


class CountQuestionViewSet(GenericViewSet):
    """The figures that asked for a yes, of the accounts that the caller may see."""

    serializer_class = QuestionSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = QuestionFilter
    pagination_class = Pages
    queryset = QuestionedCount.objects.none()

    def get_queryset(self) -> QuerySet[QuestionedCount]:
        """The newest first."""
        return _seen(QuestionedCount.objects, self.request).order_by("-entered_at", "-pk")

    @extend_schema(operation_id="follower_count_questions_list")
    def list(self, request: Request) -> Response:
        """What was asked about figures, and what was answered."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(QuestionSerializer(page, many=True).data)


def _seen(rows, request: Request) -> QuerySet:
    mine = visible_to(request.user).order_by().values("pk")
    return rows.filter(account__in=mine).select_related("account__platform", "entered_by")


def _one(judged: Judged) -> Response:
    if judged.result == Result.REFUSED:
        raise REFUSALS[judged.code](str(judged.sentence))
    return Response(JudgedSerializer(judged).data, STATUS[judged.result])

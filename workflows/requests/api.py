"""Page requests for other programs: the same forms, the same actions, the same refusals as the pages."""

from collections.abc import Mapping
from typing import TypeVar

from django.forms import BaseForm
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from workflows.requests import actions
from workflows.requests.actions import CONTENT
from workflows.requests.filters import PageRequestFilter
from workflows.requests.forms.content import RequestForm, as_input
from workflows.requests.forms.moves import FORMS
from workflows.requests.models import PageRequest
from workflows.requests.moves import perform
from workflows.requests.moving import Stale
from workflows.requests.queries.meanwhile import meanwhile
from workflows.requests.serializers import (
    MOVES,
    ContentSerializer,
    EditSerializer,
    OneRequestSerializer,
    PageRequestSerializer,
    StaleSerializer,
)
from workflows.requests.states import Through

FormT = TypeVar("FormT", bound=BaseForm)
NUMBER = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH)
MOVE = OpenApiParameter("move", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(FORMS))
STALE = OpenApiResponse(StaleSerializer, "The request has changed since the version given as `seen`.")
MOVE_INPUT = PolymorphicProxySerializer("MoveInput", list(dict.fromkeys(MOVES.values())), None)


class PageRequestViewSet(GenericViewSet):
    """What a person may see and do on the pages, and nothing more."""

    serializer_class = PageRequestSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = PageRequestFilter
    queryset = PageRequest.objects.none()

    def get_queryset(self):
        """What this person may see, with the names that are shown."""
        rows = PageRequest.objects.visible_to(self.request.user).with_names()
        return rows.select_related("primary_steward", "backup_steward", "about", "to_unit").order_by(
            "-created_at", "-pk"
        )

    @extend_schema(operation_id="page_requests_list")
    def list(self, request: Request) -> Response:
        """The visible requests, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(PageRequestSerializer(page, many=True).data)

    @extend_schema(
        operation_id="page_requests_create", request=ContentSerializer, responses={201: OneRequestSerializer}
    )
    def create(self, request: Request) -> Response:
        """Start a draft."""
        given = _checked(ContentSerializer(data=request.data))
        form = _valid(RequestForm(given, user=request.user))
        drafted = actions.draft(actor=request.user, at=timezone.now(), **form.cleaned_data)
        return self._answer(drafted.pk, status.HTTP_201_CREATED)

    @extend_schema(operation_id="page_requests_retrieve", parameters=[NUMBER], responses=OneRequestSerializer)
    def retrieve(self, request: Request, pk: int) -> Response:
        """One request."""
        return self._answer(pk)

    @extend_schema(
        operation_id="page_requests_edit",
        parameters=[NUMBER],
        request=EditSerializer,
        responses={200: OneRequestSerializer, 409: STALE},
    )
    def partial_update(self, request: Request, pk: int) -> Response:
        """Change some of what is asked; `seen` is the version that was read."""
        asked = self._visible(pk)
        given = _checked(EditSerializer(data=request.data))
        seen = given.pop("seen")
        form = _valid(RequestForm(as_input(asked) | given, user=request.user, asked=asked))
        try:
            actions.edit(asked, actor=request.user, at=timezone.now(), seen=seen, **form.cleaned_data)
        except Stale as error:
            return _stale(self._visible(pk), error)
        return self._answer(pk)

    @extend_schema(
        operation_id="page_requests_move",
        parameters=[NUMBER, MOVE],
        request=MOVE_INPUT,
        responses={200: OneRequestSerializer, 409: STALE},
    )
    def move(self, request: Request, pk: int, move: str) -> Response:
        """Make one move; `seen` is the version that was read."""
        if move not in FORMS:
            raise Http404
        asked = self._visible(pk)
        form = _valid(FORMS[move](_checked(MOVES[move](data=request.data))))
        seen = form.cleaned_data["seen"]
        try:
            perform(asked, move, actor=request.user, at=timezone.now(), seen=seen, through=Through.API, **form.words())
        except Stale as error:
            return _stale(self._visible(pk), error)
        return self._answer(pk)

    def _visible(self, number: int) -> PageRequest:
        return get_object_or_404(self.get_queryset(), pk=number)

    def _answer(self, number: int, code: int = status.HTTP_200_OK) -> Response:
        return Response(OneRequestSerializer(self._visible(number), context={"request": self.request}).data, code)


def _checked(serializer: serializers.Serializer) -> dict[str, object]:
    """What was sent, once every field of it is known and of its kind; else 400."""
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _valid(form: FormT) -> FormT:
    """The same form once it is valid; else 400 with its own sentences."""
    if not form.is_valid():
        raise ValidationError(_details(form.errors.as_data()))
    return form


def _details(errors: Mapping) -> dict[str, list[ErrorDetail]]:
    return {
        "non_field_errors" if name == "__all__" else name: [
            ErrorDetail(message, error.code or "invalid") for error in found for message in error.messages
        ]
        for name, found in errors.items()
    }


def _stale(asked: PageRequest, error: Stale) -> Response:
    """409 in the API's error shape, with what changed since the version that was seen."""
    since = meanwhile(asked, error.seen, CONTENT)
    problem = {"code": "stale", "detail": str(error.sentence), "attr": None}
    body = {"type": "client_error", "errors": [problem], "difference": since}
    return Response(StaleSerializer(body).data, status.HTTP_409_CONFLICT)

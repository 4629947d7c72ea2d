"""*Verify* for other programs: the same answer as the page, in both languages at once."""

import json
from hashlib import md5

from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from registry.accounts.status import ProofKind
from registry.directory.pace import PACE
from registry.directory.said import said, said_all
from registry.directory.verdicts import Verdict
from registry.directory.verify import verify_all
from registry.platforms.kinds import Reason

JSON = "application/json"
KEPT = "public, max-age=60, s-maxage=60"
WRITTEN = json.JSONEncoder(ensure_ascii=False).encode
TOO_OFTEN = json.dumps({"detail": "Trop de questions en une minute. / Too many questions in a minute."})


class PairSerializer(serializers.Serializer):
    """A text in both languages."""

    fr = serializers.CharField()
    en = serializers.CharField()


class ChannelSerializer(serializers.Serializer):
    """Where to follow the institution instead."""

    label = PairSerializer()
    address = serializers.URLField()


class DecisionSerializer(serializers.Serializer):
    """The decision that holds for the account; `on` is a partial date."""

    label = PairSerializer()
    page = serializers.URLField(allow_null=True)
    on = serializers.CharField(allow_blank=True)
    channels = ChannelSerializer(many=True)


class ShortAccountSerializer(serializers.Serializer):
    """An account in a few words; `page` is null for one that the directory does not list."""

    platform = serializers.CharField()
    handle = serializers.CharField()
    address = serializers.URLField()
    verdict = serializers.ChoiceField([verdict.value for verdict in Verdict])
    label = PairSerializer()
    title = PairSerializer()
    page = serializers.URLField(allow_null=True)


class ProofSerializer(serializers.Serializer):
    """The last proof that counts: its kind, the same in words, and the day it was recorded."""

    kind = serializers.ChoiceField(ProofKind.values)
    label = PairSerializer()
    on = serializers.DateField()


class AccountSerializer(ShortAccountSerializer):
    """What the public may know of an account; dates are partial ("2012", "2012-11", "2012-11-27" or "")."""

    unit = PairSerializer()
    official_since = serializers.CharField(allow_blank=True)
    official_until = serializers.CharField(allow_blank=True)
    proof = ProofSerializer(allow_null=True)
    public_note = PairSerializer()
    successor = ShortAccountSerializer(allow_null=True)


class RefusalSerializer(serializers.Serializer):
    """Why the text names no account."""

    reason = serializers.ChoiceField([reason.value for reason in Reason])
    fr = serializers.CharField()
    en = serializers.CharField()


class VerifySerializer(serializers.Serializer):
    """One answer: a verdict, or the accounts that bear a name given without platform, or a refusal."""

    asked = serializers.CharField()
    verdict = serializers.ChoiceField([verdict.value for verdict in Verdict], allow_null=True)
    label = PairSerializer()
    sentence = PairSerializer()
    platform = serializers.CharField(allow_null=True)
    handle = serializers.CharField(allow_null=True)
    address = serializers.URLField(allow_null=True)
    host_confirmed = serializers.BooleanField(
        allow_null=True, help_text="False: a server of the fediverse that nobody listed."
    )
    account = AccountSerializer(allow_null=True)
    decision = DecisionSerializer(allow_null=True)
    accounts = ShortAccountSerializer(many=True)
    resembles = ShortAccountSerializer(many=True)
    elsewhere = ShortAccountSerializer(many=True)
    possibly_same = ShortAccountSerializer(many=True)
    refusal = RefusalSerializer(allow_null=True)


class SeveralSerializer(serializers.Serializer):
    """One answer for each address, in the order of the questions; those beyond the twentieth are counted in `left_out`."""

    answers = VerifySerializer(many=True)
    left_out = serializers.IntegerField()


class TooOftenSerializer(serializers.Serializer):
    """The caller has asked too often; `Retry-After` says for how many seconds to wait."""

    detail = serializers.CharField()


ANSWER = PolymorphicProxySerializer(
    component_name="VerifyAnswer", serializers=[VerifySerializer, SeveralSerializer], resource_type_field_name=None
)


class VerifyView(APIView):
    """Open to everybody: it says nothing that the page does not say.

    Described as the rest of the API is, answered without its machinery: no session, no negotiation, no serializer.
    """

    permission_classes = [AllowAny]
    authentication_classes: list = []

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A question is answered at once; any other method is the framework's to refuse or describe."""
        if request.method in ("GET", "HEAD"):
            return answered(request)
        return opened(super().dispatch(request, *args, **kwargs))

    @extend_schema(
        operation_id="verify",
        summary="Is this account really theirs?",
        description=(
            "200 with a verdict; 400 with the reason for a text that names no account. Several addresses, given by "
            "repeating `address` or pasted as one text, are answered one by one, at most 20. The answer may be kept by "
            "any cache for a minute and asked for again with `If-None-Match` (304). Any origin may ask. Asking too often "
            "is answered 429 with `Retry-After`."
        ),
        parameters=[
            OpenApiParameter(
                "address",
                {"type": "array", "items": {"type": "string"}},
                required=True,
                explode=True,
                style="form",
                description="An address, or a name as it was found; a text with several; or repeated.",
            ),
            OpenApiParameter("platform", str, description="The platform's slug, for a name given alone."),
        ],
        responses={200: ANSWER, 400: ANSWER, 429: TooOftenSerializer},
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer about the address of the query, or about each."""
        return answered(request)


def answered(request: HttpRequest) -> HttpResponse:
    """The answer with what caches and other sites need: an ETag, a minute to keep it, no cookie, any origin."""
    if wait := PACE.wait(request):
        return opened(HttpResponse(TOO_OFTEN, JSON, 429, headers={"Retry-After": wait, "Cache-Control": "no-store"}))
    asked = request.GET.getlist("address") or [""]
    found = verify_all(asked, request.GET.get("platform") or None)
    site = f"{request.scheme}://{request.get_host()}"
    several = len(found.all) > 1 or found.left_out
    body = WRITTEN(said_all(found, site) if several else said(found.all[0], site)).encode()
    tag = f'"{md5(body, usedforsecurity=False).hexdigest()}"'
    headers = {"Cache-Control": KEPT, "ETag": tag}
    if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return opened(HttpResponse(status=304, headers=headers))
    status = 400 if all(answer.refusal for answer in found.all) else 200
    return opened(HttpResponse(body, JSON, status, headers=headers))


def opened(response: HttpResponse) -> HttpResponse:
    """The response, for any page of any site and the same for all."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.for_all = True
    return response

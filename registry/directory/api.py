"""*Verify* for other programs: the same answer as the page, in both languages at once."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from registry.directory.verdicts import Verdict
from registry.directory.verify import verify
from registry.platforms.kinds import Reason

CACHED_FOR = 60


class PairSerializer(serializers.Serializer):
    """A text in both languages."""

    fr = serializers.CharField()
    en = serializers.CharField()


class PathField(serializers.CharField):
    """A path of this site, given as a full address; null where there is none."""

    def to_representation(self, value: str) -> str | None:
        """The full address."""
        return self.context["request"].build_absolute_uri(value) if value else None


class ChannelSerializer(serializers.Serializer):
    """Where to follow the institution instead."""

    label = PairSerializer()
    address = serializers.URLField()


class DecisionSerializer(serializers.Serializer):
    """The decision that holds for the account; `on` is a partial date."""

    label = PairSerializer()
    page = PathField(source="url", allow_null=True)
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
    page = PathField(allow_null=True)


class AccountSerializer(ShortAccountSerializer):
    """What the public may know of an account; dates are partial ("2012", "2012-11", "2012-11-27" or "")."""

    unit = PairSerializer()
    official_since = serializers.CharField(allow_blank=True)
    official_until = serializers.CharField(allow_blank=True)
    public_note = PairSerializer()
    successor = ShortAccountSerializer(allow_null=True)


class RefusalSerializer(serializers.Serializer):
    """Why the text names no account."""

    reason = serializers.ChoiceField([reason.value for reason in Reason])
    fr = serializers.CharField(source="sentence.fr")
    en = serializers.CharField(source="sentence.en")


class VerifySerializer(serializers.Serializer):
    """One answer: a verdict, or the accounts that bear a name given without platform, or a refusal."""

    asked = serializers.CharField()
    verdict = serializers.ChoiceField([verdict.value for verdict in Verdict], allow_null=True)
    label = PairSerializer()
    sentence = PairSerializer()
    platform = serializers.CharField(source="reading.platform", allow_null=True, default=None)
    handle = serializers.CharField(source="reading.handle", allow_null=True, default=None)
    address = serializers.URLField(source="reading.address", allow_null=True, default=None)
    account = AccountSerializer(allow_null=True)
    decision = DecisionSerializer(source="account.decision", allow_null=True, default=None)
    accounts = ShortAccountSerializer(many=True)
    resembles = ShortAccountSerializer(many=True)
    elsewhere = ShortAccountSerializer(many=True)
    possibly_same = ShortAccountSerializer(many=True)
    refusal = RefusalSerializer(allow_null=True)


@method_decorator(cache_control(public=True, max_age=CACHED_FOR), name="dispatch")
class VerifyView(APIView):
    """Open to everybody: it says nothing that the page does not say."""

    permission_classes = [AllowAny]
    authentication_classes: list = []

    @extend_schema(
        operation_id="verify",
        summary="Is this account really theirs?",
        description="200 with a verdict; 400 with the reason for a text that names no account.",
        parameters=[
            OpenApiParameter("address", str, required=True, description="An address, or a name as it was found."),
            OpenApiParameter("platform", str, description="The platform's slug, for a name given alone."),
        ],
        responses={200: VerifySerializer, 400: VerifySerializer},
    )
    def get(self, request: Request) -> Response:
        """Answer about the address of the query."""
        answer = verify(request.query_params.get("address", ""), request.query_params.get("platform") or None)
        said = VerifySerializer(answer, context={"request": request})
        return Response(said.data, status=400 if answer.refusal else 200)

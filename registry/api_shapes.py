"""What every part of the API shares: fields that are listed are taken and no other, and one shape for what is wrong."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class Strict:
    """A serializer that refuses fields that it does not know, instead of dropping them in silence."""

    def to_internal_value(self, data: object) -> dict[str, object]:
        """The validated values; raises `ValidationError` naming each unknown field."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError({str(name): [_("Champ inconnu.")] for name in sorted(unknown)}, "unknown")
        return super().to_internal_value(data)


class ProblemSerializer(serializers.Serializer):
    """One error in the API's shape."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class ProblemsSerializer(serializers.Serializer):
    """What every refusal of the API looks like: its kind, and each thing that is wrong with the field it is about."""

    type = serializers.CharField()
    errors = ProblemSerializer(many=True)

"""The shapes of page requests in the API. What is written is listed; whatever else comes in is refused by name."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from workflows.requests.forms.content import LANGUAGES
from workflows.requests.forms.moves import FORMS, MoveForm
from workflows.requests.models import PageRequest
from workflows.requests.moves import open_moves


class Strict:
    """A serializer that refuses fields that it does not know, instead of dropping them in silence."""

    def to_internal_value(self, data: object) -> dict[str, object]:
        """The validated values; raises `ValidationError` naming each unknown field."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise serializers.ValidationError({str(name): [_("Champ inconnu.")] for name in sorted(unknown)}, "unknown")
        return super().to_internal_value(data)


class ContentSerializer(Strict, serializers.Serializer):
    """What is asked: unit and platform by their slugs, stewards by their addresses. The form judges the values."""

    unit = serializers.CharField()
    platform = serializers.CharField()
    title = serializers.CharField(max_length=160)
    wanted_handle = serializers.CharField(required=False, allow_blank=True)
    purpose = serializers.CharField(required=False, allow_blank=True)
    audience = serializers.CharField(required=False, allow_blank=True)
    languages = serializers.ListField(child=serializers.ChoiceField(LANGUAGES), required=False)
    rhythm = serializers.CharField(required=False, allow_blank=True)
    primary_steward = serializers.CharField(required=False, allow_null=True)
    backup_steward = serializers.CharField(required=False, allow_null=True)
    recovery_mailbox = serializers.CharField(required=False, allow_blank=True)


class EditSerializer(ContentSerializer):
    """Some of what is asked, and the version that was read."""

    unit = serializers.CharField(required=False)
    platform = serializers.CharField(required=False)
    title = serializers.CharField(max_length=160, required=False)
    seen = serializers.IntegerField(min_value=1)


class PageRequestSerializer(serializers.ModelSerializer):
    """A request as it is read."""

    unit = serializers.SlugRelatedField("slug", read_only=True)
    platform = serializers.SlugRelatedField("slug", read_only=True)
    author = serializers.SlugRelatedField("email", read_only=True)
    primary_steward = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    backup_steward = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    reviewer = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    account = serializers.SlugRelatedField("slug", read_only=True, allow_null=True)
    recovery_mailbox = serializers.CharField(read_only=True)  # an address, or nothing yet

    class Meta:
        model = PageRequest
        fields = [
            *("id", "reference", "state", "version", "round", "unit", "platform", "author", "title", "wanted_handle"),
            *("purpose", "audience", "languages", "rhythm", "primary_steward", "backup_steward", "recovery_mailbox"),
            *("created_at", "moved_at", "due_on", "reviewer", "address", "account"),
        ]
        read_only_fields = fields


class OneRequestSerializer(PageRequestSerializer):
    """A request by itself, with the moves open to the reader (`context["request"].user`)."""

    moves = serializers.SerializerMethodField()

    class Meta(PageRequestSerializer.Meta):
        fields = [*PageRequestSerializer.Meta.fields, "moves"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(list(FORMS))))
    def get_moves(self, page_request: PageRequest) -> list[str]:
        """The moves of the table that this reader may make now."""
        return open_moves(page_request, self.context["request"].user)


class ProblemSerializer(serializers.Serializer):
    """One error in the API's shape."""

    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True)


class ChangeSerializer(serializers.Serializer):
    """A field that changed."""

    field = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class HappeningSerializer(serializers.Serializer):
    """Something that happened to the request."""

    verb = serializers.CharField()
    at = serializers.DateTimeField()
    actor = serializers.EmailField(source="actor.email", allow_null=True, default=None)


class DifferenceSerializer(serializers.Serializer):
    """What changed since the version that was seen."""

    seen = serializers.IntegerField()
    current = serializers.IntegerField()
    changes = ChangeSerializer(many=True)
    events = HappeningSerializer(many=True)


class StaleSerializer(serializers.Serializer):
    """The answer to a version that is no more."""

    type = serializers.CharField()
    errors = ProblemSerializer(many=True)
    difference = DifferenceSerializer()


def _field(field: forms.Field) -> serializers.Field:
    """The field of the API that takes what a form's field takes."""
    if isinstance(field, forms.IntegerField):
        return serializers.IntegerField(min_value=field.min_value)
    if isinstance(field, forms.BooleanField):
        return serializers.BooleanField(required=field.required)
    if isinstance(field, forms.ChoiceField):
        return serializers.ChoiceField(field.choices)
    return serializers.CharField(required=field.required, allow_blank=not field.required, max_length=field.max_length)


def _shape(form: type[MoveForm]) -> type[serializers.Serializer]:
    fields = {name: _field(field) for name, field in form.base_fields.items()}
    name = form.__name__.replace("Form", "MoveSerializer")
    return type(name, (Strict, serializers.Serializer), fields | {"__doc__": form.__doc__})


_SHAPES = {form: _shape(form) for form in dict.fromkeys(FORMS.values())}
MOVES: dict[str, type[serializers.Serializer]] = {move: _SHAPES[form] for move, form in FORMS.items()}

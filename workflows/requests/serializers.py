"""The shapes of page requests in the API. What is written is listed; whatever else comes in is refused by name."""

from django import forms
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry.accounts.audiences import Audience
from registry.api_shapes import ProblemSerializer, Strict
from workflows.requests.forms.moves import FORMS, MoveForm
from workflows.requests.forms.steps.plan import LONGEST_TRIAL
from workflows.requests.forms.steps.publics import OTHERS
from workflows.requests.models import Attachment, PageRequest
from workflows.requests.moves import open_moves
from workflows.requests.queries.attachments import files_of
from workflows.requests.questions import CONTENT
from workflows.requests.rules import LANGUAGES
from workflows.requests.states import Kind


def _words() -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True)


def _named() -> serializers.CharField:
    return serializers.CharField(required=False, allow_null=True)


class ContentSerializer(Strict, serializers.Serializer):
    """What is asked: units, platform and account by their slugs, stewards by their addresses. The form judges the values.

    A request about an account needs neither unit nor platform: they are the account's.
    """

    kind = serializers.ChoiceField(Kind.choices, required=False)
    unit = serializers.CharField(required=False)
    platform = serializers.CharField(required=False)
    about = _named()
    to_unit = _named()
    exception_reason = _words()
    title = serializers.CharField(max_length=160, required=False)
    wanted_handle = _words()
    purpose = _words()
    audiences = serializers.ListField(child=serializers.ChoiceField(Audience.choices), required=False)
    audience = _words()
    languages = serializers.ListField(child=serializers.ChoiceField([*LANGUAGES, *OTHERS]), required=False)
    language_reason = _words()
    with_students = serializers.BooleanField(required=False)
    closed_group = serializers.BooleanField(required=False)
    consent = _words()
    membership = _words()
    content_plan = _words()
    rhythm = _words()
    resources = _words()
    moderation = _words()
    out_of_hours = _words()
    trial_months = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=LONGEST_TRIAL)
    ends_on = serializers.DateField(required=False, allow_null=True)
    primary_steward = _named()
    backup_steward = _named()
    recovery_mailbox = _words()


class EditSerializer(ContentSerializer):
    """Some of what is asked, and the version that was read."""

    seen = serializers.IntegerField(min_value=1)


class PageRequestSerializer(serializers.ModelSerializer):
    """A request as it is read."""

    unit = serializers.SlugRelatedField("slug", read_only=True)
    platform = serializers.SlugRelatedField("slug", read_only=True)
    about = serializers.SlugRelatedField("slug", read_only=True, allow_null=True)
    to_unit = serializers.SlugRelatedField("slug", read_only=True, allow_null=True)
    author = serializers.SlugRelatedField("email", read_only=True)
    primary_steward = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    backup_steward = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    reviewer = serializers.SlugRelatedField("email", read_only=True, allow_null=True)
    account = serializers.SlugRelatedField("slug", read_only=True, allow_null=True)
    recovery_mailbox = serializers.CharField(read_only=True)  # an address, or nothing yet

    class Meta:
        model = PageRequest
        fields = [
            *("id", "reference", "state", "version", "round", "author", *CONTENT),
            *("created_at", "moved_at", "due_on", "reviewer", "address", "account"),
        ]
        read_only_fields = fields


class AttachmentSerializer(serializers.ModelSerializer):
    """A file of a request; `url` is its download."""

    by = serializers.SlugRelatedField("email", read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["id", "name", "media_type", "size", "sha256", "by", "at", "url"]
        read_only_fields = fields

    def get_url(self, row: Attachment) -> str:
        """The path of the download."""
        return reverse("requests:file", args=[row.page_request_id, row.pk])


class OneRequestSerializer(PageRequestSerializer):
    """A request by itself, with its files and the moves open to the reader (`context["request"].user`)."""

    attachments = serializers.SerializerMethodField()
    moves = serializers.SerializerMethodField()

    class Meta(PageRequestSerializer.Meta):
        fields = [*PageRequestSerializer.Meta.fields, "attachments", "moves"]
        read_only_fields = fields

    @extend_schema_field(AttachmentSerializer(many=True))
    def get_attachments(self, page_request: PageRequest) -> list[dict]:
        """The files that are there now."""
        return AttachmentSerializer(files_of(page_request), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(list(FORMS))))
    def get_moves(self, page_request: PageRequest) -> list[str]:
        """The moves of the table that this reader may make now."""
        return open_moves(page_request, self.context["request"].user)


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
        return serializers.IntegerField(
            min_value=field.min_value, max_value=field.max_value, required=field.required, allow_null=not field.required
        )
    if isinstance(field, forms.MultipleChoiceField):
        return serializers.ListField(child=serializers.ChoiceField(list(field.choices)), required=field.required)
    if isinstance(field, forms.DateField):
        return serializers.DateField(required=field.required, allow_null=not field.required)
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

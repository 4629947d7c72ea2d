"""The shapes of figures in the API."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry.api_shapes import ProblemSerializer, Strict
from registry.followers.actions import Figure
from registry.followers.implausible import FIRST_DAY
from registry.followers.models import FollowerCount, QuestionedCount
from registry.followers.pushing import Judged, Result, Sent
from registry.followers.states import Doubt, Method, Metric, Reply
from registry.language import Pair
from registry.platforms.canonical import Refusal, canonicalise

# Far above what any account has, so that a figure out of all proportion is asked about rather than unreadable.
MOST = 10**15


def countable(day: date) -> None:
    """A validator: nobody counted tomorrow, nor before there was a platform."""
    if day > localdate():
        raise serializers.ValidationError(_("Ce jour n’est pas encore venu."), "future")
    if day < FIRST_DAY:
        raise serializers.ValidationError(_("Aucune plateforme n’existait ce jour-là : vérifiez l’année."), "too_early")


class FigureSerializer(Strict, serializers.Serializer):
    """A figure as it is sent. The account is named by `account` (its slug) or by `address`, as anybody may write it;
    `platform` (a slug of the catalogue) goes with a name that stands alone.
    """

    account = serializers.SlugField(max_length=120, required=False)
    address = serializers.CharField(max_length=400, required=False)
    platform = serializers.CharField(max_length=40, required=False)
    day = serializers.DateField(validators=[countable])
    value = serializers.IntegerField(min_value=0, max_value=MOST)
    metric = serializers.ChoiceField(Metric.choices, default=Metric.FOLLOWERS)
    is_exact = serializers.BooleanField(default=True)
    source = serializers.CharField(max_length=300, help_text="Where the figure was read: an address, or words.")

    def validate(self, attrs: dict) -> dict:
        """The figure as `Sent`; refused when it names no account, or one twice over."""
        slug, address, platform = (attrs.pop(name, None) for name in ("account", "address", "platform"))
        if (slug is None) == (address is None):
            raise serializers.ValidationError(
                _("Donnez « account » ou « address », et non les deux."), "account_or_address"
            )
        if platform and slug:
            raise serializers.ValidationError(
                {"platform": _("« platform » va avec « address ».")}, "account_or_address"
            )
        reading = canonicalise(address, platform) if address is not None else None
        if isinstance(reading, Refusal):
            raise serializers.ValidationError({"address": str(reading.sentence)}, reading.reason.value)
        return {"sent": Sent(Figure(**attrs, method=Method.PROGRAM), slug or "", reading)}


class CountSerializer(serializers.ModelSerializer):
    """A figure that counts. `entered_by` is null for what the register read itself."""

    account = serializers.SlugRelatedField("slug", read_only=True)
    platform = serializers.SlugRelatedField("slug", read_only=True, source="account.platform")
    entered_by = serializers.CharField(source="entered_by.full_name", read_only=True, allow_null=True, default=None)

    class Meta:
        model = FollowerCount
        fields = [
            *("id", "account", "platform", "day", "metric", "value", "is_exact", "method", "source"),
            *("entered_by", "entered_at"),
        ]
        read_only_fields = fields


class QuestionSerializer(CountSerializer):
    """A figure that asked for a yes: why (`doubt`, `facts`), what was said of it (`reply`, null while it waits), and where."""

    doubt_label = serializers.SerializerMethodField()
    facts = serializers.DictField(read_only=True, help_text="The figure that it was compared with, and its day.")
    reply = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = QuestionedCount
        fields = [*CountSerializer.Meta.fields, "doubt", "doubt_label", "facts", "reply", "reason", "url"]
        read_only_fields = fields

    def get_doubt_label(self, row: QuestionedCount) -> str:
        """The doubt in the reader's language."""
        return str(Doubt(row.doubt).label)

    @extend_schema_field(serializers.ChoiceField(Reply.choices, allow_null=True))
    def get_reply(self, row: QuestionedCount) -> str | None:
        """What somebody said of it."""
        return row.reply or None

    def get_url(self, row: QuestionedCount) -> str:
        """The path of the page on which a person answers."""
        return reverse("followers:question", args=[row.pk])


class JudgedSerializer(serializers.Serializer):
    """What became of one figure: `count` for one that is kept or was there already, `question` for one that is asked about,
    `errors` for one that is refused.
    """

    result = serializers.ChoiceField([result.value for result in Result])
    account = serializers.SerializerMethodField()
    count = serializers.SerializerMethodField()
    question = serializers.SerializerMethodField()
    errors = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_account(self, judged: Judged) -> str | None:
        """Its slug."""
        return judged.account and judged.account.slug

    @extend_schema_field(CountSerializer(allow_null=True))
    def get_count(self, judged: Judged) -> dict | None:
        """The figure that is on record."""
        return CountSerializer(judged.row).data if isinstance(judged.row, FollowerCount) else None

    @extend_schema_field(QuestionSerializer(allow_null=True))
    def get_question(self, judged: Judged) -> dict | None:
        """The question that it raised."""
        return QuestionSerializer(judged.row).data if isinstance(judged.row, QuestionedCount) else None

    @extend_schema_field(ProblemSerializer(many=True))
    def get_errors(self, judged: Judged) -> list[dict]:
        """Why it was refused."""
        return [] if judged.sentence is None else [problem(judged.code, judged.sentence)]


class JudgedListSerializer(serializers.Serializer):
    """One answer for each figure of a list, in the order in which they were sent."""

    results = JudgedSerializer(many=True)


def problem(code: str, sentence: Pair) -> dict[str, object]:
    """One error in the API's shape, about the account that was named."""
    return {"code": code, "detail": str(sentence), "attr": "account"}

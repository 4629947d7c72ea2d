"""The facts of a look back in the words of its page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import wording
from registry.accounts.models import Account
from registry.accounts.status import LISTED_STANDINGS, Status
from registry.followers.states import Metric
from registry.language import Pair, is_english
from registry.organisation.models import UnitKind
from workflows.exits.look_back import Found
from workflows.exits.models import ExitDecision, LookBack
from workflows.exits.shown import Figure
from workflows.exits.states import HOLDING

NOTES: dict[str, Promise] = {
    Found.PLATFORM: gettext_lazy(
        "Une plateforme sans adresse : les comptes officiels actifs de l’institution y sont comptés."
    ),
    Found.UNKNOWN: gettext_lazy("Aucun compte de l’institution à cette adresse."),
    Found.SITE: gettext_lazy("Un site : personne ne s’y abonne, rien n’y est compté."),
}


@dataclass(frozen=True)
class Row:
    """A line of the table: both sums, and the change of the accounts that have both figures ("" when there is none)."""

    label: str
    note: str | Promise
    whole: dict
    change: str
    change_note: str


@dataclass(frozen=True)
class AccountRow:
    """One account of a channel with its two figures and the day and source of each; ``name`` says who it is, "" if untold."""

    name: str
    url: str
    before: dict | None
    after: dict | None
    change: str


@dataclass
class Picture:
    """One look back as a page shows it. ``names``: the accounts that may be named to this reader, by their number.

    ``inside``: to a reader of the institution's files, who sees its scenarios and tasks too.
    """

    look_back: LookBack
    decision: ExitDecision
    names: dict[int, Account] = field(default_factory=dict)
    inside: bool = False

    @property
    def facts(self) -> dict:
        """What was kept on its day."""
        return self.look_back.facts

    @cached_property
    def rows(self) -> list[Row]:
        """The channels, all together where there are several, then the accounts that the decision covers."""
        channels = self.facts["channels"]
        rows = [_row(str(Pair(c["fr"], c["en"])), NOTES.get(c["found"], c["address"]), c["whole"]) for c in channels]
        if len(rows) > 1:
            note = _("Un compte vers lequel mènent deux canaux n’y est qu’une fois.")
            rows.append(_row(_("Tous les canaux de relais"), note, self.facts["whole"]))
        left = _("{platform} : les comptes que la décision couvre").format(platform=self.decision.platform.name)
        return [*rows, _row(left, "", self.facts["left"])]

    @cached_property
    def accounts(self) -> list[AccountRow]:
        """The accounts of the channels one by one, each once."""
        rows = {row["account"]: row for channel in self.facts["channels"] for row in channel["accounts"]}
        return [_account(row, self.names.get(row["account"])) for row in rows.values()]

    @cached_property
    def figures(self) -> list[Figure]:
        """What was foreseen, what is seen, and the gap."""
        told = self.facts["expected"]
        seen = _("Somme des comptes relevés : {counted}").format(counted=told["counted"])
        if told["missing"]:
            seen = _("Comptes relevés : {counted} ; sans relevé : {missing}. Cette somme est un minimum.").format(
                **told
            )
        return [
            Figure(_("Abonnés attendus"), told["expected"], _("Rien n’était prévu"), _("Sur les canaux de relais")),
            Figure(
                _("Abonnés observés"), told["observed"], _("Aucun relevé"), seen if told["counted"] else "", shown=True
            ),
            Figure(_("Écart"), None, signed(told["gap"]) or _("Non calculable"), _("Observé, moins attendu")),
        ]

    @cached_property
    def scenarios(self) -> list[dict]:
        """The reach elsewhere that the scenarios had counted, beside the same counted again."""
        return [row | {"change": signed(row["gap"])} for row in self.facts["scenarios"]]


def pictures(rows: Iterable[LookBack], decision: ExitDecision, *, inside: bool) -> list[Picture]:
    """The pages of these look backs; outside the institution only accounts with a public page are named."""
    rows = list(rows)
    numbers = {one["account"] for row in rows for channel in row.facts["channels"] for one in channel["accounts"]}
    accounts = Account.objects.filter(pk__in=numbers).with_names()
    names = {account.pk: account for account in (accounts if inside else accounts.published())} if numbers else {}
    return [Picture(row, decision, names, inside) for row in rows]


def _row(label: str, note: str | Promise, whole: dict) -> Row:
    partial = whole["both"] and whole["both"] < whole["after"]["accounts"]
    on = _("Comptes relevés des deux côtés : {number}").format(number=whole["both"]) if partial else ""
    return Row(label, note, whole, signed(whole["change"]), on)


def _account(row: dict, account: Account | None) -> AccountRow:
    name = account.display if account else ""
    listed = account is not None and account.standing in LISTED_STANDINGS and account.status != Status.PLANNED
    return AccountRow(
        name,
        account.get_absolute_url() if listed else "",
        _figure(row["before"]),
        _figure(row["after"]),
        signed(row["change"]),
    )


def _figure(figure: dict | None) -> dict | None:
    return figure | {"metric": str(Metric(figure["metric"]).label)} if figure else None


def signed(value: int | None) -> str:
    """A change with its sign and its thousands apart; "" for none."""
    return "" if value is None else wording.signed(value, "en" if is_english() else "fr")


def on_decision(decision: ExitDecision, *, inside: bool) -> dict[str, object]:
    """What the decision's own page shows: every closed look back, and to readers of the institution's files the way to more."""
    if not decision.is_public:
        return {"closed": [], "open": False, "may_read": False}
    rows = list(decision.look_backs.all())
    return {
        "closed": pictures((row for row in rows if row.outcome), decision, inside=inside),
        "open": any(not row.outcome for row in rows),
        "may_read": inside and bool(rows or (decision.state in HOLDING and decision.institution.kind != UnitKind.PEER)),
    }

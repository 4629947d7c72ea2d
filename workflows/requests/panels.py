"""The panel of moves on a request's page: which are offered to this reader, in which group, with which form and words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.organisation.models import User
from workflows.requests.forms.moves import FORMS, MoveForm
from workflows.requests.models import PageRequest
from workflows.requests.moves import open_moves
from workflows.requests.questions import fields


@dataclass(frozen=True)
class Words:
    """What a move is called on its choice and its button, what it leads to, its tone, and what is said once it is made."""

    label: Promise
    button: Promise
    help: Promise | str
    tone: str
    done: Promise


WORDS: dict[str, Words] = {
    "submit": Words(
        _("Soumettre"),
        _("Soumettre la demande"),
        _("Elle part à l’aval de la direction de l’unité et ne se modifie plus."),
        "ok",
        _("La demande est soumise."),
    ),
    "endorse": Words(_("Avaliser"), _("Avaliser"), _("Elle part à l’examen."), "ok", _("La demande est avalisée.")),
    "send_back": Words(
        _("Demander des changements"),
        _("Renvoyer la demande"),
        _("La demande revient à qui l’a rédigée."),
        "warn",
        _("La demande est renvoyée avec les changements attendus."),
    ),
    "take": Words(
        _("Prendre en examen"),
        _("Prendre en examen"),
        _("Votre nom s’affichera : personne d’autre ne l’examinera en même temps."),
        "info",
        _("La demande est entre vos mains."),
    ),
    "assign": Words(
        _("Confier à quelqu’un"),
        _("Confier"),
        _("La personne est prévenue, et son nom s’affiche."),
        "info",
        _("La demande est confiée."),
    ),
    "release": Words(
        _("Remettre dans la file"),
        _("Remettre dans la file"),
        _("Une autre personne de la gestion pourra la prendre."),
        "mute",
        _("La demande est de nouveau dans la file."),
    ),
    "recommend": Words(
        _("Transmettre avec avis favorable"),
        _("Transmettre à la direction de l’institution"),
        _("La direction de l’institution se prononce ; vos conditions partent avec la demande."),
        "ok",
        _("La demande est chez la direction de l’institution."),
    ),
    "consent": Words(
        _("Consentir"),
        _("Consentir"),
        _("L’unité peut ouvrir la page, aux conditions proposées."),
        "ok",
        _("La demande est approuvée."),
    ),
    "decline": Words(
        _("Refuser"),
        _("Refuser la demande"),
        "",
        "stop",
        _("La demande est refusée."),
    ),
    "publish_instead": Words(
        _("Publier sur le compte existant"),
        _("Publier là, sans nouvelle page"),
        _("La demande se termine : le compte dont la personne responsable a accepté l’offre porte vos publications."),
        "ok",
        _("La demande est close : une page a été évitée."),
    ),
    "approve": Words(
        _("Approuver"), _("Approuver"), _("L’unité peut ouvrir la page."), "ok", _("La demande est approuvée.")
    ),
    "approve_with_conditions": Words(
        _("Approuver avec conditions"),
        _("Approuver avec ces conditions"),
        "",
        "ok",
        _("La demande est approuvée avec conditions."),
    ),
    "ask_changes": Words(
        _("Demander des changements"),
        _("Demander ces changements"),
        _("La demande revient à qui l’a rédigée, puis repasse par l’aval."),
        "warn",
        _("Les changements sont demandés."),
    ),
    "refuse": Words(
        _("Refuser"),
        _("Refuser la demande"),
        _("Avec un motif et une autre voie."),
        "stop",
        _("La demande est refusée."),
    ),
    "give_address": Words(
        _("Donner l’adresse"),
        _("Donner l’adresse"),
        _("La gestion de communauté constatera qu’elle est bien à l’institution."),
        "ok",
        _("L’adresse est donnée."),
    ),
    "put_online": Words(
        _("Constater la mise en ligne"),
        _("Inscrire comme officiel"),
        _("Le compte entre au registre comme officiel, au nom de l’unité."),
        "ok",
        _("Le compte est au registre, officiel."),
    ),
    "countersign": Words(
        _("Contresigner la dérogation"),
        _("Contresigner"),
        _("Avec votre signature, le compte devient officiel."),
        "ok",
        _("La dérogation est contresignée : le compte est officiel."),
    ),
    "reject_address": Words(
        _("L’adresse n’est pas la bonne"),
        _("Refuser l’adresse"),
        "",
        "warn",
        _("Une autre adresse est demandée."),
    ),
    "propose_override": Words(
        _("Aucune preuve n’est possible"),
        _("Proposer une dérogation"),
        _("Le compte entre au registre sans être officiel, jusqu’à la seconde signature."),
        "warn",
        _("La dérogation est proposée : une autre personne doit la contresigner."),
    ),
    "carry_out": Words(
        _("Constater le changement"),
        _("Constater le changement"),
        _("Le registre suit : le compte y change comme la demande le dit."),
        "ok",
        _("Le changement est au registre."),
    ),
    "withdraw": Words(
        _("Retirer la demande"),
        _("Retirer la demande"),
        _("Elle reste lisible, mais ne peut être reprise."),
        "stop",
        _("La demande est retirée."),
    ),
}
# Title of a group and its moves, in the order of the page; several moves make a choice.
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Soumettre"), ("submit",)),
    (_("Votre aval"), ("endorse", "send_back")),
    (_("Examen"), ("take",)),
    (_("Votre décision"), ("approve", "approve_with_conditions", "recommend", "ask_changes", "refuse")),
    (_("Consentement de la direction"), ("consent", "decline")),
    (_("Une offre est acceptée"), ("publish_instead",)),
    (_("La page est ouverte ?"), ("give_address",)),
    (_("Seconde signature"), ("countersign",)),
    (_("Constater la mise en ligne"), ("put_online",)),
    (_("Le changement est fait ?"), ("carry_out",)),
)
# Moves that few will make: each in a fold under the panel.
FOLDED = ("assign", "release", "propose_override", "reject_address", "withdraw")
# What cannot be undone.
FINAL = frozenset({"refuse", "decline", "withdraw", "publish_instead"})


@dataclass(frozen=True)
class Choice:
    """One offered move; ``tried`` when its form comes back with an error."""

    move: str
    words: Words
    form: MoveForm
    tried: bool
    final: bool


@dataclass(frozen=True)
class Group:
    """Moves that answer one question."""

    title: Promise
    choices: list[Choice]


@dataclass(frozen=True)
class Panel:
    """Everything that the reader may do now: the groups, then the folds."""

    groups: list[Group]
    folds: list[Choice]

    def offers(self, move: str) -> bool:
        """Whether the move is drawn somewhere in the panel."""
        drawn = [choice for group in self.groups for choice in group.choices] + self.folds
        return any(choice.move == move for choice in drawn)


def bound(move: str, data: Mapping) -> MoveForm:
    """The form of a move with what came in, its ids set apart from those of the other moves on the page."""
    return FORMS[move](data, auto_id=_ids(move))


def panel(page_request: PageRequest, reader: User, tried: tuple[str, MoveForm] | None = None) -> Panel:
    """The moves open to ``reader``; ``tried`` is the move that was refused, with its bound form."""
    offered = open_moves(page_request, reader)
    seen = {"seen": page_request.version}

    def choice(move: str) -> Choice:
        is_tried = tried is not None and tried[0] == move
        form = tried[1] if is_tried else FORMS[move](initial=seen, auto_id=_ids(move))
        if "fields" in form.fields:
            asked = fields(page_request.kind)
            form.fields["fields"].choices = [each for each in form.fields["fields"].choices if each[0] in asked]
        return Choice(move, WORDS[move], form, is_tried, move in FINAL)

    groups = [Group(title, [choice(move) for move in moves if move in offered]) for title, moves in GROUPS]
    folds = [choice(move) for move in FOLDED if move in offered]
    return Panel([group for group in groups if group.choices], folds)


def _ids(move: str) -> str:
    return f"id_{move}_%s"

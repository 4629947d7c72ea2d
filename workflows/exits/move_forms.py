"""One form per move of a decision, in a table with the same names as `MACHINE`."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.exits.fields import PartialDateField, WebAddressField


class MoveForm(forms.Form):
    """A move that says nothing but itself: `button` is its word, `help` what it does, `done` the answer.

    `ahead` marks the moves on the main way, which a page shows open; `danger` what cannot be undone.
    """

    button: Promise
    help: Promise
    done: Promise
    ahead = False
    danger = False
    seen = forms.IntegerField(widget=forms.HiddenInput)


class Consult(MoveForm):
    """Preparer → readers and advisers."""

    button = _("Mettre en consultation")
    help = _(
        "Ceux qui lisent les décisions de l’institution donnent leur avis ; le texte ne bouge pas pendant ce temps."
    )
    done = _("Le projet est en consultation.")


class Redraft(MoveForm):
    """Preparer, after what was said."""

    button = _("Reprendre la rédaction")
    help = _("La consultation se ferme ; les avis donnés restent lisibles.")
    done = _("Le projet est de nouveau en rédaction.")
    reason = forms.CharField(label=_("Ce que l’on reprend"), widget=forms.Textarea, required=False, max_length=2000)


class Propose(MoveForm):
    """Preparer → leadership."""

    ahead = True
    button = _("Proposer à la direction")
    help = _("Le projet n’est plus modifiable tant que la direction n’a pas répondu.")
    done = _("La décision est proposée à la direction.")


class SendBack(MoveForm):
    """Leadership → preparer, with what must be written again."""

    button = _("Renvoyer en rédaction")
    help = _("Le projet redevient modifiable.")
    done = _("Le projet est renvoyé en rédaction.")
    reason = forms.CharField(label=_("Ce qui est à revoir"), widget=forms.Textarea, max_length=2000)


class Decide(MoveForm):
    """Leadership's yes."""

    ahead = True
    button = _("Prendre la décision")
    help = _("Les abonnés de chaque compte couvert sont figés tels que le registre les connaît aujourd’hui.")
    done = _("La décision est prise.")


class Announce(MoveForm):
    """Made public; today unless a day of the past is given."""

    ahead = True
    button = _("Annoncer")
    help = _("La page devient publique.")
    done = _("La décision est annoncée.")
    announced_on = PartialDateField(label=_("Annoncée le"), help_text=_("Vide : aujourd’hui. Sinon 2025-01-10."))
    communique_url = WebAddressField(label=_("Adresse du communiqué"))


class BringIntoForce(MoveForm):
    """Accounts and stance change; the foreseen day unless another is given."""

    ahead = True
    button = _("Mettre en vigueur")
    help = _("Les comptes couverts changent de statut, et l’annuaire répond en conséquence.")
    done = _("La décision est en vigueur.")
    effective_on = PartialDateField(
        label=_("Effective le"), help_text=_("Vide : la date prévue, sinon aujourd’hui. Par exemple 2025-01-10.")
    )


class Complete(MoveForm):
    """All that it asked for is done."""

    button = _("Déclarer menée à bien")
    help = _("Tout ce que la décision demandait est fait ; elle continue de valoir.")
    done = _("La décision est menée à bien.")


class OpenReview(MoveForm):
    """It is thought of again."""

    button = _("Ouvrir un réexamen")
    help = _("La décision vaut tant qu’une autre ne la remplace pas.")
    done = _("Le réexamen est ouvert.")
    reason = forms.CharField(label=_("Pourquoi la revoir"), widget=forms.Textarea, max_length=2000)


class Keep(MoveForm):
    """Leadership: it stays as it was decided."""

    ahead = True
    button = _("Maintenir la décision")
    help = _("Le réexamen se ferme et la décision reste en vigueur, telle qu’elle a été prise.")
    done = _("La décision est maintenue.")
    reason = forms.CharField(label=_("Pourquoi"), widget=forms.Textarea, required=False, max_length=2000)


class Withdraw(MoveForm):
    """The draft is given up for good."""

    button = _("Abandonner le projet")
    help = _("Le dossier reste lisible, mais ne peut plus être repris.")
    done = _("Le projet est abandonné.")
    danger = True
    reason = forms.CharField(label=_("Pourquoi"), widget=forms.Textarea, required=False, max_length=2000)


FORMS: dict[str, type[MoveForm]] = {
    "consult": Consult,
    "redraft": Redraft,
    "propose": Propose,
    "send_back": SendBack,
    "decide": Decide,
    "announce": Announce,
    "bring_into_force": BringIntoForce,
    "complete": Complete,
    "open_review": OpenReview,
    "keep": Keep,
    "withdraw": Withdraw,
}

"""What the specimen page shows: each component with its awkward values, invented."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator

from registry.accounts.status import Standing, Status
from registry.templatetags.icons import VERDICT_ICONS

DAY = date(2026, 12, 1)
AT = datetime(2026, 11, 19, 19, 2, tzinfo=UTC)
LONG = "Département de génie hydrique, de la cryosphère et des très longues dénominations administratives"


class Filters(forms.Form):
    """A list's filters."""

    q = forms.CharField(label="Chercher", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    platform = forms.ChoiceField(label="Plateforme", required=False, choices=[("", "Toutes"), ("x", "X (Twitter)")])
    closed = forms.BooleanField(label="Y compris fermés", required=False)


class Demand(forms.Form):
    """A form with every kind of control, refused."""

    kind = forms.ChoiceField(label="Nature", widget=forms.RadioSelect, choices=[("a", "Ouvrir"), ("b", LONG)])
    langs = forms.MultipleChoiceField(
        label="Langues", widget=forms.CheckboxSelectMultiple, choices=[("fr", "Français")], help_text="Au moins une."
    )
    purpose = forms.CharField(label="À qui parle-t-elle ?", widget=forms.Textarea, help_text="Deux phrases suffisent.")
    address = forms.CharField(label="Adresse souhaitée", help_text="Le nom ne doit pas tromper.")
    note = forms.CharField(label="Remarque", required=False)
    read = forms.BooleanField(label="J’ai lu la directive", help_text="Du 27 novembre 2012.")


def named(code: str, label: str) -> dict:
    """An account as the status and standing marks read it."""
    return {"status": code, "get_status_display": label, "standing": code, "get_standing_display": label}


def account(title: str) -> dict:
    """An account as a handle reads it, with an address that must break."""
    return {
        "platform": {"mark": "Fb", "name": "Facebook"},
        "title": title,
        "display": "facebook.com/genie-hydrique-et-de-la-cryosphere.example",
        "get_absolute_url": "/",
    }


def values() -> dict:
    """The context of specimen.html."""
    return {
        "accounts": [account("Génie hydrique"), account(LONG)],
        "statuses": [named(status.value, status.label) for status in Status],
        "standings": [named(standing.value, standing.label) for standing in Standing],
        "person": {"full_name": "Inès Caron"},
        "day": DAY,
        "tabs": [
            {"label": "À décider", "url": "?", "current": True, "count": 1207, "due": True},
            {"label": "Décidées", "url": "?v=2", "current": False, "count": 0, "due": False},
        ],
        "filters": Filters({"q": "génie", "platform": "x", "closed": "on"}),
        "page": Paginator(range(1260), 9).page(7),
        "form": Demand(data={}),
        "facts": [
            {"name": "Tenu par", "value": LONG, "url": "/", "note": "depuis 2012"},
            {"name": "Langue", "value": ""},
        ],
        "checks": [{"text": "Deux responsables"}, {"tone": "warn", "text": "Boîte.", "note": "À confirmer."}],
        "verdicts": list(VERDICT_ICONS),
        "steps": [
            {"state": "done", "label": "Demandée", "who": "Théo Lavallée", "when": "13 nov."},
            {"state": "now", "label": "En examen", "who": LONG},
            {"state": "todo", "label": "Décision"},
        ],
        "events": [
            {"sentence": "Refusée", "at": AT, "actor_name": "Inès Caron", "tone": "stop", "weight": "decision"},
            {"sentence": "Avis", "at": AT, "actor_name": "", "tone": "info", "note": LONG},
        ],
        "dates": [{"label": "Annoncée", "value": "2025-01"}, {"label": "Dernière publication", "value": ""}],
        "figures": [
            {"label": "Annoncé", "value": 60000, "note": LONG},
            {"label": "Somme", "value": None, "shown": True},
        ],
        "tones": ["info", "ok", "warn", "stop"],
        "count": {"value": 38412, "day": DAY, "is_exact": False, "source": "relevé à la main"},
        "messages": [{"level_tag": "success"}, {"level_tag": "error"}],
    }

"""The desk's page of an account, with what its managers can say of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from registry.accounts import actions, forms, queries
from registry.accounts.handing_over import describe
from registry.accounts.models import Account
from registry.accounts.renaming import rename
from registry.followers.happenings import markers_of
from registry.followers.ledger import questions_about
from registry.followers.names import said_of
from registry.followers.rights import may_count
from registry.followers.series import series_of
from registry.organisation.models import User
from registry.organisation.permissions import Can, NotAllowed, can


@dataclass(frozen=True)
class Change:
    """What a manager can say of an account: its form, the action that it asks for, and the words of both."""

    form: type[forms.AccountForm]
    action: Callable
    title: Promise
    button: Promise
    done: Promise


CHANGES = {
    "proof": Change(
        forms.ProofForm,
        actions.record_proof,
        _("Consigner une preuve"),
        _("Consigner la preuve"),
        _("La preuve est consignée."),
    ),
    "countersign": Change(
        forms.CountersignForm,
        actions.countersign,
        _("Contresigner la dérogation"),
        _("Contresigner"),
        _("La dérogation est contresignée : le compte est officiel."),
    ),
    "describe": Change(
        forms.DescribeForm,
        describe,
        _("Dire ses publics et son rythme"),
        _("Enregistrer"),
        _("Les publics et le rythme sont enregistrés."),
    ),
    "status": Change(
        forms.StatusForm,
        actions.change_status,
        _("Changer le statut"),
        _("Changer le statut"),
        _("Le statut est changé."),
    ),
    "name": Change(
        forms.RenameForm,
        rename,
        _("Changer le nom sur la plateforme"),
        _("Changer le nom"),
        _("Le nom est changé ; l’ancien reste connu."),
    ),
    "standing": Change(
        forms.StandingForm,
        actions.change_standing,
        _("Changer le rattachement"),
        _("Changer le rattachement"),
        _("Le rattachement est changé."),
    ),
}


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """All that the desk knows of an account; 404 outside the units that the reader may read."""
    account = get_object_or_404(queries.visible_to(request.user), slug=slug)
    return _page(request, account)


@require_POST
def change(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Ask for one of `CHANGES`; what is refused comes back with what was typed."""
    account = get_object_or_404(queries.visible_to(request.user), slug=slug)
    if name not in CHANGES:
        raise Http404
    asked = CHANGES[name]
    form = asked.form(account, request.POST, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _page(request, account, {name: form}, status=422)
    try:
        asked.action(form.subject, actor=request.user, at=timezone.now(), **form.words)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, account, {name: form}, status=403)
    messages.success(request, asked.done)
    return HttpResponseRedirect(reverse("accounts:detail", args=[slug]), status=303)


def _page(
    request: HttpRequest, account: Account, bound: dict[str, forms.AccountForm] | None = None, status: int = 200
) -> HttpResponse:
    bound = bound or {}
    manages = can(request.user, Can.ACCOUNT_MANAGE, account.unit)
    context = {
        "account": account,
        "publics": queries.audiences_in_words(account),
        "spoken": queries.languages_in_words(account),
        "stewards": queries.stewards_of(account),
        "proofs": list(account.proofs.select_related("recorded_by", "countersigned_by")),
        "series": series_of(account, today=timezone.localdate(), markers=markers_of(account)),
        "questions": questions_about(account).filter(reply="").exists(),
        "events": queries.timeline(account),
        "said": said_of([account]).get(account.pk),
        "counts_followers": may_count(request.user, account),
        "is_public": Account.objects.published().filter(pk=account.pk).exists(),
        "changes": _changes(request.user, account, bound) if manages else [],
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "registry/desk/detail.html", context, status=status)


def _changes(
    user: User, account: Account, bound: dict[str, forms.AccountForm]
) -> list[tuple[str, Change, forms.AccountForm]]:
    """The forms to draw, each with its name; a signature is offered only to somebody other than the first signer."""
    waiting = next(iter(queries.overrides_waiting(account).exclude(recorded_by=user)), None)
    drawn = []
    for name, offered in CHANGES.items():
        if name == "countersign" and not waiting:
            continue
        initial = {"proof": waiting} if name == "countersign" else None
        form = bound.get(name) or offered.form(account, auto_id=f"id_{name}_%s", initial=initial)
        drawn.append((name, offered, form))
    return drawn

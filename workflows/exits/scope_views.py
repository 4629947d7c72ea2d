"""The post that takes a unit's tree whole into the scope of a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.organisation.permissions import NotAllowed
from workflows.exits.loading import load, open_to_preparer, see
from workflows.exits.moves import commit
from workflows.exits.scope_forms import TreeForm
from workflows.exits.scoping import take_tree
from workflows.machine import Refused


@require_POST
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the tree and lead back to the edit page, which says what came of it."""
    decision = load(request, slug)
    open_to_preparer(request, decision)
    form = TreeForm(request.POST, decision=decision)
    if not form.is_valid():
        messages.error(request, _("Choisissez une unité de l’institution, et ce qu’il advient de ses comptes."))
        return see(f"{decision.get_absolute_url()}edit/#trees")
    try:
        taken = commit(take_tree, decision, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotAllowed, Refused) as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        words = _(
            "L’arbre de l’unité est pris en entier. Comptes pris : {brought}. Exceptions déjà nommées, qui restent : {named}."
        )
        messages.success(request, words.format(brought=taken.brought, named=taken.named))
    return see(f"{decision.get_absolute_url()}edit/#trees")

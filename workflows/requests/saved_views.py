"""Views of the queue that a person keeps: a name and known filters, for that person alone.

A view is a preference: it changes nothing for anybody else and decides nothing, so the journal has no event of it. What is
kept is never an address: the filters are read, checked by `QueueFilter`, and written anew.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import QueryDict

from registry.organisation.models import User
from registry.organisation.permissions import NotAllowed
from workflows.machine import Refused
from workflows.requests.filters import QueueFilter
from workflows.requests.models import PageRequest, SavedView

MOST = 20
LONGEST_NAME = SavedView._meta.get_field("name").max_length
LONGEST_QUERY = SavedView._meta.get_field("query").max_length


@dataclass(frozen=True)
class _Asker:
    """What a filter set reads of a request: who asks."""

    user: User


def known_query(text: str, user: User) -> str:
    """The filters of the queue that an address names, as the queue writes them; raises `Refused` when one is not valid.

    Whatever is no filter (a page number, another site's address) is left out.
    """
    data = QueryDict(text[: 4 * LONGEST_QUERY].lstrip("?"))
    filters = QueueFilter(data, PageRequest.objects.none(), request=_Asker(user))
    if not filters.is_valid():
        raise Refused("Un filtre de cette vue n’existe pas.", "A filter of this view does not exist.")
    query = filters.written()
    if not query:
        raise Refused("Choisissez d’abord un onglet ou un filtre.", "First choose a tab or a filter.")
    if len(query) > LONGEST_QUERY:
        raise Refused("Ces filtres sont trop longs pour être gardés.", "These filters are too long to be kept.")
    return query


def keep(*, actor: User, at: datetime, name: str, query: str) -> SavedView:
    """Keep the filters of ``query`` (an address's part after "?") under a name. Raises `Refused`."""
    view = SavedView(user=actor, name=_name(name), query=known_query(query, actor), created_at=at)
    if actor.saved_views.count() >= MOST:
        raise Refused(
            f"Vous gardez déjà {MOST} vues : oubliez-en une d’abord.",
            f"You keep {MOST} views already: forget one first.",
        )
    return _saved(view)


def rename(view: SavedView, *, actor: User, name: str) -> SavedView:
    """Give it another name. Raises `NotAllowed`, `Refused`."""
    view = _own(view, actor)
    view.name = _name(name)
    return _saved(view)


def replace(view: SavedView, *, actor: User, query: str) -> SavedView:
    """Keep other filters under the same name. Raises `NotAllowed`, `Refused`."""
    view = _own(view, actor)
    view.query = known_query(query, actor)
    return _saved(view)


def forget(view: SavedView, *, actor: User) -> None:
    """Let go of it. Raises `NotAllowed`."""
    _own(view, actor).delete()


def _own(view: SavedView, actor: User) -> SavedView:
    if view.user_id != actor.pk:
        raise NotAllowed
    return view


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refused("Donnez un nom à la vue.", "Give the view a name.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(
            f"Un nom de vue tient en {LONGEST_NAME} signes, tous lisibles.",
            f"The name of a view holds in {LONGEST_NAME} characters, all of them readable.",
        )
    return name


def _saved(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise Refused("Une de vos vues porte déjà ce nom.", "One of your views has this name already.") from error
    return view

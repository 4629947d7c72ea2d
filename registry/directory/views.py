"""The pages that anyone may read: the directory, the page of an account, the catalogue of platforms, and *verify*."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from registry.accounts.models import Account
from registry.accounts.queries import languages_in_words
from registry.directory import catalogue, queries
from registry.directory.filters import DirectoryFilter
from registry.directory.forms import PlatformsFilter
from registry.directory.presence import presence_of
from registry.directory.public import public_account
from registry.directory.verdicts import LABELS, SENTENCES
from registry.directory.verify import MOST_ASKED, Answers, verify_all

PER_PAGE = 25


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The public list, filtered and sorted by the query."""
    filters = DirectoryFilter(request.GET, **queries.choices())
    page = Paginator(filters.qs, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = queries.with_latest_counts(page.object_list, localdate())
    for account in page.object_list:
        account.spoken = languages_in_words(account)
    context = {
        "filters": filters,
        "page_obj": page,
        "sorted_by": filters.sorted_by,
        "decisions": queries.recent_decisions(),
    }
    return render(request, "registry/directory/list.html", context)


@login_not_required
@require_safe
def account(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of a listed account, or its tombstone; 404 for any other, whoever asks."""
    try:
        shown = queries.account_page(slug)
    except Account.DoesNotExist:
        raise Http404 from None
    context = {
        "account": shown,
        "public": public_account(shown),
        "proofs": [proof for proof in shown.proofs.all() if proof.counts],
        "presence": presence_of(shown, localdate()),
        "spoken": languages_in_words(shown),
        "others": [] if shown.is_tombstone else queries.also_held_by(shown),
    }
    page = "tombstone" if shown.is_tombstone else "account"
    return render(request, f"registry/directory/{page}.html", context)


@login_not_required
@require_safe
def platforms(request: HttpRequest) -> HttpResponse:
    """The catalogue: which platforms are known, and an example of each form of address that is understood."""
    filters = PlatformsFilter(request.GET)
    page = Paginator(catalogue.found(*filters.wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page_obj": page, "total": len(catalogue.CATALOGUE)}
    return render(request, "registry/directory/platforms.html", context)


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The question, then an answer for each address of the text; one that is no account's is answered 200 with its reason."""
    address = request.GET.get("address", "").strip()
    found = verify_all([address]) if address else Answers(())
    context = {
        "address": address,
        "answers": found.all,
        "answer": found.all[0] if len(found.all) == 1 else None,
        "left_out": found.left_out,
        "most": MOST_ASKED,
        "examples": [(verdict, LABELS[verdict], SENTENCES[verdict]) for verdict in LABELS],
    }
    return render(request, "registry/directory/verify.html", context)

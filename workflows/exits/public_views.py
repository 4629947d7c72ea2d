"""Decisions for programs: the JSON of one, the Atom feed of all, and the schema. The same for everybody, in any language."""

import json
from datetime import datetime
from hashlib import md5
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.http import require_safe

from registry.directory.api import KEPT, TOO_OFTEN, opened
from registry.directory.pace import PACE
from workflows.exits.loading import number_of
from workflows.exits.public_facts import facts
from workflows.exits.public_feed import ATOM, JSON, written
from workflows.exits.public_queries import told, whole

PER_PAGE = 50
SCHEMA = json.loads(Path(__file__).with_name("decision.schema.json").read_text(encoding="utf-8"))
SCHEMA_JSON = "application/schema+json"
LANGUAGES = ("fr", "en")


@login_not_required
@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """One published decision; an older name of its institution leads to the present address, an unpublished one is 404."""
    if refused := _too_often(request):
        return refused
    decision = whole().filter(pk=number_of(slug)).first()
    if not decision:
        raise Http404
    if slug != decision.slug:
        return opened(HttpResponsePermanentRedirect(reverse("exits:data", args=[decision.slug])))
    body = json.dumps(facts(decision, settings.SITE_URL), ensure_ascii=False, indent=1)
    return _answer(request, body.encode(), JSON, decision.updated_at)


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """A page of the feed, in French unless `langue=en` asks for English; 404 for a page that there is not."""
    if refused := _too_often(request):
        return refused
    language = request.GET.get("langue", "fr")
    try:
        page = Paginator(told().prefetch_related("corrections"), PER_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
    with override(language if language in LANGUAGES else "fr"):
        body = written(page, settings.SITE_URL, language if language in LANGUAGES else "fr")
    newest = page.object_list[0].updated_at if page.object_list else None
    return _answer(request, body, f"{ATOM}; charset=utf-8", newest)


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of one decision, under this site's own address."""
    if refused := _too_often(request):
        return refused
    body = json.dumps({"$id": f"{settings.SITE_URL}{reverse('exits:schema')}"} | SCHEMA, ensure_ascii=False, indent=1)
    return _answer(request, body.encode(), SCHEMA_JSON, None)


def _too_often(request: HttpRequest) -> HttpResponse | None:
    """The answer to whoever asks more often than *verify* and this allow together; None for the others."""
    wait = PACE.wait(request)
    headers = {"Retry-After": wait, "Cache-Control": "no-store"}
    return opened(HttpResponse(TOO_OFTEN, JSON, 429, headers=headers)) if wait else None


def _answer(request: HttpRequest, body: bytes, kind: str, changed: datetime | None) -> HttpResponse:
    """The document with what caches and other sites need. Only the ETag says that it is still the same: an institution's
    name or an account's page changes what is written here without an event of the decision."""
    tag = f'"{md5(body, usedforsecurity=False).hexdigest()}"'
    headers = {"Cache-Control": KEPT, "ETag": tag}
    if changed:
        headers["Last-Modified"] = http_date(changed.timestamp())
    answer = HttpResponse(body, kind, headers=headers)
    if "If-None-Match" in request.headers:
        answer = get_conditional_response(request, etag=tag, response=answer)
    return opened(answer)

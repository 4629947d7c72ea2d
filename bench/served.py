"""The server that `bench/verify.py` measures: this project as it is, and beside it one view that says nothing."""

# ruff: noqa: E402  Django must know its settings before the routes are imported

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from carrefour import urls
from carrefour.wsgi import application

__all__ = ["application"]


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    """What this project's layers cost by themselves."""
    return HttpResponse(b"{}", "application/json")


urls.urlpatterns.append(path("empty/", empty))

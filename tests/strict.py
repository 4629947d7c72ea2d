"""What every test runs under: no undefined variable in a template, no chance order, no write by a GET.

`activate` is called once, by conftest. Each rule raises an `AssertionError`, so that no `except` of the product catches it.
"""

import random
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.template import engines
from django.template.base import FilterExpression, Node
from django.test.client import ClientHandler

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Words that begin a statement which changes nothing that lasts.
READS = (
    "SELECT",
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "SET",
    "SHOW",
    "DECLARE",
    "FETCH",
    "CLOSE",
    "EXPLAIN",
    "WITH",
    "BEGIN",
    # The reads that *verify* keeps prepared.
    "PREPARE VERIFY_",
    "EXECUTE VERIFY_",
)
# The bookkeeping of a visit, which says nothing about the register: Django's own, and the day on which a token was shown.
OF_THE_VISIT = ('"django_session"', 'UPDATE "registry_programtoken" SET "last_used_on" = ')


class UndefinedVariable(AssertionError):
    """A template of the project prints a name that its context does not have."""


class ChanceOrder(AssertionError):
    """Rows reach a page in an order that nobody has chosen."""


class WriteByGet(AssertionError):
    """A request that must only read has written."""


class Undefined(str):
    """`string_if_invalid` that fails for our own templates and stays silent in those of Django and its kind."""

    def __new__(cls) -> "Undefined":
        return super().__new__(cls, "%s")

    def __mod__(self, name: object) -> str:
        origin = _origin()
        if "site-packages" in origin:
            return ""
        raise UndefinedVariable(f"{name} is not defined in {origin}")


def _origin() -> str:
    """The template whose node is being drawn, found on the stack."""
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return "a template"


def require_order(rows: object) -> None:
    """Raise `ChanceOrder` for a queryset without an order."""
    if isinstance(rows, QuerySet) and not rows.ordered:
        raise ChanceOrder(f"a queryset of {rows.model._meta.label} has no order")


def _resolve_in_order(self: FilterExpression, context: Any, ignore_failures: bool = False) -> object:
    value = _resolve(self, context, ignore_failures)
    require_order(value)
    return value


def _choices_in_order(self: ModelChoiceIterator) -> object:
    require_order(self.queryset)
    return _choices(self)


def _fetch_all_shuffled(self: QuerySet) -> None:
    fresh = self._result_cache is None
    _fetch_all(self)
    if fresh and not self.ordered:
        random.shuffle(self._result_cache)


def refuse_writes(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
    """A Django `execute_wrapper` that lets only reads pass. Raises `WriteByGet`."""
    words = str(sql).lstrip(" (\n")
    writes = not words.upper().startswith(READS) or "FOR UPDATE" in words.upper()
    if writes and not any(write in words for write in OF_THE_VISIT):
        raise WriteByGet(words[:200])
    return execute(sql, params, many, context)


def _answer_reading_only(self: ClientHandler, environ: dict) -> object:
    if environ["REQUEST_METHOD"] not in SAFE_METHODS:
        return _answer(self, environ)
    with connection.execute_wrapper(refuse_writes):
        return _answer(self, environ)


_resolve = FilterExpression.resolve
_choices = ModelChoiceIterator.__iter__
_fetch_all = QuerySet._fetch_all
_answer = ClientHandler.__call__


def activate() -> None:
    """Put the rules in force for this process."""
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
    engines["django"].engine.string_if_invalid = Undefined()
    FilterExpression.resolve = _resolve_in_order
    ModelChoiceIterator.__iter__ = _choices_in_order
    QuerySet._fetch_all = _fetch_all_shuffled
    ClientHandler.__call__ = _answer_reading_only

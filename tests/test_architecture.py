"""The drawing of the house (docs/architecture.md), held by tests: sizes, imports, who writes, what every table covers."""

import ast
import inspect
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.apps import apps

from registry.audit.verbs import SENTENCES, Verb
from tests.tree import ROOT, files, imported, name, parsed, product
from workflows.exits import move_forms as exit_forms
from workflows.exits import moves as exit_moves
from workflows.exits import states as exit_states
from workflows.requests import moves as request_moves
from workflows.requests import panels
from workflows.requests import states as request_states
from workflows.requests.forms import moves as request_forms
from workflows.reviews import move_forms as review_forms
from workflows.reviews import moves as review_moves
from workflows.reviews import states as review_states

FILE_LIMIT = 300
FUNCTION_LIMIT = 40
MEDIAN_LIMIT = 80

# Files that compute: values in, values out. Names that say so in any slice…
PURE_NAMES = {
    *("canonical", "tree", "route", "due", "rules", "figures", "lookalike", "slugs", "verdicts", "machine"),
    *("runbook", "impact", "charts", "links", "implausible", "columns", "folding", "partial_dates", "wording"),
    *("planning", "entries", "layout", "tongues", "safe", "limits", "decoding", "delimited", "archive", "workbook"),
    *(
        "backoff",
        "hosts",
        "reading",
        "fediverse",
        "words",
        "kinds",
        "differences",
        "digest",
        "reminder_days",
        "public_addresses",
    ),
    *("file_kinds", "file_names", "office_files", "ailments", "snapshots", "pacing"),
    *("runbook_texts", "keep_alive_rhythms", "end_stages"),
    *("track", "history", "amounts", "cells", "days", "headings", "known", "shape", "who"),
}
# …and folders of tables.
PURE_FOLDERS = {"catalog"}
# Files that answer, show or read: whatever they change, they ask an action for.
READING_NAMES = {"views", "forms", "queries", "api", "filters", "urls", "feeds", "context", "permissions", "tasks"}
WRITES = {
    *("save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("asave", "acreate", "adelete"),
}
QUERYSET = re.compile(r"\bobjects\b|\.(filter|exclude|all)\(")
PEN = re.compile(r"(Event|EventNote)(\(|\.objects\.\w*(create|update|delete))")

PRODUCT = product()
PYTHON = files(".py")
MACHINES = {
    "requests": (request_states, request_moves),
    "exits": (exit_states, exit_moves),
    "reviews": (review_states, review_moves),
}
FORMS = {"requests": request_forms.FORMS, "exits": exit_forms.FORMS, "reviews": review_forms.FORMS}


def offenders(paths: Iterable[Path], find: Callable[[Path], object]) -> dict[str, object]:
    """What `find` holds against each of the files that it holds something against."""
    return {name(path): found for path in paths if (found := find(path))}


def is_pure(path: Path) -> bool:
    address_forms = path.parent.name == "platforms" and path.stem == "forms"
    return address_forms or path.stem in PURE_NAMES or bool(PURE_FOLDERS & set(path.parts))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def method_calls(path: Path) -> list[tuple[str, str]]:
    """(what a method is called on, its name) of every method call."""
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return [(ast.unparse(call.value), call.attr) for call in calls if isinstance(call, ast.Attribute)]


def test_no_file_hides_two_concepts():
    sources = files(".py", ".css", ".html", ".js")
    sizes = {name(path): len(path.read_text().splitlines()) for path in sources}
    assert len(sizes) > 200
    assert {path: size for path, size in sizes.items() if size > FILE_LIMIT} == {}


def test_most_files_are_short():
    assert statistics.median(len(path.read_text().splitlines()) for path in PRODUCT) < MEDIAN_LIMIT


def test_functions_fit_on_a_screen():
    def long(path):
        sizes = {f.name: f.end_lineno - f.lineno + 1 for f in functions(path)}
        return {function: size for function, size in sizes.items() if size > FUNCTION_LIMIT}

    assert offenders(PYTHON, long) == {}


def test_imports_stand_at_the_top_of_their_file():
    def inside(path):
        nodes = [node for f in functions(path) for node in ast.walk(f)]
        return [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]

    assert offenders(PYTHON, inside) == {}


def test_imports_say_what_they_bring_and_from_where():
    def vague(path):
        froms = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)]
        settings = path.parent.name == "settings"
        return [node.lineno for node in froms if node.level or (node.names[0].name == "*" and not settings)]

    assert offenders(PYTHON, vague) == {}


def test_pure_files_know_neither_framework_nor_database():
    def impure(path):
        modules = imported(path)
        framework = {module for module in modules if module.split(".")[0] in {"django", "rest_framework"}}
        return framework | {module for module in modules if module.endswith((".models", ".actions", ".queries"))}

    pure = [path for path in PRODUCT if is_pure(path)]
    assert len(pure) > 20
    assert offenders(pure, impure) == {}


def test_the_rooms_call_only_downwards():
    # In a process of its own: its set-up of logging would silence every logger of this one.
    command = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_slice_is_in_a_contract():
    contracts = (ROOT / "pyproject.toml").read_text()
    packages = [path.parent for app in ("registry", "workflows") for path in (ROOT / app).glob("*/__init__.py")]
    slices = [name(path).replace("/", ".") for path in packages if (path / "actions.py").exists()]
    assert len(slices) > 5
    assert [slice_ for slice_ in slices if f'"{slice_}"' not in contracts] == []


def test_what_reads_or_answers_does_not_write():
    def written(path):
        return [
            f"{on}.{method}"
            for on, method in method_calls(path)
            if method in WRITES or (method in {"update", "aupdate"} and QUERYSET.search(on))
        ]

    reading = [path for path in PRODUCT if path.stem in READING_NAMES and not is_pure(path)]
    assert offenders(reading, written) == {}


def test_models_have_no_side_effects():
    def overridden(path):
        return [f.name for f in functions(path) if f.name in {"save", "delete", "asave", "adelete"}]

    assert offenders([path for path in PRODUCT if {"models", "models.py"} & set(path.parts)], overridden) == {}


def test_a_slice_creates_its_own_rows_only():
    """`Model.objects.create(…)` and its kind stand in the slice of the model: others ask its actions."""
    homes = {model.__name__: model.__module__.partition(".models")[0] for model in apps.get_models()}

    def foreign(path):
        here = name(path).removesuffix(".py").replace("/", ".").rpartition(".")[0]
        return [
            f"{on}.{method}"
            for on, method in method_calls(path)
            if method in WRITES | {"update"} and (model := re.match(r"(\w+)\.objects\b", on))
            if not here.startswith(homes.get(model[1], here))
        ]

    assert offenders(PRODUCT, foreign) == {}


def test_only_the_audit_slice_holds_the_pen():
    def pen(path):
        calls = [ast.unparse(node) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
        return [call for call in calls if PEN.match(call)]

    assert offenders([path for path in PRODUCT if path.parent.name == "audit"], pen)
    assert offenders([path for path in PRODUCT if path.parent.name != "audit"], pen) == {}


def test_everything_public_says_what_it_is_for():
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

    def silent(path):
        tree = parsed(path)
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        members = [*tree.body, *(member for node in classes for member in node.body)]
        public = [m for m in members if isinstance(m, kinds) and not m.name.startswith("_") and m.name != "Meta"]
        return [m.name for m in public if not ast.get_docstring(m)] + ([] if ast.get_docstring(tree) else ["the file"])

    assert offenders([path for path in PRODUCT if "commands" not in path.parts], silent) == {}


def test_every_verb_is_a_sentence_in_both_languages():
    assert set(SENTENCES) == set(Verb)
    assert [
        v for v, said in SENTENCES.items() if not said.fr.strip() or not said.en.strip() or said.fr == said.en
    ] == []


def test_every_verb_is_said_by_some_action():
    said = "\n".join(path.read_text() for path in PRODUCT if path.parent.name != "audit")
    assert [verb.name for verb in Verb if not re.search(rf"\bVerb\.{verb.name}\b", said)] == []


@pytest.mark.parametrize("slice_", MACHINES)
def test_every_move_has_its_action_and_its_form(slice_):
    states, moves = MACHINES[slice_]
    assert set(moves.ACTIONS) == set(FORMS[slice_]) == set(states.MACHINE.moves)


@pytest.mark.parametrize("slice_", MACHINES)
def test_a_form_asks_for_what_its_action_takes(slice_):
    """Each word of the form is an argument of the action, and each argument that the action insists on is a word of the form."""
    _states, moves = MACHINES[slice_]
    for move, action in moves.ACTIONS.items():
        given = set(FORMS[slice_][move].base_fields) | {"actor", "at"}
        _subject, *taken = inspect.signature(action).parameters.values()
        needed = {word.name for word in taken if word.default is word.empty}
        assert needed <= given <= {word.name for word in taken}, move


def test_every_move_of_a_request_is_drawn_once_with_its_words():
    drawn = [name for _title, names in panels.GROUPS for name in names] + list(panels.FOLDED)
    assert sorted(drawn) == sorted(panels.WORDS) == sorted(request_states.MACHINE.moves)


@pytest.mark.parametrize("slice_", MACHINES)
def test_moves_start_and_end_in_known_states(slice_):
    states, _moves = MACHINES[slice_]
    table = states.MACHINE.moves.values()
    assert {source for move in table for source in move.sources} | {move.target for move in table} <= set(states.State)

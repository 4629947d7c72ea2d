"""The sentences that code and templates give to gettext, read without GNU gettext."""

import ast
import re
from collections.abc import Iterator

from django.utils.translation.template import templatize

from tests.tree import ROOT, files, name, parsed, product

CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
TEMPLATE_CALL = re.compile(r"""\b(?:_|gettext)\(\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*\)""", re.DOTALL)
# Forms that the product does without, and that are not looked for here.
UNUSED = re.compile(r"\bn?pgettext\w*\(|\{% plural %\}")


def of_python(source: ast.AST) -> Iterator[str | None]:
    """Each sentence of a syntax tree; None for one that is not written out, which no catalogue can hold."""
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            said = node.args[0]
            yield said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else None


def of_template(source: str) -> list[str]:
    """The sentences of a template, as Django's own makemessages finds them."""
    return [ast.literal_eval(said) for said in TEMPLATE_CALL.findall(templatize(source))]


def python_files() -> list:
    """Where the product speaks Python."""
    return product()


def template_files() -> list:
    """Where it speaks templates."""
    return [path for path in files(".html", ".txt", folders=("templates",)) if path.is_file()]


def all_messages() -> dict[str, str]:
    """Sentence → a file that says it."""
    found = {said: name(path) for path in python_files() for said in of_python(parsed(path)) if said}
    found |= {said: name(path) for path in template_files() for said in of_template(path.read_text())}
    return {said: where for said, where in found.items() if said.strip()}


CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"

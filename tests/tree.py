"""The project's own files, as the tests of its architecture read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ("carrefour", "registry", "workflows")
FOLDERS = (*PRODUCT, "templates", "static", "tests", "bench")
# Written by a machine, or by somebody else.
NOT_OURS = {"migrations", "vendor", "__pycache__"}


def files(*suffixes: str, folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    """The files with one of these suffixes, in a stable order."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    if folders == FOLDERS:
        found += [path for path in ROOT.iterdir() if path.suffix in suffixes]
    return sorted(path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts))


def product() -> list[Path]:
    """The Python files of the product itself."""
    return files(".py", folders=PRODUCT)


def name(path: Path) -> str:
    """The path as the project says it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(), str(path))


def imported(path: Path) -> set[str]:
    """The dotted modules that a file imports, type-checking imports included."""
    modules = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module or "")
    return modules

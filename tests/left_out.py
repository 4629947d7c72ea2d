"""Names at the end of a run the tests that `bin/test` leaves out, and the package that brings them back."""

import os

import pytest

KEY = "left_out"
MISSING = dict(pair.split(":") for pair in os.environ.get("CARREFOUR_LEFT_OUT", "").split())
left_out = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[left_out] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    dropped = [item for item in items if any(map(item.get_closest_marker, MISSING))]
    if not dropped:
        return
    items[:] = [item for item in items if item not in dropped]
    config.hook.pytest_deselected(items=dropped)
    names = {marker: [item.nodeid for item in dropped if item.get_closest_marker(marker)] for marker in MISSING}
    config.stash[left_out] = names


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist hands its list to the process that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[KEY] = session.config.stash[left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    names = getattr(node, "workeroutput", {}).get(KEY)
    if names:
        node.config.stash[left_out] = names


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for marker, names in config.stash[left_out].items():
        if names:
            package = MISSING[marker]
            title = f"laissés de côté / left out ({len(names)}) : apt-get install {package}"
            terminalreporter.section(title, sep="-")
            terminalreporter.write_line("\n".join(sorted(names)))

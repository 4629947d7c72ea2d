"""The table of verdicts as people read it is the one that answers."""

from pathlib import Path

from registry.accounts.status import Standing, Status
from registry.directory.verdicts import TABLE

PAGE = Path(__file__).parents[3] / "docs" / "verify.md"


def test_the_page_has_the_table_of_the_code():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line[:1] == "|"
    ]
    (_, *statuses), _rule, *body = rows
    written = {
        (Standing(standing), Status(status)): verdict
        for standing, *verdicts in body
        for status, verdict in zip(statuses, verdicts, strict=True)
    }
    assert written == TABLE

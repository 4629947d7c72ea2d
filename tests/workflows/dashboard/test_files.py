"""The files say what the page says, and a spreadsheet computes nothing of them."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from registry.followers.models import FollowerCount
from registry.language import Pair

TRAPS = ['=HYPERLINK("https://x","y")', "@SUM(A1)", "+1", "-1"]


@pytest.fixture
def counted(world):
    for number, title in enumerate(TRAPS):
        account = world.account(f"https://x.com/file{number}", title=Pair(title, ""))
        said = {"source": "Page", "entered_by": world.manager, "entered_at": world.at}
        for days in (3, 380):
            day = timezone.localdate() - timedelta(days=days)
            FollowerCount.objects.create(account=account, day=day, value=1000 * (number + 1) - days, **said)
    world.account("https://github.com/nothing")
    return world


def rows_of(response) -> list[list[str]]:
    """The rows of either kind of file, as texts."""
    data = response.content
    if "csv" in response["Content-Type"]:
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def figure(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_picture_as_a_file(counted, as_, kind):
    client = as_("leader")
    picture = client.get("/presence/").context["picture"]
    response = client.get(f"/presence/picture.{kind}")
    assert response["Content-Disposition"].endswith(f'-presence.{kind}"')
    found = {(row[0], row[1]): row[2:] for row in rows_of(response) if len(row) > 5}
    for cut in picture.cuts:
        for line in cut.lines:
            row = [figure(cell) for cell in found[(cut.title, line.label)]]
            assert row[:4] == [line.sum.accounts, line.sum.missing, line.sum.old, line.followers.value]
            assert row[-1] == line.sum.grown


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_accounts_as_a_file(counted, as_, kind):
    rows = rows_of(as_("leader").get(f"/presence/accounts.{kind}?figure=any"))
    titles = [row[0] for row in rows[1:]]
    assert sorted(titles) == sorted(f"'{title}" for title in TRAPS)
    assert sorted(float(row[8]) for row in rows[1:]) == [997, 1997, 2997, 3997]
    assert all(not row[0].startswith(("=", "@", "+", "-")) for row in rows)


def test_the_list_takes_its_filters_together_and_its_pages(counted, as_):
    client = as_("leader")
    for number in range(30):
        counted.account(f"https://github.com/more{number:02}", languages=["fr"])
    page = client.get("/presence/accounts/?platform=github&figure=missing&language=fr&page=2")
    assert (page.context["page_obj"].paginator.count, len(page.context["page_obj"].object_list)) == (30, 5)
    titles = [row.account.title for row in page.context["page_obj"].object_list]
    assert titles == sorted(titles)
    for query in ("platform=nowhere", "unit=poly&direct=on", "language=none", "unsaid=on"):
        assert client.get(f"/presence/accounts/?{query}").status_code == 200


def test_a_list_takes_few_queries_whatever_its_length(counted, as_, django_assert_max_num_queries):
    client = as_("leader")
    client.get("/presence/accounts/")
    with django_assert_max_num_queries(14):
        client.get("/presence/accounts/?counts=yes")


def test_the_share_of_what_nobody_counted_is_unknown(counted, as_):
    """0 % would say that nobody follows the account on GitHub."""
    rows = rows_of(as_("leader").get("/presence/picture.csv"))
    shares = {row[1]: row[6] for row in rows if row[:1] == ["Par plateforme"]}
    assert shares == {"X": "1.0", "GitHub": ""}

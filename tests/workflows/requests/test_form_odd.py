"""Odd words in the form of a request: what is invisible goes, what is too long is refused and not cut, what is foreign stays."""

import pytest

from tests.workflows.requests.filling import fill, path, start, the_draft

RTL = "هندسة المياه"

# step, field, typed, kept
ODD = [
    ("page", "title", "Eau\u202etxt.exe", "Eautxt.exe"),
    ("page", "title", "Eau\r\nBcc: a@example.org", "Eau Bcc: a@example.org"),
    ("page", "title", f"{RTL} 🌊", f"{RTL} 🌊"),
    ("page", "purpose", "Un\r\ndeux\rtrois\x07", "Un\ndeux\ntrois"),
    ("page", "purpose", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("plan", "rhythm", "{{ 7 }}\u2028fin", "{{ 7 }} fin"),
    ("plan", "content_plan", "x" * 2000, "x" * 2000),
]


@pytest.mark.parametrize(("step", "field", "typed", "kept"), ODD)
def test_odd_words(world, as_, step, field, typed, kept):
    client = as_("author")
    start(client)
    asked = the_draft()
    assert fill(client, asked, step, **{field: typed}).status_code == 303
    asked.refresh_from_db()
    assert getattr(asked, field) == kept
    page = client.get(path(asked, step)).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("step", ["page", "publics", "plan", "people"])
def test_no_browser_cuts_what_is_pasted(world, as_, step):
    page = as_("author").get(path(world.draft(), step)).content.decode()
    assert "maxlength" not in page


def test_a_title_that_reads_the_other_way_is_drawn_its_own_way(world, as_):
    page = as_("author").get(path(world.draft(title=RTL), "plan")).content.decode()
    assert f'<h1 dir="auto">{RTL}</h1>' in page


@pytest.mark.parametrize(
    ("data", "status"),
    [({}, 422), ({"seen": "abc"}, 422), ({"seen": "9" * 400}, 422), ({"kind": ["open", "close"]}, 422)],
)
def test_a_post_that_no_page_sends_is_an_answer_and_no_fault(world, as_, data, status):
    asked, client = world.draft(), as_("author")
    for step in ("page", "publics", "plan", "people"):
        assert client.post(path(asked, step), data).status_code == status
    assert client.post(path(asked, "kind"), data).status_code in (409, 422)

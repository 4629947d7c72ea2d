from hypothesis import given
from hypothesis import strategies as st

from workflows.requests.differences import Change, as_of, changes

FIELDS = ["title", "purpose", "languages", "steward"]
VALUES = st.one_of(st.none(), st.text(max_size=3), st.lists(st.sampled_from(["fr", "en"]), max_size=2), st.integers())
CONTENT = st.dictionaries(st.sampled_from(FIELDS), VALUES)
EMPTY = ("", [], None)


@given(CONTENT)
def test_nothing_differs_from_itself(content):
    assert changes(content, content, FIELDS) == []


@given(CONTENT, CONTENT)
def test_applying_the_changes_gives_the_other_side(before, after):
    patched = before | {change.field: change.after for change in changes(before, after, FIELDS)}
    for name in FIELDS:
        left, right = patched.get(name), after.get(name)
        assert left == right or (left in EMPTY and right in EMPTY)


@given(CONTENT, CONTENT)
def test_the_other_way_round_it_is_the_same_backwards(before, after):
    back = [Change(c.field, c.after, c.before) for c in changes(after, before, FIELDS)]
    assert changes(before, after, FIELDS) == back


@given(st.sets(st.integers(1, 30)), st.integers(0, 30))
def test_a_version_says_what_was_last_written_up_to_it(versions, wanted):
    said = as_of([(version, {"title": version}) for version in versions], wanted)
    before = [version for version in versions if version <= wanted]
    assert said == ({"title": max(before)} if before else {})

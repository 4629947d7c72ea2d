"""What may be attached: by its name and by what it holds; and what its name becomes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.requests.files import GOOD, HOSTILE
from workflows.machine import Refused
from workflows.requests.file_kinds import KINDS, LARGEST_FILE, kind_of
from workflows.requests.file_names import LONGEST, NAMELESS, clean_name, extension_of
from workflows.requests.models import Attachment


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_is_known(name):
    kind = kind_of(name, GOOD[name])
    assert kind.extension == name.rpartition(".")[2].lower()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_one_is_refused_with_a_sentence(what):
    name, data, words = HOSTILE[what]
    with pytest.raises(Refused) as refusal:
        kind_of(clean_name(name), data)
    assert words in refusal.value.sentence.fr
    assert refusal.value.sentence.en not in ("", refusal.value.sentence.fr)


@pytest.mark.parametrize("name", GOOD)
def test_no_file_passes_for_another(name):
    """Under the name of each other kind the same bytes are refused, a text being the only thing that looks like a text."""
    own = KINDS[extension_of(name)].media_type
    others = [kind for kind in KINDS.values() if kind.media_type != own]
    taken = set()
    for other in others:
        try:
            taken.add(kind_of(f"a.{other.extension}", GOOD[name]).media_type.partition("/")[0])
        except Refused:
            continue
    assert taken <= ({"text"} if own.startswith("text/") else set())


def taken_or_refused(name: str, data: bytes) -> str:
    """The media type, or the sentence; whatever else is raised breaks the test."""
    try:
        return kind_of(name, data).media_type
    except Refused as refusal:
        return refusal.sentence.fr


@given(st.binary(max_size=300), st.sampled_from(sorted(KINDS)))
def test_whatever_comes_is_taken_or_refused(data, extension):
    for head in (b"", KINDS[extension].magic):
        assert taken_or_refused(f"a.{extension}", head + data)


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_taken_or_refused(name, place, patch):
    data = bytearray(GOOD[name])
    at = place % len(data)
    data[at : at + len(patch)] = patch
    assert taken_or_refused(name, bytes(data))


def test_what_a_browser_could_show_as_our_page_is_in_no_row():
    media = {kind.media_type for kind in KINDS.values()}
    assert not [each for each in media if "html" in each or "svg" in each or "javascript" in each]
    assert not [each for each in media if "xml" in each and not each.startswith("application/vnd.openxmlformats-")]
    longest = Attachment._meta.get_field("media_type").max_length
    assert max(map(len, media)) <= longest


def test_the_database_holds_to_the_same_size():
    (size,) = [rule for rule in Attachment._meta.constraints if rule.name == "attachment_not_too_large"]
    assert f"size__lte', {LARGEST_FILE}" in str(size.condition)


NAMES = {
    "Charte.pdf": "Charte.pdf",
    "C:\\Users\\moi\\Charte.pdf": "Charte.pdf",
    "../../etc/passwd.txt": "passwd.txt",
    "/": NAMELESS,
    "..": NAMELESS,
    "": NAMELESS,
    ".htaccess": "htaccess",
    "\u2028.\u202e.pdf": "pdf",
    "a.pdf\r\nSet-Cookie: x=1": "a.pdfSet-Cookie- x=1",
    "a\0b.pdf": "ab.pdf",
    'a";filename="b.exe.pdf': "a-;filename=-b.exe.pdf",
    "facture\u202efdp.exe": "facturefdp.exe",
    "a\u200bb\ufeff.pdf": "ab.pdf",
    "  deux   mots .pdf ": "deux mots.pdf",
    "E\u0301te\u0301.pdf": "Été.pdf",
    "a.pdf.": "a.pdf",
    "x" * 300 + ".pdf": "x" * 116 + ".pdf",
    "日本語.pdf": "日本語.pdf",
}


@pytest.mark.parametrize("told", NAMES)
def test_a_name_is_one_visible_line_without_a_path(told):
    assert clean_name(told) == NAMES[told]


@given(st.text(max_size=400))
def test_no_name_is_left_dangerous(told):
    name = clean_name(told)
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*')
    assert not [letter for letter in name if unicodedata.category(letter)[0] == "C"]
    assert name not in (".", "..")
    assert not name.startswith(".")
    assert clean_name(name) == name

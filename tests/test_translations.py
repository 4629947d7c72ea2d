"""Every French sentence has its English one, compiled, and every sentence that a person reads is given to gettext."""

import ast
import re

import polib
import pytest

from tests.messages import CATALOGUE, UNUSED, all_messages, of_python, of_template, python_files, template_files
from tests.tree import name, parsed

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%s|%d|%%")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# What Django shows of a field or a column.
SHOWN_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "violation_error_message"}
SHOWN_CALLS = {"success", "error", "warning", "info"}


@pytest.fixture(scope="module")
def catalogue():
    assert CATALOGUE.exists(), "bin/messages makes it"
    return polib.pofile(str(CATALOGUE))


def english(entry: polib.POEntry) -> list[str]:
    """What is said in English, in the singular and the plural where there are two."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_sentence_is_in_the_catalogue(catalogue):
    said = all_messages()
    assert len(said) > 100
    known = {entry.msgid for entry in catalogue}
    assert {sentence: where for sentence, where in said.items() if sentence not in known} == {}


def test_the_catalogue_keeps_nothing_that_nobody_says(catalogue):
    assert {entry.msgid for entry in catalogue} - set(all_messages()) == set()
    assert catalogue.obsolete_entries() == []


def test_every_sentence_has_its_english(catalogue):
    assert catalogue.fuzzy_entries() == []
    assert catalogue.untranslated_entries() == []


def test_what_runs_is_what_was_written(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: english(entry) for entry in compiled} == {entry.msgid: english(entry) for entry in catalogue}


def test_the_places_to_fill_are_the_same(catalogue):
    differing = {
        entry.msgid: said
        for entry in catalogue
        for said in english(entry)
        if sorted(PLACES.findall(entry.msgid)) != sorted(PLACES.findall(said))
    }
    assert differing == {}


def test_english_is_written_as_english(catalogue):
    """No space before a double punctuation mark, no « »."""
    said = [said for entry in catalogue for said in english(entry)]
    assert [text for text in said if re.search(r"\w[ \u00a0\u202f][:;?!]|[«»]", text)] == []


def test_every_sentence_is_written_out_where_it_is_said():
    built = [name(path) for path in python_files() if None in of_python(parsed(path))]
    assert built == []
    assert [name(path) for path in python_files() + template_files() if UNUSED.search(path.read_text())] == []


def bare(tree: ast.AST) -> list[str]:
    """The words shown to a person that are given neither to gettext nor as a pair."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        # messages.success(request, …) and ValidationError(…); a logger's info(…) is for operators.
        on_messages = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "messages"
        shown = [word.value for word in node.keywords if word.arg in SHOWN_KEYWORDS]
        shown += node.args[:1] if called == "ValidationError" else []
        shown += node.args[1:] if called in SHOWN_CALLS and on_messages else []
        found += [word for word in shown if isinstance(word, ast.Constant | ast.JoinedStr)]
    texts = [ast.unparse(word) for word in found if not isinstance(getattr(word, "value", ""), int | None)]
    return [text for text in texts if LETTERS.search(text)]


def test_what_a_form_or_a_message_says_is_given_to_gettext():
    # The API describes itself to programmers, in English, wherever it is read.
    spoken = [path for path in python_files() if path.stem not in {"api", "serializers"}]
    assert {name(path): said for path in spoken if (said := bare(parsed(path)))} == {}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("CharField(label='Nom')", ["'Nom'"]),
        ("CharField(label=_('Nom'), help_text='')", []),
        ("raise ValidationError('Non', 'refused')", ["'Non'"]),
        ("messages.success(request, f'Bravo {x}')", ["f'Bravo {x}'"]),
        ("logger.info('started')", []),
        ("Form(label=None, empty_label='–')", []),
    ],
)
def test_the_reader_of_code_sees_bare_words(source, said):
    assert bare(ast.parse(source)) == said


def test_the_reader_of_templates_finds_each_kind_of_sentence():
    source = """{% translate "Un" %}{% translate 'L’un « a »' as x %}{{ y|default:_("Deux") }}
    {% include "a.html" with b=_("Trois") %}{% blocktranslate trimmed with n=m %}
        Quatre {{ n }} 100 %
    {% endblocktranslate %}{% comment %}{% translate "rien" %}{% endcomment %}"""
    assert of_template(source) == ["Un", "L’un « a »", "Deux", "Trois", "Quatre %(n)s 100 %%"]
    assert list(of_python(ast.parse("_('a' 'b'); gettext_lazy(x); _(f'{x}'); ngettext('c', 'd', 2)"))) == [
        "ab",
        None,
        None,
        "c",
    ]

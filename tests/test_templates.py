"""Every template: it compiles, and whatever a person reads in it goes through a translation."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Lexer, Token, TokenType

from tests.tree import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(
    path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"}
)
ENGINE = engines["django"].engine

LETTERS = re.compile(r"[^\W\d_]{2,}")
# Attributes that a person reads or hears.
SPOKEN = {"alt", "title", "aria-label", "aria-description", "placeholder", "label"}
# Names are the same in every language.
NAMES = {"Carrefour", "API", "JSON", "CSV", "XLSX"}
CLOSED_BY = {"comment": "endcomment", "blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans"}
LITERAL = re.compile(r"""(?<!_\()(["'])((?:\\.|(?!\1).)*)\1""")
# The filters whose argument is shown, and the tags whose arguments are.
SHOWING_FILTERS = re.compile(r"\|(?:default|default_if_none|yesno|pluralize|add):")
SHOWING_TAGS = {"include", "firstof"}
# A word for the program ("info", "small", a path), not for a person.
TECHNICAL = re.compile(r"[a-z0-9_\-./#?=&:]*")
# An example of what is typed.
ADDRESS = re.compile(r"[\w.-]+\.[a-z]{2,}(/\S*)?|@\w+")


class Reader(HTMLParser):
    """Collects what is seen or heard of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.mute = 0

    def handle_starttag(self, tag, attrs):
        self.mute += tag in {"script", "style"}
        self.said += [value for key, value in attrs if key in SPOKEN and value]
        if tag == "input" and dict(attrs).get("type") in {"submit", "button"}:
            self.said.append(dict(attrs).get("value") or "")

    def handle_endtag(self, tag):
        self.mute -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.mute:
            self.said.append(data)


def visible(tokens: list[Token]) -> list[Token]:
    """The tokens outside comments and translated blocks."""
    kept, until = [], ""
    for token in tokens:
        word = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = "" if word == until else until
        elif word in CLOSED_BY:
            until = CLOSED_BY[word]
        elif token.token_type != TokenType.COMMENT:
            kept.append(token)
    return kept


def is_language(text: str) -> bool:
    """Whether it reads differently in another language."""
    return bool(set(LETTERS.findall(text)) - NAMES) and not ADDRESS.fullmatch(text.strip())


def literals(contents: str) -> list[str]:
    """The words between quotes, those for translation apart."""
    return list(filter(is_language, [match[2] for match in LITERAL.finditer(contents)]))


def untranslated(source: str) -> list[str]:
    """The words that a template says in one language only."""
    tokens = visible(Lexer(source).tokenize())
    page = Reader()
    page.feed("".join(token.contents for token in tokens if token.token_type == TokenType.TEXT))
    page.close()
    said = list(filter(is_language, page.said))
    for token in tokens:
        if token.token_type == TokenType.VAR and SHOWING_FILTERS.search(token.contents):
            said += literals(token.contents)
        elif token.token_type == TokenType.BLOCK and token.contents.split()[0] in SHOWING_TAGS:
            said += [text for text in literals(token.contents) if not TECHNICAL.fullmatch(text)]
    return [text.strip() for text in said]


def source(name: str) -> str:
    return Path(FOLDER / name).read_text()


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    assert ENGINE.get_template(name).origin.name == str(FOLDER / name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_everything_that_is_read_is_translated(name):
    assert untranslated(source(name)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_translated_block_of_several_lines_is_trimmed(name):
    blocks = re.findall(r"\{% blocktrans(?:late)?\b([^%]*)%\}(.*?)\{% end", source(name), re.DOTALL)
    assert [text for options, text in blocks if "\n" in text and "trimmed" not in options.split()] == []


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>Bonjour</p>", ["Bonjour"]),
        ("<p>{% if x %}Oui{% else %}{% translate 'Non' %}{% endif %}</p>", ["Oui"]),
        ("<img alt='Une image' src='a.png'>", ["Une image"]),
        ('<input type="submit" value="Envoyer">', ["Envoyer"]),
        ('<button aria-label="{% translate "Fermer" %}">×</button>', []),
        ('<p class="muted" data-tone="warn"{% if x %} hidden{% endif %}>{{ name }} 1 – 2 &nbsp;</p>', []),
        (
            "{% comment %}Pour nous{% endcomment %}{# et nous #}<b>{% blocktranslate %}Oui{% endblocktranslate %}</b>",
            [],
        ),
        ("{{ name|default:'personne' }}{{ name|default:_('Personne') }}{{ x|default:'–' }}", ["personne"]),
        ('<input placeholder="facebook.com/polymtl"><input placeholder="Votre adresse">', ["Votre adresse"]),
        ('{% include "a/b.html" with title="Une erreur" tone="info" %}', ["Une erreur"]),
        ('{% include "a/b.html" with title=_("Une erreur") %}', []),
        ("<script src='x.js'></script><title>{{ x }} – Carrefour</title>", []),
    ],
)
def test_the_reader_of_templates_sees_what_people_see(template, said):
    assert untranslated(template) == said

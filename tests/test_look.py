"""The look as a whole: its weight, no name that nobody defined, nothing that the content policy would refuse."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
# A mail has no sheet to link to: its reader shows only what the mark-up carries.
SITE_PAGES = [page for page in PAGES if "emails" not in page.parts]
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
CSS = {sheet.name: sheet.read_text() for sheet in SHEETS}
WHOLE = "\n".join(CSS.values())
WEIGHT_LIMIT = 60_000
# Names a thing for readers of the markup; its parts carry the rules.
WITHOUT_RULES = {"choices"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_sheets_together_stay_light():
    assert 0 < sum(sheet.stat().st_size for sheet in SHEETS) < WEIGHT_LIMIT


def test_each_sheet_is_imported_once_into_a_declared_layer():
    imported = re.findall(r'@import url\("(.+?)"\) layer\((\w+)\)', CSS["main.css"])
    layers = re.search(r"@layer (.+?);", CSS["main.css"]).group(1).split(", ")
    assert sorted(sheet for sheet, _layer in imported) == sorted(set(CSS) - {"main.css"})
    assert {layer for _sheet, layer in imported} <= set(layers)


def test_every_token_that_is_used_is_defined():
    used = set(re.findall(r"var\((--[\w-]+)", WHOLE))
    defined = set(re.findall(r"(?<![\w(-])(--[\w-]+)\s*(?::|\{)", WHOLE))
    assert used - defined == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_class_of_a_template_is_known_to_a_sheet(page):
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", page.read_text(), flags=re.DOTALL)
    used = {word for value in re.findall(r'class="([^"]*)"', text) for word in value.split()}
    known = set(re.findall(r"\.([a-z][\w-]*)", WHOLE)) | WITHOUT_RULES
    assert used - known == set()


@pytest.mark.parametrize("page", SITE_PAGES, ids=name)
@pytest.mark.parametrize("refused", [r"\sstyle=", r"\son[a-z]+=", r"<style", r"<script(?![^>]*\ssrc=)", r"javascript:"])
def test_nothing_that_the_content_policy_refuses(page, refused):
    assert not re.search(refused, page.read_text(), re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_french_sentences_keep_their_spaces(page):
    """No plain space before a double punctuation mark nor inside « », no typewriter apostrophe, in what is translated."""
    translated = re.findall(
        r"\{% translate \"(.*?)\"|\{% translate '(.*?)'|\{% blocktranslate[^%]*%\}(.*?)\{%", page.read_text(), re.DOTALL
    )
    for sentence in ("".join(parts) for parts in translated):
        assert not re.search(r" [:;?!»]|« |\w'\w", sentence), sentence


@pytest.mark.parametrize("component", COMPONENTS, ids=name)
def test_each_component_says_what_it_takes(component):
    assert re.match(r"(\{% load .+? %\})?\{% comment %\}.{20,}?\{% endcomment %\}", component.read_text(), re.DOTALL)

"""The public catalogue: each platform of the table, with examples that the reader does read."""

import pytest
from django.urls import reverse

from registry.directory.catalogue import CATALOGUE, FAMILY_NAMES, KIND_NAMES, found
from registry.platforms.canonical import Reading, canonicalise
from registry.platforms.catalog import CATALOG
from registry.platforms.kinds import Kind

URL = reverse("directory:platforms")
LIGHT = 60_000


def test_every_platform_is_there_once_with_a_family():
    assert sorted(platform.slug for platform in CATALOGUE) == sorted(CATALOG)
    assert {platform.family for platform in CATALOGUE} == set(FAMILY_NAMES)
    assert set(KIND_NAMES) == set(Kind)


def test_every_example_is_read_as_its_platform():
    wrong = [
        (platform.slug, form.example)
        for platform in CATALOGUE
        for form in platform.forms
        if not isinstance(read := canonicalise(form.example, platform.slug), Reading) or read.platform != platform.slug
    ]
    assert wrong == []
    assert [platform.slug for platform in CATALOGUE if not platform.forms] == []


@pytest.mark.parametrize(
    ("words", "family", "slugs"),
    [
        ("twitter", "", {"x"}),
        ("X.COM", "networks", {"x"}),
        ("x.com", "video", set()),
        ("no such platform", "", set()),
        ("", "code", {"github", "gitlab"}),
        ("google", "gone", {"google-plus"}),
    ],
)
def test_it_is_searched_by_names_former_names_and_hosts(words, family, slugs):
    assert slugs <= {platform.slug for platform in found(words, family)}
    assert bool(slugs) == bool(found(words, family))


def test_the_page_stays_light_and_pages_through_all(db, client):
    seen = set()
    for number in range(1, len(CATALOGUE) // 25 + 2):
        response = client.get(URL, {"page": number})
        assert len(response.content) < LIGHT
        seen |= {platform.slug for platform in response.context["page_obj"]}
    assert seen == set(CATALOG)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "twitter"}, ["autrefois\u00a0: Twitter", "x.com/polymtl"]),
        ({"q": "vine"}, ["fermée\u00a0: "]),
        ({"q": "nothing of the kind"}, ["Aucune plateforme"]),
        ({"family": "no-such"}, ["facebook.com/"]),
        ({"q": "mastodon"}, ["@polymtl@"]),
    ],
)
def test_what_the_page_says(db, client, query, shown):
    text = client.get(URL, query).content.decode()
    assert [part for part in shown if part not in text] == []


def test_verify_leads_to_it(db, client):
    assert f'href="{URL}"' in client.get(reverse("directory:verify")).content.decode()

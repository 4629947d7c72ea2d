"""What columns and languages are called in real inventories."""

import pytest

from registry.platforms.catalog import CATALOG
from registry.transfer.columns import COLUMNS, ROLES, Role, header_key, platform_named
from registry.transfer.tongues import NAMES, codes_of, is_language

HEADERS = {
    Role.ADDRESS: ["URL", "url", "Adresse", "Lien", "Lien du compte :", "Account URL", "Profile URL"],
    Role.PLATFORM: ["Platform", "Plateforme", "Réseau", "Réseau social", "RÉSEAU SOCIAL", "Social_Network"],
    Role.HANDLE: ["Identifiant", "Username", "Handle", "Nom d’utilisateur"],
    Role.TITLE: ["Nom", "Account", "Compte", "Titre", "Name (FR)", "nom_fr"],
    Role.TITLE_EN: ["Nom anglais", "Name (EN)"],
    Role.UNIT: ["Unité", "Department", "Département", "Agency", "Service"],
    Role.LANGUAGES: ["Langue", "Langue(s)", "Language", "Langues"],
}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in HEADERS.items() for name in names])
def test_headers_bring_their_role(role, name):
    assert ROLES.get(header_key(name)) == role


def test_no_header_has_two_roles_and_ours_are_among_them():
    assert len(ROLES) == sum(len(column.names) for column in COLUMNS)
    assert {column.role for column in COLUMNS} == set(Role)


@pytest.mark.parametrize(
    ("said", "slug"),
    {
        "X": "x",
        "Twitter": "x",
        "X (ex-Twitter)": "x",
        "Youtube": "youtube",
        "YouTube channel": "youtube",
        "Page LinkedIn": "linkedin",
        "Compte Twitter (@)": "x",
        "Facebook URL": "facebook",
        "facebook.com": "facebook",
        "Intagram": "instagram",
        "Téléphone": None,
        "Nom": None,
        "": None,
        "page": None,
    }.items(),
)
def test_platforms_as_people_write_them(said, slug):
    assert platform_named(said) == slug


@pytest.mark.parametrize("slug", CATALOG)
def test_every_platform_is_known_by_its_name(slug):
    assert platform_named(CATALOG[slug].name) == slug


@pytest.mark.parametrize(
    ("said", "codes", "strange"),
    [
        ("Français", ("fr",), ()),
        ("FRENCH", ("fr",), ()),
        ("fr-CA", ("fr",), ()),
        ("French/English", ("fr", "en"), ()),
        ("Français et anglais", ("fr", "en"), ()),
        ("FR-EN", ("fr", "en"), ()),
        ("Bilingual", ("fr", "en"), ()),
        ("English, english", ("en",), ()),
        ("Ukranian", ("uk",), ()),
        ("Tetun-Dili", ("tet",), ()),
        ("Klingon & français", ("fr",), ("Klingon",)),
        ("no", ("nb",), ()),
        ("", (), ()),
    ],
)
def test_languages_as_people_write_them(said, codes, strange):
    assert codes_of(said) == (codes, strange)
    assert is_language(said) == (bool(codes) and not strange)


def test_no_spelling_means_two_languages():
    owners: dict[str, set[str]] = {}
    for code, names in NAMES.items():
        for name in names.split():
            owners.setdefault(name, set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert all(len(code) <= 8 for code in NAMES)

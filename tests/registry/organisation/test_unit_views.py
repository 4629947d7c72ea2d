"""The pages of units: the tree as it reads, and a new unit below another."""

import pytest

from registry.organisation.models import Unit, UnitKind
from tests.registry.organisation.asking import rows, unit_said, url
from tests.world import CAST


def test_the_tree_reads_from_the_root_with_its_people(world, as_):
    lines = as_("admin").get(url("units")).context["page_obj"].object_list
    people = {
        name: len({user for user, (_role, unit) in CAST.items() if unit == name}) for name in ("poly", "hydro", "lab")
    }
    assert [(line.unit.slug, line.depth) for line in lines] == [("poly", 0), ("library", 1), ("hydro", 1), ("lab", 2)]
    assert {line.unit.slug: line.people for line in lines if line.unit.slug in people} == people


def test_a_unit_is_created_below_the_one_named(world, as_):
    answer = as_("admin").post(url("unit_create"), unit_said(world), follow=True)
    assert answer.redirect_chain == [(url("units"), 303)]
    unit = Unit.objects.get(slug="letang")
    assert (unit.parent, unit.kind, unit.name_fr, unit.name_en) == (world.hydro, "laboratory", "L’Étang", "The Pond")
    assert "L’Étang" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"slug": "library"}, "slug"),
        ({"slug": "deux mots"}, "slug"),
        ({"name_fr": ""}, "name_fr"),
        ({"name_fr": "水"}, "slug"),
        ({"kind": UnitKind.INSTITUTION}, "kind"),
        ({"kind": UnitKind.PEER}, "kind"),
        ({"parent": 0}, "parent"),
        ({"parent": "abroad"}, "parent"),
        ({"name_fr": "x" * 161}, "name_fr"),
        ({"name_fr": "a\x00b"}, "name_fr"),
    ],
)
def test_a_bad_unit_is_refused_with_its_reason(world, as_, changed, field):
    if changed.get("parent") == "abroad":
        changed = {"parent": world.abroad.pk}
    before = rows()
    answer = as_("admin").post(url("unit_create"), unit_said(world, **changed))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'class="error-summary"' in answer.content.decode()
    assert rows() == before


def test_a_short_name_already_taken_is_said_to_be(world, as_):
    answer = as_("admin").post(url("unit_create"), unit_said(world, name_fr="Library"))
    assert "déjà celui d’une autre unité" in answer.content.decode()


def test_the_page_proposes_the_unit_that_one_came_from(world, as_):
    page = as_("admin").get(url("unit_create"), {"under": "hydro"})
    assert page.context["form"]["parent"].initial == world.hydro
    assert as_("admin").get(url("unit_create"), {"under": "abroad"}).context["form"]["parent"].initial is None

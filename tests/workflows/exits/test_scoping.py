"""A unit's tree taken whole, then the exceptions named."""

import pytest

from registry.accounts.actions import change_status
from registry.accounts.models import Account
from registry.accounts.status import Status
from registry.organisation.permissions import NotAllowed
from tests.workflows.exits.pages import PREPARERS, edit_data, on_to, text
from workflows.exits import actions, scope_forms
from workflows.exits.models import ExitDecision
from workflows.exits.moving import Stale
from workflows.exits.scoping import take_tree, trees
from workflows.exits.states import Kind, Reach, State, Treatment
from workflows.machine import Refused


@pytest.fixture
def scope(world):
    """A draft about an account of hydro, one of its laboratory and one of the library."""
    for name in ("hydro", "lab", "library"):
        world.account(f"https://x.com/{name}_ex", unit=name)
    return world.exit(State.DRAFT)


def take(world, decision, unit, who="manager", **words):
    return take_tree(
        decision, unit=world.units[unit], actor=world.people[who], at=world.tick(), seen=decision.version, **words
    ).decision


def reaches(decision):
    rows = decision.lines.order_by("account__unit__path").select_related("account__unit")
    return {row.account.unit.slug: (row.covered, row.left_to_unit, row.treatment) for row in rows}


COVERED = (True, False, Treatment.SUSPENDED)


def test_a_draft_takes_the_institution_whole(world, scope):
    assert [(str(row.unit), row.lines) for row in trees(scope)] == [(world.poly.name_fr, 3)]
    assert set(reaches(scope).values()) == {COVERED}


@pytest.mark.parametrize(
    ("reach", "columns"),
    [(Reach.COVERED, (True, False)), (Reach.SPARED, (False, False)), (Reach.LEFT, (False, True))],
)
def test_a_unit_that_diverges_is_taken_with_all_that_is_below_it(world, scope, reach, columns):
    decision = take(world, scope, "hydro", reach=reach, treatment=Treatment.DELETED)
    expected = (*columns, Treatment.DELETED)
    assert reaches(decision) == {"hydro": expected, "lab": expected, "library": COVERED}
    assert [row.lines for row in trees(decision)] == [1, 2]
    decision = take(world, decision, "poly")
    assert set(reaches(decision).values()) == {COVERED}


def test_an_exception_that_was_named_stays_when_its_tree_is_taken_again(world, scope, as_):
    manager = as_("manager")
    lab = Account.objects.get(unit=world.lab)
    rows = manager.get(f"{scope.get_absolute_url()}edit/").context["lines"].initial_forms
    row = next(form for form in rows if form.initial["account_id"] == lab.pk)
    data = edit_data(
        manager, scope,
        **{f"{row.prefix}-covered": "unit", f"{row.prefix}-rationale_fr": "Le laboratoire y recrute.",
           f"{row.prefix}-rationale_en": "The laboratory recruits there."},
    )  # fmt: skip
    answer = manager.post(f"{scope.get_absolute_url()}edit/", data)
    assert answer.status_code == 303, text(answer)
    scope.refresh_from_db()
    assert [row.lines for row in trees(scope)] == [2], "the exception is no part of the tree any more"
    decision = take(world, scope, "poly", treatment=Treatment.DORMANT)
    assert reaches(decision)["lab"] == (False, True, Treatment.SUSPENDED)
    assert reaches(decision)["hydro"] == (True, False, Treatment.DORMANT)
    decision = actions.edit(
        decision, actor=world.manager, at=world.tick(), seen=decision.version, rationale_fr="Non.", rationale_en="No."
    )
    on_to(world, decision, State.IN_FORCE)
    page = text(as_(None).get(decision.get_absolute_url()))
    assert "Laissé à l’unité" in page
    assert "Le laboratoire y recrute." in page
    assert Account.objects.get(pk=lab.pk).decision_url == "", "a decision that leaves it to the unit does nothing to it"


def test_what_is_refused(world, scope):
    for name in world.people:
        if name not in PREPARERS:
            with pytest.raises(NotAllowed):
                take(world, scope, "hydro", who=name)
    with pytest.raises(Refused, match="not of the institution"):
        take(world, scope, "abroad")
    empty = world.exit(State.DRAFT, platform="facebook")
    with pytest.raises(Refused, match="No account"):
        take(world, empty, "hydro")
    decision = take(world, scope, "hydro")
    scope.version = decision.version - 1
    with pytest.raises(Stale):
        take(world, scope, "hydro")
    proposed = actions.propose(decision, actor=world.manager, at=world.tick(), seen=decision.version)
    with pytest.raises(Refused, match="Only a draft"):
        take(world, proposed, "hydro")


def test_another_nature_changes_what_becomes_of_the_tree(world, scope):
    decision = take(world, scope, "lab", treatment=Treatment.DELETED)
    decision = actions.edit(decision, actor=world.manager, at=world.tick(), seen=decision.version, kind=Kind.ARCHIVE)
    assert {unit: row[2] for unit, row in reaches(decision).items()} == {
        "hydro": Treatment.ARCHIVED,
        "lab": Treatment.DELETED,
        "library": Treatment.ARCHIVED,
    }


def test_a_scope_of_many_shows_its_exceptions_alone_and_loses_nothing(world, scope, as_, monkeypatch):
    monkeypatch.setattr(scope_forms, "MOST_SHOWN", 2)
    manager, url = as_("manager"), f"{scope.get_absolute_url()}edit/"
    assert not manager.get(url).context["lines"].initial_forms
    data = edit_data(manager, scope, **{"lines-0-account_id": "@LAB_ex", "lines-0-covered": "no"})
    answer = manager.post(url, data)
    assert answer.status_code == 303, text(answer)
    assert reaches(scope)["lab"][:2] == (False, False)
    assert reaches(scope)["hydro"] == reaches(scope)["library"] == COVERED
    assert len(manager.get(url).context["lines"].initial_forms) == 1
    data = edit_data(manager, scope, **{"lines-1-account_id": "@nobody_ex", "lines-1-covered": "no"})
    assert manager.post(url, data).status_code == 422


def test_by_hand_a_tree_is_taken_without_javascript(world, scope, as_):
    manager, url = as_("manager"), scope.get_absolute_url()
    data = {"unit": world.hydro.pk, "reach": "unit", "treatment": "", "handle_fate": "kept", "seen": scope.version}
    assert "Prendre cet arbre en entier" in text(manager.get(f"{url}edit/"))
    assert as_("auditor").post(f"{url}tree/", data).status_code == 403
    assert manager.post(f"{url}tree/", data).status_code == 303
    assert reaches(scope)["lab"][:2] == (False, True)
    for bad in ({"unit": world.abroad.pk}, {"reach": "perhaps"}, {"seen": 1}):
        version = type(scope).objects.get(pk=scope.pk).version
        assert manager.post(f"{url}tree/", data | {"seen": version} | bad).status_code == 303
        assert type(scope).objects.get(pk=scope.pk).version == version


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_draft_that_becomes_a_return_wakes_nothing_that_had_ended(world, as_, by_hand):
    ended, named, sleeping = (world.account(f"https://x.com/{name}_ex") for name in ("ended", "named", "sleeping"))
    for account in (ended, named):
        change_status(account, status=Status.CLOSED, actor=world.manager, at=world.tick(), reason="fusion")
    draft = world.exit(State.DRAFT)
    draft.lines.filter(account=named).update(from_unit=None)
    if by_hand:
        manager = as_("manager")
        answer = manager.post(f"{draft.get_absolute_url()}edit/", edit_data(manager, draft, kind=Kind.RETURN))
        assert answer.status_code == 303, text(answer)
    else:
        actions.edit(draft, actor=world.manager, at=world.tick(), seen=draft.version, kind=Kind.RETURN)
    assert {line.account for line in draft.lines.all()} == {named, sleeping}
    on_to(world, ExitDecision.objects.get(pk=draft.pk), State.IN_FORCE)
    assert Account.objects.get(pk=ended.pk).status == Status.CLOSED


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ([], "Comptes pris : 2. Exceptions déjà nommées, qui restent : 0."),
        (["lab"], "Comptes pris : 1. Exceptions déjà nommées, qui restent : 1."),
        (["lab", "hydro"], "Aucun compte n’est ajouté : tous ceux de cette unité (2) sont déjà nommés un par un"),
    ],
)
def test_it_is_said_how_many_accounts_a_tree_brought(world, scope, as_, named, shown):
    scope.lines.filter(account__unit__slug__in=named).update(from_unit=None)
    data = {"unit": world.hydro.pk, "reach": "unit", "treatment": "", "handle_fate": "kept", "seen": scope.version}
    answer = as_("manager").post(f"{scope.get_absolute_url()}tree/", data, follow=True)
    assert shown in text(answer)
    assert scope.lines.filter(left_to_unit=True).count() == 2 - len(named)

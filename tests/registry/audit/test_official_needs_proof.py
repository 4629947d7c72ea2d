"""PostgreSQL refuses the commit that leaves an official account without a proof that counts, whatever code ran."""

import pytest
from django.db import IntegrityError, connection, transaction

from registry.accounts.models import Account, Proof
from registry.accounts.status import ProofKind, Standing
from tests.world import AT


@pytest.fixture
def account(world):
    return world.account("https://www.instagram.com/hydro.example/", standing=Standing.UNCONFIRMED)


def proof(account, world, kind=ProofKind.OFFICIAL_LINK, second=None):
    return Proof.objects.create(
        account=account,
        kind=kind,
        evidence="https://www.example.org/",
        recorded_by=world.manager,
        recorded_at=AT,
        countersigned_by=second and world.people[second],
    )


def official(account):
    Account.objects.filter(pk=account.pk).update(standing=Standing.OFFICIAL)


def commit_refused(change):
    """Whether the end of the transaction refuses what the change did."""
    try:
        with transaction.atomic():
            change()
            connection.check_constraints()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name == "official_needs_proof"
    return False


@pytest.mark.parametrize("kind", ProofKind)
@pytest.mark.parametrize("second", [None, "manager2"])
def test_official_stands_on_a_proof_that_counts(world, account, kind, second):
    if kind != ProofKind.OVERRIDE and second:
        with pytest.raises(IntegrityError), transaction.atomic():
            proof(account, world, kind, second)
        return
    proof(account, world, kind, second)
    assert commit_refused(lambda: official(account)) == (kind == ProofKind.OVERRIDE and not second)


def test_without_any_proof_it_is_refused(account):
    assert commit_refused(lambda: official(account))


def test_the_account_may_come_first_and_its_proof_after(world, account):
    with transaction.atomic():
        official(account)
        proof(account, world)
        connection.check_constraints()
    assert Account.objects.get(pk=account.pk).standing == Standing.OFFICIAL


LOSSES = {
    "deleted": lambda row, other: Proof.objects.filter(pk=row.pk).delete(),
    "given to another account": lambda row, other: Proof.objects.filter(pk=row.pk).update(account=other),
    "made an override of one hand": lambda row, other: Proof.objects.filter(pk=row.pk).update(kind=ProofKind.OVERRIDE),
}


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("another", [False, True])
def test_its_last_proof_stays(world, account, loss, another):
    row = proof(account, world)
    official(account)
    if another:
        proof(account, world, ProofKind.PROFILE_CODE)
    other = world.account("https://www.instagram.com/library.example/", unit="library", standing=Standing.AFFILIATED)
    assert commit_refused(lambda: LOSSES[loss](row, other)) is not another


def test_nobody_signs_an_override_twice(world, account):
    with pytest.raises(IntegrityError, match="override_signed_by_two"), transaction.atomic():
        proof(account, world, ProofKind.OVERRIDE, "manager")

"""The read of this slice: who can sign in with the demonstration's password."""

from django.contrib.auth.hashers import check_password

from registry.organisation.models import Membership, Role
from workflows.demonstration.cast import PALAISEAU, PASSWORD


def people_by_role() -> list[tuple[str, str]]:
    """Role in words and address of one person per role of Polytechnique Montréal, who still has that password."""
    held = (
        Membership.objects.filter(user__email__endswith="@example.org", user__is_active=True)
        .exclude(unit__slug=PALAISEAU)
        .order_by("user_id", "pk")
        .values_list("role", "user__email", "user__password")
    )
    hashes: dict[str, bool] = {}
    found: dict[str, str] = {}
    for role, email, encoded in held:
        if encoded not in hashes:
            hashes[encoded] = check_password(PASSWORD, encoded)
        if hashes[encoded]:
            found.setdefault(role, email)
    return [(str(role.label), found[role]) for role in Role if role in found]

"""Every address × every person × own and another institution's thing, against the table of `tests/matrix.py`."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from registry.organisation.models import User
from tests.matrix import EVERYONE, ROWS, SECTIONS, SIGNED_IN, Row
from tests.routes import routes
from tests.scene import VISITOR, Scene, build_scene, undone

# What a visitor may open; everything else asks to sign in.
PUBLIC = {
    *("health", "directory:list", "directory:account", "directory:verify", "policies:list", "policies:detail"),
    *("exits:list", "exits:detail", "api-verify", "api-schema", "directory:platforms", "directory:report"),
    *("exits:communique_copy", "exits:stances", "exits:stances_csv"),
    *("exits:data", "exits:feed", "exits:schema"),
    # The link of a mail is the proof of who answers.
    "requests:answer",
    # Signing out where nobody is signed in leads back to the directory.
    *("account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
}
SIGN_IN = "/sign-in/login/?next="

SAFE = ("GET", "HEAD")
BOTH = (*SAFE, "POST")
ANY = (*BOTH, "PUT", "PATCH", "DELETE")
# What an address takes, when it is not GET alone.
METHODS = (
    dict.fromkeys(
        ["requests:move", "exits:move", "reviews:move", "accounts:change", "api-page-request-move", "transfer:apply"],
        ("POST",),
    )
    | dict.fromkeys(
        ["requests:create", "requests:edit", "requests:step", "exits:create", "exits:edit", "exits:record"], BOTH
    )
    | {"requests:files": BOTH, "requests:file_remove": BOTH}
    | {"requests:views": BOTH, "requests:view_change": ("POST",), "requests:view_forget": ("POST",)}
    | {"requests:copy": ("POST",), "policies:accept": ("POST",), "rules:contact": ("POST",)}
    | dict.fromkeys(["rules:proposed", "rules:holiday_remove"], ("POST",))
    | {"rules:numbers": BOTH, "rules:calendar": BOTH}
    | dict.fromkeys(["requests:follow_up", "requests:bulk", "requests:serving", "requests:offer"], BOTH)
    | {"organisation:stand_ins": BOTH}
    | dict.fromkeys(["requests:comment", "requests:advise", "requests:priority", "requests:comment_erase"], ("POST",))
    | {"organisation:stand_in_end": ("POST",)}
    | dict.fromkeys(["organisation:unit_create", "organisation:person_invite"], BOTH)
    | dict.fromkeys(["organisation:role_grant", "organisation:role_revoke"], BOTH)
    | dict.fromkeys(["organisation:program_create", "organisation:token_give", "organisation:token_revoke"], BOTH)
    | dict.fromkeys(
        ["followers:count", "followers:correct", "followers:grid", "followers:question", "followers:name"], BOTH
    )
    | {"followers:tokens": BOTH, "followers:token_withdraw": BOTH}
    | {"figures:upload": BOTH, "figures:file": BOTH, "figures:apply": ("POST",)}
    | {"accounts:mine": BOTH}
    | {"requests:views": BOTH, "requests:view_change": ("POST",), "requests:view_forget": ("POST",)}
    | {"transfer:upload": BOTH, "directory:report": BOTH, "directory:report_handled": ("POST",)}
    | dict.fromkeys(["notifications:read", "notifications:retry"], ("POST",))
    | dict.fromkeys(["requests:answer", "notifications:preferences"], BOTH)
    | {"exits:feeds": BOTH}
    | dict.fromkeys(["exits:feed_read", "exits:feed_leave", "exits:feed_confirm", "exits:feed_refuse"], ("POST",))
    | dict.fromkeys(["exits:tree", "exits:comment", "exits:comment_erase"], ("POST",))
    | dict.fromkeys(["exits:correct", "exits:communique"], BOTH)
    | dict.fromkeys(["exits:tasks_done", "exits:task_done", "exits:task_drop", "exits:task_assign"], ("POST",))
    | {"exits:task_reword": ("POST",), "exits:runbook_draw": ("POST",), "exits:tasks_assign": BOTH}
    | dict.fromkeys(["exits:look_back_open", "exits:look_back_lessons", "exits:look_back_close"], ("POST",))
    | {"exits:stance_note": BOTH, "exits:stance_check": BOTH, "exits:stance_change": ("POST",)}
    | dict.fromkeys(["what_if:keep", "what_if:draft"], ("POST",))
    | {"api-page-requests": BOTH, "api-follower-counts": BOTH, "api-page-request": (*SAFE, "PATCH")}
)

# Rows inserted, changed or deleted since the transaction began, those of the visits themselves apart.
WRITTEN = """
SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables WHERE relname <> 'django_session'
"""

ROUTES = {route.name: route for route in routes()}
OWN = [name for name in ROUTES if not name.startswith("account_")]  # the sign-in pages are allauth's
FIRST = {row.name: row for row in reversed(ROWS)}
API_NAMES = {route.name for route in routes() if route.path.startswith("/api/")}


@pytest.fixture
def scene(world) -> Scene:
    return build_scene(world)


def written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return cursor.fetchone()[0]


def path_of(row: Row, scene: Scene) -> str:
    return reverse(row.name, kwargs=row.args(scene))


def answer(scene: Scene, row: Row, person: str):
    return scene.ask(person, row.method, path_of(row, scene), row.data(scene), row.as_json)


def test_every_address_has_a_row():
    assert set(FIRST) == set(ROUTES)
    assert len(ROUTES) == len(routes()), "two addresses bear one name"
    assert set(METHODS) | PUBLIC <= set(ROUTES)


def test_every_person_of_the_cast_has_a_column(scene):
    assert set(scene.clients) == EVERYONE


@pytest.mark.parametrize("section", SECTIONS)
def test_everybody_is_answered_as_the_table_says(scene, section):
    wrong = {}
    for row in SECTIONS[section]:
        before, expected = written(), row.expected()
        answered = {person: answer(scene, row, person).status_code for person in sorted(EVERYONE)}
        differing = {person: got for person, got in answered.items() if got != expected[person]}
        wrong |= {row.id: differing} if differing else {}
        if row.method in SAFE:
            assert written() == before, row.id
    assert wrong == {}


def test_only_what_is_named_public_is_open_to_visitors(scene):
    closed = set()
    for name, row in FIRST.items():
        response = scene.ask(VISITOR, "GET", path_of(row, scene), None, False)
        if response.status_code in {401, 403} or response.headers.get("Location", "").startswith(SIGN_IN):
            closed.add(name)
    assert set(ROUTES) - closed == PUBLIC


def test_a_deactivated_person_is_a_visitor(scene):
    """Even within a session that was opened before."""
    User.objects.filter(pk=scene.world.manager.pk).update(is_active=False)
    answered = {row.id: answer(scene, row, "manager").status_code for row in ROWS}
    assert answered == {row.id: row.expected()[VISITOR] for row in ROWS}


def knowing(name: str) -> str:
    """Somebody whom the address answers with success."""
    row = FIRST[name]
    welcome = [person for status, people in row.answers.items() if status < 400 for person in people & SIGNED_IN]
    return min(welcome, default="manager")


def test_an_address_takes_its_methods_and_no_other(scene):
    taken = {}
    for name in OWN:
        path, person = path_of(FIRST[name], scene), knowing(name)
        tried = {method: scene.ask(person, method, path, None, name in API_NAMES).status_code for method in ANY}
        taken[name] = {method for method, status in tried.items() if status != 405}
    assert taken == {name: set(METHODS.get(name, SAFE)) for name in OWN}


@pytest.mark.parametrize("person", ["manager", None])
def test_nothing_is_taken_without_the_forms_token(scene, person):
    client = Client(enforce_csrf_checks=True)
    if person:
        client.force_login(scene.world.people[person])
    before, wrong = written(), {}
    for name, row in FIRST.items():
        kind = {"content_type": "application/json"} if name in API_NAMES else {}
        for method in ("post", "put", "patch", "delete"):
            with undone():
                status = getattr(client, method)(path_of(row, scene), {}, **kind).status_code
            # Where the API does not ask who calls, there is no session to misuse, and no such method.
            nameless = name == "api-verify" or (name == "api-schema" and person is None)
            unknown = person is None and name in API_NAMES
            if status != (405 if nameless else 401 if unknown else 403):
                wrong[f"{method} {name}"] = status
    assert wrong == {}
    assert written() == before

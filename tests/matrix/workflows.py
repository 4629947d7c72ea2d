"""The rows of how it changes: page requests and decisions, by page and by API."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from tests.matrix.row import (
    ABROAD,
    EVERYONE,
    EXIT_READERS,
    HYDRO,
    LEADERS,
    MANAGERS,
    ONLOOKERS,
    READERS,
    SIGNED_IN,
    Row,
    public,
    reserved,
)
from tests.scene import Scene
from tests.ways import REFUSAL
from tests.world import VOUCHED
from workflows.requests.mail_links import token_for


def move_of_request(move: str, thing: str, allowed: set[str] | frozenset[str], **words: str) -> Row:
    """A move of a request of hydro: done (303) for some, refused to those who only see it, not there for the rest."""
    return Row(
        "requests:move",
        f"{move} {thing}",
        args=lambda scene: {"pk": scene.requests[thing].pk, "move": move},
        method="POST",
        data=lambda scene: {"seen": scene.requests[thing].version} | words,
        answers={403: (HYDRO if thing == "draft" else READERS) - allowed, 303: allowed},
    )


def move_of_exit(move: str, thing: str, allowed: set[str] | frozenset[str], **words: str) -> Row:
    """A move of a decision of poly; one that is published is seen, and so refused, by everybody else."""
    seen_by = SIGNED_IN if thing in {"announced", "in_force"} else EXIT_READERS
    return Row(
        "exits:move",
        f"{move} {thing}",
        args=lambda scene: {"slug": scene.exits[thing].slug, "move": move},
        method="POST",
        data=lambda scene: {"seen": scene.exits[thing].version} | words,
        answers={403: seen_by - allowed, 303: allowed},
    )


def request_page(name: str, thing: str, answers: dict) -> Row:
    """A page about one request."""
    return Row(name, thing, args=lambda scene: {"pk": scene.requests[thing].pk}, answers=answers)


def exit_page(name: str, thing: str, answers: dict, visitor: int = 404) -> Row:
    """A page about one decision."""
    return Row(name, thing, args=lambda scene: {"slug": scene.exits[thing].slug}, answers=answers, visitor=visitor)


def step_of_request(step: str, thing: str, answers: dict) -> Row:
    """A step of the form about one request."""
    return Row(
        "requests:step",
        f"{step} of {thing}",
        args=lambda scene: {"pk": scene.requests[thing].pk, "step": step},
        answers=answers,
    )


def copy_of_request(thing: str, answers: dict) -> Row:
    """Asking for the same once more."""
    args = {"args": lambda scene: {"pk": scene.requests[thing].pk}}
    return Row("requests:copy", thing, **args, method="POST", answers=answers)


ASKERS = HYDRO | MANAGERS | {"neighbour", "stranger", "other_head", "other_manager"}


def answer_link(scene: Scene) -> dict:
    """The link that the head's mail would carry."""
    asked = scene.requests["submitted"]
    return {"link": token_for(asked, scene.world.head, at=timezone.now())}


REQUESTS = [
    reserved("requests:list", SIGNED_IN),
    public("requests:answer", "the head's", data=answer_link),
    Row("requests:answer", "nobody's", otherwise=404, visitor=404),
    reserved("requests:queue", {"head", "other_head", "other_manager", "other_leader"} | MANAGERS | LEADERS),
    reserved("requests:create", ASKERS),
    request_page("requests:detail", "draft", {200: HYDRO}),
    request_page("requests:detail", "submitted", {200: READERS}),
    request_page("requests:detail", "abroad", {200: ABROAD - {"other_admin"}}),
    request_page("requests:edit", "draft", {200: HYDRO}),
    request_page("requests:edit", "submitted", {303: HYDRO, 403: READERS - HYDRO}),
    *[step_of_request(step, "draft", {200: HYDRO}) for step in ("kind", "page", "publics", "plan", "people")],
    step_of_request("page", "submitted", {303: HYDRO, 403: READERS - HYDRO}),
    step_of_request("steal", "draft", {}),
    copy_of_request("draft", {303: HYDRO}),
    copy_of_request("submitted", {303: HYDRO | MANAGERS, 403: READERS - HYDRO - MANAGERS}),
    move_of_request("submit", "draft", HYDRO),
    move_of_request("withdraw", "submitted", HYDRO),
    move_of_request("endorse", "submitted", {"head"}),
    move_of_request("send_back", "submitted", {"head"}, reason="À revoir."),
    move_of_request("take", "endorsed", MANAGERS),
    move_of_request("approve", "in_review", MANAGERS),
    move_of_request("approve_with_conditions", "in_review", MANAGERS, conditions="Six mois."),
    move_of_request("ask_changes", "in_review", MANAGERS, reason="À revoir."),
    move_of_request("refuse", "in_review", MANAGERS, **REFUSAL),
    move_of_request("assign", "endorsed", MANAGERS, reviewer="manager2@example.org"),
    move_of_request("release", "in_review", MANAGERS),
    move_of_request("give_address", "approved", HYDRO, address="https://www.instagram.com/hydro.two/", **VOUCHED),
    move_of_request("reject_address", "address_given", MANAGERS, reason="Une autre."),
    move_of_request("put_online", "address_given", MANAGERS, proof="official_link", evidence="https://example.org/"),
    move_of_request("propose_override", "address_given", MANAGERS, evidence="Lettre."),
    Row(
        "requests:move",
        "unknown",
        args=lambda scene: {"pk": scene.requests["submitted"].pk, "move": "steal"},
        method="POST",
    ),
]

EXITS = [
    exit_page("exits:detail", "draft", {200: EXIT_READERS}),
    exit_page("exits:detail", "decided", {200: EXIT_READERS}),
    exit_page("exits:detail", "announced", {200: EVERYONE}),
    exit_page("exits:detail", "in_force", {200: EVERYONE}),
    exit_page("exits:detail", "abroad", {200: {"other_manager", "other_leader"}}),
    reserved("exits:create", MANAGERS | LEADERS | {"other_manager", "other_leader"}),
    reserved("exits:record", MANAGERS | {"other_manager"}),
    exit_page("exits:edit", "draft", {200: MANAGERS | LEADERS, 403: ONLOOKERS}, visitor=302),
    move_of_exit("propose", "draft", MANAGERS | LEADERS),
    move_of_exit("withdraw", "draft", MANAGERS | LEADERS),
    move_of_exit("decide", "proposed", LEADERS),
    move_of_exit("send_back", "proposed", LEADERS, reason="À revoir."),
    move_of_exit("announce", "decided", MANAGERS | LEADERS),
    move_of_exit("bring_into_force", "announced", MANAGERS | LEADERS),
    Row(
        "exits:move",
        "unknown",
        args=lambda scene: {"slug": scene.exits["draft"].slug, "move": "steal"},
        method="POST",
    ),
]


def api_request(thing: str) -> Callable[[Scene], dict]:
    """The number of a request."""
    return lambda scene: {"pk": scene.requests[thing].pk}


def api_edit(thing: str, answers: dict) -> Row:
    """A change of the title, said to be of the version that is there."""
    return Row(
        "api-page-request",
        f"edit {thing}",
        args=api_request(thing),
        method="PATCH",
        data=lambda scene: {"seen": scene.requests[thing].version, "title": "Autre titre"},
        answers=answers,
        visitor=401,
        as_json=True,
    )


def as_api(row: Row, refused: int = 401) -> Row:
    """A move of a request as another program makes it: the same answers, done is 200 and a visitor is refused."""
    answers = {200 if status == 303 else status: people for status, people in row.answers.items()}
    return replace(row, name="api-page-request-move", answers=answers, visitor=refused, as_json=True)


API = [
    public("api-schema"),
    public("api-verify", data=lambda scene: {"address": "https://www.facebook.com/hydro.example"}),
    reserved("api-page-requests", SIGNED_IN, visitor=401),
    Row(
        "api-page-requests",
        "for hydro",
        method="POST",
        data=lambda scene: {"unit": "hydro", "platform": "instagram", "title": "Une page"},
        answers={201: HYDRO | MANAGERS},
        otherwise=400,
        visitor=401,
        as_json=True,
    ),
    Row("api-page-request", "draft", args=api_request("draft"), answers={200: HYDRO}, visitor=401),
    Row("api-page-request", "submitted", args=api_request("submitted"), answers={200: READERS}, visitor=401),
    Row("api-page-request", "abroad", args=api_request("abroad"), answers={200: ABROAD - {"other_admin"}}, visitor=401),
    api_edit("draft", {200: HYDRO}),
    api_edit("submitted", {400: HYDRO, 403: READERS - HYDRO}),
    *[as_api(row) for row in REQUESTS if row.name == "requests:move"],
]

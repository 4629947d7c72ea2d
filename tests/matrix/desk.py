"""Beside the requests themselves: many at once, words about one, and who stands in for whom."""

from tests.matrix.row import HYDRO, LEADERS, MANAGERS, READERS, SIGNED_IN, Row, reserved
from tests.scene import Scene

QUEUE = {"head", "other_head", "other_manager", "other_leader"} | MANAGERS | LEADERS
DECIDERS = MANAGERS | {"other_manager"}


def _beside(name: str, method: str, answers: dict, thing: str = "submitted", **words: str) -> Row:
    return Row(
        name,
        thing,
        args=lambda scene: {"pk": scene.requests[thing].pk},
        method=method,
        data=lambda _scene: words,
        answers=answers,
    )


def _offer(scene: Scene) -> dict:
    return {"pk": scene.offer.page_request_id, "number": scene.offer.pk}


def _file(name: str, method: str, thing: str, answers: dict) -> Row:
    """A file of a draft, or of a request that was submitted with it."""
    return Row(
        name,
        thing,
        args=lambda scene: {"pk": scene.files[thing].page_request_id, "number": scene.files[thing].pk},
        method=method,
        answers=answers,
    )


def _saved_view(scene: Scene) -> dict:
    return {"pk": scene.saved_view.pk}


def _foreign_file(scene: Scene) -> dict:
    return {"pk": scene.requests["submitted"].pk, "number": scene.files["with_file"].pk}


DESK = [
    Row(
        "requests:bulk",
        data=lambda _scene: {"move": "approve"},
        answers={200: DECIDERS, 404: QUEUE - DECIDERS},
        otherwise=403,
    ),
    Row(
        "requests:bulk",
        method="POST",
        data=lambda scene: {"move": "approve", "pick": f"{scene.requests['in_review'].pk}:1"},
        answers={200: DECIDERS, 404: QUEUE - DECIDERS},
        otherwise=403,
    ),
    reserved("requests:queue_csv", QUEUE),
    reserved("requests:views", QUEUE),
    Row("requests:views", method="POST", answers={422: QUEUE}, otherwise=403),
    Row("requests:view_change", args=_saved_view, method="POST", answers={303: {"manager"}}),
    Row("requests:view_forget", args=_saved_view, method="POST", answers={303: {"manager"}}),
    # What is refused here is said on the request's own page.
    _beside("requests:comment", "POST", {303: READERS | HYDRO}, text="Bien."),
    _beside("requests:advise", "POST", {303: READERS | HYDRO}, text="Prudence."),
    _beside("requests:priority", "POST", {303: READERS | HYDRO}, priority="1"),
    Row(
        "requests:comment_erase",
        args=lambda scene: {"pk": scene.comment.page_request_id, "number": scene.comment.pk},
        method="POST",
        answers={303: READERS - HYDRO},
    ),
    _beside("requests:letter", "GET", {200: READERS}, thing="approved"),
    _beside("requests:letter", "GET", {}, thing="submitted"),
    _beside("requests:serving", "GET", {200: HYDRO}, thing="draft"),
    _beside("requests:serving", "POST", {}, thing="draft", account="nowhere"),
    _beside("requests:files", "GET", {200: HYDRO}, thing="draft"),
    _beside("requests:files", "GET", {303: HYDRO, 403: READERS - HYDRO}, thing="with_file"),
    _beside("requests:files", "POST", {422: HYDRO}, thing="draft"),
    _beside("requests:files", "POST", {303: HYDRO, 403: READERS - HYDRO}, thing="with_file"),
    _file("requests:file", "GET", "draft", {200: HYDRO}),
    _file("requests:file", "GET", "with_file", {200: READERS}),
    Row("requests:file", "another's", args=_foreign_file),
    _file("requests:file_remove", "GET", "draft", {200: HYDRO}),
    _file("requests:file_remove", "GET", "with_file", {303: HYDRO, 403: READERS - HYDRO}),
    _file("requests:file_remove", "POST", "draft", {303: HYDRO}),
    _file("requests:file_remove", "POST", "with_file", {303: HYDRO, 403: READERS - HYDRO}),
    Row("requests:offer", args=_offer, answers={200: MANAGERS}),
    Row("requests:offer", args=_offer, method="POST", answers={422: MANAGERS}),
    reserved("organisation:stand_ins", SIGNED_IN),
    Row("organisation:stand_ins", method="POST", answers={422: SIGNED_IN}),
    Row(
        "organisation:stand_in_end",
        args=lambda scene: {"pk": scene.stand_in.pk},
        method="POST",
        answers={303: {"head", "neighbour"}},
    ),
]

"""Files of a request: who attaches, removes and downloads them, what is kept of them, and whose eyes they close."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.organisation import actions as organisation
from registry.organisation.models import Role
from registry.organisation.permissions import NotAllowed
from tests.scene import undone
from tests.workflows.requests.asking import API, PAGE
from tests.workflows.requests.files import GOOD, HOSTILE, PDF, other
from workflows.machine import Refused
from workflows.requests.attachments import attach, remove
from workflows.requests.file_kinds import MOST_FILES
from workflows.requests.models import Attachment, Contribution, PageRequest
from workflows.requests.moving import Stale
from workflows.requests.states import State

INSIDE = {"author", "colleague", "head", "steward"}
FILES = "requests:files"


@pytest.fixture
def draft(world):
    return world.draft()


def attached(world, asked, name: str = "Charte.pdf", who: str = "author", data: bytes = PDF) -> Attachment:
    return attach(asked, actor=world.people[who], at=world.tick(), name=name, data=data)


def send(client, asked, name: str, data: bytes):
    """What a browser posts, its file name included."""
    return client.post(reverse(FILES, args=[asked.pk]), {"file": SimpleUploadedFile(name, data)})


def address(row: Attachment) -> str:
    return reverse("requests:file", args=[row.page_request_id, row.pk])


def body(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_comes_back_byte_for_byte(as_, draft, name):
    client = as_("author")
    assert send(client, draft, name, GOOD[name]).status_code == 303
    row = Attachment.objects.get()
    assert (row.name, row.size) == (name, len(GOOD[name]))
    assert row.sha256 == hashlib.sha256(GOOD[name]).hexdigest()
    response = client.get(address(row))
    assert response.content == GOOD[name]
    assert response["Content-Type"] == row.media_type
    assert name in body(client.get(reverse("requests:edit", args=[draft.pk])))


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_one_leaves_nothing_behind(as_, draft, what):
    name, data, words = HOSTILE[what]
    response = send(as_("author"), draft, name, data)
    assert response.status_code == 422
    assert words in body(response)
    assert 'href="#id_file"' in body(response)
    assert not Attachment.objects.exists()
    assert Contribution.objects.count() == 1
    assert not Event.objects.filter(verb=Verb.REQUEST_FILE_ADDED).exists()


def test_no_file_chosen_is_said_so(as_, draft):
    response = as_("author").post(reverse(FILES, args=[draft.pk]))
    assert response.status_code == 422
    assert 'href="#id_file"' in body(response)


NAMES = ["a.pdf\r\nSet-Cookie: x=1.pdf", "../../a.pdf", 'a";filename="b.exe.pdf', "été à l’École.pdf", "\u202egpj.pdf"]


@pytest.mark.parametrize("told", NAMES)
def test_a_name_never_leaves_its_header(world, as_, draft, told):
    row = attached(world, draft, told)
    response = as_("author").get(address(row))
    said = response.headers["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert said.isascii()
    assert said.isprintable()
    assert not set("/\\") & set(said)
    assert response.content == PDF
    assert "Set-Cookie" not in response.headers


def test_a_download_is_saved_and_never_run(world, as_, draft):
    row = attached(world, draft, "notes.txt", data=b"a < b")
    headers = as_("author").get(address(row)).headers
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert "sandbox" in headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]


def may(world, action) -> set[str]:
    able = set()
    for name, person in world.people.items():
        with undone():
            try:
                action(person)
            except NotAllowed:
                continue
            able.add(name)
    return able


def test_whoever_may_write_in_the_request_attaches_and_removes(world, draft):
    row = attached(world, draft)
    assert may(world, lambda who: attach(draft, actor=who, at=world.at, name="b.pdf", data=other(1))) == INSIDE
    assert may(world, lambda who: remove(row, actor=who, at=world.at)) == INSIDE


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.RETURNED)])
def test_what_is_submitted_keeps_its_files_as_they_are(world, as_, state):
    asked = world.request(state)
    row = Attachment.objects.create(
        page_request=asked,
        name="a.pdf",
        media_type="application/pdf",
        size=4,
        content=b"%PDF",
        by=world.author,
        at=world.at,
    )
    with pytest.raises(Refused):
        attached(world, asked)
    with pytest.raises(Refused):
        remove(row, actor=world.author, at=world.tick())
    response = send(as_("author"), asked, "b.pdf", PDF)
    assert response["Location"] == asked.get_absolute_url()
    as_("author").post(reverse("requests:file_remove", args=[asked.pk, row.pk]))
    assert Attachment.objects.get().removed_at is None
    assert PageRequest.objects.get().version == asked.version


def test_a_request_that_came_back_takes_files_again(world, as_):
    asked = world.request(State.RETURNED)
    assert send(as_("colleague"), asked, "Charte.pdf", PDF).status_code == 303
    assert Contribution.objects.latest("version").round == 2


def test_to_attach_is_to_write(world, draft):
    attached(world, draft, who="colleague")
    asked = PageRequest.objects.get()
    assert asked.version == 2
    wrote = Contribution.objects.get(version=2)
    assert (wrote.user, wrote.content) == (world.colleague, Contribution.objects.get(version=1).content)
    with pytest.raises(Stale):
        world.move(draft, "submit", "author")
    assert world.move(asked, "submit", "author").state == State.SUBMITTED


# Who touched a file → by which moves the request comes to where they would answer, and their answer.
ANSWERS = {
    "head": ([], "endorse"),
    "colleague": ([("endorse", "head"), ("take", "manager")], "approve"),
}


@pytest.mark.parametrize("door", [PAGE, API], ids=str)
@pytest.mark.parametrize("deed", ["attach", "remove"])
@pytest.mark.parametrize("who", ANSWERS)
def test_whoever_touched_a_file_neither_endorses_nor_decides(world, as_, who, deed, door):
    organisation.grant(world.colleague, world.poly, Role.MANAGER, actor=world.admin, at=world.tick())
    draft = world.draft()
    row = attached(world, draft, who=who if deed == "attach" else "author")
    if deed == "remove":
        remove(row, actor=world.people[who], at=world.tick())
    asked = world.move(PageRequest.objects.get(), "submit", "author")
    steps, answer = ANSWERS[who]
    for move, by in steps:
        asked = world.move(asked, move, by)
    assert door.move(as_(who), asked, answer).status_code == 403
    assert PageRequest.objects.get().version == asked.version


def test_what_is_removed_is_erased(world, as_, draft):
    row = attached(world, draft)
    where = reverse("requests:file_remove", args=[draft.pk, row.pk])
    assert f'href="{where}"' in body(as_("colleague").get(reverse(FILES, args=[draft.pk])))
    assert "Retirer le fichier</button>" in body(as_("colleague").get(where))
    assert Attachment.objects.get().removed_at is None
    assert as_("colleague").post(where).status_code == 303
    row.refresh_from_db()
    assert (bytes(row.content), bool(row.removed_at)) == (b"", True)
    assert as_("author").get(address(row)).status_code == 404
    assert "Charte.pdf" not in body(as_("author").get(draft.get_absolute_url()))
    assert PageRequest.objects.get().version == 3
    for again in (as_("author").post(where, follow=True), as_("author").get(where, follow=True)):
        assert "déjà retiré" in body(again)
    assert PageRequest.objects.get().version == 3


def test_the_journal_says_what_was_attached_and_names_nobody(world, draft):
    row = attached(world, draft, "Évaluation de Jean Tremblay.pdf")
    remove(row, actor=world.author, at=world.tick())
    added, removed = Event.objects.about(draft).filter(verb__startswith="request.file").order_by("at")
    facts = {"attachment": row.pk, "sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}
    assert added.facts == facts | {"version": 2}
    assert removed.facts == facts | {"version": 3}


def test_ten_at_most_and_each_once(world, as_, draft):
    for number in range(MOST_FILES):
        attached(world, draft, f"{number}.pdf", data=other(number))
    assert "id_file" not in body(as_("author").get(reverse(FILES, args=[draft.pk])))
    response = send(as_("author"), draft, "11.pdf", other(11))
    assert (response.status_code, "dix fichiers" in body(response)) == (422, True)
    first = Attachment.objects.earliest("pk")
    remove(first, actor=world.author, at=world.tick())
    with pytest.raises(Refused, match=r"1\.pdf"):
        attached(world, draft, "autre nom.pdf", data=other(1))
    attached(world, draft, "0.pdf", data=other(0))
    assert Attachment.objects.filter(removed_at=None).count() == MOST_FILES


def test_a_file_is_reached_by_its_own_request_only(world, as_, draft):
    row = attached(world, draft)
    elsewhere = world.draft()
    assert as_("author").get(reverse("requests:file", args=[elsewhere.pk, row.pk])).status_code == 404
    assert as_("author").post(reverse("requests:file_remove", args=[elsewhere.pk, row.pk])).status_code == 404
    assert Attachment.objects.get().removed_at is None


def test_every_reader_is_shown_what_who_and_when(world, as_, draft):
    attached(world, draft, who="colleague")
    asked = world.move(PageRequest.objects.get(), "submit", "author")
    html = body(as_("manager").get(asked.get_absolute_url()))
    for words in ("Charte.pdf", world.colleague.full_name, address(Attachment.objects.get())):
        assert words in html
    told = as_("manager").get(reverse("api-page-request", args=[asked.pk])).json()["attachments"]
    assert [(each["name"], each["by"], each["size"]) for each in told] == [
        ("Charte.pdf", "colleague@example.org", len(PDF))
    ]
    assert as_("manager").get(told[0]["url"]).content == PDF


def test_no_list_reads_what_the_files_hold(world, as_, draft):
    for number in range(3):
        attached(world, draft, f"{number}.pdf", data=other(number))
    client = as_("author")
    pages = [draft.get_absolute_url(), reverse("api-page-request", args=[draft.pk])]
    for page in [*pages, reverse(FILES, args=[draft.pk]), reverse("requests:edit", args=[draft.pk])]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page).status_code == 200
        about = [each["sql"] for each in queries if "workflows_attachment" in each["sql"]]
        assert len(about) == 1, page
        assert '"workflows_attachment"."content"' not in about[0]


def test_what_came_and_went_between_two_submissions_is_shown(world, as_, draft):
    stays, goes = (
        attached(world, draft, f"{name}.pdf", data=other(place)) for place, name in enumerate(("reste", "part"))
    )
    asked = world.move(PageRequest.objects.get(), "submit", "author")
    asked = world.move(asked, "send_back", "head", reason="La charte ?")
    remove(goes, actor=world.author, at=world.tick())
    attached(world, asked, "vient.pdf", data=other(7))
    passing = attached(world, asked, "passe.pdf", data=other(8))
    remove(passing, actor=world.author, at=world.tick())
    for _state in ("being written", "handed in"):
        shown = as_("head").get(draft.get_absolute_url()).context["resubmission"]
        assert (shown.attached, shown.removed) == (["vient.pdf"], ["part.pdf"])
        asked = PageRequest.objects.get()
        if asked.is_editable:
            world.move(asked, "submit", "author")
    html = body(as_("head").get(draft.get_absolute_url()))
    assert ("<ins>vient.pdf</ins>" in html, "<del>part.pdf</del>" in html, stays.name in html) == (True, True, True)


def test_a_copy_brings_no_files(world, as_, draft):
    attached(world, draft)
    as_("author").post(reverse("requests:copy", args=[draft.pk]))
    assert Attachment.objects.get().page_request == draft

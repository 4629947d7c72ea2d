"""Files of a request at a browser without scripts: attached, refused, removed, submitted with; then saved by who decides."""

from pathlib import Path

import pytest

from tests.e2e.walking import Street
from tests.workflows.requests.files import HOSTILE, PDF, PNG
from workflows.requests.states import State

pytestmark = pytest.mark.chromium


def chosen(tmp_path: Path, name: str, data: bytes) -> Path:
    """A file on the person's own disk."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


def attach(person, path: Path) -> None:
    person.page.get_by_label("Fichier à joindre").set_input_files(path)
    person.press("Joindre ce fichier")


def test_a_charter_goes_with_the_request_without_a_script(street, committed_world, tmp_path):
    draft = committed_world.draft()
    with Street(street.browser, street.site, javascript=False).person("author@example.org") as author:
        author.page.goto(street.site + draft.get_absolute_url())
        author.go("Joindre un fichier")
        attach(author, chosen(tmp_path, "Maquette été.png", PNG))
        author.reads("Fichier joint : Maquette été.png")
        attach(author, chosen(tmp_path, "Charte éditoriale.pdf", PDF))
        attach(author, chosen(tmp_path, "logiciel.pdf", HOSTILE["a program renamed"][1]))
        author.reads("Erreur : à revoir avant l’envoi", "porte un faux nom")
        author.go("Retirer Maquette été.png")
        author.reads("Le fichier sera effacé pour de bon")
        author.press("Retirer le fichier")
        author.reads("Fichier retiré : Maquette été.png")
        author.go("Relire et soumettre")
        author.reads("Charte éditoriale.pdf")
        author.press("Soumettre la demande")
        author.reads("La demande est soumise.", "Charte éditoriale.pdf")
        author.does_not_read("Joindre ou retirer un fichier")
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    with street.person("manager@example.org") as manager:
        manager.page.goto(street.site + draft.get_absolute_url())
        with manager.page.expect_download() as download:
            manager.go("Charte éditoriale.pdf")
        assert download.value.suggested_filename == "Charte éditoriale.pdf"
        assert Path(download.value.path()).read_bytes() == PDF

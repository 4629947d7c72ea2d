"""A manager brings a file like a real one, sees what it would do, says yes, and answers for the day of a wrong year."""

from pathlib import Path

import pytest
from django.urls import reverse

from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.states import Doubt, Reply
from tests.e2e.access import faults
from tests.e2e.walking import Street
from tests.registry.transfer.counts.seeded import csv_of, made, register, wide_rows
from tests.world import World

pytestmark = pytest.mark.chromium

NAME = "releves-2011-2014.csv"


def test_a_file_from_the_grid_to_the_answer(street: Street, committed_world: World, tmp_path: Path):
    register(committed_world, 60)
    file = made(4, accounts=60)
    (tmp_path / NAME).write_bytes(csv_of(wide_rows(file)))
    slip = file.days[file.slip]
    with street.person("manager@example.org") as manager:
        page, found = manager.page, {}
        page.goto(street.site + reverse("followers:grid"))
        manager.go("Reprendre un fichier de relevés")
        manager.headed("Reprendre un fichier de relevés")
        found["upload"] = faults(page)
        page.get_by_label("Fichier").set_input_files(tmp_path / NAME)
        manager.press("Voir le plan")
        manager.headed("Plan de reprise des relevés")
        manager.reads(NAME, "Tout le relevé semble daté d’une autre année", str(slip.year + 1), "n’est pas un nombre")
        assert not FollowerCount.objects.exists()
        found["plan"] = faults(page)
        page.locator("main").get_by_role("button").click()
        manager.reads("Les relevés du fichier sont consignés")
        manager.headed(NAME)
        found["file"] = faults(page)
        form = page.locator("form", has=page.locator(f'input[value="followers:{slip}:file_date"]'))
        form.get_by_label("Les garder sous l’année qui convient").check()
        form.get_by_label("Ce qui le montre").fill("Le bordereau est de l’année suivante.")
        form.get_by_role("button").click()
        manager.reads("Votre réponse est consignée")
        manager.does_not_read("Tout le relevé semble daté d’une autre année")
    assert found == {"upload": [], "plan": [], "file": []}
    moved = QuestionedCount.objects.filter(doubt=Doubt.FILE_DATE, file=CountFile.objects.get())
    assert set(moved.values_list("reply", "count__day")) == {(Reply.KEPT, slip.replace(year=slip.year + 1))}

"""A file like real ones, brought by its page: each figure is kept, questioned or refused, and the wrong year as a whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registry.audit.models import Event
from registry.audit.verbs import Verb
from registry.followers.models import CountFile, FollowerCount, QuestionedCount
from registry.followers.states import Doubt, Method
from registry.transfer.models import ImportFile
from tests.registry.transfer.counts.seeded import Made, csv_of, long_rows, made, register, wide_rows, xlsx_of

KINDS = {
    "long": ("releves.csv", lambda file: csv_of(long_rows(file))),
    "wide": ("releves.csv", lambda file: csv_of(wide_rows(file), "utf-8", ",")),
    "workbook": ("releves.xlsx", xlsx_of),
}


def bring(client, name: str, data: bytes, **words: object):
    """The upload, then the yes; the address of the file's page."""
    sent = client.post(reverse("figures:upload"), {"file": SimpleUploadedFile(name, data)} | words)
    assert sent.status_code == 303, sent.content.decode()[:2000]
    return client.post(f"{sent.headers['Location']}apply/")


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (FollowerCount, QuestionedCount, CountFile, Event))


@pytest.mark.parametrize(("kind", "seed"), [("long", 0), ("wide", 1), ("workbook", 2)])
def test_every_point_is_kept_or_named(world, as_, kind, seed):
    register(world)
    file: Made = made(seed)
    name, write = KINDS[kind]
    manager = as_("manager")
    done = bring(manager, name, write(file))
    brought = CountFile.objects.get()
    assert done.headers["Location"] == reverse("figures:file", args=[brought.pk])
    facts = Event.objects.get(verb=Verb.FOLLOWERS_FILE).facts
    kept, asked = FollowerCount.objects.count(), QuestionedCount.objects.count()
    assert facts == {
        "first_day": min(file.days).isoformat(),
        "last_day": max(file.days).isoformat(),
        "kept": kept,
        "questioned": asked,
        "refused": file.unreadable(),
    }
    assert kept + asked + file.unreadable() == len(file.values)
    assert len(brought.refused) == file.unreadable()
    assert set(FollowerCount.objects.values_list("method", "source").distinct()) == {(Method.FILE, name)}

    wrong = QuestionedCount.objects.filter(doubt=Doubt.FILE_DATE)
    slip = file.days[file.slip]
    assert set(wrong.values_list("day", "snapshot", "facts__year")) == {
        (slip, f"followers:{slip}:file_date", slip.year + 1)
    }
    assert not FollowerCount.objects.filter(day=slip).exists()
    fell = QuestionedCount.objects.filter(doubt=Doubt.FILE_FELL)
    assert set(fell.values_list("day", flat=True)) == {file.days[column] for column in file.falling}
    assert asked - wrong.count() - fell.count() < 0.02 * len(file.values)

    before = everything()
    again = bring(manager, name, write(file))
    assert again.headers["Location"] == reverse("figures:upload")
    assert everything() == before
    assert ImportFile.objects.exclude(report={}).count() == 2


def test_nothing_is_written_before_the_yes(world, as_, django_assert_max_num_queries):
    register(world)
    file = made(3)
    manager = as_("manager")
    before = everything()
    sent = manager.post(reverse("figures:upload"), {"file": SimpleUploadedFile("releves.csv", csv_of(wide_rows(file)))})
    with django_assert_max_num_queries(25):
        page = manager.get(sent.headers["Location"]).content.decode()
    assert everything() == before
    assert "Tout le relevé semble daté d’une autre année" in page
    assert f"{file.days[file.slip].year + 1}</td>" in page
    assert "Tout le fichier baisse d’un coup" in page
    assert "n’est pas un nombre" in page

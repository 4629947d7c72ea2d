"""Odd files, brought by their page: each is read, or answered beside its field."""

from datetime import date

import pytest

from registry.followers.models import FollowerCount
from registry.transfer import limits
from registry.transfer.models import ImportFile
from tests.registry.transfer.counts.seeded import csv_of
from tests.registry.transfer.counts.test_seeded import bring
from tests.registry.transfer.counts.test_views import X, lines, sent
from tests.registry.transfer.files import repacked, workbook

ODD = {
    "empty": (b"", "Le fichier est vide."),
    "blank": (b"\r\n ; \r\n", "Le fichier est vide."),
    "one column": (b"Compte\nhttps://x.com/a\n", "n’a pas été compris"),
    "200 columns of words": (
        ";".join(["x"] * 200).encode() + b"\n" + ";".join(["y"] * 200).encode(),
        "n’a pas été compris",
    ),
    "too many columns": (b"a," * limits.FIGURES.columns + b"a\n", "colonnes"),
    "too many cells": ((b"1," * 299 + b"1\n") * (limits.CELLS // 300 + 1), "400000 cases"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", "n’est ni un CSV ni un classeur"),
    "damaged": (workbook({"a": [["x"]]})[:-40], "abîmé"),
    "bomb": (
        repacked(workbook({"a": [["x"]]}), {"xl/worksheets/sheet1.xml": b"<c>" + b" " * 60_000_000}),
        "se déplie en bien plus",
    ),
    "two orders": (b"Adresse,Date,Nombre\nhttps://x.com/a,01/02/2024,5\n", "se lisent de plusieurs façons"),
}


@pytest.fixture
def manager(as_):
    return as_("manager")


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_answered_beside_its_field(world, manager, name):
    data, sentence = ODD[name]
    answer = sent(manager, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_and_two_hundred_days(world, manager, encoding):
    world.account(X)
    days = [date(2020, 1, 6).fromordinal(date(2020, 1, 6).toordinal() + 7 * week).isoformat() for week in range(200)]
    rows = [["Nom du comité", "Adresse", *days], ["Énergie", X, *(f"1\u00a0{200 + week}" for week in range(200))]]
    bring(manager, "releves.csv", csv_of(rows, encoding))
    assert FollowerCount.objects.count() == 200
    assert set(FollowerCount.objects.values_list("value", flat=True)) == set(range(1200, 1400))


def test_the_order_of_days_can_be_said(world, manager):
    world.account(X)
    data = lines(f"{X};01/02/2024;1 200")
    assert sent(manager, data).status_code == 422
    bring(manager, "releves.csv", data, dates="month")
    assert FollowerCount.objects.get().day == date(2024, 1, 2)


def test_a_year_of_two_figures_can_be_said_to_come_first(world, manager):
    world.account(X)
    data = lines(f"{X};24-03-12;1 200")
    assert sent(manager, data).status_code == 422
    bring(manager, "releves.csv", data, dates="year")
    assert FollowerCount.objects.get().day == date(2024, 3, 12)

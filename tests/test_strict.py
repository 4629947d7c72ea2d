"""The rules that every test runs under do go red."""

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db import connection
from django.forms import ModelChoiceField
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import path

from registry.organisation.models import Unit
from tests.strict import ChanceOrder, UndefinedVariable, WriteByGet


def writes(request):
    Unit.objects.update(country="CA")
    return HttpResponse("written")


def locks(request):
    list(Unit.objects.select_for_update())
    return HttpResponse("locked")


urlpatterns = [path("writes/", writes), path("locks/", locks)]


@pytest.mark.parametrize(
    "source",
    [
        "{{ nobody }}",
        "{{ person.surname }}",
        "{{ nobody|upper }}",
        "{% if yes %}{{ nobody }}{% endif %}",
        "{% load i18n %}{% blocktranslate %}Bonjour {{ nobody }}{% endblocktranslate %}",
        '{% include "components/who.html" with person=nobody only %}',
    ],
)
def test_an_undefined_variable_fails(source):
    with pytest.raises(UndefinedVariable):
        Template(source).render(Context({"yes": True, "person": {"name": "Inès"}}))


@pytest.mark.parametrize("source", ["{% if nobody %}x{% endif %}", "{% firstof nobody 'x' %}", "{{ empty }}"])
def test_what_may_be_missing_does_not(source):
    Template(source).render(Context({"empty": ""}))


@pytest.mark.django_db
def test_rows_without_an_order_do_not_reach_a_template():
    template = Template("{% for unit in units %}{{ unit.pk }}{% endfor %}")
    template.render(Context({"units": Unit.objects.order_by("pk")}))
    with pytest.raises(ChanceOrder):
        template.render(Context({"units": Unit.objects.order_by()}))


@pytest.mark.django_db
def test_choices_without_an_order_do_not_reach_a_form():
    with pytest.raises(ChanceOrder):
        list(ModelChoiceField(Unit.objects.order_by()).choices)


@pytest.mark.django_db
def test_pages_without_an_order_are_an_error():
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Unit.objects.order_by(), 2).page(1)


def test_rows_without_an_order_are_shuffled(world):
    orders = {tuple(Unit.objects.order_by().values_list("pk", flat=True)) for _ in range(40)}
    assert len(orders) > 1
    assert len({tuple(Unit.objects.values_list("pk", flat=True)) for _ in range(10)}) == 1


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("route", ["/writes/", "/locks/"])
def test_a_get_that_writes_fails(route, settings):
    settings.MIDDLEWARE = []
    with pytest.raises(WriteByGet):
        Client().get(route)
    assert not connection.execute_wrappers


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_post_may_write(settings):
    settings.MIDDLEWARE = []
    assert Client().post("/writes/").status_code == 200

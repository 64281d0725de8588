"""The mandate: written by the lots, accepted by each ledartröja."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from initiatives.models import Mandate
from roles.permissions import Role
from tests.factories import MandateFactory, PersonFactory, give, give_new

ACCEPT = "Jag accepterar mandatet"


def url(name, row):
    return reverse(f"initiatives:{name}", args=[row.pk])


def test_new_wording_is_accepted_anew(world, client_for):
    lots = client_for(world.lots)
    response = lots.post(
        url("mandate_new", world.own), {"text": "Ny lydelse.", "issued_on": localdate().isoformat()}
    )
    assert response.url == url("mandates", world.own)
    second = Mandate.objects.get(number=2)
    assert second.issued_by == world.lots

    leader = client_for(world.ledartroja)
    page = leader.get(url("mandates", world.own)).text
    assert page.count(ACCEPT) == 1
    assert "Ny lydelse." in page
    assert world.mandate.text in page
    answer = leader.post(url("mandate_accept", second), follow=True)
    assert "Tack! Du har accepterat mandatet." in answer.text
    assert ACCEPT not in answer.text
    assert list(second.acceptances.values_list("person", flat=True)) == [world.ledartroja.pk]
    assert "har inte accepterat än" in answer.text


def test_only_a_ledartroja_is_asked(world, client_for):
    MandateFactory(initiative=world.own)
    for name in ("lots", "fadder", "coach", "teammedlem", "medarbetare", "other_ledartroja"):
        page = client_for(getattr(world, name)).get(url("mandates", world.own))
        assert ACCEPT not in page.text, name


def test_replaced_one_is_not_accepted(world, client_for):
    new = give_new(Role.LEDARTROJA, world.own)
    MandateFactory(initiative=world.own)
    answer = client_for(new).post(url("mandate_accept", world.mandate), follow=True)
    assert "Det finns ett nyare mandat." in answer.text
    assert not world.mandate.acceptances.filter(person=new).exists()


def test_form_starts_from_the_last_wording(world, client_for):
    page = client_for(world.lots).get(url("mandate_new", world.own)).text
    assert world.mandate.text in page
    assert f'value="{localdate().isoformat()}"' in page


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "måste fyllas i"),
        ("Hjälp 811218-9876", "personnummer"),
        (None, "Texten är densamma som i mandat 1."),
    ],
)
def test_refused_mandate_keeps_what_was_typed(world, client_for, text, error):
    text = world.mandate.text if text is None else text
    page = client_for(world.lots).post(
        url("mandate_new", world.own), {"text": text, "issued_on": localdate().isoformat()}
    )
    assert page.status_code == 422
    assert error in page.text
    assert text in page.text
    assert Mandate.objects.filter(initiative=world.own).count() == 1


def test_initiative_without_a_mandate(world, client_for):
    page = client_for(world.lots).get(url("mandates", world.far), follow=True)
    assert "Det finns inget mandat än." in page.text


@pytest.mark.parametrize("rows", [1, 60])
def test_mandates_ask_six_questions(world, client_for, queries, rows):
    for _ in range(rows):
        person = PersonFactory(unit=None)
        give(person, Role.LEDARTROJA, world.own)
        MandateFactory(initiative=world.own, issued_by=world.lots, accepted_by=[person])
    browser = client_for(world.ledartroja)
    with queries(6):
        browser.get(url("mandates", world.own))

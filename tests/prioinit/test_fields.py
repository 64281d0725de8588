"""Free text refuses personnummer; names sort the Swedish way."""

import pytest

from prioinit.fields import contains_personal_number
from roles.models import Unit
from tests.factories import UnitFactory


@pytest.mark.parametrize(
    "text",
    [
        "811218-9876",
        "Hon (19811218-9876) sa ja.",
        "8112189876",
        "811278-9873",  # samordningsnummer: the day plus 60
        "811218+9876",
    ],
)
def test_a_personal_number_is_found(text):
    assert contains_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "811218-9875",  # wrong check digit
        "811318-9876",  # no such month
        "Ring 08-123 456 78",
        "Diarienummer KS 2026-001234",
        "123456789012345678",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert not contains_personal_number(text)


@pytest.mark.django_db
def test_names_sort_with_the_swedish_letters_last():
    for name in ["Öl", "ärta", "Zebra", "Ål", "apa", "Édith"]:
        UnitFactory(name=name)
    names = list(Unit.objects.values_list("name", flat=True))
    assert names == ["apa", "Édith", "Zebra", "Ål", "ärta", "Öl"]

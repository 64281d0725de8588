"""The column that nearly every sheet begins with, and others that point to a round's people and units."""

from initiatives.models import Initiative
from programme.workbook.layout.columns import Column, Kind, of
from roles.models import Person, Unit


def initiative(path: str = "initiative.code") -> Column:
    return Column(
        "initiative",
        "Initiativ",
        Kind.LINE,
        "Initiativets kod.",
        of(Initiative, "code"),
        required=True,
        lookup=("Initiativ", "Kod"),
        path=path,
        width=20,
    )


def unit(key: str, title: str, help: str) -> Column:
    return Column(
        key,
        title,
        Kind.LINE,
        help,
        of(Unit, "code"),
        lookup=("Enheter", "Kod"),
        path=f"{key}.code",
    )


def person(key: str, title: str, help: str) -> Column:
    return Column(
        key,
        title,
        Kind.EMAIL,
        help,
        of(Person, "email"),
        lookup=("Personer", "E-post"),
        path=f"{key}.email",
        width=36,
    )

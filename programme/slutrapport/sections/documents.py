"""Dokumenten: where they live, and which files lie with the initiative."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from initiatives.models import Attachment, Initiative, Link
from prioinit.snapshots import from_plain
from programme.slutrapport.limits import shortened
from roles.models import Person


@dataclass(frozen=True)
class Linked:
    title: str
    url: str
    what: str


@dataclass(frozen=True)
class File:
    title: str
    name: str


@dataclass(frozen=True)
class Documents:
    links: tuple[Linked, ...]
    files: tuple[File, ...]


def build(initiative: Initiative, reader: Person | None) -> Documents | None:
    here = {"initiative": OuterRef("pk")}
    link = JSONObject(title="title", url="url", what="what")
    file = JSONObject(title="title", name="name")
    linked = Link.objects.kept().filter(**here).values(json=link)
    files = Attachment.objects.kept().filter(**here).values(json=file)
    rows = Initiative.objects.filter(pk=initiative.pk).values_list(
        JSONObject(links=ArraySubquery(linked), files=ArraySubquery(files)), flat=True
    )
    told = rows.get()
    if not any(told.values()):
        return None
    links = [shortened(one, "what") for one in told["links"]]
    return from_plain(Documents, told | {"links": links})

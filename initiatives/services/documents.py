"""Files of an initiative: checked, kept once, and never more than a person can look through."""

from hashlib import sha256
from typing import IO, cast

from django.core.files import File
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from initiatives.models import Attachment, Initiative
from initiatives.models.document import MOST_FILES
from initiatives.services import written
from initiatives.services.written import open_for_writing
from initiatives.uploads import check_upload, clean_name
from prioinit.errors import DomainError, check
from roles.models import Person


@transaction.atomic
def add_attachment(*, by: Person, initiative: Initiative, title: str, file: File) -> Attachment:
    """The same bytes again are the file that is there already, also when it was taken away."""
    row = open_for_writing(initiative)
    name = clean_name(file.name or "")
    kind = check_upload(cast("IO[bytes]", file), name=name, size=file.size)
    digest = _digest(file)
    same = row.attachments.filter(sha256=digest).first()
    if same:
        return restore_attachment(by=by, row=same)
    _check_room(row)
    attachment = Attachment(
        initiative=row,
        title=title,
        name=name,
        size=file.size,
        content_type=kind.content_type,
        sha256=digest,
        created_by=by,
        created_at=now(),
    )
    attachment.file.save(name, file, save=False)
    try:
        check(attachment)
        attachment.save()
    except Exception:
        attachment.file.delete(save=False)
        raise
    return attachment


@transaction.atomic
def restore_attachment(*, by: Person, row: Attachment) -> Attachment:
    initiative = open_for_writing(row.initiative)
    if row.is_gone:
        _check_room(initiative)
    return written.restore(by=by, row=row)


def _check_room(initiative: Initiative) -> None:
    if initiative.attachments.kept().count() >= MOST_FILES:
        raise DomainError(
            _("Ni har redan 30 filer här. Ta bort någon, eller länka till där filerna bor.")
        )


def _digest(file: File) -> str:
    found = sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()

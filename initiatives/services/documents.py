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


def add_attachment(*, by: Person, initiative: Initiative, title: str, file: File) -> Attachment:
    """The same bytes again are the file that is there already, also when it was taken away.

    The disk knows of no transactions: what was written to it goes when the row does not come to stay.
    """
    attachment = Attachment(initiative=initiative, title=title, created_by=by)
    try:
        with transaction.atomic():
            return _add(attachment, file)
    except Exception:
        if attachment.file:
            attachment.file.delete(save=False)
        raise


def _add(attachment: Attachment, file: File) -> Attachment:
    row, by = open_for_writing(attachment.initiative), attachment.created_by
    name = clean_name(file.name or "")
    kind = check_upload(cast("IO[bytes]", file), name=name, size=file.size)
    digest = _digest(file)
    same = row.attachments.filter(sha256=digest).first()
    if same:
        return restore_attachment(by=by, row=same)
    _check_room(row)
    attachment.name, attachment.size, attachment.sha256 = name, file.size, digest
    attachment.content_type, attachment.created_at = kind.content_type, now()
    attachment.file.save(name, file, save=False)
    check(attachment)
    attachment.save()
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

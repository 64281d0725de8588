"""Dokument: links to where they live, files that are kept here, and how well it must all be protected."""

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from initiatives.forms.document import (
    AttachmentForm,
    ClassificationForm,
    LinkForm,
    UploadForm,
)
from initiatives.models import Attachment, Initiative, Link
from initiatives.models.document import MOST_FILES
from initiatives.policy.initiatives import may_edit_work
from initiatives.services import classifications, documents, written
from initiatives.views.initiatives import with_round
from initiatives.views.written import Noun, Visit, WrittenPage
from prioinit.htmx import render_page
from roles.access import requires
from roles.permissions import Perm

# A file that a browser opens in spite of all runs nothing and reaches nothing.
FILE_POLICY = "default-src 'none'; sandbox"

LINK = Noun("lank", Link, LinkForm, gettext_lazy("Länken är borttagen."), "link_restore")
ATTACHMENT = Noun(
    "bilaga",
    Attachment,
    AttachmentForm,
    gettext_lazy("Filen är borttagen."),
    "attachment_restore",
)
page = WrittenPage("initiatives:documents", LINK, ATTACHMENT, target="dokument")


@page.shown
def document_page(request: HttpRequest, initiative: Initiative, visit: Visit) -> HttpResponse:
    may_edit = may_edit_work(request.user, initiative)
    decided = list(initiative.classifications.select_related("by"))
    newest = decided[0] if decided else None
    files = list(initiative.attachments.kept().select_related("created_by"))
    context = page.context(request, initiative, visit, may_edit=may_edit) | {
        "newest": newest,
        "earlier": decided[1:],
        "links": list(initiative.links.kept()),
        "files": files,
        "has_room": len(files) < MOST_FILES,
    }
    if may_edit:
        context |= {
            "link_form": visit.form("link", LinkForm()),
            "upload_form": visit.form("upload", UploadForm()),
            "classification_form": visit.form("classification", ClassificationForm(newest=newest)),
        }
    return render_page(
        request,
        "initiatives/documents.html",
        context,
        fragments={"dokument": "work"},
        status=visit.status,
    )


@transaction.non_atomic_requests  # so that the service sees its commit fail, and takes the file away
@require_POST
@requires(Perm.EDIT_WORK, on=with_round)
def attachment_new(request, initiative):
    initiative.round.check_open()
    form = UploadForm(request.POST, request.FILES)

    def write():
        documents.add_attachment(by=request.user, initiative=initiative, **form.cleaned_data)

    return page.carry_out(request, initiative, form, "upload", write, _("Filen är sparad."))


@require_POST
@requires(Perm.EDIT_WORK, on=with_round)
def classify(request, initiative):
    initiative.round.check_open()
    form = ClassificationForm(request.POST, newest=initiative.classifications.first())

    def write():
        classifications.classify(by=request.user, initiative=initiative, **form.cleaned_data)

    said = _("Klassningen är sparad. Den förra finns kvar.")
    return page.carry_out(request, initiative, form, "classification", write, said)


@require_GET
@requires(Perm.READ, on=Attachment)
def attachment_file(request, attachment):
    if attachment.is_gone:
        raise Http404
    try:
        stored = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        stored,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    answer["Content-Security-Policy"] = FILE_POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


ADDED, BACK_AGAIN = gettext_lazy("Tillagt."), gettext_lazy("Tillbaka igen.")
link_new = page.add(LINK, ADDED, place="link")
link_edit, attachment_edit = map(page.edit, (LINK, ATTACHMENT))
link_remove = page.move(LINK, written.remove, undo=True)
link_restore = page.move(LINK, written.restore, BACK_AGAIN)
attachment_remove = page.move(ATTACHMENT, written.remove, undo=True)
attachment_restore = page.move(ATTACHMENT, documents.restore_attachment, BACK_AGAIN)

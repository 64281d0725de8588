from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from initiatives.forms import UpdateForm
from initiatives.models import Initiative, StatusUpdate
from initiatives.policy import initiatives as policy
from initiatives.services import updates as services
from initiatives.views.initiatives import with_round
from prioinit.errors import DomainError, EditConflict
from prioinit.htmx import render_page, wants_fragment
from prioinit.versions import conflict_page
from roles.access import can, requires
from roles.permissions import Perm

JUST_NOW_DAYS = 3
DRAFT_NOTE = "utkast"  # the part of the form that an autosave replaces


@require_http_methods(["GET", "POST"])
@requires(Perm.PUBLISH, on=with_round)
def update_write(request, initiative):
    """GET: the form, prefilled from the draft or the last update. POST: publish."""
    if not initiative.is_running:
        messages.info(
            request, _("Initiativet är inte igång än, så det finns inget läge att skriva.")
        )
        return redirect(initiative)
    if request.method == "GET":
        services.check_takes_updates(initiative)
        return _form_page(request, initiative)
    form = UpdateForm(request.POST)
    if form.is_valid():
        try:
            services.publish_update(
                by=request.user,
                initiative=initiative,
                version=form.cleaned_data["version"],
                **form.text,
            )
        except EditConflict as conflict:
            return _conflict(request, initiative, form, conflict)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tack! Lägesuppdateringen är publicerad."))
            return redirect(initiative)
    return _form_page(request, initiative, form)


@require_POST
@requires(Perm.PUBLISH, on=with_round)
def update_save_draft(request, initiative):
    """Kept as typed: the page posts this a moment after each change, or by the button."""
    form = UpdateForm(request.POST, publishing=False)
    autosave = wants_fragment(request) and request.headers.get("HX-Target") == DRAFT_NOTE
    draft = None
    if form.is_valid():
        try:
            draft = services.save_draft(
                by=request.user,
                initiative=initiative,
                version=form.cleaned_data["version"],
                **form.text,
            )
        except EditConflict as conflict:
            return _conflict(request, initiative, form, conflict)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    if autosave:
        return _draft_note(request, initiative, form, draft)
    if draft is None:
        return _form_page(request, initiative, form)
    messages.success(request, _("Utkastet är sparat. Du kan skriva klart det senare."))
    return redirect("initiatives:update_write", initiative.pk)


@require_POST
@requires(Perm.PUBLISH, on=Initiative)
def update_discard(request, initiative):
    """Throws away what the person has seen, not what someone else has written since."""
    form = UpdateForm(request.POST, publishing=False)
    form.is_valid()  # the text does not matter, only the version
    version = form.cleaned_data.get("version")
    try:
        if version is None:
            raise EditConflict(services.newest(initiative))
        services.discard_draft(by=request.user, initiative=initiative, version=version)
    except EditConflict:
        messages.error(
            request, _("Utkastet har ändrats sedan du öppnade det. Läs det innan du slänger det.")
        )
        return redirect("initiatives:update_write", initiative.pk)
    messages.success(request, _("Utkastet är borta."))
    return redirect(initiative)


@require_GET
@requires(Perm.READ, on=Initiative)
def update_list(request, initiative):
    corrections = Prefetch("corrections", StatusUpdate.objects.final(), to_attr="corrected_by")
    updates = (
        initiative.updates.final()
        .select_related("published_by", "corrects")
        .prefetch_related(corrections)
        .order_by("-number")
    )
    context = {"initiative": initiative, "updates": updates}
    return render_page(request, "initiatives/update_list.html", context)


def with_people():
    return StatusUpdate.objects.select_related(
        "initiative__round", "published_by", "edited_by", "corrects"
    )


@require_GET
@requires(Perm.READ, on=with_people)
def update_page(request, update):
    """A published one is for everyone, the draft for those around the initiative."""
    if update.is_draft and not can(request.user, Perm.READ_DRAFTS, update):
        raise Http404
    latest = services.draft_and_latest(update.initiative)[1]
    context = {
        "update": update,
        "initiative": update.initiative,
        "corrected_by": update.corrections.final().first(),
        "may_write": update.is_draft
        and policy.takes_updates(update.initiative)
        and can(request.user, Perm.PUBLISH, update),
        "may_correct": update == latest and can(request.user, Perm.PUBLISH, update),
    }
    return render_page(request, "initiatives/update.html", context)


@require_POST
@requires(Perm.PUBLISH, on=lambda: StatusUpdate.objects.final().select_related("initiative"))
def update_correct(request, update):
    try:
        services.begin_correction(by=request.user, update=update)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(update)
    return redirect("initiatives:update_write", update.initiative_id)


# --- The form ----------------------------------------------------------------------------------
def _form_page(request, initiative, form=None):
    """The form as it was posted, with what is wrong; or a fresh one."""
    draft, latest = services.draft_and_latest(initiative)
    refused = form is not None
    form = form or _prefilled(draft or latest)
    just_published = (
        latest is not None
        and latest.published_by != request.user
        and (localdate() - localdate(latest.published_at)).days < JUST_NOW_DAYS
    )
    context = {
        "initiative": initiative,
        "form": form,
        "draft": draft,
        "version": form["version"].value(),
        "latest": latest,
        "just_published": just_published,
    }
    status = 422 if refused else 200
    return render_page(request, "initiatives/update_form.html", context, status=status)


def _prefilled(source: StatusUpdate | None) -> UpdateForm:
    initial = {name: getattr(source, name) for name in services.TEXT_FIELDS} if source else {}
    return UpdateForm(initial={**initial, "version": services.form_version(source)})


def _draft_note(request, initiative, form, draft: StatusUpdate | None):
    """Where the text is now: saved, or why not. The text itself stays untouched in the page."""
    context = {
        "initiative": initiative,
        "draft": draft,
        "version": draft.version if draft else form["version"].value(),
        "refusals": [error for errors in form.errors.values() for error in errors if draft is None],
    }
    return render_page(
        request,
        "initiatives/update_form.html",
        context,
        fragments={DRAFT_NOTE: "draft_state"},
        status=200 if draft else 422,
    )


def _conflict(request, initiative, form, conflict: EditConflict):
    stored = conflict.stored
    return conflict_page(
        request,
        form=form,
        stored=stored,
        version=services.form_version(stored),
        back_url=initiative.get_absolute_url(),
        by=stored.edited_by if stored.is_draft else stored.published_by,
        at=stored.edited_at if stored.is_draft else stored.published_at,
    )

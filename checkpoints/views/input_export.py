from django.http import HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from checkpoints.inputs.export import XLSX, as_csv, as_xlsx, input_table
from checkpoints.models import Checkpoint
from initiatives.models import Round
from roles.access import requires
from roles.permissions import Perm


@require_GET
@requires(Perm.READ, on=Checkpoint)
def checkpoint_input_xlsx(request, checkpoint):
    return _file(as_xlsx(input_table(checkpoint, request.user)), XLSX, checkpoint, "xlsx")


@require_GET
@requires(Perm.READ, on=Checkpoint)
def checkpoint_input_csv(request, checkpoint):
    return _file(as_csv(input_table(checkpoint, request.user)), "text/csv", checkpoint, "csv")


@require_GET
@requires(Perm.READ, on=Round)
def round_input_xlsx(request, round_):
    return _file(as_xlsx(input_table(round_, request.user)), XLSX, round_, "xlsx")


@require_GET
@requires(Perm.READ, on=Round)
def round_input_csv(request, round_):
    return _file(as_csv(input_table(round_, request.user)), "text/csv", round_, "csv")


def _file(content: bytes, content_type: str, place, ending: str) -> HttpResponse:
    name = f"medskick-{slugify(place.name) or place.pk}.{ending}"
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

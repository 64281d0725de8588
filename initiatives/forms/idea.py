from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import Idea
from prioinit.widgets import GrowingTextarea

SCALES = ("fit", "effort", "courage")


class IdeaForm(WrittenForm):
    ids = "ide"
    fields_template = "initiatives/_idea_fields.html"

    class Meta:
        model = Idea
        fields = ["title", "text", "others", *SCALES]
        widgets = {
            "text": GrowingTextarea(attrs={"rows": 2}),
            "others": GrowingTextarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": _("Högst 120 tecken."),
            "others": _("Till exempel en förening, ett företag eller målgruppen själv."),
        }
        error_messages = {"title": {"required": _("Skriv idén i korthet.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in SCALES:
            field = self.fields[name]
            field.choices = [("", "–"), *(one for one in field.choices if one[0] != "")]

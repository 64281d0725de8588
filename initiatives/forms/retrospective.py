from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import RetrospectiveNote
from prioinit.widgets import GrowingTextarea


class RetrospectiveForm(WrittenForm):
    ids = "tillbaka"

    class Meta:
        model = RetrospectiveNote
        fields = ["kind", "text"]
        widgets = {"kind": forms.RadioSelect, "text": GrowingTextarea(attrs={"rows": 2})}
        labels = {"kind": _("nästa omgång ska"), "text": _("vad")}
        help_texts = {"text": _("En sak per rad här, så att nästa omgång kan ta dem en i taget.")}
        error_messages = {
            "text": {"required": _("Skriv vad ni vill ta med er.")},
            "kind": {"required": _("Välj om ni vill behålla, ändra eller prova.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = RetrospectiveNote.Kind.choices  # without "---------"

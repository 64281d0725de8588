from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.forms.written import WrittenForm
from initiatives.models import CoachNote
from prioinit.widgets import DateInput, GrowingTextarea


class CoachNoteForm(WrittenForm):
    ids = "steg"
    fields_template = "initiatives/_coach_fields.html"

    class Meta:
        model = CoachNote
        fields = ["next_step", "on", "due_on"]
        widgets = {
            "next_step": GrowingTextarea(attrs={"rows": 2}),
            "on": DateInput,
            "due_on": DateInput,
        }
        help_texts = {
            "next_step": _(
                "Bara vad ni kom överens om. Anteckningen är en allmän handling: "
                "skriv inte hur någon mår eller fungerar."
            ),
        }
        error_messages = {
            "next_step": {"required": _("Skriv det steg ni kom överens om.")},
            "on": {"required": _("Skriv vilken dag det var.")},
        }

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > localdate():
            raise forms.ValidationError(_("Skriv den dag det var, inte en dag framåt."))
        return on

    def clean(self):
        given = super().clean()
        on, due_on = given.get("on"), given.get("due_on")
        if on and due_on and due_on < on:
            self.add_error("due_on", _("Steget kan inte vara klart före samtalet."))
        return given

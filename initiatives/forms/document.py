from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.forms.adoption import not_in_the_future
from initiatives.forms.written import WrittenForm
from initiatives.models import Attachment, InformationClassification, Level, Link
from initiatives.uploads import ACCEPT
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea


class LinkForm(WrittenForm):
    ids = "lank"
    url = forms.URLField(
        label=_("adress"),
        max_length=500,
        assume_scheme="https",
        error_messages={
            "required": _("Skriv adressen."),
            "invalid": _("Skriv hela adressen, till exempel https://kommun.se/rapport."),
        },
    )

    class Meta:
        model = Link
        fields = ["title", "url", "what"]
        widgets = {"what": GrowingTextarea(attrs={"rows": 2})}
        error_messages = {"title": {"required": _("Skriv vad länken heter.")}}


class AttachmentForm(WrittenForm):
    """A row that is changed keeps its file: another file is another attachment."""

    ids = "bilaga"

    class Meta:
        model = Attachment
        fields = ["title"]
        error_messages = {"title": {"required": _("Skriv vad filen är.")}}


class UploadForm(AttachmentForm):
    ids = "ny-bilaga"
    file = forms.FileField(
        label=_("fil"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, bild eller kontorsfil utan makron, högst 10 MB."),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )


class ClassificationForm(forms.ModelForm):
    """Starts from the newest: most of it is usually still true."""

    fields_template = "initiatives/_classification_fields.html"

    class Meta:
        model = InformationClassification
        fields = [
            *(
                field
                for name in InformationClassification.ASPECTS
                for field in (name, f"{name}_reason")
            ),
            "decided_by",
            "decided_on",
        ]
        widgets = {
            **dict.fromkeys(InformationClassification.ASPECTS, forms.RadioSelect),
            **{
                f"{name}_reason": GrowingTextarea(attrs={"rows": 2})
                for name in InformationClassification.ASPECTS
            },
            "decided_on": DateInput,
        }
        help_texts = {
            "confidentiality": _("Vad händer om någon obehörig läser den?"),
            "correctness": _("Vad händer om den är fel eller har ändrats?"),
            "availability": _("Vad händer om ni inte kommer åt den när ni behöver den?"),
            "traceability": _("Vad händer om det inte går att se vem som gjorde vad?"),
            "decided_by": _("Namn och titel på den som äger informationen."),
        }

    def __init__(self, *args, newest: InformationClassification | None, **kwargs):
        if newest:
            names = [name for name in self.Meta.fields if name != "decided_on"]
            kwargs["initial"] = {name: getattr(newest, name) for name in names}
        kwargs.setdefault("initial", {})["decided_on"] = localdate()
        super().__init__(*args, auto_id="klassning_%s", **kwargs)
        self.fields["version"] = VersionField(newest.number if newest else 0)
        for name in InformationClassification.ASPECTS:
            self.fields[name].choices = [(one.value, f"{one.value} {one.label}") for one in Level]
            self.fields[name].error_messages["required"] = _("Välj en nivå.")
            self.fields[f"{name}_reason"].error_messages["required"] = _("Skriv varför.")
        self.fields["decided_by"].error_messages["required"] = _("Skriv vem som har beslutat.")
        self.fields["decided_on"].error_messages["required"] = _("Skriv vilken dag det beslutades.")

    @property
    def pairs(self):
        """A level and its reason, side by side."""
        return [(self[name], self[f"{name}_reason"]) for name in InformationClassification.ASPECTS]

    def clean_decided_on(self):
        return not_in_the_future(self.cleaned_data["decided_on"])

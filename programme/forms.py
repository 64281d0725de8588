from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from prioinit.documents import FinaliseForm
from prioinit.widgets import DateInput
from programme.workbook.layout import MAX_BYTES


class WorkbookUploadForm(forms.Form):
    file = forms.FileField(
        label=_("Excel-fil"),
        help_text=_("En arbetsbok som slutar på .xlsx, högst 5 MB."),
        max_length=200,
        validators=[
            FileExtensionValidator(
                ["xlsx"],
                _(
                    "Filen slutar inte på .xlsx. Öppna den i Excel eller LibreOffice och spara som "
                    "Excel-arbetsbok (.xlsx), utan makron."
                ),
            )
        ],
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Välj en fil."),
            "empty": _("Filen är tom. Välj en annan."),
        },
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Filen är större än 5 MB. Ta bort bilder och blad som inte hör till omgången.")
            )
        return upload


class FinalisePackForm(FinaliseForm):
    meeting_on = forms.DateField(label=_("Ledningsgruppens möte"), widget=DateInput)


class KindFilter(forms.Form):
    """?vad=insight&rad=12: one kind of thing, one of them."""

    vad = forms.ChoiceField(label=_("visa"), required=False)

    def __init__(self, data, kinds):
        super().__init__(data)
        self.fields["vad"].choices = [("", _("allt")), *kinds]
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def kind(self) -> str:
        return self.cleaned_data.get("vad", "")

    @property
    def record(self) -> str:
        """Its id. Of one kind alone: two things of different kinds may have the same."""
        return self.data.get("rad", "") if self.kind else ""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import StatusUpdate
from initiatives.models.update import Confidence
from prioinit.widgets import GrowingTextarea, ScaleInput


class UpdateForm(forms.ModelForm):
    """The two-minute form. `publishing` asks for what a published update must have."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confidence = forms.TypedChoiceField(
        label=_("tilltro"),
        choices=[(n, str(n)) for n in Confidence.values],
        coerce=int,
        empty_value=None,
        required=False,
        widget=ScaleInput(low=_("mycket låg"), high=_("mycket hög")),
        help_text=_("Hur säkra är ni på att målgruppen märker skillnaden i tid?"),
        error_messages={"invalid_choice": _("Välj 1–5."), "required": _("Välj 1–5.")},
    )

    class Meta:
        model = StatusUpdate
        fields = ["since_last", "next_step", "help_wanted", "confidence"]
        widgets = {
            "since_last": GrowingTextarea,
            "next_step": GrowingTextarea,
            "help_wanted": GrowingTextarea,
        }
        help_texts = {
            "since_last": _("Vad har hänt? Två, tre meningar räcker."),
        }

    def __init__(self, *args, publishing: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if publishing:
            self.fields["since_last"].required = True
            self.fields["since_last"].error_messages["required"] = _("Skriv vad som har hänt.")
            self.fields["confidence"].required = True

    def _get_validation_exclusions(self):
        """The field says 1-5; asking the database too would cost every autosave a query."""
        return super()._get_validation_exclusions() | {"confidence"}

    @property
    def text(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

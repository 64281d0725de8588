from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import StatusUpdate
from prioinit.widgets import GrowingTextarea, ScaleInput


class UpdateForm(forms.ModelForm):
    """The two-minute form. `publishing` asks for what a published update must have."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = StatusUpdate
        fields = ["since_last", "next_step", "help_wanted", "confidence"]
        widgets = {
            "since_last": GrowingTextarea,
            "next_step": GrowingTextarea,
            "help_wanted": GrowingTextarea,
            "confidence": ScaleInput(low=_("mycket låg"), high=_("mycket hög")),
        }
        help_texts = {
            "since_last": _("Vad har hänt? Två, tre meningar räcker."),
            "confidence": _("Hur säkra är ni på att målgruppen märker skillnaden i tid?"),
        }

    def __init__(self, *args, publishing: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if publishing:
            self.fields["since_last"].required = True
            self.fields["since_last"].error_messages["required"] = _("Skriv vad som har hänt.")
            self.fields["confidence"].required = True
            self.fields["confidence"].error_messages["required"] = _("Välj 1–5.")

    @property
    def text(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

from django import forms

from initiatives.models import Mandate
from prioinit.widgets import DateInput, GrowingTextarea


class MandateForm(forms.ModelForm):
    class Meta:
        model = Mandate
        fields = ["text", "issued_on"]
        widgets = {"text": GrowingTextarea(attrs={"rows": 8}), "issued_on": DateInput}

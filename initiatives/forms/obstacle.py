from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiatives.models import ContactNote, Initiative, Obstacle
from prioinit.fields import FREE_TEXT_MAX, NoPersonalNumber
from prioinit.versions import VersionField
from prioinit.widgets import DateInput, GrowingTextarea
from roles.access import permitted
from roles.permissions import Perm


class ObstacleForm(forms.ModelForm):
    class Meta:
        model = Obstacle
        fields = ["stops_us", "we_need", "needed_by"]
        widgets = {
            "stops_us": GrowingTextarea,
            "we_need": GrowingTextarea,
            "needed_by": DateInput,
        }
        help_texts = {
            "stops_us": _("Vad kommer ni inte förbi? Två, tre meningar räcker."),
            "we_need": _("Vad behöver någon annan göra, bestämma eller säga?"),
            "needed_by": _("När ni behöver veta. Lämna tomt om det inte brådskar."),
        }
        error_messages = {
            "stops_us": {"required": _("Skriv vad som stoppar er.")},
            "we_need": {"required": _("Skriv vad ni behöver.")},
        }


class WordsForm(forms.Form):
    """What someone says with a move: a note, an answer, how it went."""

    text = forms.CharField(
        required=False,
        widget=GrowingTextarea,
        max_length=FREE_TEXT_MAX,
        validators=[NoPersonalNumber()],
    )

    def __init__(self, *args, label, help_text="", missing="", **kwargs):
        """`missing` is what is said when nothing is written and no move can do without."""
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].help_text = "" if missing else help_text
        self.fields["text"].required = bool(missing)
        self.fields["text"].error_messages["required"] = missing


class ContactForm(forms.ModelForm):
    class Meta:
        model = ContactNote
        fields = ["on", "next_step", "next_on"]
        widgets = {"on": DateInput, "next_step": GrowingTextarea, "next_on": DateInput}
        help_texts = {
            "next_step": _("Det ni kom överens om, inte hur någon mår: alla kan begära ut det."),
        }
        error_messages = {"next_step": {"required": _("Skriv nästa steg.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"] = VersionField(self.instance.version)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > localdate():
            raise forms.ValidationError(_("Skriv den dag ni hade kontakt, inte en dag framåt."))
        return on

    def clean(self):
        chosen = super().clean()
        on, following = chosen.get("on"), chosen.get("next_on")
        if on and following and following <= on:
            self.add_error("next_on", _("Nästa kontakt kommer efter den här."))
        return chosen


class ObstacleFilter(forms.Form):
    visa = forms.ChoiceField(
        label=_("visa"),
        choices=[("", _("öppna")), ("avslutade", _("avslutade")), ("alla", _("alla"))],
        required=False,
    )
    initiativ = forms.ModelChoiceField(
        label=_("initiativ"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=_("alla"),
    )

    def __init__(self, data, *, person):
        super().__init__(data)
        mine = permitted(Initiative.objects.all(), person, Perm.READ)
        self.fields["initiativ"].queryset = mine.filter(obstacles__isnull=False).distinct()
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def apply(self, obstacles):
        chosen = self.cleaned_data
        if chosen.get("initiativ"):
            obstacles = obstacles.filter(initiative=chosen["initiativ"])
        if chosen.get("visa") == "avslutade":
            return obstacles.filter(state=Obstacle.State.CLOSED)
        return obstacles if chosen.get("visa") == "alla" else obstacles.open()

"""What the short forms of a page that a team writes on have in common."""

from django import forms

from prioinit.versions import VersionField


class WrittenForm(forms.ModelForm):
    """Several stand on the same page, so each has ids of its own; a row that is changed, its version."""

    ids = ""
    fields_template = "forms/fields.html"

    def __init__(self, *args, **kwargs):
        row = kwargs.get("instance")
        kwargs["auto_id"] = f"{self.ids}-{row.pk}_%s" if row else f"{self.ids}_%s"
        super().__init__(*args, **kwargs)
        if row:
            self.fields["version"] = VersionField(row.version)

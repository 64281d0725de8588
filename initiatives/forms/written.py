"""What the forms of a page that a team writes on have in common."""

from django import forms

from prioinit.versions import VersionField


class WrittenForm(forms.ModelForm):
    """Several stand on the same page, so each has ids of its own; a row that is changed, its version."""

    ids = ""
    fields_template = "forms/fields.html"

    def __init__(self, *args, **kwargs):
        row = kwargs.get("instance")
        stored = row is not None and row.pk is not None
        kwargs["auto_id"] = f"{self.ids}-{row.pk}_%s" if stored else f"{self.ids}_%s"
        super().__init__(*args, **kwargs)
        if stored:
            self.fields["version"] = VersionField(row.version)


class BelowForm(WrittenForm):
    """Of a row that hangs on another, named by the field `below`."""

    below = ""

    def __init__(self, *args, below=None, **kwargs):
        if below is not None:
            kwargs["instance"] = self._meta.model(**{self.below: below})
            self.ids = f"{self.ids}-ny-{below.pk}"
        super().__init__(*args, **kwargs)

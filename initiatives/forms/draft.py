from django import forms

from initiatives.models import WrittenDraft
from prioinit.fields import FREE_TEXT_MAX

MOST_FIELDS = 20
MOST_CONTENT = MOST_FIELDS * FREE_TEXT_MAX


class DraftForm(forms.Form):
    """Sent by static/js/app.js. Without `text` the draft is given up."""

    nyckel = forms.CharField(max_length=WrittenDraft._meta.get_field("key").max_length)
    text = forms.CharField(max_length=MOST_CONTENT, required=False, strip=False)

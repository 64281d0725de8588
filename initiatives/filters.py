"""The initiative list's filters: every choice is a plain GET parameter."""

from django import forms
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from initiatives.models import Goal, Initiative, Phase, Round, StatusUpdate
from roles.access import permitted
from roles.models import Assignment, Unit
from roles.permissions import Perm

SORTS = {
    "namn": (_("namn"), ["sort_key", "pk"]),
    "fas": (_("fas"), ["phase_order", "sort_key", "pk"]),
    "uppdaterad": (_("äldst uppdatering först"), [F("last_update").asc(nulls_first=True), "pk"]),
    "senast": (_("närmast målgruppens datum"), [F("noticed_by").asc(nulls_last=True), "pk"]),
}


class PortfolioFilter(forms.Form):
    q = forms.CharField(label=_("sök"), required=False, max_length=200)
    omgang = forms.ModelChoiceField(
        label=_("omgång"), queryset=Round.objects.none(), required=False, empty_label=_("alla")
    )
    lage = forms.ChoiceField(
        label=_("läge"),
        choices=[("", _("alla")), *Initiative.State.choices],
        required=False,
    )
    fas = forms.ChoiceField(
        label=_("fas"), choices=[("", _("alla")), *Phase.choices], required=False
    )
    enhet = forms.ModelChoiceField(
        label=_("enhet"), queryset=Unit.objects.all(), required=False, empty_label=_("alla")
    )
    mal = forms.ModelChoiceField(
        label=_("mål"), queryset=Goal.objects.all(), required=False, empty_label=_("alla")
    )
    mina = forms.BooleanField(label=_("bara mina"), required=False)
    sortera = forms.ChoiceField(
        label=_("sortera efter"),
        choices=[(key, label) for key, (label, _order) in SORTS.items()],
        required=False,
    )

    def __init__(self, data, *, person):
        super().__init__(data)
        self.person = person
        self.fields["omgang"].queryset = permitted(Round.objects.all(), person, Perm.READ)
        self.is_valid()  # an unknown choice in the address is left out, not an error page

    @property
    def active(self) -> bool:
        """Something narrows the list."""
        return any(self.cleaned_data.get(name) for name in self.fields if name != "sortera")

    def apply(self, queryset):
        chosen = self.cleaned_data
        if chosen.get("q"):
            queryset = queryset.search(chosen["q"])
        for name, field in [("omgang", "round"), ("lage", "state"), ("fas", "phase")]:
            if chosen.get(name):
                queryset = queryset.filter(**{field: chosen[name]})
        for name, field in [("enhet", "units"), ("mal", "goals")]:
            if chosen.get(name):
                queryset = queryset.filter(**{field: chosen[name]})
        if chosen.get("mina"):
            mine = Assignment.objects.active().filter(person=self.person)
            queryset = queryset.filter(
                Q(pk__in=mine.exclude(initiative=None).values("initiative_id"))
                | Q(round__in=mine.exclude(round=None).values("round_id"))
            )
        return self._sorted(queryset)

    def _sorted(self, queryset):
        key = self.cleaned_data.get("sortera") or "namn"
        if key == "fas":
            queryset = queryset.in_phase_order()
        if key == "uppdaterad":
            newest = StatusUpdate.objects.final().filter(initiative=OuterRef("pk"))
            queryset = queryset.annotate(
                last_update=Subquery(newest.order_by("-number").values("published_at")[:1])
            )
        return queryset.order_by(*SORTS[key][1])

"""The style page: every component once, with long names and empty corners. For tests and eyes."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.template import RequestContext, Template
from django.test import RequestFactory

from initiatives.trail import build_trail, confidence_line
from prioinit import widgets


class StyleForm(forms.Form):
    since_last = forms.CharField(
        label="Sedan sist",
        widget=widgets.GrowingTextarea(),
        help_text="Vad har hänt, och vad visade det?",
    )
    help_wanted = forms.CharField(label="Behöver hjälp med", required=False)
    email = forms.EmailField(label="E-post")
    unit = forms.ChoiceField(label="Förvaltning", choices=[("", "Välj"), ("kf", "Kultur & fritid")])
    on = forms.DateField(label="Datum", widget=widgets.DateInput())
    starts_at = forms.DateTimeField(label="Börjar", widget=widgets.DateTimeInput(), required=False)
    workbook = forms.FileField(label="Excelfil", required=False)
    decider = forms.ChoiceField(
        label="Vem beslutar om fasbyte",
        widget=forms.RadioSelect,
        choices=[("l", "Ledartröjorna"), ("f", "Fadder")],
    )
    units = forms.MultipleChoiceField(
        label="Förvaltningar som är med",
        widget=forms.CheckboxSelectMultiple,
        choices=[(n, f"Förvaltningen för område {n}") for n in range(1, 9)],
        help_text="Minst två.",
    )
    confidence = forms.TypedChoiceField(
        label="Tilltro",
        coerce=int,
        choices=[(n, str(n)) for n in range(1, 6)],
        widget=widgets.ScaleInput(low="Vi är vilse", high="Vi är på rätt väg"),
        help_text="Hur säkra är ni på att det här blir bra?",
    )
    told = forms.BooleanField(label="Berätta för faddern", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class FilterForm(forms.Form):
    q = forms.CharField(label="Sök", required=False, widget=forms.TextInput({"type": "search"}))
    phase = forms.ChoiceField(label="Fas", required=False, choices=[("", "Alla")])
    mine = forms.BooleanField(label="Bara mina", required=False)


def _change(source, target, on, reason=""):
    return {"from_phase": source, "to_phase": target, "on": on, "reason": reason}


_BACK = "vi hade fel målgrupp, det var föräldrarna som var oroliga, inte de unga"
WALKS = {
    "start": build_trail([], "behov", date(2026, 10, 1)),
    "unstarted": build_trail([], None, None),
    "test": build_trail(
        [_change("behov", "ide", date(2026, 3, 2)), _change("ide", "test", date(2026, 9, 8))],
        "test",
        date(2026, 1, 12),
    ),
    "back": build_trail(
        [
            _change("behov", "ide", date(2026, 3, 2)),
            _change("ide", "behov", date(2026, 4, 20), _BACK),
            _change("behov", "ide", date(2026, 6, 1)),
            _change("ide", "test", date(2026, 9, 8)),
        ],
        "test",
        date(2026, 1, 12),
    ),
    "many": build_trail(
        [
            _change("behov", "test", date(2026, 2, 2)),
            _change("test", "behov", date(2026, 3, 2), "fel behov"),
            _change("behov", "test", date(2026, 4, 2)),
            _change("test", "ide", date(2026, 5, 2), "fel idé"),
            _change("ide", "forverkliga", date(2026, 6, 2)),
            _change("forverkliga", "behov", date(2026, 7, 2), "fel igen"),
        ],
        "behov",
        date(2026, 1, 12),
    ),
    "skipped": build_trail(
        [_change("behov", "forverkliga", date(2026, 3, 2))], "forverkliga", date(2026, 1, 12)
    ),
    "ended": build_trail(
        [_change("behov", "ide", date(2026, 3, 2))],
        "ide",
        date(2026, 1, 12),
        ended=date(2026, 9, 1),
    ),
    "reworded": build_trail(
        [_change("behov", "ide", date(2026, 3, 2))],
        "ide",
        date(2026, 1, 12),
        {"behov": "Behovsanalys", "ide": "Lösningsförslag", "forverkliga": "Genomförande i linjen"},
    ),
}


def rows():
    names = {
        "back": (
            "Ett tryggare centrum",
            "Kultur & fritid, Teknik, Individ & familj",
            [3, 3, 2, 4, 4, 4],
        ),
        "test": ("Unga tillbaka till skolan", "Utbildning, Individ & familj", [3, 3, 4, 3, 2]),
        "skipped": (
            "Samordnade insatser för äldre som vill bo kvar hemma längre än i dag",
            "Vård & omsorg, Samhällsbyggnad, Bostadsbolaget, Kungsbackas fastighetsbolag, Region Halland",
            [2, 3, 3, 3, 4, 4],
        ),
        "start": ("Klimatsmart måltid", "Service, Utbildning", [2]),
        "many": ("Ett första jobb", "Arbetsmarknad, Näringsliv", [5, 5, 4, 3, 2, 1]),
        "unstarted": ("Inte startat", "Teknik", []),
        "ended": ("Avslutat", "Teknik", [3, 3]),
        "reworded": ("Egna ord", "Teknik", [1, 5]),
    }
    words = [("ok", "Redo", ""), ("warn", "Utkast", "half"), ("neutral", "Ej påbörjad", "")]
    return [
        {
            "name": name,
            "units": units,
            "trail": WALKS[key],
            "confidence": confidence_line(readings),
            "age": n * 7,
            "tone": words[n % 3][0],
            "word": words[n % 3][1],
            "symbol": words[n % 3][2],
            "rigg": "1 ledartröja saknas" if n == 1 else "",
        }
        for n, (key, (name, units, readings)) in enumerate(names.items())
    ]


def render_style_page(*, errors: bool = False, person: object | None = None) -> str:
    request = RequestFactory().get("/stil/")
    request.user = person or SimpleNamespace(
        pk=1, name="Lena Hedström", email="lena.hedstrom@exempelkommun.se", is_authenticated=True
    )
    links = ["Min sida", "Helheten", "Initiativ", "Checkpoints", "Människor", "Utskick"]
    context = {
        "form": StyleForm({"email": "fel"}) if errors else StyleForm(),
        "filters": list(FilterForm()),
        "rows": rows(),
        "big": WALKS["back"],
        "people": ["Maria Karlsson", "Johan Öberg", "Anna-Karin af Geijerstam Lindqvist"],
        "nav": [
            SimpleNamespace(label=label, url="#", current="page" if n == 1 else "")
            for n, label in enumerate(links)
        ],
    }
    source = Path(__file__).with_suffix(".html").read_text()
    page = RequestContext(request)
    with page.push(**context):
        return Template(source).render(page)

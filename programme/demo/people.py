"""Units, people and goals of Lindåsa. Every name is invented."""

# code, name, kind
UNITS = [
    ("KLK", "Kommunledningskontoret", "forvaltning"),
    ("UTB", "Utbildningsförvaltningen", "forvaltning"),
    ("IFO", "Individ- och familjeförvaltningen", "forvaltning"),
    ("VOF", "Vård- och omsorgsförvaltningen", "forvaltning"),
    ("KOF", "Kultur- och fritidsförvaltningen", "forvaltning"),
    ("SBF", "Samhällsbyggnadsförvaltningen", "forvaltning"),
    ("TEK", "Tekniska förvaltningen", "forvaltning"),
    ("SER", "Serviceförvaltningen", "forvaltning"),
    ("LBO", "Lindåsa Bostäder AB", "bolag"),
    ("LEN", "Lindåsa Energi AB", "bolag"),
    ("POL", "Polisen i Lindåsa", "extern"),
    ("LFÖ", "Lindåsa företagare", "extern"),
]

# key, name, unit, title
PEOPLE = [
    ("annika", "Annika Sandell", "VOF", "förvaltningschef"),
    ("mona", "Mona Åkerlund", "KLK", "kommundirektör"),
    ("bengt", "Bengt Hallström", "UTB", "förvaltningschef"),
    ("hassan", "Hassan Karimi", "IFO", "förvaltningschef"),
    ("ylva", "Ylva Nordin", "KOF", "förvaltningschef"),
    ("staffan", "Staffan Öhrling", "SBF", "förvaltningschef"),
    ("gunnel", "Gunnel Wessman", "SER", "förvaltningschef"),
    ("leila", "Leila Holmgren", "KLK", "utvecklingsledare"),
    ("tomas", "Tomas Bergvall", "KLK", "programsamordnare"),
    ("peder", "Peder Dahlin", "KLK", "innovationscoach"),
    ("saga", "Saga Lindberg", "KLK", "tjänstedesigner"),
    ("maria", "Maria Kjellberg", "KOF", "bibliotekschef"),
    ("johan", "Johan Östman", "TEK", "driftledare"),
    ("amina", "Amina Warsame", "IFO", "fältsekreterare"),
    ("karl", "Karl Tengvall", "UTB", "rektor"),
    ("elin", "Elin Sjöblom", "IFO", "socialsekreterare"),
    ("robin", "Robin Ek", "UTB", "skolkurator"),
    ("sara", "Sara Lövgren", "VOF", "enhetschef, hemtjänst"),
    ("mats", "Mats Ingvarsson", "SBF", "bygglovshandläggare"),
    ("dunja", "Dunja Petrović", "LBO", "områdeschef"),
    ("frida", "Frida Ekdal", "SER", "måltidsutvecklare"),
    ("kent", "Kent Broman", "UTB", "kökschef"),
    ("nora", "Nora Hjelm", "IFO", "arbetsmarknadskonsulent"),
    ("anders", "Anders Ståhl", "LFÖ", "ordförande"),
    ("ture", "Ture Malmqvist", "KLK", "näringslivsutvecklare"),
    ("birgitta", "Birgitta Åström", "VOF", "aktivitetssamordnare"),
    ("yusuf", "Yusuf Demir", "KOF", "föreningskonsulent"),
    ("lovisa", "Lovisa Granath", "VOF", "sjuksköterska"),
    ("petra", "Petra Ängmark", "TEK", "landskapsarkitekt"),
    ("henning", "Henning Frisk", "UTB", "förskollärare"),
    ("cecilia", "Cecilia Rask", "KOF", "kommunikatör"),
    ("ida", "Ida Fors", "SER", "systemförvaltare"),
    ("viktor", "Viktor Åhs", "POL", "kommunpolis"),
    ("margareta", "Margareta Lundkvist-Bergenstråhle", "VOF", "utvecklingssekreterare"),
]

LEADERSHIP = ["mona", "bengt", "annika", "hassan", "ylva", "staffan", "gunnel"]
LOTSAR = ["leila", "tomas"]
ADMIN = "ida"

# code, name, Agenda 2030
GOALS = [
    ("L1", "Alla i Lindåsa är trygga", None),
    ("L2", "Alla barn lyckas i skolan", None),
    ("L3", "Ett självständigt liv hela livet", None),
    ("L4", "Fler försörjer sig själva", None),
    ("L5", "Lindåsa är klimatneutralt 2035", None),
    ("A3", "God hälsa och välbefinnande", 3),
    ("A8", "Anständiga arbetsvillkor och ekonomisk tillväxt", 8),
    ("A12", "Hållbar konsumtion och produktion", 12),
]


def email(name: str) -> str:
    plain = name.lower().translate(str.maketrans("åäöéć ", "aaoec."))
    return f"{plain}@lindasa.example"

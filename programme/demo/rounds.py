"""The two rounds of Lindåsa. Days count from today: -30 is a month ago."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Update:
    day: int
    by: str
    confidence: int
    since_last: str
    next_step: str
    help_wanted: str = ""


@dataclass(frozen=True)
class Preparation:
    state: str
    how_far: str
    learned: str
    questions: tuple[str, ...] = ()
    decision_wanted: str = ""


@dataclass(frozen=True)
class Initiative:
    code: str
    name: str
    question: str
    target_group: str
    difference: str
    noticed_by: int
    units: str
    goals: str
    ledartrojor: tuple[str, ...]
    faddrar: tuple[str, ...]
    coach: str
    mandate: str = ""
    team: tuple[str, ...] = ()
    phase: str = "behov"
    started: int | None = None
    # day, to, reason
    changes: tuple[tuple[int, str, str], ...] = ()
    updates: tuple[Update, ...] = ()
    left: tuple[tuple[str, int], ...] = ()  # who laid down the jersey, and when
    preparations: dict[str, Preparation] = field(default_factory=dict)


NOW = (
    Initiative(
        code="STATIONEN",
        name="Ett tryggare stationsområde",
        question="Hur kan vi göra så att unga vill vara vid stationen på kvällen, "
        "utan att andra känner sig otrygga där?",
        target_group="Unga 13–19 år som hänger vid stationen, och de som passerar",
        difference="Fler vågar vänta på bussen efter mörkrets inbrott",
        noticed_by=420,
        units="KOF, TEK, IFO, POL",
        goals="L1, A3",
        ledartrojor=("maria", "johan"),
        faddrar=("ylva",),
        coach="peder",
        team=("viktor",),
        mandate="Ni ska göra stationsområdet till en plats där unga och andra vill vara samtidigt. "
        "Ni får prova i verkligheten, ändra öppettider och använda torget utan att fråga först. "
        "Ni får använda upp till 300 000 kronor. Kom till oss när en regel står i vägen.",
        phase="behov",
        started=-290,
        changes=(
            (-230, "ide", "Vi tror att vi har förstått behovet efter nio intervjuer."),
            (
                -185,
                "behov",
                "Vi hade fel målgrupp. Det var föräldrarna som var oroliga, inte de unga.",
            ),
            (-120, "ide", "Nu har vi pratat med 41 unga. De vill ha någonstans att ta vägen."),
            (-75, "test", "Öppet bibliotek på kvällen går att prova redan nästa vecka."),
        ),
        updates=(
            Update(
                -72,
                "maria",
                3,
                "Vi har valt att prova öppet bibliotek till klockan 22.",
                "Bemanna fyra fredagar.",
            ),
            Update(
                -58,
                "johan",
                2,
                "Första kvällen kom 11 unga. Belysningen på torget var trasig.",
                "Laga belysningen före nästa fredag.",
                "En elektriker på kvällstid.",
            ),
            Update(
                -44,
                "maria",
                2,
                "Andra och tredje kvällen: 23 och 31 unga. Två klagomål.",
                "Prata med dem som klagade.",
            ),
            Update(
                -30,
                "johan",
                3,
                "Klagomålen handlade om cyklar, inte om ungdomarna. Vi har ställt dit cykelställ.",
                "Be föreningarna om värdar.",
            ),
            Update(
                -16,
                "maria",
                4,
                "Två föreningar vill ställa upp med värdar. "
                "Polisen har haft färre larm tre fredagar i rad.",
                "Prova en kväll med värdar.",
            ),
            Update(
                -2,
                "maria",
                4,
                "Andra kvällen med öppet till 22. 64 unga kom, "
                "21 av dem hade aldrig varit på biblioteket förut.",
                "Fråga de 21 vad som fick dem att komma. Prova en kväll utan program.",
                "Någon som kan bemanna fredagarna i december.",
            ),
        ),
        preparations={
            "Checkpoint 1": Preparation(
                "ready",
                "Vi har intervjuat nio vuxna och trodde att vi var klara.",
                "De unga själva ser inte stationen som otrygg.",
                ("Vilka unga borde vi prata med som vi inte når?",),
            ),
            "Checkpoint 2": Preparation(
                "ready",
                "Tillbaka i behov, och nu framme vid en idé att prova.",
                "Vi hade fel målgrupp. Det var värt tre månader att få veta.",
                ("Vem kan hålla öppet en fredagskväll?", "Vad skulle få dig att gå dit?"),
            ),
            "Checkpoint 3": Preparation(
                "ready",
                "Sex fredagar med öppet bibliotek till 22. I snitt 38 unga per kväll, "
                "och färre larm till polisen än förra hösten.",
                "Det är värdarna som gör skillnaden, inte programmet.",
                (
                    "Hur får vi in öppet på kvällen i bibliotekets ordinarie schema?",
                    "Vilka föreningar har inte fått frågan?",
                ),
                "Att biblioteket får ha öppet till 22 på fredagar även efter nyår.",
            ),
        },
    ),
    Initiative(
        code="SKOLAN",
        name="Tillbaka till skolan",
        question="Hur kan vi tillsammans hjälpa elever med lång frånvaro att vilja komma tillbaka?",
        target_group="Elever i årskurs 6–9 med mer än 20 procents frånvaro",
        difference="Elever som varit borta säger att någon märker när de kommer",
        noticed_by=300,
        units="UTB, IFO",
        goals="L2, A3",
        ledartrojor=("karl", "elin"),
        faddrar=("bengt", "hassan"),
        coach="saga",
        team=("robin",),
        mandate="Ni ska hitta arbetssätt som får elever med lång frånvaro att komma tillbaka, "
        "och som skolan och socialtjänsten äger tillsammans. Ni får börja i två skolor. "
        "Ni får frångå dagens rutiner för frånvaroutredning när eleven och vårdnadshavaren vill.",
        started=-260,
        changes=(
            (
                -190,
                "ide",
                "Elevernas egna berättelser pekar åt samma håll: ingen frågade efter dem.",
            ),
            (-110, "test", "Vi provar att en vuxen som eleven själv väljer ringer första dagen."),
        ),
        updates=(
            Update(
                -95,
                "karl",
                4,
                "Sju elever har valt sin vuxna. Fem har varit tillbaka minst en dag.",
                "Följa dem i fyra veckor.",
            ),
            Update(
                -78,
                "elin",
                4,
                "Fyra elever är tillbaka på halvtid.",
                "Prata med de tre andra hemma.",
            ),
            Update(-61, "karl", 5, "Den andra skolan vill vara med.", "Utbilda sex vuxna."),
            Update(
                -40,
                "elin",
                4,
                "Det tar längre tid än vi trodde att få loss vuxna under skoldagen.",
                "Räkna på vad det kostar.",
            ),
            Update(
                -24,
                "karl",
                3,
                "Elin slutar som ledartröja. Vi har inte provat något nytt sedan oktober.",
                "Hitta en ny ledartröja från Individ och familj.",
                "En ledartröja från Individ- och familjeförvaltningen.",
            ),
            Update(
                -9,
                "karl",
                2,
                "Fortfarande ensam. De elever vi har kontakt med mår bra.",
                "Lyfta frågan på checkpointen.",
                "En ledartröja till.",
            ),
        ),
        left=(("elin", -14),),
        preparations={
            "Checkpoint 1": Preparation(
                "ready",
                "Vi har läst 30 frånvaroutredningar.",
                "De beskriver eleven, inte skolan.",
                ("Vem i skolan vet att en elev är borta?",),
            ),
            "Checkpoint 2": Preparation(
                "ready",
                "Sju elever med var sin vald vuxen.",
                "Samtalet första dagen betyder mest.",
                ("Hur får vi tid för samtalen?",),
            ),
            "Checkpoint 3": Preparation(
                "draft",
                "Elva elever i två skolor. Sju är tillbaka minst halva veckan.",
                "En vald vuxen betyder mer än en plan.",
                ("Vem i er förvaltning vill leda det här?",),
                "Att utse en ledartröja från Individ- och familjeförvaltningen.",
            ),
        },
    ),
    Initiative(
        code="BOKVAR",
        name="Bo kvar hemma längre",
        question="Hur kan fler äldre bo kvar där de vill, tryggt och med rätt hjälp?",
        target_group="Personer över 75 år som bor ensamma",
        difference="Fler får den bostadsanpassning de behöver på dagar i stället för månader",
        noticed_by=150,
        units="VOF, SBF, LBO",
        goals="L3, A3",
        ledartrojor=("sara", "mats"),
        faddrar=("annika",),
        coach="peder",
        team=("dunja", "lovisa"),
        mandate="Ni ska göra det lätt att bo kvar. Ni får prova nya sätt att besluta om "
        "bostadsanpassning i bostadsbolagets hus, med bygglovsenheten vid bordet.",
        started=-300,
        changes=(
            (-250, "ide", "Tre av fyra väntar på små saker: trösklar, stolpar, spisvakt."),
            (-200, "test", "Vi provar ett hembesök där alla tre är med samtidigt."),
            (-60, "forverkliga", "Fyrtio hembesök, och väntan är nere i nio dagar."),
        ),
        updates=(
            Update(-88, "sara", 3, "Trettio hembesök gjorda.", "Tio till före jul."),
            Update(
                -70,
                "mats",
                4,
                "Fyrtio hembesök. Väntan är nu nio dagar i snitt, mot elva veckor förut.",
                "Skriva rutinen.",
            ),
            Update(-52, "sara", 4, "Hemtjänsten tar över hembesöken.", "Utse en processledare."),
            Update(
                -36,
                "sara",
                4,
                "Lovisa är processledare från årsskiftet.",
                "Utbilda två handläggare.",
            ),
            Update(
                -20,
                "mats",
                5,
                "Rutinen är skriven på en sida. Bostadsbolaget har infört den i alla hus.",
                "Mäta hur många som flyttar mot sin vilja.",
            ),
            Update(
                -5,
                "sara",
                5,
                "Två handläggare är utbildade. Första beslutet togs vid köksbordet.",
                "Överlämning till Vård och omsorg i januari.",
                "Bygglovschefen behöver godkänna att besluten fattas på plats.",
            ),
        ),
        preparations={
            "Checkpoint 2": Preparation(
                "ready",
                "Tjugo hembesök.",
                "Det är väntan som gör att man flyttar.",
                ("Vilka hus ska vi ta härnäst?",),
            ),
            "Checkpoint 3": Preparation(
                "ready",
                "Fyrtiotvå hembesök. Väntan är nere från elva veckor till nio dagar.",
                "När alla tre står i samma kök tar beslutet en kvart.",
                ("Vilka fler beslut kan fattas vid köksbordet?",),
                "Att handläggarna får fatta beslut på plats upp till 40 000 kronor.",
            ),
        },
    ),
    Initiative(
        code="MÅLTID",
        name="Klimatsmart måltid",
        question="Hur kan skolmaten bli klimatsmart utan att hamna i soptunnan?",
        target_group="Elever i grundskolan",
        difference="Mer äts upp, och mindre slängs",
        noticed_by=380,
        units="SER, UTB",
        goals="L5, A12",
        ledartrojor=("frida", "kent"),
        faddrar=("gunnel",),
        coach="saga",
        mandate="Ni ska halvera matsvinnet i två skolor och visa hur det går till. "
        "Eleverna ska vara med och bestämma.",
        started=-130,
        updates=(
            Update(
                -116,
                "frida",
                3,
                "Vi har vägt matsvinnet i två skolor i två veckor.",
                "Äta lunch med eleverna.",
            ),
            Update(
                -100,
                "kent",
                4,
                "Vi har ätit lunch med sex klasser. Det är ljudet, inte maten.",
                "Prata med skolmåltidspersonalen.",
            ),
            Update(
                -84,
                "frida",
                4,
                "Personalen har en lista med 14 förslag.",
                "Välja tre att förstå bättre.",
            ),
            Update(
                -68, "frida", 3, "Vi hann inte med allt vi tänkt.", "Nya lunchbesök i november."
            ),
            Update(
                -47,
                "kent",
                3,
                "Två lunchbesök till. Sex insikter samlade.",
                "Formulera behovet i en mening.",
            ),
        ),
        preparations={
            "Checkpoint 2": Preparation(
                "ready",
                "Vi har vägt och vi har ätit.",
                "Det är ljudnivån som gör att de inte äter upp.",
                ("Var äter ni själva när det är lugnt?",),
            ),
        },
    ),
    Initiative(
        code="JOBB",
        name="Ett första jobb",
        question="Hur kan fler unga utan kontakter få sitt första jobb i Lindåsa?",
        target_group="Unga 16–24 år som inte har någon som kan tipsa dem",
        difference="Fler har haft en arbetsgivare som känner dem vid namn",
        noticed_by=500,
        units="IFO, KLK, LFÖ",
        goals="L4, A8",
        ledartrojor=("nora", "anders"),
        faddrar=("hassan",),
        coach="peder",
        team=("ture",),
        mandate="Ni ska göra vägen till det första jobbet kortare, tillsammans med företagen. "
        "Företagarföreningen leder det här lika mycket som vi.",
        started=-150,
        changes=((-55, "ide", "Femton unga sa samma sak: jag vet inte vem jag ska fråga."),),
        updates=(
            Update(
                -136,
                "nora",
                3,
                "Vi har intervjuat fem unga och fyra arbetsgivare.",
                "Tio unga till.",
            ),
            Update(
                -108,
                "anders",
                3,
                "Företagen säger att de inte vet hur man gör.",
                "Frukostmöte i september.",
            ),
            Update(-80, "nora", 3, "Femton unga intervjuade.", "Sätta ord på behovet."),
            Update(-52, "anders", 4, "Tjugotvå företag kom till frukosten.", "Samla idéer."),
            Update(-26, "nora", 4, "Nio idéer. Vi valde jobbskugga en dag.", "Hitta tolv företag."),
            Update(
                -1,
                "nora",
                4,
                "Företagarna bjuder in tolv unga till jobbskugga i januari.",
                "Para ihop unga och företag.",
                "Busskort för tolv unga i två dagar.",
            ),
        ),
        preparations={
            "Checkpoint 2": Preparation(
                "ready",
                "Femton unga intervjuade.",
                "Det handlar om vem man känner.",
                ("Vem tipsade dig om ditt första jobb?",),
            ),
            "Checkpoint 3": Preparation(
                "ready",
                "En idé vald av nio: jobbskugga en dag. Tolv företag är med.",
                "Företagen vill, men ingen har frågat dem.",
                ("Kan din arbetsplats ta emot en ung person en dag i januari?",),
            ),
        },
    ),
    Initiative(
        code="TILLSAMMANS",
        name="Ingen ska behöva äta ensam",
        question="Hur kan vi göra så att färre äldre i Lindåsa äter ensamma varje dag?",
        target_group="Personer över 70 år som äter de flesta måltider ensamma",
        difference="Fler har någon att äta med minst två gånger i veckan",
        noticed_by=470,
        units="VOF, KOF",
        goals="L3, A3",
        ledartrojor=("birgitta", "yusuf"),
        faddrar=("annika", "ylva"),
        coach="saga",
        team=("margareta",),
        mandate="Ni ska hitta sätt för äldre att äta tillsammans som inte kräver att någon är anställd för det. "
        "Föreningarna är med från början.",
        started=-170,
        changes=(
            (-105, "ide", "De vi mött vill inte ha mer hjälp. De vill bli bjudna, och bjuda."),
            (-33, "test", "Två matlag på var sitt trapphus, fyra veckor."),
        ),
        updates=(
            Update(-90, "birgitta", 3, "Elva idéer, tre från målgruppen.", "Välja en att prova."),
            Update(
                -63,
                "yusuf",
                3,
                "Matlag valdes. Bostadsbolaget lånar ut två gemensamhetslokaler.",
                "Hitta de första åtta.",
            ),
            Update(-35, "birgitta", 3, "Nio personer i två matlag.", "Börja på måndag."),
            Update(
                -13,
                "yusuf",
                4,
                "Första två veckorna: åtta av nio kommer varje gång. "
                "De har börjat handla åt varandra.",
                "Fråga dem vad som händer när vi går hem.",
            ),
        ),
        preparations={
            "Checkpoint 2": Preparation(
                "ready",
                "Elva idéer, en vald.",
                "Man vill bjuda, inte bli hjälpt.",
                ("Vem i ditt trapphus äter ensam?",),
            ),
        },
    ),
    Initiative(
        code="SKOLGÅRD",
        name="Grönare skolgårdar",
        question="Hur kan skolgården bli svalare på sommaren och öppen för fler på kvällen?",
        target_group="Barn i förskolan och lågstadiet, och grannarna",
        difference="Det finns skugga att leka i när det är som varmast",
        noticed_by=560,
        units="TEK, UTB",
        goals="L5",
        ledartrojor=("petra",),
        faddrar=(),
        coach="saga",
        mandate="Ni ska göra två skolgårdar svalare till nästa sommar, tillsammans med barnen.",
    ),
)

BEFORE = (
    Initiative(
        code="CYKEL",
        name="Cykla till jobbet",
        question="Hur kan fler av våra medarbetare välja cykeln?",
        target_group="Medarbetare med mindre än fem kilometer till jobbet",
        difference="Det går lika fort att cykla som att ta bilen",
        noticed_by=-150,
        units="TEK, SBF",
        goals="L5",
        ledartrojor=("johan", "mats"),
        faddrar=("staffan",),
        coach="peder",
        mandate="Ni ska få fler medarbetare att cykla till jobbet.",
        started=-780,
        changes=(
            (-700, "ide", "Det är duschen som saknas, inte viljan."),
            (-640, "test", "Vi provar två lånecyklar och en dusch."),
            (-520, "forverkliga", "Sextio har bytt. Service tar över cyklarna."),
        ),
        updates=(
            Update(-600, "johan", 4, "Fyrtio medarbetare har provat.", "Fler lånecyklar."),
            Update(
                -420,
                "mats",
                5,
                "Sextiotre cyklar minst tre dagar i veckan.",
                "Serviceförvaltningen tar över.",
            ),
        ),
    ),
    Initiative(
        code="NYANLÄND",
        name="Första veckan i Lindåsa",
        question="Hur kan den första veckan bli begriplig för den som är ny i Sverige?",
        target_group="Nyanlända vuxna",
        difference="Den som är ny vet vem man ringer",
        noticed_by=-200,
        units="IFO, KLK, KOF",
        goals="L1, L4",
        ledartrojor=("amina", "cecilia"),
        faddrar=("hassan",),
        coach="saga",
        mandate="Ni ska göra den första veckan enklare att förstå.",
        started=-770,
        changes=(
            (-690, "ide", "Man får elva brev från sex avsändare."),
            (-610, "behov", "Breven var inte problemet. Det var att ingen svarade i telefon."),
            (-560, "ide", "En person, ett nummer, en vecka."),
            (-500, "test", "Vi provar med tjugo familjer."),
        ),
        updates=(
            Update(
                -480, "amina", 3, "Tjugo familjer har fått ett nummer att ringa.", "Räkna samtalen."
            ),
            Update(
                -400,
                "cecilia",
                2,
                "Numret används mindre än vi trodde. Grannarna hjälper till i stället.",
                "Avsluta med det vi lärt oss.",
            ),
        ),
    ),
)

"""The running round: those that started with it."""

from programme.demo.rounds.story import Initiative, Preparation, Update

FROM_THE_START = (
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
)

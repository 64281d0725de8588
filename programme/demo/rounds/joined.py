"""The running round: those that joined later, the last of them not started yet."""

from programme.demo.rounds.story import Initiative, Preparation, Update

JOINED_LATER = (
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

"""What the teams thought of and tried. TILLSAMMANS and MÅLTID have not begun to write it down."""

from dataclasses import dataclass

from initiatives.models import Idea, Test

OPEN, CHOSEN, PARKED, TRIED = Idea.State.values
CONTINUE, CHANGE, STOP = Test.Decision.values


@dataclass(frozen=True)
class Thought:
    day: int
    who: str
    title: str
    state: str = OPEN
    text: str = ""
    others: str = ""
    scales: tuple[int | None, int | None, int | None] = (None, None, None)  # fit, effort, courage
    parked_why: str = ""


@dataclass(frozen=True)
class Learned:
    day: int
    saw: str
    learned: str
    decision: str
    therefore: str = ""


@dataclass(frozen=True)
class Tried:
    idea: int | None  # of the thoughts above it
    who: str
    days: tuple[int, int | None]
    believe: str
    try_by: str
    right_when: str
    with_whom: str = ""
    anchoring: str = ""
    saw: str = ""  # so far
    closed: Learned | None = None


@dataclass(frozen=True)
class Trial:
    code: str
    ideas: tuple[Thought, ...]
    tests: tuple[Tried, ...] = ()


TRIALS = (
    Trial(
        "STATIONEN",
        (
            Thought(
                -226,
                "johan",
                "Fler lampor på torget och i tunneln",
                TRIED,
                scales=(1, 2, 1),
            ),
            Thought(
                -118,
                "maria",
                "Öppet bibliotek till 22 på fredagar",
                TRIED,
                "Biblioteket ligger mitt emot stationen och har redan personal i huset till 19.",
                "Biblioteket håller öppet, två föreningar vill stå som värdar.",
                (3, 2, 2),
            ),
            Thought(
                -117,
                "viktor",
                "Lugn musik vid stationen",
                TRIED,
                "Det har fungerat i köpcentrum.",
                scales=(1, 1, 1),
            ),
            Thought(
                -116,
                "johan",
                "Ett ungdomens hus vid torget",
                PARKED,
                scales=(3, 3, 2),
                parked_why="Det tar minst fem år att bygga. Vi vill veta om ett öppet hus räcker först.",
            ),
            Thought(
                -62,
                "maria",
                "Värdar från föreningarna",
                TRIED,
                "Vuxna som de unga känner igen från träningen.",
                "Lindåsa IK och scoutkåren bemannar fredagskvällarna.",
                (3, 2, 2),
            ),
            Thought(
                -24,
                "maria",
                "En kaffevagn som unga driver själva",
                OPEN,
                "Något att göra medan man väntar, och ett första jobb för någon.",
                "Ung Företagsamhet och tre elever på Lindagymnasiet.",
                (2, 2, 3),
            ),
            Thought(-12, "viktor", "Öppna väntsalen som café", CHOSEN, scales=(2, 3, 2)),
        ),
        (
            Tried(
                0,
                "johan",
                (-222, -196),
                "Fler lampor gör att färre går omvägen runt tunneln.",
                "Hyrda strålkastare i tre veckor.",
                "Hälften så många går omvägen efter klockan 19.",
                "Gatuenheten",
                closed=Learned(
                    -190,
                    "Lika många gick omvägen: 41 av 60 före, 39 av 58 med lamporna tända.",
                    "De undviker bilarna vid tunneln, inte mörkret. Vi hade inte frågat dem.",
                    STOP,
                    "Tillbaka till behovet: fråga de unga själva.",
                ),
            ),
            Tried(
                2,
                "viktor",
                (-39, -27),
                "Musik vid stationen lugnar.",
                "Två högtalare på perrongen, tolv kvällar.",
                "Väktarna får färre samtal än de tolv kvällarna innan.",
                "Trafikbolaget",
                closed=Learned(
                    -25,
                    "Ingen skillnad: 11 samtal före, 12 med musik.",
                    "Musiken hördes inte över bussarna. Ingen av de unga vi frågade hade lagt märke till den.",
                    STOP,
                    "Högtalarna lämnas tillbaka. Pengarna går till värdar.",
                ),
            ),
            Tried(
                1,
                "maria",
                (-66, -45),
                "Unga går till biblioteket om det är öppet på kvällen.",
                "Öppet till 22 fyra fredagar.",
                "Minst 20 unga kommer den fjärde kvällen.",
                "Bibliotekets personal",
                "Bibliotekschefen har sagt ja. Polisen och väktarna vet.",
                closed=Learned(
                    -43,
                    "11, 23, 31 och 36 unga. Två klagomål, båda om cyklar.",
                    "De kommer om de vet att det är öppet nästa fredag också.",
                    CONTINUE,
                    "Cykelställ dit, och be föreningarna om värdar.",
                ),
            ),
            Tried(
                4,
                "johan",
                (-40, -19),
                "Värdar från föreningarna räcker för att hålla öppet.",
                "Två föreningar delar på åtta kvällar.",
                "Två värdar alla kvällar.",
                "Lindåsa IK och scoutkåren",
                closed=Learned(
                    -17,
                    "Värdar fem av åtta kvällar.",
                    "Föreningarna vill, men inte varje vecka. Inga klagomål de kvällar de var där.",
                    CHANGE,
                    "Betala en värd, och låt föreningarna turas om.",
                ),
            ),
            Tried(
                1,
                "maria",
                (-15, 6),
                "Öppet till 22 lockar nya.",
                "Tre fredagar till, med en betald värd och utan program.",
                "Minst 15 nya besökare per kväll.",
                "Bibliotekets personal och en betald värd",
                "Bibliotekschefen har sagt ja till nyår. Fadder vet att frågan om ordinarie schema kommer.",
                "21 av 64 hade aldrig varit där förut.",
            ),
        ),
    ),
    Trial(
        "SKOLAN",
        (
            Thought(
                -150,
                "karl",
                "Eleven väljer en vuxen som ringer första dagen",
                TRIED,
                others="Eleven väljer själv, och vårdnadshavaren är med.",
                scales=(3, 2, 3),
            ),
            Thought(
                -148,
                "robin",
                "Sms till vårdnadshavaren klockan nio",
                PARKED,
                scales=(1, 1, 1),
                parked_why="Det får de redan. Ingen elev vi mött har kommit till skolan av ett sms.",
            ),
            Thought(-52, "karl", "Frukost för dem som är på väg tillbaka", scales=(2, 2, 2)),
        ),
        (
            Tried(
                0,
                "karl",
                (-108, -66),
                "En vald vuxen som ringer samma dag gör att eleven kommer tillbaka.",
                "Sju elever i en skola väljer var sin vuxen, sex veckor.",
                "Minst fyra av sju är i skolan halva veckan.",
                "Skolan och socialtjänsten",
                "Rektorn har ordnat tid på schemat.",
                closed=Learned(
                    -61,
                    "Fem av sju är i skolan minst halva veckan.",
                    "Samtalet första dagen betyder mest. Det måste vara någon de själva har valt.",
                    CONTINUE,
                    "En skola till.",
                ),
            ),
        ),
    ),
    Trial(
        "BOKVAR",
        (
            Thought(
                -240,
                "sara",
                "Ett hembesök med alla tre vid köksbordet",
                TRIED,
                others="Bostadsbolaget kommer med egen hantverkare.",
                scales=(3, 2, 2),
            ),
            Thought(-238, "mats", "Visa hemmet i ett videosamtal", TRIED, scales=(2, 1, 2)),
        ),
        (
            Tried(
                1,
                "mats",
                (-212, -203),
                "Ett videosamtal räcker för att besluta om trösklar.",
                "Tio samtal med dem som väntar.",
                "Åtta av tio beslut tas i samtalet.",
                closed=Learned(
                    -201,
                    "Två av tio kunde visa rummet på egen hand.",
                    "Den som behöver hjälpen mest kan inte hålla i telefonen.",
                    STOP,
                    "Vi åker hem till dem i stället.",
                ),
            ),
            Tried(
                0,
                "sara",
                (-199, -72),
                "När alla tre står i samma kök tar beslutet en dag.",
                "Fyrtio hembesök i bostadsbolagets hus.",
                "Väntan går från elva veckor till under en månad.",
                "Biståndshandläggare, bygglov och bostadsbolaget",
                "Tre chefer har skrivit på samma papper.",
                closed=Learned(
                    -66,
                    "Väntan är nio dagar i snitt. I 33 av 40 hem togs beslutet på plats.",
                    "Det är inte bedömningen som tar tid, det är att hitta en tid där alla kan.",
                    CONTINUE,
                    "Skriv rutinen och hitta en processledare.",
                ),
            ),
        ),
    ),
    Trial(
        "JOBB",
        (
            Thought(
                -50,
                "nora",
                "En timme om dagen hos ett företag på samma gata",
                CHOSEN,
                "Ingen ansökan: den unga går in och frågar, och företaget har sagt ja i förväg.",
                "Nio företag på Storgatan och företagarföreningen.",
                (3, 2, 3),
            ),
            Thought(
                -49,
                "anders",
                "Referens från en vuxen i föreningen",
                others="Tränare och ledare skriver var sitt intyg.",
                scales=(2, 1, 2),
            ),
            Thought(-41, "ture", "Jobbmässa i sporthallen", scales=(1, 3, 1)),
        ),
    ),
    Trial(
        "CYKEL",
        (Thought(-690, "johan", "Lånecyklar och en dusch", TRIED, scales=(3, 1, 1)),),
        (
            Tried(
                0,
                "johan",
                (-640, -540),
                "Den som kan låna en cykel och duscha byter från bilen.",
                "Två lånecyklar och en dusch i stadshuset.",
                "Tio av dem som provar cyklar kvar efter en månad.",
                closed=Learned(
                    -530,
                    "Fyrtio provade, tjugosex cyklade kvar.",
                    "Duschen betydde mer än cykeln.",
                    CONTINUE,
                    "Service tar över cyklarna.",
                ),
            ),
        ),
    ),
    Trial(
        "NYANLÄND",
        (
            Thought(-555, "amina", "En person, ett nummer, en vecka", TRIED, scales=(3, 2, 3)),
            Thought(
                -552,
                "cecilia",
                "Ett brev i stället för elva",
                PARKED,
                scales=(1, 2, 1),
                parked_why="Breven var inte problemet.",
            ),
        ),
        (
            Tried(
                0,
                "amina",
                (-498, -410),
                "Den som har ett nummer att ringa slipper leta.",
                "Tjugo familjer får en person och ett nummer.",
                "Varje familj ringer minst en gång första veckan.",
                "Tolkförmedlingen",
                closed=Learned(
                    -401,
                    "Elva samtal från tjugo familjer på tre månader.",
                    "Den som är ny frågar grannen först. Grannarna visste redan det mesta.",
                    STOP,
                    "Numret läggs ner. Grannarna får veta vart de kan vända sig.",
                ),
            ),
        ),
    ),
)

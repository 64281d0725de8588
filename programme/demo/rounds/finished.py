"""The round that is over."""

from programme.demo.rounds.story import Initiative, Update

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

import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import initiatives.models.document
import prioinit.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initiatives"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetrospectiveNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retrospective_notes",
                        to="initiatives.round",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("keep", "behåll"), ("change", "ändra"), ("try", "prova")],
                        max_length=6,
                        verbose_name="sort",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="till nästa omgång"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "tillbakablick",
                "verbose_name_plural": "tillbakablickar",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="retrospective_says_what",
                        violation_error_message="Skriv vad ni vill ta med er.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="retrospective_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoption",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "receiving_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roles.unit",
                        verbose_name="enhet som tar emot",
                    ),
                ),
                (
                    "handover_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="överlämning"
                    ),
                ),
                (
                    "decision",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="så här ska vi arbeta"
                    ),
                ),
                (
                    "decided_by_name",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=200, verbose_name="beslutat av"
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="beslutat den"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "införande",
                "verbose_name_plural": "införanden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by_name", ""),
                                ("decided_on__isnull", True),
                                ("decision", ""),
                            ),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("decided_by_name", ""), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="adoption_decided_whole",
                        violation_error_message="Skriv vad som är beslutat, av vem och vilken dag.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdoptionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoption_steps",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Kartlagd"),
                            (2, "Processledare utsedd"),
                            (3, "Mål finns"),
                            (4, "Överlämnad till drift"),
                            (5, "Beslutad"),
                            (6, "Handlingsplan framtagen och aktiv"),
                            (7, "Känt bland medarbetare"),
                            (8, "Ständiga förbättringar"),
                            (9, "Visualisering av utvecklingen"),
                        ],
                        verbose_name="steg",
                    ),
                ),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="nått den")),
                (
                    "evidence",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det märks"
                    ),
                ),
                (
                    "responsible",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="ansvarig"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "steg i trappan",
                "verbose_name_plural": "steg i trappan",
                "ordering": ["initiative", "step"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "step"), name="adoption_step_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__gte", 1), ("step__lte", 9)),
                        name="adoption_step_1_to_9",
                        violation_error_message="Trappan har nio steg.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reached_on__isnull", True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="adoption_step_shows_how",
                        violation_error_message="Skriv hur det märks att ni är där.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="effects",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "what",
                    prioinit.fields.FreeLine(
                        max_length=200, verbose_name="vad som ska bli annorlunda"
                    ),
                ),
                ("unit", prioinit.fields.FreeLine(max_length=30, verbose_name="mäts i")),
                (
                    "baseline",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="utgångsläge"
                    ),
                ),
                (
                    "baseline_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="mätt den"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="mål"),
                ),
                ("target_on", models.DateField(verbose_name="nått senast")),
                (
                    "source",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=300, verbose_name="var siffran kommer ifrån"
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "varje månad"),
                            (3, "var tredje månad"),
                            (6, "varje halvår"),
                            (12, "varje år"),
                        ],
                        default=3,
                        verbose_name="hur ofta ni mäter",
                    ),
                ),
                (
                    "is_main",
                    models.BooleanField(
                        default=False, verbose_name="det här är vad målgruppen märker"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrivet")),
            ],
            options={
                "verbose_name": "effektmål",
                "verbose_name_plural": "effektmål",
                "ordering": ["-is_main", "created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("unit", ""), _negated=True),
                        ),
                        name="effect_says_what",
                        violation_error_message="Skriv vad som ska bli annorlunda, och vad det mäts i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", models.F("baseline")), _negated=True),
                        name="effect_goes_somewhere",
                        violation_error_message="Målet är detsamma som utgångsläget.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_on__gt", models.F("baseline_on"))),
                        name="effect_days_in_order",
                        violation_error_message="Målet nås efter den dag utgångsläget mättes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every_months__in", [1, 3, 6, 12])),
                        name="effect_every_1_3_6_12",
                        violation_error_message="Välj hur ofta ni mäter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline__gte", -100000000000),
                            ("baseline__lte", 100000000000),
                            ("target__gte", -100000000000),
                            ("target__lte", 100000000000),
                        ),
                        name="effect_numbers_within_reason",
                        violation_error_message="Talet är för stort.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "baseline_on__range",
                                (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)),
                            ),
                            (
                                "target_on__range",
                                (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)),
                            ),
                        ),
                        name="effect_days_of_our_time",
                        violation_error_message="Året är mellan 2000 och 2100.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_main", True), ("removed_at__isnull", True)),
                        fields=("initiative",),
                        name="effect_one_main",
                        violation_error_message="Ett annat effektmål är redan det som målgruppen märker.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="effect_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benefits",
                        to="initiatives.initiative",
                    ),
                ),
                ("who", prioinit.fields.FreeLine(max_length=200, verbose_name="vem får nyttan")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pengar", "pengar"), ("tid", "tid"), ("kvalitet", "kvalitet")],
                        max_length=8,
                        verbose_name="slag",
                    ),
                ),
                ("what", prioinit.fields.FreeText(max_length=10000, verbose_name="vad de får")),
                (
                    "one_off_cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="kostnad en gång, kronor",
                    ),
                ),
                (
                    "yearly_cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="kostnad per år, kronor",
                    ),
                ),
            ],
            options={
                "verbose_name": "nytta",
                "verbose_name_plural": "nyttor",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("who", ""), _negated=True),
                            models.Q(("what", ""), _negated=True),
                        ),
                        name="benefit_says_who_and_what",
                        violation_error_message="Skriv vem som får nyttan, och vad de får.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("one_off_cost__gte", 0),
                            ("one_off_cost__lte", 100000000000),
                            ("yearly_cost__gte", 0),
                            ("yearly_cost__lte", 100000000000),
                        ),
                        name="benefit_costs_within_reason",
                        violation_error_message="En kostnad är noll eller mer, och ett rimligt tal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="benefit_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationClassification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="initiatives.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "confidentiality",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="konfidentialitet",
                    ),
                ),
                (
                    "confidentiality_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "correctness",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="riktighet",
                    ),
                ),
                (
                    "correctness_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "availability",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="tillgänglighet",
                    ),
                ),
                (
                    "availability_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "traceability",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="spårbarhet",
                    ),
                ),
                (
                    "traceability_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "decided_by",
                    prioinit.fields.FreeLine(max_length=200, verbose_name="beslutat av"),
                ),
                ("decided_on", models.DateField(verbose_name="beslutat den")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "informationsklassning",
                "verbose_name_plural": "informationsklassningar",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "number"), name="classification_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("availability__range", (1, 4)),
                            ("confidentiality__range", (1, 4)),
                            ("correctness__range", (1, 4)),
                            ("number__gte", 1),
                            ("traceability__range", (1, 4)),
                        ),
                        name="classification_levels_1_to_4",
                        violation_error_message="Nivån är mellan 1 och 4.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidentiality_reason", ""), _negated=True),
                            models.Q(("correctness_reason", ""), _negated=True),
                            models.Q(("availability_reason", ""), _negated=True),
                            models.Q(("traceability_reason", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                        ),
                        name="classification_says_why",
                        violation_error_message="Skriv varför för varje nivå, och vem som har beslutat.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoachNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coach_notes",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="nästa steg"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "coachanteckning",
                "verbose_name_plural": "coachlogg",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["initiative", "-on", "-id"],
                        name="coach_note_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("next_step", ""), _negated=True),
                        name="coach_note_says_what",
                        violation_error_message="Skriv det steg ni kom överens om.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("on")),
                            _connector="OR",
                        ),
                        name="coach_note_due_after",
                        violation_error_message="Steget kan inte vara klart före samtalet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="coach_note_done_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="coach_note_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunicationActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communication",
                        to="initiatives.initiative",
                    ),
                ),
                ("activity", prioinit.fields.FreeLine(max_length=200, verbose_name="aktivitet")),
                ("how", prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="hur")),
                (
                    "why",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                ("target_group", prioinit.fields.FreeLine(max_length=200, verbose_name="målgrupp")),
                (
                    "channel",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="kanal"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("internal", "internt"), ("external", "externt")],
                        max_length=8,
                        verbose_name="internt eller externt",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="datum")),
                (
                    "responsible",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="ansvarig"),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klar den")),
                (
                    "gave",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad det gav"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "kommunikationsaktivitet",
                "verbose_name_plural": "kommunikationsaktiviteter",
                "ordering": ["planned_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("activity", ""), _negated=True),
                            models.Q(("target_group", ""), _negated=True),
                        ),
                        name="communication_says_what_to_whom",
                        violation_error_message="Skriv vad ni ska göra och vilka det är för.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gave", ""), ("done_on__isnull", False), _connector="OR"
                        ),
                        name="communication_gave_when_done",
                        violation_error_message="Det som inte är gjort har inte gett något än.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="communication_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="titel")),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(schemes=["http", "https"]),
                            prioinit.fields.NoPersonalNumber(),
                        ],
                        verbose_name="adress",
                    ),
                ),
                (
                    "what",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad som finns där"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "länk",
                "verbose_name_plural": "länkar",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(
                                ("url__startswith", "https://"),
                                ("url__startswith", "http://"),
                                _connector="OR",
                            ),
                        ),
                        name="link_leads_somewhere",
                        violation_error_message="En länk har en titel och en adress som börjar med https://.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="titel")),
                (
                    "name",
                    prioinit.fields.FreeLine(
                        editable=False, max_length=120, verbose_name="filnamn"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        upload_to=initiatives.models.document.stored_name,
                        verbose_name="fil",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="storlek")),
                (
                    "content_type",
                    models.CharField(editable=False, max_length=100, verbose_name="filtyp"),
                ),
                ("sha256", models.CharField(editable=False, max_length=64)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="uppladdad")),
            ],
            options={
                "verbose_name": "bilaga",
                "verbose_name_plural": "bilagor",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "sha256"), name="attachment_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="attachment_has_title",
                        violation_error_message="Skriv vad filen är.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 10485760)),
                        name="attachment_within_10_mb",
                        violation_error_message="Filen är större än 10 MB.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lessons",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="fas",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arbetssatt", "arbetssätt"),
                            ("samarbete", "samarbete"),
                            ("malgrupp", "målgrupp"),
                            ("teknik", "teknik"),
                            ("ekonomi", "ekonomi"),
                            ("juridik", "juridik"),
                        ],
                        max_length=10,
                        verbose_name="handlar om",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här lärde vi oss"),
                ),
                (
                    "advice",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="det här bör andra göra"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "lärdom",
                "verbose_name_plural": "lärdomar",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["initiative", "-created_at"],
                        name="lesson_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="lesson_says_what",
                        violation_error_message="Skriv vad ni lärde er.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("advice", ""), _negated=True),
                        name="lesson_gives_advice",
                        violation_error_message="Skriv vad andra bör göra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="lesson_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nyttiggjord", "nyttiggjord"),
                            ("lardom", "avslutad med lärdom"),
                            ("sammanslagen", "sammanslagen"),
                        ],
                        max_length=12,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                ("words", prioinit.fields.FreeText(max_length=10000, verbose_name="med egna ord")),
                (
                    "processledare",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="processledare",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roles.unit",
                        verbose_name="enhet som tar emot",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="took_in",
                        to="initiatives.initiative",
                        verbose_name="går upp i",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="öppnat igen"),
                ),
            ],
            options={
                "verbose_name": "avslut",
                "verbose_name_plural": "avslut",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("initiative",),
                        name="ending_one_that_stands",
                        violation_error_message="Initiativet är redan avslutat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="ending_says_why",
                        violation_error_message="Skriv vad som hände.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "nyttiggjord"),
                                ("processledare__isnull", False),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                models.Q(("outcome", "nyttiggjord"), _negated=True),
                                ("processledare__isnull", True),
                                ("unit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ending_in_use_has_who_takes_over",
                        violation_error_message="Välj processledare och enhet som tar emot.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("outcome", "sammanslagen")),
                            models.Q(
                                models.Q(("outcome", "sammanslagen"), _negated=True),
                                ("merged_into__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ending_merged_says_into_which",
                        violation_error_message="Välj det initiativ som det går upp i.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("initiative")), _negated=True),
                            _connector="OR",
                        ),
                        name="ending_not_merged_into_itself",
                        violation_error_message="Ett initiativ kan inte gå upp i sig självt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at__isnull", True), ("reopened_by__isnull", True)),
                            models.Q(
                                ("reopened_at__isnull", False), ("reopened_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="ending_reopened_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ideas",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="idén i korthet")),
                (
                    "text",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur den fungerar"
                    ),
                ),
                (
                    "others",
                    prioinit.fields.FreeText(
                        blank=True,
                        max_length=10000,
                        verbose_name="vilka andra än kommunen tar aktiv del",
                    ),
                ),
                (
                    "fit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "lite"), (2, "delvis"), (3, "väl")],
                        null=True,
                        verbose_name="svarar mot behovet",
                    ),
                ),
                (
                    "effort",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "lite"), (2, "en del"), (3, "mycket")],
                        null=True,
                        verbose_name="kräver",
                    ),
                ),
                (
                    "courage",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "trygg"), (2, "ny för oss"), (3, "modig")],
                        null=True,
                        verbose_name="hur modig",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "öppen"),
                            ("chosen", "vald"),
                            ("parked", "parkerad"),
                            ("tried", "provad"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="läge",
                    ),
                ),
                (
                    "parked_why",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="varför den parkeras"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "idé",
                "verbose_name_plural": "idéer",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["initiative", "created_at"],
                        name="idea_kept",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="idea_says_what",
                        violation_error_message="Skriv idén i korthet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fit__isnull", True),
                            models.Q(("fit__gte", 1), ("fit__lte", 3)),
                            _connector="OR",
                        ),
                        name="idea_fit_1_to_3",
                        violation_error_message="Välj ett av de tre orden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effort__isnull", True),
                            models.Q(("effort__gte", 1), ("effort__lte", 3)),
                            _connector="OR",
                        ),
                        name="idea_effort_1_to_3",
                        violation_error_message="Välj ett av de tre orden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("courage__isnull", True),
                            models.Q(("courage__gte", 1), ("courage__lte", 3)),
                            _connector="OR",
                        ),
                        name="idea_courage_1_to_3",
                        violation_error_message="Välj ett av de tre orden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "parked"), models.Q(("parked_why", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("state", "parked"), _negated=True), ("parked_why", "")
                            ),
                            _connector="OR",
                        ),
                        name="idea_parked_says_why",
                        violation_error_message="Skriv varför ni parkerar idén.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="idea_decided_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="idea_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Insight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insights",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här lärde vi oss"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intervju", "intervju"),
                            ("observation", "observation"),
                            ("data", "data"),
                            ("workshop", "workshop"),
                            ("omvarld", "omvärld"),
                        ],
                        max_length=11,
                        verbose_name="källa",
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="hur många"),
                ),
                (
                    "from_target_group",
                    models.BooleanField(default=False, verbose_name="de hör till målgruppen"),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[prioinit.fields.NoPersonalNumber()],
                        verbose_name="länk",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "insikt",
                "verbose_name_plural": "insikter",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["initiative", "-on", "-id"],
                        name="insight_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="insight_says_what",
                        violation_error_message="Skriv vad ni lärde er.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people__isnull", True),
                            models.Q(("people__gte", 1), ("people__lte", 10000)),
                            _connector="OR",
                        ),
                        name="insight_people_1_to_10000",
                        violation_error_message="Antalet är mellan 1 och 10 000.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people__isnull", True),
                            models.Q(("source__in", ["data", "omvarld"]), _negated=True),
                            _connector="OR",
                        ),
                        name="insight_data_meets_nobody",
                        violation_error_message="Data och omvärld har inget antal personer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_target_group", False), ("people__isnull", False), _connector="OR"
                        ),
                        name="insight_target_group_counted",
                        violation_error_message="Skriv hur många ur målgruppen ni mötte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="insight_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="need_statements",
                        to="initiatives.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "text",
                    prioinit.fields.FreeLine(max_length=300, verbose_name="behovet i en mening"),
                ),
                (
                    "why",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="varför ni ändrar"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "behov i en mening",
                "verbose_name_plural": "behov i en mening",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "number"), name="need_statement_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), ("number__gte", 1)
                        ),
                        name="need_statement_says_what",
                        violation_error_message="Skriv behovet i en mening.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="need_statement_says_why",
                        violation_error_message="Skriv varför ni ändrar meningen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actors",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "name",
                    prioinit.fields.FreeLine(
                        help_text="En organisation eller grupp, inte en person.",
                        max_length=120,
                        verbose_name="aktör",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("inside", "i kommunen"), ("outside", "utanför")],
                        default="inside",
                        max_length=7,
                        verbose_name="var",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roles.unit",
                        verbose_name="enhet",
                    ),
                ),
                (
                    "brings",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="bidrar med"
                    ),
                ),
            ],
            options={
                "verbose_name": "aktör",
                "verbose_name_plural": "aktörer",
                "ordering": ["side", "name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="actor_has_name",
                        violation_error_message="Skriv vilka det är.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="actor_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetrospectiveNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.retrospectivenote",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.round",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("keep", "behåll"), ("change", "ändra"), ("try", "prova")],
                        max_length=6,
                        verbose_name="sort",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="till nästa omgång"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="AdoptionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.adoption",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "receiving_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="roles.unit",
                        verbose_name="enhet som tar emot",
                    ),
                ),
                (
                    "handover_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="överlämning"
                    ),
                ),
                (
                    "decision",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="så här ska vi arbeta"
                    ),
                ),
                (
                    "decided_by_name",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=200, verbose_name="beslutat av"
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="beslutat den"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="AdoptionStepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.adoptionstep",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Kartlagd"),
                            (2, "Processledare utsedd"),
                            (3, "Mål finns"),
                            (4, "Överlämnad till drift"),
                            (5, "Beslutad"),
                            (6, "Handlingsplan framtagen och aktiv"),
                            (7, "Känt bland medarbetare"),
                            (8, "Ständiga förbättringar"),
                            (9, "Visualisering av utvecklingen"),
                        ],
                        verbose_name="steg",
                    ),
                ),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="nått den")),
                (
                    "evidence",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det märks"
                    ),
                ),
                (
                    "responsible",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="ansvarig"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="EffectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.effect",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "what",
                    prioinit.fields.FreeLine(
                        max_length=200, verbose_name="vad som ska bli annorlunda"
                    ),
                ),
                ("unit", prioinit.fields.FreeLine(max_length=30, verbose_name="mäts i")),
                (
                    "baseline",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="utgångsläge"
                    ),
                ),
                (
                    "baseline_on",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="mätt den"
                    ),
                ),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="mål"),
                ),
                ("target_on", models.DateField(verbose_name="nått senast")),
                (
                    "source",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=300, verbose_name="var siffran kommer ifrån"
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "varje månad"),
                            (3, "var tredje månad"),
                            (6, "varje halvår"),
                            (12, "varje år"),
                        ],
                        default=3,
                        verbose_name="hur ofta ni mäter",
                    ),
                ),
                (
                    "is_main",
                    models.BooleanField(
                        default=False, verbose_name="det här är vad målgruppen märker"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrivet")),
            ],
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "effect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="initiatives.effect",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="värde"),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="anteckning"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
            options={
                "verbose_name": "mätning",
                "verbose_name_plural": "mätningar",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("effect", "on"),
                        name="measurement_once_a_day",
                        violation_error_message="Det finns redan en mätning den dagen. Ändra den.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__gte", -100000000000), ("value__lte", 100000000000)
                        ),
                        name="measurement_number_within_reason",
                        violation_error_message="Talet är för stort.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on__range", (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))
                        ),
                        name="measurement_day_of_our_time",
                        violation_error_message="Året är mellan 2000 och 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="measurement_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BenefitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.benefit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("who", prioinit.fields.FreeLine(max_length=200, verbose_name="vem får nyttan")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pengar", "pengar"), ("tid", "tid"), ("kvalitet", "kvalitet")],
                        max_length=8,
                        verbose_name="slag",
                    ),
                ),
                ("what", prioinit.fields.FreeText(max_length=10000, verbose_name="vad de får")),
                (
                    "one_off_cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="kostnad en gång, kronor",
                    ),
                ),
                (
                    "yearly_cost",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=14,
                        verbose_name="kostnad per år, kronor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BenefitYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "benefit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="initiatives.benefit",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="planerat",
                    ),
                ),
                (
                    "realised",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "words",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="i ord"),
                ),
            ],
            options={
                "verbose_name": "nytta ett år",
                "verbose_name_plural": "nytta per år",
                "ordering": ["year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("benefit", "year"),
                        name="benefit_year_once",
                        violation_error_message="Det året finns redan. Ändra det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 2100))),
                        name="benefit_year_of_our_time",
                        violation_error_message="Året är mellan 2000 och 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("planned__isnull", True),
                                models.Q(("planned__gte", 0), ("planned__lte", 100000000000)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("realised__isnull", True),
                                models.Q(("realised__gte", 0), ("realised__lte", 100000000000)),
                                _connector="OR",
                            ),
                        ),
                        name="benefit_year_numbers_within_reason",
                        violation_error_message="Talet är för stort.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned__isnull", False),
                            ("realised__isnull", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="benefit_year_says_something",
                        violation_error_message="Skriv vad som är planerat, utfallet, eller några ord.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="benefit_year_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InformationClassificationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.informationclassification",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "confidentiality",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="konfidentialitet",
                    ),
                ),
                (
                    "confidentiality_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "correctness",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="riktighet",
                    ),
                ),
                (
                    "correctness_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "availability",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="tillgänglighet",
                    ),
                ),
                (
                    "availability_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "traceability",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "försumbar skada"),
                            (2, "måttlig skada"),
                            (3, "betydande skada"),
                            (4, "allvarlig skada"),
                        ],
                        verbose_name="spårbarhet",
                    ),
                ),
                (
                    "traceability_reason",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="varför"),
                ),
                (
                    "decided_by",
                    prioinit.fields.FreeLine(max_length=200, verbose_name="beslutat av"),
                ),
                ("decided_on", models.DateField(verbose_name="beslutat den")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="CoachNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.coachnote",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="nästa steg"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="CommunicationActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.communicationactivity",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("activity", prioinit.fields.FreeLine(max_length=200, verbose_name="aktivitet")),
                ("how", prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="hur")),
                (
                    "why",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                ("target_group", prioinit.fields.FreeLine(max_length=200, verbose_name="målgrupp")),
                (
                    "channel",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="kanal"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("internal", "internt"), ("external", "externt")],
                        max_length=8,
                        verbose_name="internt eller externt",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="datum")),
                (
                    "responsible",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="ansvarig"),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klar den")),
                (
                    "gave",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad det gav"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="LinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.link",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="titel")),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(schemes=["http", "https"]),
                            prioinit.fields.NoPersonalNumber(),
                        ],
                        verbose_name="adress",
                    ),
                ),
                (
                    "what",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad som finns där"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="AttachmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.attachment",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="titel")),
                (
                    "name",
                    prioinit.fields.FreeLine(
                        editable=False, max_length=120, verbose_name="filnamn"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        upload_to=initiatives.models.document.stored_name,
                        verbose_name="fil",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="storlek")),
                (
                    "content_type",
                    models.CharField(editable=False, max_length=100, verbose_name="filtyp"),
                ),
                ("sha256", models.CharField(editable=False, max_length=64)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="uppladdad")),
            ],
        ),
        migrations.CreateModel(
            name="LessonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.lesson",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="fas",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arbetssatt", "arbetssätt"),
                            ("samarbete", "samarbete"),
                            ("malgrupp", "målgrupp"),
                            ("teknik", "teknik"),
                            ("ekonomi", "ekonomi"),
                            ("juridik", "juridik"),
                        ],
                        max_length=10,
                        verbose_name="handlar om",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här lärde vi oss"),
                ),
                (
                    "advice",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="det här bör andra göra"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="EndingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.ending",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nyttiggjord", "nyttiggjord"),
                            ("lardom", "avslutad med lärdom"),
                            ("sammanslagen", "sammanslagen"),
                        ],
                        max_length=12,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                ("words", prioinit.fields.FreeText(max_length=10000, verbose_name="med egna ord")),
                (
                    "processledare",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="processledare",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="roles.unit",
                        verbose_name="enhet som tar emot",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                        verbose_name="går upp i",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skrivet")),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="öppnat igen"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdeaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.idea",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("title", prioinit.fields.FreeLine(max_length=120, verbose_name="idén i korthet")),
                (
                    "text",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur den fungerar"
                    ),
                ),
                (
                    "others",
                    prioinit.fields.FreeText(
                        blank=True,
                        max_length=10000,
                        verbose_name="vilka andra än kommunen tar aktiv del",
                    ),
                ),
                (
                    "fit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "lite"), (2, "delvis"), (3, "väl")],
                        null=True,
                        verbose_name="svarar mot behovet",
                    ),
                ),
                (
                    "effort",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "lite"), (2, "en del"), (3, "mycket")],
                        null=True,
                        verbose_name="kräver",
                    ),
                ),
                (
                    "courage",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "trygg"), (2, "ny för oss"), (3, "modig")],
                        null=True,
                        verbose_name="hur modig",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "öppen"),
                            ("chosen", "vald"),
                            ("parked", "parkerad"),
                            ("tried", "provad"),
                        ],
                        default="open",
                        max_length=6,
                        verbose_name="läge",
                    ),
                ),
                (
                    "parked_why",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="varför den parkeras"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="InsightEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.insight",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här lärde vi oss"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intervju", "intervju"),
                            ("observation", "observation"),
                            ("data", "data"),
                            ("workshop", "workshop"),
                            ("omvarld", "omvärld"),
                        ],
                        max_length=11,
                        verbose_name="källa",
                    ),
                ),
                (
                    "people",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="hur många"),
                ),
                (
                    "from_target_group",
                    models.BooleanField(default=False, verbose_name="de hör till målgruppen"),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[prioinit.fields.NoPersonalNumber()],
                        verbose_name="länk",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="NeedStatementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.needstatement",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "text",
                    prioinit.fields.FreeLine(max_length=300, verbose_name="behovet i en mening"),
                ),
                (
                    "why",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="varför ni ändrar"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="ToMeet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="to_meet",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "who",
                    prioinit.fields.FreeLine(
                        help_text="En roll eller en grupp, inte en persons namn.",
                        max_length=200,
                        verbose_name="vem",
                    ),
                ),
                (
                    "why",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="met",
                        to="initiatives.insight",
                        verbose_name="insikt",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="struken")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "att möta",
                "verbose_name_plural": "att möta",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("who", ""), _negated=True),
                        name="to_meet_says_who",
                        violation_error_message="Skriv vem ni behöver prata med.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                            models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="to_meet_dropped_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("insight__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                        ),
                        name="to_meet_met_or_dropped",
                        violation_error_message="Den ni har mött är inte struken.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.actor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "name",
                    prioinit.fields.FreeLine(
                        help_text="En organisation eller grupp, inte en person.",
                        max_length=120,
                        verbose_name="aktör",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("inside", "i kommunen"), ("outside", "utanför")],
                        default="inside",
                        max_length=7,
                        verbose_name="var",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="roles.unit",
                        verbose_name="enhet",
                    ),
                ),
                (
                    "brings",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="bidrar med"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Test",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tests",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tests",
                        to="initiatives.idea",
                        verbose_name="idé",
                    ),
                ),
                ("believe", prioinit.fields.FreeText(max_length=10000, verbose_name="vi tror att")),
                (
                    "try_by",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="vi provar genom"),
                ),
                (
                    "right_when",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="vi vet att vi har rätt när"
                    ),
                ),
                (
                    "with_whom",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="med vem"),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till")),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "anchoring",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="förankring"
                    ),
                ),
                (
                    "saw",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="vi såg"),
                ),
                (
                    "learned",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="vi lärde"),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continue", "gå vidare"),
                            ("change", "ändra"),
                            ("stop", "lägg ner"),
                        ],
                        max_length=8,
                        verbose_name="därför",
                    ),
                ),
                (
                    "therefore",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=200, verbose_name="det gör vi nu"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutat")),
                (
                    "corrections",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rättelser"),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rättat"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrivet")),
            ],
            options={
                "verbose_name": "test",
                "verbose_name_plural": "tester",
                "ordering": ["-starts_on", "-pk"],
                "indexes": [
                    models.Index(fields=["initiative", "-closed_at"], name="test_by_initiative"),
                    models.Index(
                        condition=models.Q(("decision", "stop")),
                        fields=["-closed_at", "-id"],
                        name="test_misses",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("believe", ""), _negated=True),
                            models.Q(("try_by", ""), _negated=True),
                            models.Q(("right_when", ""), _negated=True),
                        ),
                        name="test_says_what",
                        violation_error_message="Skriv vad ni tror, hur ni provar och när ni vet att ni har rätt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="test_ends_after_start",
                        violation_error_message="Testet slutar tidigast den dag det börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("saw", ""), _negated=True),
                                models.Q(("learned", ""), _negated=True),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("decision", ""),
                                ("learned", ""),
                                ("therefore", ""),
                            ),
                            _connector="OR",
                        ),
                        name="test_closed_is_whole",
                        violation_error_message="Ett test avslutas med vad ni såg, vad ni lärde och vad ni gör därför.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrected_at__isnull", True),
                                ("corrected_by__isnull", True),
                                ("corrections", 0),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("corrected_at__isnull", False),
                                ("corrected_by__isnull", False),
                                ("corrections__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="test_corrected_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("removed_at__isnull", True),
                            _connector="OR",
                        ),
                        name="test_closed_is_kept",
                        violation_error_message="Ett avslutat test tas inte bort.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="test_removed_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasurementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.measurement",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "effect",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.effect",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="värde"),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="anteckning"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
            ],
        ),
        migrations.CreateModel(
            name="BenefitYearEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.benefityear",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "benefit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.benefit",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="planerat",
                    ),
                ),
                (
                    "realised",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "words",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="i ord"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="initiatives.initiative",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(verbose_name="månader efter")),
                ("due_on", models.DateField(verbose_name="datum")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="besvarad"),
                ),
                (
                    "answer",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det har gått"
                    ),
                ),
                (
                    "measurement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="initiatives.measurement",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppföljning",
                "verbose_name_plural": "uppföljningar",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "months"), name="follow_up_once"),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", [6, 12, 24])),
                        name="follow_up_after_6_12_24",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("measurement__isnull", True),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(
                                    models.Q(("answer", ""), _negated=True),
                                    ("measurement__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_answered_by_someone",
                        violation_error_message="Skriv ett värde eller några ord.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToMeetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.tomeet",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "who",
                    prioinit.fields.FreeLine(
                        help_text="En roll eller en grupp, inte en persons namn.",
                        max_length=200,
                        verbose_name="vem",
                    ),
                ),
                (
                    "why",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                (
                    "insight",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.insight",
                        verbose_name="insikt",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="struken")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skriven")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="TestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.test",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="borttagen"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.idea",
                        verbose_name="idé",
                    ),
                ),
                ("believe", prioinit.fields.FreeText(max_length=10000, verbose_name="vi tror att")),
                (
                    "try_by",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="vi provar genom"),
                ),
                (
                    "right_when",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="vi vet att vi har rätt när"
                    ),
                ),
                (
                    "with_whom",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="med vem"),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till")),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarig",
                    ),
                ),
                (
                    "anchoring",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="förankring"
                    ),
                ),
                (
                    "saw",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="vi såg"),
                ),
                (
                    "learned",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="vi lärde"),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continue", "gå vidare"),
                            ("change", "ändra"),
                            ("stop", "lägg ner"),
                        ],
                        max_length=8,
                        verbose_name="därför",
                    ),
                ),
                (
                    "therefore",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=200, verbose_name="det gör vi nu"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutat")),
                (
                    "corrections",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rättelser"),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="rättat"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrivet")),
            ],
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="initiatives.followup",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(verbose_name="månader efter")),
                ("due_on", models.DateField(verbose_name="datum")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="besvarad"),
                ),
                (
                    "answer",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det har gått"
                    ),
                ),
                (
                    "measurement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.measurement",
                    ),
                ),
            ],
        ),
    ]

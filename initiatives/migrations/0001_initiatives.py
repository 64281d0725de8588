import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import prioinit.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [
        ("initiatives", "0001_initial"),
        ("initiatives", "0002_initial"),
        ("initiatives", "0003_final_mandates"),
        ("initiatives", "0004_obstacles_and_pauses"),
        ("initiatives", "0005_obstacle_steps"),
        ("initiatives", "0006_resumed_on"),
        ("initiatives", "0007_when_it_was_known"),
    ]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", prioinit.fields.FreeLine(max_length=20, verbose_name="kod")),
                ("name", prioinit.fields.FreeLine(max_length=200, verbose_name="mål")),
                (
                    "agenda_2030",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nummer 1–17, om målet är ett av de globala målen.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(17),
                        ],
                        verbose_name="Agenda 2030-mål",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "mål",
                "verbose_name_plural": "mål",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("code"),
                        name="goal_code_once",
                        violation_error_message="Ett annat mål har redan den koden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agenda_2030__isnull", True),
                            models.Q(("agenda_2030__gte", 1), ("agenda_2030__lte", 17)),
                            _connector="OR",
                        ),
                        name="goal_agenda_2030_exists",
                        violation_error_message="Agenda 2030 har målen 1–17.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "purpose",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="syfte"),
                ),
                ("starts_on", models.DateField(verbose_name="start")),
                ("ends_on", models.DateField(verbose_name="slut")),
                (
                    "cap",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="Så många initiativ kan vara igång samtidigt. Fler går, men kräver ett skriftligt skäl.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="högst antal samtidigt",
                    ),
                ),
                (
                    "update_every_weeks",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="veckor mellan lägesuppdateringar",
                    ),
                ),
                (
                    "phase_decider",
                    models.CharField(
                        choices=[
                            ("ledartroja", "ledartröjorna, och fadder får veta"),
                            ("fadder", "fadder"),
                        ],
                        default="ledartroja",
                        max_length=12,
                        verbose_name="vem beslutar om fasbyte",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "omgång",
                "verbose_name_plural": "omgångar",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="round_name_once",
                        violation_error_message="En annan omgång heter redan så.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="round_days_in_order",
                        violation_error_message="Omgången slutar innan den börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap__gte", 1)),
                        name="round_cap_positive",
                        violation_error_message="Minst ett initiativ behöver få plats.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("update_every_weeks__gte", 1)),
                        name="round_cadence_positive",
                        violation_error_message="Det behöver vara minst en vecka mellan uppdateringarna.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
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
                        to="initiatives.goal",
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
                ("code", prioinit.fields.FreeLine(max_length=20, verbose_name="kod")),
                ("name", prioinit.fields.FreeLine(max_length=200, verbose_name="mål")),
                (
                    "agenda_2030",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nummer 1–17, om målet är ett av de globala målen.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(17),
                        ],
                        verbose_name="Agenda 2030-mål",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="RoundEvent",
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
                        to="initiatives.round",
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
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "purpose",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="syfte"),
                ),
                ("starts_on", models.DateField(verbose_name="start")),
                ("ends_on", models.DateField(verbose_name="slut")),
                (
                    "cap",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="Så många initiativ kan vara igång samtidigt. Fler går, men kräver ett skriftligt skäl.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="högst antal samtidigt",
                    ),
                ),
                (
                    "update_every_weeks",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(26),
                        ],
                        verbose_name="veckor mellan lägesuppdateringar",
                    ),
                ),
                (
                    "phase_decider",
                    models.CharField(
                        choices=[
                            ("ledartroja", "ledartröjorna, och fadder får veta"),
                            ("fadder", "fadder"),
                        ],
                        default="ledartroja",
                        max_length=12,
                        verbose_name="vem beslutar om fasbyte",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "code",
                    prioinit.fields.FreeLine(
                        help_text="Kort namn för listor och kalkylblad.",
                        max_length=40,
                        verbose_name="kod",
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "question",
                    prioinit.fields.FreeText(
                        help_text="Formulera den som en fråga: Hur kan vi …?",
                        max_length=10000,
                        verbose_name="utmaning",
                    ),
                ),
                (
                    "target_group",
                    prioinit.fields.FreeLine(
                        blank=True,
                        help_text="Vilka är det för? Så smalt ni kan.",
                        max_length=200,
                        verbose_name="målgrupp",
                    ),
                ),
                (
                    "difference",
                    prioinit.fields.FreeText(
                        blank=True,
                        help_text="Beskriv skillnaden med målgruppens ord.",
                        max_length=10000,
                        verbose_name="vad målgruppen ska märka",
                    ),
                ),
                (
                    "noticed_by",
                    models.DateField(
                        blank=True,
                        help_text="När målgruppen senast ska märka skillnaden, inom 24 månader.",
                        null=True,
                        verbose_name="senast",
                    ),
                ),
                (
                    "registry_number",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=60, verbose_name="diarienummer"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "riggas"), ("running", "igång")],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="läge",
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
                        default="behov",
                        editable=False,
                        max_length=12,
                        verbose_name="fas",
                    ),
                ),
                (
                    "started_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="startade"
                    ),
                ),
                (
                    "over_cap_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="skäl att gå över taket",
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="pausat till"
                    ),
                ),
                (
                    "pause_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför det är pausat",
                    ),
                ),
                (
                    "resumed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="återupptaget"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "sort_key",
                    prioinit.fields.SwedishSortKey(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            models.Func(
                                models.F("name"),
                                models.Value("ÅÄÖåäöÆæØøÉéÈèÜü"),
                                models.Value("{|}{|}||}}EeEeYy"),
                                function="translate",
                            )
                        ),
                        output_field=models.CharField(db_collation="C", max_length=200),
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="initiatives",
                        to="roles.unit",
                        verbose_name="enheter som deltar",
                    ),
                ),
                (
                    "goals",
                    models.ManyToManyField(
                        blank=True,
                        related_name="initiatives",
                        to="initiatives.goal",
                        verbose_name="mål",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiativ",
                "verbose_name_plural": "initiativ",
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(fields=["state", "sort_key"], name="initiative_state_name")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("code"),
                        models.F("round"),
                        name="initiative_code_once_per_round",
                        violation_error_message="Ett annat initiativ i omgången har redan den koden.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("started_on__isnull", True), ("state", "planned")),
                            models.Q(("started_on__isnull", False), ("state", "running")),
                            _connector="OR",
                        ),
                        name="initiative_running_has_start",
                        violation_error_message="Ett initiativ som är igång har ett startdatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pause_reason", ""), ("paused_until__isnull", True)),
                            models.Q(
                                ("paused_until__isnull", False),
                                models.Q(("pause_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="initiative_paused_with_reason",
                        violation_error_message="Skriv varför initiativet pausas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseChange",
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
                        related_name="phase_changes",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "from_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        null=True,
                        verbose_name="från",
                    ),
                ),
                (
                    "to_phase",
                    models.CharField(
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="till",
                    ),
                ),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "reason",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                (
                    "missing",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="saknades vid bytet"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslutat av",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "fasbyte",
                "verbose_name_plural": "fasbyten",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_phase__isnull", True),
                            models.Q(("from_phase", models.F("to_phase")), _negated=True),
                            _connector="OR",
                        ),
                        name="phase_change_moves",
                        violation_error_message="Initiativet är redan i den fasen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_phase__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="phase_change_has_reason",
                        violation_error_message="Skriv varför ni byter fas.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("from_phase__isnull", True)),
                        fields=("initiative",),
                        name="phase_change_starts_once",
                        violation_error_message="Initiativet har redan startat.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                        related_name="mandates",
                        to="initiatives.initiative",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                (
                    "text",
                    prioinit.fields.FreeText(
                        help_text="Vad ska ni åstadkomma, för vem, och vad får ni bestämma själva? Skriv så att alla förstår.",
                        max_length=10000,
                        verbose_name="uppdraget",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="gavs av ledningsgruppen",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inskrivet av",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "mandat",
                "verbose_name_plural": "mandat",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "number"), name="mandate_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="mandate_has_text",
                        violation_error_message="Skriv uppdraget.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeEvent",
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
                        to="initiatives.initiative",
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
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "code",
                    prioinit.fields.FreeLine(
                        help_text="Kort namn för listor och kalkylblad.",
                        max_length=40,
                        verbose_name="kod",
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "question",
                    prioinit.fields.FreeText(
                        help_text="Formulera den som en fråga: Hur kan vi …?",
                        max_length=10000,
                        verbose_name="utmaning",
                    ),
                ),
                (
                    "target_group",
                    prioinit.fields.FreeLine(
                        blank=True,
                        help_text="Vilka är det för? Så smalt ni kan.",
                        max_length=200,
                        verbose_name="målgrupp",
                    ),
                ),
                (
                    "difference",
                    prioinit.fields.FreeText(
                        blank=True,
                        help_text="Beskriv skillnaden med målgruppens ord.",
                        max_length=10000,
                        verbose_name="vad målgruppen ska märka",
                    ),
                ),
                (
                    "noticed_by",
                    models.DateField(
                        blank=True,
                        help_text="När målgruppen senast ska märka skillnaden, inom 24 månader.",
                        null=True,
                        verbose_name="senast",
                    ),
                ),
                (
                    "registry_number",
                    prioinit.fields.FreeLine(
                        blank=True, max_length=60, verbose_name="diarienummer"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "riggas"), ("running", "igång")],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="läge",
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
                        default="behov",
                        editable=False,
                        max_length=12,
                        verbose_name="fas",
                    ),
                ),
                (
                    "started_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="startade"
                    ),
                ),
                (
                    "over_cap_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="skäl att gå över taket",
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="pausat till"
                    ),
                ),
                (
                    "pause_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför det är pausat",
                    ),
                ),
                (
                    "resumed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="återupptaget"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Obstacle",
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
                        related_name="obstacles",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "stops_us",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här stoppar oss"),
                ),
                (
                    "we_need",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här behöver vi"),
                ),
                ("needed_by", models.DateField(blank=True, null=True, verbose_name="senast")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "väntar på fadder"),
                            ("taken", "fadder har tagit det"),
                            ("lifted", "hos ledningsgruppen"),
                            ("answered", "besvarat"),
                            ("closed", "avslutat"),
                        ],
                        default="raised",
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="lyft")),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taget")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="lyft till ledningsgruppen"
                    ),
                ),
                (
                    "lift_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="till ledningsgruppen"
                    ),
                ),
                (
                    "answer",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="svar"),
                ),
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
                    models.DateTimeField(blank=True, null=True, verbose_name="besvarat"),
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
                    "closing_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det löste sig"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "hinder",
                "verbose_name_plural": "hinder",
                "ordering": ["-raised_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=["initiative", "raised_at"],
                        name="obstacle_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stops_us", ""), _negated=True),
                            models.Q(("we_need", ""), _negated=True),
                        ),
                        name="obstacle_says_what",
                        violation_error_message="Skriv vad som stoppar er och vad ni behöver.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="obstacle_taken_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="obstacle_lifted_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="obstacle_answered_is_whole",
                        violation_error_message="Skriv ett svar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state", "closed"),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="obstacle_closed_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["raised", "closed"]),
                            models.Q(("state", "taken"), ("taken_at__isnull", False)),
                            models.Q(("lifted_at__isnull", False), ("state", "lifted")),
                            models.Q(("answered_at__isnull", False), ("state", "answered")),
                            _connector="OR",
                        ),
                        name="obstacle_state_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactNote",
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
                        related_name="contact_notes",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="nästa steg vi kom överens om"
                    ),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="nästa kontakt")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "kontakt med fadder",
                "verbose_name_plural": "kontakter med fadder",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("next_step", ""), _negated=True),
                        name="contact_note_has_next_step",
                        violation_error_message="Skriv nästa steg.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusUpdate",
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
                        related_name="updates",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "arbetsmaterial"), ("final", "publicerad")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nummer"),
                ),
                (
                    "since_last",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="sedan sist"
                    ),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="härnäst"),
                ),
                (
                    "help_wanted",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="behöver hjälp med"
                    ),
                ),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "mycket låg"),
                            (2, "låg"),
                            (3, "varken eller"),
                            (4, "hög"),
                            (5, "mycket hög"),
                        ],
                        null=True,
                        verbose_name="tilltro",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        blank=True,
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
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="initiatives.statusupdate",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="publicerad"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "lägesuppdatering",
                "verbose_name_plural": "lägesuppdateringar",
                "ordering": ["-published_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "final")),
                        fields=["initiative", "-published_at"],
                        name="update_latest_final",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", True),
                                ("phase", ""),
                                ("published_at__isnull", True),
                                ("published_by__isnull", True),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("confidence__isnull", False),
                                ("number__isnull", False),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                ("state", "final"),
                                models.Q(("since_last", ""), _negated=True),
                                models.Q(("phase", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="update_final_is_whole",
                        violation_error_message="En publicerad uppdatering behöver ”sedan sist” och tilltro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 1), ("confidence__lte", 5)),
                            _connector="OR",
                        ),
                        name="update_confidence_1_to_5",
                        violation_error_message="Tilltro är 1–5.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("initiative",),
                        name="update_one_draft",
                        violation_error_message="Det finns redan ett utkast.",
                    ),
                    models.UniqueConstraint(
                        fields=("initiative", "number"), name="update_number_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseChangeEvent",
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
                        to="initiatives.phasechange",
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
                    "from_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        null=True,
                        verbose_name="från",
                    ),
                ),
                (
                    "to_phase",
                    models.CharField(
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="till",
                    ),
                ),
                ("on", models.DateField(verbose_name="datum")),
                (
                    "reason",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="varför"),
                ),
                (
                    "missing",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="saknades vid bytet"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslutat av",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MandateEvent",
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
                        to="initiatives.mandate",
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
                    prioinit.fields.FreeText(
                        help_text="Vad ska ni åstadkomma, för vem, och vad får ni bestämma själva? Skriv så att alla förstår.",
                        max_length=10000,
                        verbose_name="uppdraget",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="gavs av ledningsgruppen",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inskrivet av",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="MandateAcceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="initiatives.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="accepterat"
                    ),
                ),
            ],
            options={
                "verbose_name": "accepterat mandat",
                "verbose_name_plural": "accepterade mandat",
                "ordering": ["accepted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mandate", "person"), name="mandate_accepted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ObstacleEvent",
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
                        to="initiatives.obstacle",
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
                    "stops_us",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här stoppar oss"),
                ),
                (
                    "we_need",
                    prioinit.fields.FreeText(max_length=10000, verbose_name="det här behöver vi"),
                ),
                ("needed_by", models.DateField(blank=True, null=True, verbose_name="senast")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "väntar på fadder"),
                            ("taken", "fadder har tagit det"),
                            ("lifted", "hos ledningsgruppen"),
                            ("answered", "besvarat"),
                            ("closed", "avslutat"),
                        ],
                        default="raised",
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="lyft")),
                (
                    "taken_by",
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
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taget")),
                (
                    "lifted_by",
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
                    "lifted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="lyft till ledningsgruppen"
                    ),
                ),
                (
                    "lift_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="till ledningsgruppen"
                    ),
                ),
                (
                    "answer",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="svar"),
                ),
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
                    models.DateTimeField(blank=True, null=True, verbose_name="besvarat"),
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
                    "closing_note",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det löste sig"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="ObstacleStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "obstacle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="initiatives.obstacle",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "lyfte hindret"),
                            ("taken", "tog hindret"),
                            ("lifted", "lyfte det till ledningsgruppen"),
                            ("answered", "svarade"),
                            ("reopened", "öppnade det igen: det stoppar oss fortfarande"),
                            ("closed", "avslutade det"),
                            ("withdrawn", "drog tillbaka det"),
                        ],
                        max_length=9,
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
                ("at", models.DateTimeField()),
                ("text", prioinit.fields.FreeText(blank=True, max_length=10000)),
            ],
            options={
                "verbose_name": "steg i ett hinder",
                "verbose_name_plural": "steg i ett hinder",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ContactNoteEvent",
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
                        to="initiatives.contactnote",
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
                    "on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="datum"),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="nästa steg vi kom överens om"
                    ),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="nästa kontakt")),
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
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="StatusUpdateEvent",
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
                        to="initiatives.statusupdate",
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
                    "state",
                    models.CharField(
                        choices=[("draft", "arbetsmaterial"), ("final", "publicerad")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nummer"),
                ),
                (
                    "since_last",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="sedan sist"
                    ),
                ),
                (
                    "next_step",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="härnäst"),
                ),
                (
                    "help_wanted",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="behöver hjälp med"
                    ),
                ),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "mycket låg"),
                            (2, "låg"),
                            (3, "varken eller"),
                            (4, "hög"),
                            (5, "mycket hög"),
                        ],
                        null=True,
                        verbose_name="tilltro",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        blank=True,
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
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.statusupdate",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("edited_at", models.DateTimeField(auto_now=True)),
                (
                    "published_by",
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
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="publicerad"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="MandateAcceptanceEvent",
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
                        to="initiatives.mandateacceptance",
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
                    "mandate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="accepterat"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ObstacleStepEvent",
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
                        to="initiatives.obstaclestep",
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
                    "obstacle",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.obstacle",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "lyfte hindret"),
                            ("taken", "tog hindret"),
                            ("lifted", "lyfte det till ledningsgruppen"),
                            ("answered", "svarade"),
                            ("reopened", "öppnade det igen: det stoppar oss fortfarande"),
                            ("closed", "avslutade det"),
                            ("withdrawn", "drog tillbaka det"),
                        ],
                        max_length=9,
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
                ("at", models.DateTimeField()),
                ("text", prioinit.fields.FreeText(blank=True, max_length=10000)),
            ],
        ),
    ]

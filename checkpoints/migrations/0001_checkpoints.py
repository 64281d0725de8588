import checkpoints.models.checkpoint
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import prioinit.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [
        ("checkpoints", "0001_initial"),
        ("checkpoints", "0002_initial"),
        ("checkpoints", "0003_initial"),
        ("checkpoints", "0004_meetings_input_decisions"),
        ("checkpoints", "0005_invitation_turns"),
        ("checkpoints", "0006_reminders_of_more"),
        ("checkpoints", "0007_guest_input"),
        ("checkpoints", "0008_report"),
        ("checkpoints", "0009_showing_extra"),
    ]

    initial = True

    dependencies = [
        ("initiatives", "0001_initiatives"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("prioinit", "0001_outbox"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                ("starts_at", models.DateTimeField(verbose_name="börjar")),
                ("ends_at", models.DateTimeField(verbose_name="slutar")),
                (
                    "place",
                    prioinit.fields.FreeLine(blank=True, max_length=200, verbose_name="plats"),
                ),
                (
                    "video_link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="länk till videomötet"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="inställd"
                    ),
                ),
                (
                    "cancel_reason",
                    prioinit.fields.FreeText(
                        blank=True, editable=False, max_length=10000, verbose_name="varför"
                    ),
                ),
                (
                    "move_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför tiden ändrades",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="flyttad"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "calendar_changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="kallelsen skickad"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkpoints",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "open_to",
                    models.CharField(
                        choices=[
                            ("klg", "ledningsgruppen"),
                            ("medarbetare", "medarbetare"),
                            ("allmanheten", "allmänheten"),
                        ],
                        default="medarbetare",
                        max_length=12,
                        verbose_name="öppen för",
                    ),
                ),
                (
                    "preparation_due_on",
                    models.DateField(
                        help_text="Påminnelserna räknas från den dagen.",
                        verbose_name="sista dag för förberedelsen",
                    ),
                ),
                (
                    "lead_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[
                                django.core.validators.MinValueValidator(0),
                                django.core.validators.MaxValueValidator(90),
                            ]
                        ),
                        default=checkpoints.models.checkpoint.default_lead_days,
                        size=None,
                        verbose_name="påminn så många dagar före",
                    ),
                ),
                (
                    "is_moderated",
                    models.BooleanField(
                        default=True,
                        help_text="Andra ser ett medskick först när en lots har släppt fram det.",
                        verbose_name="granska medskick först",
                    ),
                ),
                (
                    "guest_link",
                    models.CharField(
                        choices=[
                            ("auto", "öppnar av sig själv samma dag"),
                            ("open", "öppen nu"),
                            ("closed", "stängd"),
                        ],
                        default="auto",
                        max_length=6,
                        verbose_name="länken för alla",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=checkpoints.models.checkpoint.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="kod",
                    ),
                ),
                ("due_version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "checkpoint",
                "verbose_name_plural": "checkpoints",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="checkpoint_times_in_order",
                        violation_error_message="Checkpointen slutar innan den börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_at__isnull", True)),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="checkpoint_cancelled_with_reason",
                        violation_error_message="Skriv varför checkpointen ställs in.",
                    ),
                    models.UniqueConstraint(
                        fields=("round", "name"),
                        name="checkpoint_name_once_per_round",
                        violation_error_message="Omgången har redan en checkpoint med det namnet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
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
                        related_name="announcements",
                        to="initiatives.round",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                ("path", models.CharField(max_length=200, verbose_name="adress")),
                ("at", models.DateTimeField(verbose_name="när")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kungörelse",
                "verbose_name_plural": "kungörelser",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["at"], name="announcement_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "path"), name="announcement_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("path__startswith", "/"), models.Q(("title", ""), _negated=True)
                        ),
                        name="announcement_leads_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                ("starts_at", models.DateTimeField(verbose_name="börjar")),
                ("ends_at", models.DateTimeField(verbose_name="slutar")),
                (
                    "place",
                    prioinit.fields.FreeLine(blank=True, max_length=200, verbose_name="plats"),
                ),
                (
                    "video_link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="länk till videomötet"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="inställd"
                    ),
                ),
                (
                    "cancel_reason",
                    prioinit.fields.FreeText(
                        blank=True, editable=False, max_length=10000, verbose_name="varför"
                    ),
                ),
                (
                    "move_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför tiden ändrades",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="flyttad"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "calendar_changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="kallelsen skickad"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("traff", "träff"), ("utbildning", "utbildning")],
                        default="traff",
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                (
                    "about",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad vi ska göra"
                    ),
                ),
            ],
            options={
                "verbose_name": "träff",
                "verbose_name_plural": "träffar och utbildningar",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="gathering_times_in_order",
                        violation_error_message="Träffen slutar innan den börjar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_at__isnull", True)),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="gathering_cancelled_with_reason",
                        violation_error_message="Skriv varför träffen ställs in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                        related_name="answers",
                        to="initiatives.round",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("tar_med", "tar med"),
                            ("provar", "prövar"),
                            ("avstar", "avstår"),
                        ],
                        max_length=8,
                        verbose_name="svar",
                    ),
                ),
                ("because", prioinit.fields.FreeText(max_length=10000, verbose_name="därför att")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(verbose_name="besvarat")),
            ],
            options={
                "verbose_name": "svar på medskick",
                "verbose_name_plural": "svar på medskick",
                "ordering": ["-answered_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="answer_has_reason",
                        violation_error_message="Skriv varför.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("uppgifter", "det du ska göra"),
                            ("bevakning", "det du håller ett öga på"),
                            ("nyheter", "nyheter"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("genast", "genast"),
                            ("dagligen", "en gång om dagen"),
                            ("veckovis", "en gång i veckan"),
                        ],
                        default="dagligen",
                        max_length=10,
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "måndag"),
                            (1, "tisdag"),
                            (2, "onsdag"),
                            (3, "torsdag"),
                            (4, "fredag"),
                        ],
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "mejlval",
                "verbose_name_plural": "mejlval",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "group"), name="mail_preference_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rhythm", "veckovis"), ("weekday__in", range(0, 5))),
                            models.Q(
                                models.Q(("rhythm", "veckovis"), _negated=True),
                                ("weekday__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mail_preference_weekly_has_weekday",
                        violation_error_message="Välj vilken dag i veckan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("group", "uppgifter"), ("rhythm", "veckovis"), _negated=True
                        ),
                        name="mail_preference_tasks_never_weekly",
                        violation_error_message="Det du ska göra kan inte vänta en vecka.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckpointEvent",
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
                        to="checkpoints.checkpoint",
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
                ("starts_at", models.DateTimeField(verbose_name="börjar")),
                ("ends_at", models.DateTimeField(verbose_name="slutar")),
                (
                    "place",
                    prioinit.fields.FreeLine(blank=True, max_length=200, verbose_name="plats"),
                ),
                (
                    "video_link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="länk till videomötet"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="inställd"
                    ),
                ),
                (
                    "cancel_reason",
                    prioinit.fields.FreeText(
                        blank=True, editable=False, max_length=10000, verbose_name="varför"
                    ),
                ),
                (
                    "move_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför tiden ändrades",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="flyttad"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "calendar_changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="kallelsen skickad"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "open_to",
                    models.CharField(
                        choices=[
                            ("klg", "ledningsgruppen"),
                            ("medarbetare", "medarbetare"),
                            ("allmanheten", "allmänheten"),
                        ],
                        default="medarbetare",
                        max_length=12,
                        verbose_name="öppen för",
                    ),
                ),
                (
                    "preparation_due_on",
                    models.DateField(
                        help_text="Påminnelserna räknas från den dagen.",
                        verbose_name="sista dag för förberedelsen",
                    ),
                ),
                (
                    "lead_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[
                                django.core.validators.MinValueValidator(0),
                                django.core.validators.MaxValueValidator(90),
                            ]
                        ),
                        default=checkpoints.models.checkpoint.default_lead_days,
                        size=None,
                        verbose_name="påminn så många dagar före",
                    ),
                ),
                (
                    "is_moderated",
                    models.BooleanField(
                        default=True,
                        help_text="Andra ser ett medskick först när en lots har släppt fram det.",
                        verbose_name="granska medskick först",
                    ),
                ),
                (
                    "guest_link",
                    models.CharField(
                        choices=[
                            ("auto", "öppnar av sig själv samma dag"),
                            ("open", "öppen nu"),
                            ("closed", "stängd"),
                        ],
                        default="auto",
                        max_length=6,
                        verbose_name="länken för alla",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=checkpoints.models.checkpoint.new_code,
                        editable=False,
                        max_length=6,
                        verbose_name="kod",
                    ),
                ),
                ("due_version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="checkpoints.checkpoint",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="ordning")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("initiative", "initiativ"),
                            ("break", "paus"),
                            ("other", "annat"),
                        ],
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "title",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="rubrik"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="minuter",
                    ),
                ),
            ],
            options={
                "verbose_name": "punkt i körordningen",
                "verbose_name_plural": "körordning",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("checkpoint", "position"),
                        name="agenda_position_once",
                    ),
                    models.UniqueConstraint(
                        fields=("checkpoint", "initiative"),
                        name="agenda_initiative_once",
                        violation_error_message="Initiativet är redan med i körordningen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("initiative__isnull", False), ("kind", "initiative"), ("title", "")
                            ),
                            models.Q(
                                models.Q(("kind", "initiative"), _negated=True),
                                ("initiative__isnull", True),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agenda_initiative_or_title",
                        violation_error_message="Välj ett initiativ, eller skriv en rubrik.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 480)),
                        name="agenda_minutes_1_to_480",
                        violation_error_message="En punkt tar 1–480 minuter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                        related_name="decisions",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "asked_of",
                    models.CharField(
                        choices=[("klg", "ledningsgruppen"), ("fadder", "fadder")],
                        max_length=6,
                        verbose_name="av",
                    ),
                ),
                (
                    "wanted",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="det här vill vi få beslutat"
                    ),
                ),
                (
                    "to_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="byta till fasen",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "begärt"),
                            ("decided", "beslutat"),
                            ("withdrawn", "återtaget"),
                        ],
                        default="requested",
                        max_length=9,
                        verbose_name="läge",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="begärt")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "ja"), ("nej", "nej"), ("annat", "annat beslut")],
                        max_length=5,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="beslut"),
                ),
                (
                    "reason",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="skäl"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslutat av",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inskrivet"),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem gör det",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "beslut",
                "verbose_name_plural": "beslut",
                "ordering": ["-decided_on", "-requested_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wanted", ""), _negated=True),
                        name="decision_has_question",
                        violation_error_message="Skriv vad som ska beslutas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                                ("recorded_at__isnull", False),
                                ("recorded_by__isnull", False),
                                ("state", "decided"),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("text", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("decided_by__isnull", True),
                                ("decided_on__isnull", True),
                                ("outcome", ""),
                                ("recorded_at__isnull", True),
                                ("recorded_by__isnull", True),
                                ("state__in", ["requested", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="decision_decided_is_whole",
                        violation_error_message="Ett beslut behöver utfall, text, skäl, dag och vem.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_phase", ""), ("asked_of", "fadder"), _connector="OR"
                        ),
                        name="decision_phase_by_fadder",
                        violation_error_message="Fadder beslutar om fasbyte.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("checkpoint__isnull", False), ("state", "requested")),
                        fields=("initiative", "checkpoint"),
                        name="decision_one_waiting_per_checkpoint",
                        violation_error_message="Ni har redan begärt ett beslut till den checkpointen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringEvent",
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
                        to="checkpoints.gathering",
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
                ("starts_at", models.DateTimeField(verbose_name="börjar")),
                ("ends_at", models.DateTimeField(verbose_name="slutar")),
                (
                    "place",
                    prioinit.fields.FreeLine(blank=True, max_length=200, verbose_name="plats"),
                ),
                (
                    "video_link",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="länk till videomötet"
                    ),
                ),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="inställd"
                    ),
                ),
                (
                    "cancel_reason",
                    prioinit.fields.FreeText(
                        blank=True, editable=False, max_length=10000, verbose_name="varför"
                    ),
                ),
                (
                    "move_reason",
                    prioinit.fields.FreeText(
                        blank=True,
                        editable=False,
                        max_length=10000,
                        verbose_name="varför tiden ändrades",
                    ),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="flyttad"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "calendar_changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "invited_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="kallelsen skickad"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "kind",
                    models.CharField(
                        choices=[("traff", "träff"), ("utbildning", "utbildning")],
                        default="traff",
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                (
                    "about",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="vad vi ska göra"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="checkpoints.gathering",
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "ja"), ("nej", "nej"), ("kanske", "kanske")],
                        max_length=6,
                        verbose_name="svar",
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="svarade")),
                ("came", models.BooleanField(blank=True, null=True, verbose_name="var med")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="kallad")),
                ("turn", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inte längre kallad"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "kallelse",
                "verbose_name_plural": "kallelser",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checkpoint__isnull", False), ("gathering__isnull", True)),
                            models.Q(("checkpoint__isnull", True), ("gathering__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_to_one_meeting",
                        violation_error_message="En kallelse gäller en checkpoint eller en träff.",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "checkpoint", "gathering"),
                        name="invitation_once_per_person",
                        nulls_distinct=False,
                        violation_error_message="Personen är redan kallad.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_at__isnull", True), ("reply", "")),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_reply_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparations",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preparations",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "utkast"), ("ready", "redo")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "how_far",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="så långt har vi kommit"
                    ),
                ),
                (
                    "learned",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="det här har vi lärt oss"
                    ),
                ),
                (
                    "decision_wanted",
                    prioinit.fields.FreeText(
                        blank=True,
                        help_text="Lämna tomt om ni inte behöver något beslut.",
                        max_length=10000,
                        verbose_name="beslut vi önskar av ledningsgruppen",
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
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "presenters",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vi som presenterar",
                    ),
                ),
            ],
            options={
                "verbose_name": "förberedelse",
                "verbose_name_plural": "förberedelser",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "initiative"), name="preparation_once_per_checkpoint"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ready_at__isnull", True), ("state", "draft")),
                            models.Q(
                                ("ready_at__isnull", False),
                                ("state", "ready"),
                                models.Q(("how_far", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="preparation_ready_is_whole",
                        violation_error_message="Skriv hur långt ni har kommit innan ni är redo.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
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
                        to="checkpoints.answer",
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
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("tar_med", "tar med"),
                            ("provar", "prövar"),
                            ("avstar", "avstår"),
                        ],
                        max_length=8,
                        verbose_name="svar",
                    ),
                ),
                ("because", prioinit.fields.FreeText(max_length=10000, verbose_name="därför att")),
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
                ("answered_at", models.DateTimeField(verbose_name="besvarat")),
            ],
        ),
        migrations.CreateModel(
            name="MailPreferenceEvent",
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
                        to="checkpoints.mailpreference",
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
                    "group",
                    models.CharField(
                        choices=[
                            ("uppgifter", "det du ska göra"),
                            ("bevakning", "det du håller ett öga på"),
                            ("nyheter", "nyheter"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("genast", "genast"),
                            ("dagligen", "en gång om dagen"),
                            ("veckovis", "en gång i veckan"),
                        ],
                        default="dagligen",
                        max_length=10,
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "måndag"),
                            (1, "tisdag"),
                            (2, "onsdag"),
                            (3, "torsdag"),
                            (4, "fredag"),
                        ],
                        null=True,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparation_due", "förberedelse till checkpoint"),
                            ("update_due", "lägesuppdatering"),
                            ("silence", "tystnad"),
                            ("pause_over", "pausen är slut"),
                            ("rigg_broken", "riggen håller inte"),
                            ("obstacle_waiting", "obesvarat hinder"),
                            ("input_waiting", "obesvarade medskick"),
                            ("decision_waiting", "beslut som väntar"),
                            ("action_due", "åtgärd"),
                            ("action_follow_up", "uppföljning av åtgärd"),
                            ("phase_changed", "fasbyte"),
                            ("role_given", "ny roll"),
                            ("report_final", "fastställt underlag"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="initiatives.round",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="checkpoints.checkpoint",
                    ),
                ),
                ("occasion", models.CharField(max_length=60)),
                ("lead_days", models.SmallIntegerField(default=0)),
                ("due_version", models.PositiveIntegerField(default=1)),
                ("due_on", models.DateField(help_text="Den dag som det gäller.")),
                ("send_on", models.DateField(help_text="Den arbetsdag då det sägs.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "väntar"),
                            ("bundled", "i utskick"),
                            ("cancelled", "behövs inte"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="prioinit.outgoingmail",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "påminnelse",
                "verbose_name_plural": "påminnelser",
                "ordering": ["send_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["send_on"],
                        name="reminder_planned_day",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "person",
                            "kind",
                            "initiative",
                            "occasion",
                            "lead_days",
                            "due_version",
                        ),
                        name="reminder_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("initiative__isnull", True), ("round__isnull", True), _connector="OR"
                        ),
                        name="reminder_about_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mail__isnull", False), ("state", "bundled")),
                            models.Q(("mail__isnull", True), ("state", "planned")),
                            ("state", "cancelled"),
                            _connector="OR",
                        ),
                        name="reminder_bundled_has_mail",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reminder_cancelled_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinalReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("number", models.PositiveSmallIntegerField(verbose_name="löpnummer")),
                ("data", models.JSONField(verbose_name="uppgifter")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("finalised_at", models.DateTimeField(verbose_name="fastställd")),
                (
                    "finalised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fastställd av",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("before", "inför"), ("after", "efter")],
                        max_length=6,
                        verbose_name="sort",
                    ),
                ),
            ],
            options={
                "verbose_name": "checkpointrapport",
                "verbose_name_plural": "checkpointrapporter",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "number"), name="finalreport_number_once_per_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="finalreport_has_checksum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
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
                        to="checkpoints.agendaitem",
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
                    "checkpoint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="ordning")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("initiative", "initiativ"),
                            ("break", "paus"),
                            ("other", "annat"),
                        ],
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "title",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="rubrik"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="minuter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Showing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checkpoint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="showing",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="checkpoints.agendaitem",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="började")),
                ("item_began_at", models.DateTimeField(verbose_name="punkten började")),
                ("slide", models.CharField(default="start", max_length=40, verbose_name="bild")),
                ("spent", models.JSONField(default=dict)),
                ("more", models.JSONField(default=dict)),
                (
                    "shows_input",
                    models.BooleanField(default=False, verbose_name="medskick visas i rummet"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="slutade")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "visning",
                "verbose_name_plural": "visningar",
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
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
                        to="checkpoints.decision",
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
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "asked_of",
                    models.CharField(
                        choices=[("klg", "ledningsgruppen"), ("fadder", "fadder")],
                        max_length=6,
                        verbose_name="av",
                    ),
                ),
                (
                    "wanted",
                    prioinit.fields.FreeText(
                        max_length=10000, verbose_name="det här vill vi få beslutat"
                    ),
                ),
                (
                    "to_phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("behov", "behov"),
                            ("ide", "idé"),
                            ("test", "test"),
                            ("forverkliga", "förverkliga"),
                        ],
                        max_length=12,
                        verbose_name="byta till fasen",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "begärt"),
                            ("decided", "beslutat"),
                            ("withdrawn", "återtaget"),
                        ],
                        default="requested",
                        max_length=9,
                        verbose_name="läge",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="begärt")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "ja"), ("nej", "nej"), ("annat", "annat beslut")],
                        max_length=5,
                        verbose_name="utfall",
                    ),
                ),
                (
                    "text",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="beslut"),
                ),
                (
                    "reason",
                    prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="skäl"),
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
                        verbose_name="beslutat av",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                (
                    "recorded_by",
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
                    "recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inskrivet"),
                ),
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
                        verbose_name="vem gör det",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="InvitationEvent",
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
                        to="checkpoints.invitation",
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
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.gathering",
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        blank=True,
                        choices=[("ja", "ja"), ("nej", "nej"), ("kanske", "kanske")],
                        max_length=6,
                        verbose_name="svar",
                    ),
                ),
                ("replied_at", models.DateTimeField(blank=True, null=True, verbose_name="svarade")),
                ("came", models.BooleanField(blank=True, null=True, verbose_name="var med")),
                ("called_at", models.DateTimeField(blank=True, null=True, verbose_name="kallad")),
                ("turn", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inte längre kallad"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="PreparationEvent",
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
                        to="checkpoints.preparation",
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
                    "checkpoint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
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
                        choices=[("draft", "utkast"), ("ready", "redo")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                (
                    "how_far",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="så långt har vi kommit"
                    ),
                ),
                (
                    "learned",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="det här har vi lärt oss"
                    ),
                ),
                (
                    "decision_wanted",
                    prioinit.fields.FreeText(
                        blank=True,
                        help_text="Lämna tomt om ni inte behöver något beslut.",
                        max_length=10000,
                        verbose_name="beslut vi önskar av ledningsgruppen",
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
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="PreparationQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "preparation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="checkpoints.preparation",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", prioinit.fields.FreeLine(max_length=300, verbose_name="fråga")),
            ],
            options={
                "verbose_name": "fråga till organisationen",
                "verbose_name_plural": "frågor till organisationen",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("preparation", "number"), name="question_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 3)),
                        name="question_one_to_three",
                        violation_error_message="Ställ högst tre frågor.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="question_has_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinalReportEvent",
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
                        to="checkpoints.finalreport",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("number", models.PositiveSmallIntegerField(verbose_name="löpnummer")),
                ("data", models.JSONField(verbose_name="uppgifter")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("finalised_at", models.DateTimeField(verbose_name="fastställd")),
                (
                    "finalised_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fastställd av",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("before", "inför"), ("after", "efter")],
                        max_length=6,
                        verbose_name="sort",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreparationQuestionEvent",
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
                        to="checkpoints.preparationquestion",
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
                    "preparation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.preparation",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("text", prioinit.fields.FreeLine(max_length=300, verbose_name="fråga")),
            ],
        ),
        migrations.CreateModel(
            name="Input",
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
                        related_name="inputs",
                        to="initiatives.round",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inputs",
                        to="checkpoints.preparationquestion",
                    ),
                ),
                ("asked", models.CharField(blank=True, max_length=300, verbose_name="frågan")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tanke", "tanke"),
                            ("fraga", "fråga"),
                            ("erbjudande", "erbjudande om hjälp"),
                            ("kontakt", "någon ni bör prata med"),
                        ],
                        default="tanke",
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                ("text", prioinit.fields.FreeText(max_length=2000, verbose_name="medskick")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="namn")),
                ("contact", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                (
                    "consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="samtyckte"),
                ),
                ("language", models.CharField(default="sv", max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "att granska"),
                            ("shown", "visas"),
                            ("hidden", "dolt"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                (
                    "moderated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "moderated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="granskat"),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="checkpoints.answer",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kom in")),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                "verbose_name": "medskick",
                "verbose_name_plural": "medskick",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["checkpoint", "-created_at"], name="input_newest_of_checkpoint"
                    ),
                    models.Index(
                        condition=models.Q(("answer__isnull", True), ("state", "shown")),
                        fields=["initiative"],
                        name="input_unanswered",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="input_has_text",
                        violation_error_message="Skriv något.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact", ""), ("name", "")),
                            ("consented_at__isnull", False),
                            _connector="OR",
                        ),
                        name="input_guest_data_with_consent",
                        violation_error_message="Vi sparar namn och e-post bara om du säger ja till det.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            models.Q(("contact", ""), ("name", "")),
                            _connector="OR",
                        ),
                        name="input_from_person_or_guest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("moderated_at__isnull", True), ("moderated_by__isnull", True)
                            ),
                            models.Q(
                                ("moderated_at__isnull", False), ("moderated_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="input_moderated_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "hidden"), _negated=True),
                            ("moderated_by__isnull", False),
                            _connector="OR",
                        ),
                        name="input_hidden_by_someone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
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
                        related_name="actions",
                        to="initiatives.round",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        help_text="Lämna tomt om åtgärden gäller hela omgången.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="checkpoints.decision",
                    ),
                ),
                (
                    "input",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="checkpoints.input",
                    ),
                ),
                ("what", prioinit.fields.FreeText(max_length=10000, verbose_name="vad")),
                ("how", prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="hur")),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="senast")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="följs upp")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "att göra"), ("done", "gjord"), ("dropped", "avskriven")],
                        default="open",
                        max_length=7,
                        verbose_name="läge",
                    ),
                ),
                (
                    "outcome",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det gick"
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutad")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "åtgärd",
                "verbose_name_plural": "åtgärder",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["responsible", "due_on"],
                        name="action_open_mine",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="action_says_what",
                        violation_error_message="Skriv vad som ska göras.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state", "done"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state", "dropped"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_closed_is_whole",
                        violation_error_message="Skriv varför åtgärden avskrivs.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InputEvent",
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
                        to="checkpoints.input",
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
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.preparationquestion",
                    ),
                ),
                ("asked", models.CharField(blank=True, max_length=300, verbose_name="frågan")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tanke", "tanke"),
                            ("fraga", "fråga"),
                            ("erbjudande", "erbjudande om hjälp"),
                            ("kontakt", "någon ni bör prata med"),
                        ],
                        default="tanke",
                        max_length=10,
                        verbose_name="sort",
                    ),
                ),
                ("text", prioinit.fields.FreeText(max_length=2000, verbose_name="medskick")),
                (
                    "person",
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
                    "consented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="samtyckte"),
                ),
                ("language", models.CharField(default="sv", max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "att granska"),
                            ("shown", "visas"),
                            ("hidden", "dolt"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="läge",
                    ),
                ),
                (
                    "moderated_by",
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
                    "moderated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="granskat"),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.answer",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kom in")),
                ("submission", models.UUIDField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ActionEvent",
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
                        to="checkpoints.action",
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
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Lämna tomt om åtgärden gäller hela omgången.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
                (
                    "checkpoint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.checkpoint",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.decision",
                    ),
                ),
                (
                    "input",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="checkpoints.input",
                    ),
                ),
                ("what", prioinit.fields.FreeText(max_length=10000, verbose_name="vad")),
                ("how", prioinit.fields.FreeText(blank=True, max_length=10000, verbose_name="hur")),
                (
                    "responsible",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="senast")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="följs upp")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "att göra"), ("done", "gjord"), ("dropped", "avskriven")],
                        default="open",
                        max_length=7,
                        verbose_name="läge",
                    ),
                ),
                (
                    "outcome",
                    prioinit.fields.FreeText(
                        blank=True, max_length=10000, verbose_name="hur det gick"
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutad")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]

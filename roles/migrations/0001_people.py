import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import prioinit.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [("roles", "0001_initial"), ("roles", "0002_versions"), ("roles", "0003_role_given")]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", prioinit.fields.FreeLine(max_length=20, verbose_name="kod")),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("forvaltning", "förvaltning"),
                            ("bolag", "bolag"),
                            ("extern", "extern part"),
                        ],
                        default="forvaltning",
                        max_length=12,
                        verbose_name="typ",
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
            ],
            options={
                "verbose_name": "enhet",
                "verbose_name_plural": "enheter",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("code"),
                        name="unit_code_once",
                        violation_error_message="En annan enhet har redan den koden.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="unit_name_once",
                        violation_error_message="En annan enhet har redan det namnet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
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
                        to="roles.unit",
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
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("forvaltning", "förvaltning"),
                            ("bolag", "bolag"),
                            ("extern", "extern part"),
                        ],
                        default="forvaltning",
                        max_length=12,
                        verbose_name="typ",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={
                            "invalid": "Skriv en e-postadress, till exempel namn@kommun.se.",
                            "unique": "En annan person har redan den e-postadressen.",
                        },
                        max_length=254,
                        unique=True,
                        verbose_name="e-post",
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="roles.unit",
                        verbose_name="enhet",
                    ),
                ),
                (
                    "title",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="titel"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("sv", "svenska"), ("en", "engelska")],
                        default="sv",
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="En person som har slutat loggar inte in och får ingen post.",
                        verbose_name="aktiv",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="når supportsidorna")),
                (
                    "invited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inbjuden"),
                ),
                ("previous_login", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "personer",
                "ordering": ["sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="person_email_lowercase",
                        violation_error_message="Skriv e-postadressen med små bokstäver.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
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
                        to=settings.AUTH_USER_MODEL,
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
                    "email",
                    models.EmailField(
                        error_messages={
                            "invalid": "Skriv en e-postadress, till exempel namn@kommun.se.",
                            "unique": "En annan person har redan den e-postadressen.",
                        },
                        max_length=254,
                        verbose_name="e-post",
                    ),
                ),
                ("name", prioinit.fields.FreeLine(max_length=120, verbose_name="namn")),
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
                    "title",
                    prioinit.fields.FreeLine(blank=True, max_length=120, verbose_name="titel"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("sv", "svenska"), ("en", "engelska")],
                        default="sv",
                        max_length=2,
                        verbose_name="språk",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="En person som har slutat loggar inte in och får ingen post.",
                        verbose_name="aktiv",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="når supportsidorna")),
                (
                    "invited_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inbjuden"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="LeadershipMembership",
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
                        related_name="leadership_memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
            ],
            options={
                "verbose_name": "plats i ledningsgruppen",
                "verbose_name_plural": "platser i ledningsgruppen",
                "ordering": ["person__sort_key", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="leadership_days_in_order",
                        violation_error_message="Slutdatum är före startdatum.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="leadership_once_at_a_time",
                        violation_error_message="Personen sitter redan i ledningsgruppen då.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadershipMembershipEvent",
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
                        to="roles.leadershipmembership",
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
                        verbose_name="person",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
            ],
        ),
    ]

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [("roles", "0001_initial"), ("roles", "0002_versions"), ("roles", "0003_role_given")]

    dependencies = [
        ("initiatives", "0001_initiatives"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
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
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("ledartroja", "ledartröja"),
                            ("fadder", "fadder"),
                            ("coach", "coach"),
                            ("teammedlem", "teammedlem"),
                            ("lots", "lots"),
                            ("admin", "administratör"),
                        ],
                        max_length=12,
                        verbose_name="roll",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "given_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="given"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given av",
                    ),
                ),
            ],
            options={
                "verbose_name": "roll",
                "verbose_name_plural": "roller",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="assignment_days_in_order",
                        violation_error_message="Slutdatum är före startdatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("initiative__isnull", False),
                                ("role__in", ("ledartroja", "fadder", "coach", "teammedlem")),
                                ("round__isnull", True),
                            ),
                            models.Q(
                                ("initiative__isnull", True),
                                ("role__in", ("lots",)),
                                ("round__isnull", False),
                            ),
                            models.Q(
                                ("initiative__isnull", True),
                                ("role__in", ("admin",)),
                                ("round__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_role_fits_place",
                        violation_error_message="Rollen hör inte hemma där.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("initiative"),
                                    models.Value(0),
                                    output_field=models.BigIntegerField(),
                                ),
                                "=",
                            ),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("round"),
                                    models.Value(0),
                                    output_field=models.BigIntegerField(),
                                ),
                                "=",
                            ),
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
                        name="assignment_once_at_a_time",
                        violation_error_message="Personen har redan den rollen under de dagarna.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("role__in", ("ledartroja", "fadder"))),
                        expressions=[
                            ("person", "="),
                            ("initiative", "="),
                            ("role", "<>"),
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
                        name="assignment_not_ledartroja_and_fadder",
                        violation_error_message="Samma person kan inte vara både ledartröja och fadder för ett initiativ.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
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
                        to="roles.assignment",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("ledartroja", "ledartröja"),
                            ("fadder", "fadder"),
                            ("coach", "coach"),
                            ("teammedlem", "teammedlem"),
                            ("lots", "lots"),
                            ("admin", "administratör"),
                        ],
                        max_length=12,
                        verbose_name="roll",
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(default=django.utils.timezone.localdate, verbose_name="från"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "given_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="given"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given av",
                    ),
                ),
            ],
        ),
    ]

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [
        ("programme", "0001_initial"),
        ("programme", "0002_initial"),
        ("programme", "0003_calendar_feed"),
    ]

    initial = True

    dependencies = [
        ("initiatives", "0001_initiatives"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pack",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="initiatives.round",
                        verbose_name="omgång",
                    ),
                ),
                (
                    "meeting_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="ledningsgruppens möte",
                    ),
                ),
            ],
            options={
                "verbose_name": "ledningsgruppens underlag",
                "verbose_name_plural": "ledningsgruppens underlag",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "number"), name="pack_number_once_per_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="pack_has_checksum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadedWorkbook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="filnamn")),
                ("data", models.BinaryField(blank=True)),
                ("uploaded_at", models.DateTimeField(verbose_name="uppladdad")),
                ("imported_at", models.DateTimeField(blank=True, null=True, verbose_name="inläst")),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="initiatives.round",
                    ),
                ),
                (
                    "new_people",
                    models.ManyToManyField(
                        blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "uppladdad arbetsbok",
                "verbose_name_plural": "uppladdade arbetsböcker",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("imported_at__isnull", True), ("round__isnull", True)),
                            models.Q(
                                ("data", b""),
                                ("imported_at__isnull", False),
                                ("round__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="uploaded_workbook_emptied_when_imported",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="skapad")),
                (
                    "last_fetched_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="senast hämtad"),
                ),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("content_changed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "kalenderadress",
                "verbose_name_plural": "kalenderadresser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("token_sha256__regex", "^[0-9a-f]{64}$")),
                        name="calendar_feed_has_hash",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PackEvent",
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
                        to="programme.pack",
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
                    "meeting_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="ledningsgruppens möte",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeedEvent",
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
                        to="programme.calendarfeed",
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
                ("created_at", models.DateTimeField(verbose_name="skapad")),
            ],
        ),
    ]

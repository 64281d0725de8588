import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initiatives"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programme", "0001_documents"),
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slutrapport",
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
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slutrapporter",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
            ],
            options={
                "verbose_name": "slutrapport",
                "verbose_name_plural": "slutrapporter",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "number"), name="slutrapport_number_once_per_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="slutrapport_has_checksum",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlutrapportEvent",
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
                        to="programme.slutrapport",
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
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="initiatives.initiative",
                        verbose_name="initiativ",
                    ),
                ),
            ],
        ),
    ]

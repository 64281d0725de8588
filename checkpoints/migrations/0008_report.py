import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checkpoints", "0007_guest_input"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    "kind",
                    models.CharField(
                        choices=[("before", "inför"), ("after", "efter")],
                        max_length=6,
                        verbose_name="sort",
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
                    "finalised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fastställd av",
                    ),
                ),
            ],
            options={
                "verbose_name": "checkpointrapport",
                "verbose_name_plural": "checkpointrapporter",
                "ordering": ["-year", "-number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FinalReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("number", models.PositiveSmallIntegerField(verbose_name="löpnummer")),
                ("data", models.JSONField(verbose_name="uppgifter")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("finalised_at", models.DateTimeField(verbose_name="fastställd")),
                (
                    "kind",
                    models.CharField(
                        choices=[("before", "inför"), ("after", "efter")],
                        max_length=6,
                        verbose_name="sort",
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
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="checkpoints.finalreport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="finalreport",
            constraint=models.UniqueConstraint(
                fields=("year", "number"), name="finalreport_number_once_per_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="finalreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="finalreport_has_checksum",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finalreport",
            trigger=pgtrigger.compiler.Trigger(
                name="report_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="486e687e55ad83fa956142857629122ca1b4d4ca",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_report_is_frozen_dbe80",
                    table="checkpoints_finalreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finalreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_finalreportevent" ("checkpoint_id", "data", "finalised_at", "finalised_by_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "year") VALUES (NEW."checkpoint_id", NEW."data", NEW."finalised_at", NEW."finalised_by_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."year"); RETURN NULL;',
                    hash="5afbcc6fc763b89bff019dc7a371daac2564f8fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15796",
                    table="checkpoints_finalreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finalreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."finalised_at" IS DISTINCT FROM (NEW."finalised_at") OR OLD."finalised_by_id" IS DISTINCT FROM (NEW."finalised_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "checkpoints_finalreportevent" ("checkpoint_id", "data", "finalised_at", "finalised_by_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "year") VALUES (NEW."checkpoint_id", NEW."data", NEW."finalised_at", NEW."finalised_by_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."year"); RETURN NULL;',
                    hash="4841bba00e8e4e815b81e389133fca3a1c063fb0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_10b12",
                    table="checkpoints_finalreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finalreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_finalreportevent" ("checkpoint_id", "data", "finalised_at", "finalised_by_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "year") VALUES (OLD."checkpoint_id", OLD."data", OLD."finalised_at", OLD."finalised_by_id", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."year"); RETURN NULL;',
                    hash="019127108c5cca8ebe50118c038bbbf69fdbf582",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2823a",
                    table="checkpoints_finalreport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finalreportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0ec62895a1e02b4fc0b8fd7b290e348cc57d76f0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9563f",
                    table="checkpoints_finalreportevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]

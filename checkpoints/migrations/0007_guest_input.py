import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkpoints", "0006_reminders_of_more")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkpoint",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkpoint",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="checkpoint",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="input",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="input",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="input",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="checkpoint",
            name="guest_link",
            field=models.CharField(
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
        migrations.AddField(
            model_name="checkpointevent",
            name="guest_link",
            field=models.CharField(
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
        migrations.AddField(
            model_name="input",
            name="submission",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="inputevent",
            name="submission",
            field=models.UUIDField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_checkpointevent" ("calendar_changed_at", "cancel_reason", "cancelled_at", "code", "due_version", "ends_at", "guest_link", "id", "invited_at", "is_moderated", "lead_days", "move_reason", "moved_at", "name", "open_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "preparation_due_on", "round_id", "sequence", "starts_at", "uid", "version", "video_link") VALUES (NEW."calendar_changed_at", NEW."cancel_reason", NEW."cancelled_at", NEW."code", NEW."due_version", NEW."ends_at", NEW."guest_link", NEW."id", NEW."invited_at", NEW."is_moderated", NEW."lead_days", NEW."move_reason", NEW."moved_at", NEW."name", NEW."open_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."preparation_due_on", NEW."round_id", NEW."sequence", NEW."starts_at", NEW."uid", NEW."version", NEW."video_link"); RETURN NULL;',
                    hash="e12c78da8760b4368a5c95fcf6a65e36e7315eb6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98c7d",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "checkpoints_checkpointevent" ("calendar_changed_at", "cancel_reason", "cancelled_at", "code", "due_version", "ends_at", "guest_link", "id", "invited_at", "is_moderated", "lead_days", "move_reason", "moved_at", "name", "open_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "preparation_due_on", "round_id", "sequence", "starts_at", "uid", "version", "video_link") VALUES (NEW."calendar_changed_at", NEW."cancel_reason", NEW."cancelled_at", NEW."code", NEW."due_version", NEW."ends_at", NEW."guest_link", NEW."id", NEW."invited_at", NEW."is_moderated", NEW."lead_days", NEW."move_reason", NEW."moved_at", NEW."name", NEW."open_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."preparation_due_on", NEW."round_id", NEW."sequence", NEW."starts_at", NEW."uid", NEW."version", NEW."video_link"); RETURN NULL;',
                    hash="8f353e3a0a104eb6c2b1df2976246bc541e050b2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48dc7",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_checkpointevent" ("calendar_changed_at", "cancel_reason", "cancelled_at", "code", "due_version", "ends_at", "guest_link", "id", "invited_at", "is_moderated", "lead_days", "move_reason", "moved_at", "name", "open_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "preparation_due_on", "round_id", "sequence", "starts_at", "uid", "version", "video_link") VALUES (OLD."calendar_changed_at", OLD."cancel_reason", OLD."cancelled_at", OLD."code", OLD."due_version", OLD."ends_at", OLD."guest_link", OLD."id", OLD."invited_at", OLD."is_moderated", OLD."lead_days", OLD."move_reason", OLD."moved_at", OLD."name", OLD."open_to", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."preparation_due_on", OLD."round_id", OLD."sequence", OLD."starts_at", OLD."uid", OLD."version", OLD."video_link"); RETURN NULL;',
                    hash="1bd7bd5b57827cac4cfb1ba017a1cafd96e37e82",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19005",
                    table="checkpoints_checkpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="input",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_inputevent" ("answer_id", "asked", "checkpoint_id", "consented_at", "created_at", "id", "initiative_id", "kind", "language", "moderated_at", "moderated_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id", "state", "submission", "text") VALUES (NEW."answer_id", NEW."asked", NEW."checkpoint_id", NEW."consented_at", NEW."created_at", NEW."id", NEW."initiative_id", NEW."kind", NEW."language", NEW."moderated_at", NEW."moderated_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."round_id", NEW."state", NEW."submission", NEW."text"); RETURN NULL;',
                    hash="a28393b28044b3c6614382e4ab6e256610643963",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_01e26",
                    table="checkpoints_input",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="input",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answer_id" IS DISTINCT FROM (NEW."answer_id") OR OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."checkpoint_id" IS DISTINCT FROM (NEW."checkpoint_id") OR OLD."consented_at" IS DISTINCT FROM (NEW."consented_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."moderated_at" IS DISTINCT FROM (NEW."moderated_at") OR OLD."moderated_by_id" IS DISTINCT FROM (NEW."moderated_by_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."question_id" IS DISTINCT FROM (NEW."question_id") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submission" IS DISTINCT FROM (NEW."submission") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "checkpoints_inputevent" ("answer_id", "asked", "checkpoint_id", "consented_at", "created_at", "id", "initiative_id", "kind", "language", "moderated_at", "moderated_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id", "state", "submission", "text") VALUES (NEW."answer_id", NEW."asked", NEW."checkpoint_id", NEW."consented_at", NEW."created_at", NEW."id", NEW."initiative_id", NEW."kind", NEW."language", NEW."moderated_at", NEW."moderated_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."round_id", NEW."state", NEW."submission", NEW."text"); RETURN NULL;',
                    hash="047a5c499cf04af34ccf2dd5d8d5ca9857475b31",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac43b",
                    table="checkpoints_input",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="input",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "checkpoints_inputevent" ("answer_id", "asked", "checkpoint_id", "consented_at", "created_at", "id", "initiative_id", "kind", "language", "moderated_at", "moderated_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "round_id", "state", "submission", "text") VALUES (OLD."answer_id", OLD."asked", OLD."checkpoint_id", OLD."consented_at", OLD."created_at", OLD."id", OLD."initiative_id", OLD."kind", OLD."language", OLD."moderated_at", OLD."moderated_by_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id", OLD."round_id", OLD."state", OLD."submission", OLD."text"); RETURN NULL;',
                    hash="f2288471a84909920fca8e92cc360f36dfd3c6be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ae1ee",
                    table="checkpoints_input",
                    when="AFTER",
                ),
            ),
        ),
    ]

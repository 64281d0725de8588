from django.db import migrations


class Migration(migrations.Migration):
    """Every mail's row is written three times: keep its text out of the row, and room beside it."""

    dependencies = [("prioinit", "0002_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE prioinit_outgoingmail SET (toast_tuple_target = 256, fillfactor = 70)",
            "ALTER TABLE prioinit_outgoingmail RESET (toast_tuple_target, fillfactor)",
        ),
        migrations.RunSQL(
            "ALTER TABLE prioinit_mailattempt SET (fillfactor = 50)",
            "ALTER TABLE prioinit_mailattempt RESET (fillfactor)",
        ),
    ]

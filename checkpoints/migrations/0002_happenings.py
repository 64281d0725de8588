from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checkpoints", "0001_checkpoints"),
    ]

    operations = [
        migrations.AddField(
            model_name="preparation",
            name="happened",
            field=models.JSONField(blank=True, default=list, verbose_name="har hänt sedan sist"),
        ),
        migrations.AddField(
            model_name="preparationevent",
            name="happened",
            field=models.JSONField(blank=True, default=list, verbose_name="har hänt sedan sist"),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
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
                    ("follow_up_due", "uppföljning av effekten"),
                    ("reading_due", "mätning av effekten"),
                    ("phase_changed", "fasbyte"),
                    ("role_given", "ny roll"),
                    ("report_final", "fastställt underlag"),
                ],
                max_length=20,
            ),
        ),
    ]

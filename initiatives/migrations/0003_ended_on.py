from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_work"),
        ("roles", "0002_assignments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="initiative",
            name="initiative_running_has_start",
        ),
        migrations.AddField(
            model_name="initiative",
            name="ended_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="avslutades"
            ),
        ),
        migrations.AddField(
            model_name="initiativeevent",
            name="ended_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="avslutades"
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="state",
            field=models.CharField(
                choices=[("planned", "riggas"), ("running", "igång"), ("ended", "avslutat")],
                default="planned",
                editable=False,
                max_length=10,
                verbose_name="läge",
            ),
        ),
        migrations.AlterField(
            model_name="initiativeevent",
            name="state",
            field=models.CharField(
                choices=[("planned", "riggas"), ("running", "igång"), ("ended", "avslutat")],
                default="planned",
                editable=False,
                max_length=10,
                verbose_name="läge",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_on__isnull", True), ("state", "planned")),
                    models.Q(("started_on__isnull", False), ("state__in", ["running", "ended"])),
                    _connector="OR",
                ),
                name="initiative_running_has_start",
                violation_error_message="Ett initiativ som är igång har ett startdatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False),
                        ("paused_until__isnull", True),
                        ("state", "ended"),
                    ),
                    models.Q(
                        models.Q(("state", "ended"), _negated=True), ("ended_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="initiative_ended_has_day",
                violation_error_message="Ett avslutat initiativ har ett slutdatum och ingen paus.",
            ),
        ),
    ]

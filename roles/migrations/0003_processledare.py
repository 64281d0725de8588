from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_ended_on"),
        ("roles", "0002_assignments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_role_fits_place",
        ),
        migrations.AlterField(
            model_name="assignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("ledartroja", "ledartröja"),
                    ("fadder", "fadder"),
                    ("coach", "coach"),
                    ("teammedlem", "teammedlem"),
                    ("processledare", "processledare"),
                    ("lots", "lots"),
                    ("admin", "administratör"),
                ],
                max_length=13,
                verbose_name="roll",
            ),
        ),
        migrations.AlterField(
            model_name="assignmentevent",
            name="role",
            field=models.CharField(
                choices=[
                    ("ledartroja", "ledartröja"),
                    ("fadder", "fadder"),
                    ("coach", "coach"),
                    ("teammedlem", "teammedlem"),
                    ("processledare", "processledare"),
                    ("lots", "lots"),
                    ("admin", "administratör"),
                ],
                max_length=13,
                verbose_name="roll",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("initiative__isnull", False),
                        (
                            "role__in",
                            ("ledartroja", "fadder", "coach", "teammedlem", "processledare"),
                        ),
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
        ),
    ]

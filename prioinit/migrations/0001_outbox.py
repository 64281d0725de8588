import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A database that has every migration named in `replaces` has this one too."""

    replaces = [
        ("prioinit", "0001_initial"),
        ("prioinit", "0002_initial"),
        ("prioinit", "0003_outbox_storage"),
        ("prioinit", "0004_outbox_indexes"),
        ("prioinit", "0005_mail_calendar"),
    ]

    initial = True

    dependencies = [
        ("roles", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(default="direkt", max_length=30, verbose_name="slag")),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mottagare",
                    ),
                ),
                ("to_email", models.EmailField(max_length=320, verbose_name="adress")),
                (
                    "key",
                    models.CharField(
                        blank=True,
                        help_text="Högst ett mejl per slag, mottagare och nyckel.",
                        max_length=60,
                    ),
                ),
                (
                    "reply_to",
                    models.EmailField(blank=True, max_length=320, verbose_name="svar till"),
                ),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="ämne")),
                ("text_body", models.TextField(blank=True, verbose_name="text")),
                ("html_body", models.TextField(blank=True, verbose_name="html")),
                ("calendar", models.TextField(blank=True, verbose_name="kalenderfil")),
                ("message_id", models.CharField(editable=False, max_length=320)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "på väg"),
                            ("sending", "skickas nu"),
                            ("sent", "skickat"),
                            ("uncertain", "osäkert"),
                            ("failed", "gick inte att skicka"),
                            ("held", "stoppat"),
                            ("expired", "behövs inte längre"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="försök")),
                (
                    "next_try_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="nästa försök"),
                ),
                (
                    "any_time",
                    models.BooleanField(
                        default=False,
                        help_text="Någon har valt att skicka genast, även utanför arbetstid.",
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("queued_at", models.DateTimeField(verbose_name="skapat")),
                (
                    "frozen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="texten skrevs"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                ("smtp_code", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "smtp_reply",
                    models.CharField(blank=True, max_length=500, verbose_name="mejlserverns svar"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="orsak")),
                (
                    "possible_double",
                    models.BooleanField(
                        default=False,
                        help_text="Kontakten bröts innan mejlservern hann svara.",
                        verbose_name="kan ha kommit fram två gånger",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stoppat eller släppt av",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="stoppat eller släppt"
                    ),
                ),
            ],
            options={
                "verbose_name": "mejl",
                "verbose_name_plural": "mejl",
                "ordering": ["-queued_at", "id"],
                "indexes": [
                    models.Index(
                        models.F("next_try_at"),
                        models.F("queued_at"),
                        condition=models.Q(("state__in", ["queued", "uncertain"])),
                        name="mail_due",
                    ),
                    models.Index(
                        models.F("queued_at"),
                        condition=models.Q(("state", "sending")),
                        name="mail_leased",
                    ),
                    models.Index(fields=["state", "-queued_at"], name="mail_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message_id",),
                        name="mail_message_id_once",
                        violation_error_message="Det finns redan ett mejl med det Message-ID:t.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("kind", "recipient", "key"),
                        name="mail_key_once",
                        violation_error_message="Personen har redan ett sådant mejl.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "queued",
                                    "sending",
                                    "sent",
                                    "uncertain",
                                    "failed",
                                    "held",
                                    "expired",
                                ],
                            )
                        ),
                        name="mail_state_known",
                        violation_error_message="Okänt läge.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key", ""), ("recipient__isnull", False), _connector="OR"
                        ),
                        name="mail_key_has_recipient",
                        violation_error_message="Ett mejl med nyckel måste ha en mottagare.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mail_sent_has_time",
                        violation_error_message="Ett skickat mejl har en tid, andra har det inte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_token__isnull", False),
                                ("lease_until__isnull", False),
                                ("state", "sending"),
                            ),
                            models.Q(
                                models.Q(("state", "sending"), _negated=True),
                                ("lease_token__isnull", True),
                                ("lease_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mail_sending_has_lease",
                        violation_error_message="Ett mejl som skickas har ett lån, andra har det inte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_try_at__isnull", False), ("state__in", ["queued", "sending"])
                            ),
                            ("state", "uncertain"),
                            models.Q(
                                ("next_try_at__isnull", True),
                                ("state__in", ["sent", "failed", "held", "expired"]),
                            ),
                            _connector="OR",
                        ),
                        name="mail_waiting_has_next_try",
                        violation_error_message="Bara ett mejl som väntar har ett nästa försök.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at__isnull", False),
                            ("state__in", ["queued", "held", "failed", "expired"]),
                            _connector="OR",
                        ),
                        name="mail_left_has_text",
                        violation_error_message="Ett mejl som skickas måste ha en text.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason", ""),
                            ("state__in", ["failed", "expired", "uncertain"]),
                            _negated=True,
                        ),
                        name="mail_stop_has_reason",
                        violation_error_message="Ett mejl som inte gick iväg måste ha en orsak.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("possible_double", False), ("state", "uncertain"), _negated=True
                        ),
                        name="mail_uncertain_is_flagged",
                        violation_error_message="Ett osäkert mejl måste vara märkt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="mail_decision_has_person_and_time",
                        violation_error_message="Den som stoppar eller släpper ett mejl ska synas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailSwitch",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("held", models.BooleanField(default=False, verbose_name="all post är stoppad")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="av",
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="när")),
                (
                    "relay_down_since",
                    models.DateTimeField(null=True, verbose_name="mejlservern svarar inte sedan"),
                ),
                (
                    "relay_reply",
                    models.CharField(blank=True, max_length=500, verbose_name="mejlserverns svar"),
                ),
            ],
            options={
                "verbose_name": "postens strömbrytare",
                "verbose_name_plural": "postens strömbrytare",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="mail_switch_only_one",
                        violation_error_message="Det finns bara en strömbrytare.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=30)),
                ("slot", models.CharField(max_length=30)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tick",
                "verbose_name_plural": "tick",
                "ordering": ["-started_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "slot"),
                        name="tick_slot_once",
                        violation_error_message="Den turen är redan tagen.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tries",
                        to="prioinit.outgoingmail",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("worker", models.CharField(max_length=80)),
                ("started_at", models.DateTimeField(verbose_name="började")),
                (
                    "phase",
                    models.CharField(
                        choices=[("claimed", "hämtat"), ("data", "lämnas över")],
                        default="claimed",
                        max_length=8,
                        verbose_name="steg",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "pågår"),
                            ("accepted", "mottaget av mejlservern"),
                            ("deferred", "försöker igen senare"),
                            ("refused", "avvisat"),
                            ("unknown", "inget svar"),
                            ("released", "hann inte skickas"),
                            ("lost", "avbröts innan det skickades"),
                            ("broken", "texten gick inte att skapa"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="utfall",
                    ),
                ),
                ("reply", models.CharField(blank=True, max_length=500, verbose_name="svar")),
            ],
            options={
                "verbose_name": "sändningsförsök",
                "verbose_name_plural": "sändningsförsök",
                "ordering": ["mail", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mail", "number"),
                        name="attempt_number_once",
                        violation_error_message="Försöket finns redan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["accepted", "unknown"]), _negated=True),
                            ("phase", "data"),
                            _connector="OR",
                        ),
                        name="attempt_answer_after_data",
                        violation_error_message="Bara ett mejl som lämnats över kan få svar.",
                    ),
                ],
            },
        ),
        # Every mail's row is written three times: its text out of the row, and room beside it.
        migrations.RunSQL(
            sql="ALTER TABLE prioinit_outgoingmail SET (toast_tuple_target = 256, fillfactor = 70)",
            reverse_sql="ALTER TABLE prioinit_outgoingmail RESET (toast_tuple_target, fillfactor)",
        ),
        migrations.RunSQL(
            sql="ALTER TABLE prioinit_mailattempt SET (fillfactor = 50)",
            reverse_sql="ALTER TABLE prioinit_mailattempt RESET (fillfactor)",
        ),
    ]

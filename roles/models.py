import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from prioinit.fields import FreeLine, SwedishSortKey
from roles.permissions import GLOBAL_ROLES, ON_INITIATIVE_ROLES, ROUND_ROLES, Role

ASSIGNABLE_ROLES = [
    (role.value, role.label) for role in (*ON_INITIATIVE_ROLES, *ROUND_ROLES, *GLOBAL_ROLES)
]


def period() -> Func:
    """The row's days as a range, the last day included."""
    return Func(
        F("starts_on"),
        F("ends_on"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


def _id_or_zero(name: str) -> Coalesce:
    """NULLs never collide in an exclusion constraint. By field name: Django validates by that."""
    return Coalesce(F(name), Value(0), output_field=models.BigIntegerField())


def days_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message=_("Slutdatum är före startdatum."),
    )


def check_days(row: models.Model) -> None:
    """Says it before the database does: its range type fails on such days, without a word for the reader."""
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("Slutdatum är före startdatum.")})


class UnitQuerySet(models.QuerySet):
    def with_counts(self):
        """How many work there, and how many initiatives it takes part in."""
        return self.annotate(
            people_count=models.Count("people", filter=Q(people__is_active=True), distinct=True),
            initiative_count=models.Count("initiatives", distinct=True),
        )


@pghistory.track(exclude=["sort_key"])
class Unit(models.Model):
    access_path = {}

    class Kind(models.TextChoices):
        FORVALTNING = "forvaltning", _("förvaltning")
        BOLAG = "bolag", _("bolag")
        EXTERN = "extern", _("extern part")

    code = FreeLine(_("kod"), max_length=20)
    name = FreeLine(_("namn"), max_length=120)
    kind = models.CharField(_("typ"), max_length=12, choices=Kind, default=Kind.FORVALTNING)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_key = SwedishSortKey("name")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="unit_code_once",
                violation_error_message=_("En annan enhet har redan den koden."),
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="unit_name_once",
                violation_error_message=_("En annan enhet har redan det namnet."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roles:unit", args=[self.pk])


class PersonManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        person = self.create_user(email, password, is_staff=True, **fields)
        Assignment.objects.create(person=person, role=Role.ADMIN, starts_on=localdate())
        return person


class PersonQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def search(self, text: str):
        return self.filter(
            Q(name__icontains=text) | Q(email__icontains=text) | Q(title__icontains=text)
        )

    def in_leadership(self, on=None):
        return self.filter(
            pk__in=LeadershipMembership.objects.active(on).values("person_id"), is_active=True
        )

    def holding(self, role: Role, on=None):
        """Those who have the role somewhere."""
        if role == Role.KLG:
            return self.in_leadership(on)
        held = Assignment.objects.active(on).of_role(role)
        return self.filter(pk__in=held.values("person_id"))

    def with_roles_now(self):
        """`roles_now` and `seats_now` on each person, in two queries for all of them."""
        roles = Assignment.objects.active().select_related("initiative", "round")
        return self.prefetch_related(
            models.Prefetch("assignments", roles, to_attr="roles_now"),
            models.Prefetch(
                "leadership_memberships", LeadershipMembership.objects.active(), to_attr="seats_now"
            ),
        )


@pghistory.track(exclude=["sort_key", "password", "last_login", "previous_login"])
class Person(AbstractBaseUser):
    access_path = {}

    class Language(models.TextChoices):
        SV = "sv", _("svenska")
        EN = "en", _("engelska")

    email = models.EmailField(
        _("e-post"),
        unique=True,
        error_messages={
            "invalid": _("Skriv en e-postadress, till exempel namn@kommun.se."),
            "unique": _("En annan person har redan den e-postadressen."),
        },
    )
    name = FreeLine(_("namn"), max_length=120)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("enhet"), null=True, blank=True, related_name="people"
    )
    title = FreeLine(_("titel"), max_length=120, blank=True)
    language = models.CharField(_("språk"), max_length=2, choices=Language, default=Language.SV)
    is_active = models.BooleanField(
        _("aktiv"),
        default=True,
        help_text=_("En person som har slutat loggar inte in och får ingen post."),
    )
    is_staff = models.BooleanField(_("når supportsidorna"), default=False)
    invited_at = models.DateTimeField(_("inbjuden"), null=True, blank=True)
    # What is new "since last time" is counted from the sign-in before this one.
    previous_login = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_key = SwedishSortKey("name")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="person_email_lowercase",
                condition=Q(email=Lower("email")),
                violation_error_message=_("Skriv e-postadressen med små bokstäver."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("roles:person", args=[self.pk])

    def clean(self):
        self.email = self.email.strip().lower()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split()[0]

    # Django's admin is for support only and asks these two; everything else asks roles.access.
    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label):
        return self.is_active and self.is_staff


class DatedQuerySet(models.QuerySet):
    def active(self, on=None):
        on = on or localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, person__is_active=True
        )

    def started(self, on=None):
        return self.filter(starts_on__lte=on or localdate())

    def over(self, on=None):
        return self.filter(ends_on__lt=on or localdate())

    def not_over(self, on=None):
        """Held on the day, or to come."""
        return self.exclude(ends_on__lt=on or localdate())


@pghistory.track()
class LeadershipMembership(models.Model):
    """A seat in the kommunledningsgrupp (KLG), from a day to a day."""

    access_path = {}

    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="leadership_memberships"
    )
    starts_on = models.DateField(_("från"), default=localdate)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("plats i ledningsgruppen")
        verbose_name_plural = _("platser i ledningsgruppen")
        ordering = ["person__sort_key", "starts_on"]
        constraints = [
            days_in_order("leadership_days_in_order"),
            ExclusionConstraint(
                name="leadership_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Personen sitter redan i ledningsgruppen då."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {Role.KLG.label}"

    def clean(self):
        check_days(self)


class AssignmentQuerySet(DatedQuerySet):
    def of_role(self, *roles: Role):
        return self.filter(role__in=roles)


@pghistory.track()
class Assignment(models.Model):
    """Who holds which role where: an initiative, a round, or (administratör) everywhere."""

    access_path = {"initiative": "initiative_id", "round": ("round_id", "initiative__round_id")}

    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="assignments"
    )
    role = models.CharField(_("roll"), max_length=13, choices=ASSIGNABLE_ROLES)
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        models.PROTECT,
        verbose_name=_("initiativ"),
        null=True,
        blank=True,
        related_name="assignments",
    )
    round = models.ForeignKey(
        "initiatives.Round",
        models.PROTECT,
        verbose_name=_("omgång"),
        null=True,
        blank=True,
        related_name="assignments",
    )
    starts_on = models.DateField(_("från"), default=localdate)
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    # Empty for those that were read in with a whole round: the invitation tells of them.
    given_at = models.DateTimeField(_("given"), null=True, blank=True, editable=False)
    given_by = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("given av"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("roll")
        verbose_name_plural = _("roller")
        ordering = ["starts_on", "pk"]
        constraints = [
            days_in_order("assignment_days_in_order"),
            models.CheckConstraint(
                name="assignment_role_fits_place",
                condition=(
                    Q(role__in=ON_INITIATIVE_ROLES, initiative__isnull=False, round__isnull=True)
                    | Q(role__in=ROUND_ROLES, initiative__isnull=True, round__isnull=False)
                    | Q(role__in=GLOBAL_ROLES, initiative__isnull=True, round__isnull=True)
                ),
                violation_error_message=_("Rollen hör inte hemma där."),
            ),
            ExclusionConstraint(
                name="assignment_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (_id_or_zero("initiative"), RangeOperators.EQUAL),
                    (_id_or_zero("round"), RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Personen har redan den rollen under de dagarna."),
            ),
            ExclusionConstraint(
                name="assignment_not_ledartroja_and_fadder",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("initiative", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=(Role.LEDARTROJA, Role.FADDER)),
                violation_error_message=_(
                    "Samma person kan inte vara både ledartröja och fadder för ett initiativ."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    def clean(self):
        check_days(self)

    @property
    def place(self):
        """The initiative or round the role is held on; None for a role held everywhere."""
        return self.initiative or self.round

"""Who works where and when: departments, employees, liaisons, locations and external parties."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.people.models import Agent, RoleGrant


class Department(Entity):
    """A department that owns topics and answers for them."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    description = models.TextField(_("what it does"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    head = models.ForeignKey(
        "Employee", verbose_name=_("head"), null=True, blank=True, on_delete=models.SET_NULL, related_name="heads"
    )
    location = models.ForeignKey(
        "Location",
        verbose_name=_("location"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="departments",
        help_text=_("Whose opening hours are its working hours; the main location when empty."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    def __str__(self) -> str:
        return self.name

    @property
    def mail_address(self) -> str:
        """Where it gets its mail: its own address, or else its head's; empty when there is neither."""
        return self.email or (self.head.email if self.head else "")


class Group(Entity):
    """A team within a department."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["department", "name"], name="group_is_named_once")]

    def __str__(self) -> str:
        return self.name


class Employee(Entity):
    """Somebody who works for the organisation, with or without an account."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    account = models.OneToOneField(Agent, null=True, blank=True, on_delete=models.SET_NULL, related_name="employee")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="employees"
    )
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), blank=True, related_name="employees")
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    mobile = models.CharField(_("mobile number"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    mornings = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("works in the morning"), default=list)
    afternoons = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("works in the afternoon"), default=list)
    substitute = models.ForeignKey(
        "self", verbose_name=_("substitute"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    skills = ArrayField(models.CharField(max_length=60), verbose_name=_("skills"), default=list, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("id")), name="employee_is_not_own_substitute"
            ),
            models.CheckConstraint(
                condition=Q(mornings__contained_by=[1, 2, 3, 4, 5, 6, 7])
                & Q(afternoons__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="employee_works_on_weekdays",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Liaison(models.Model):
    """The tie between a KCC agent and a department (schakelfunctie)."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="liaisons")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="liaisons")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "department"], name="liaison_is_tied_once")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.department_id}"


class GrantDepartment(models.Model):
    """A department to which a narrowed role applies; a narrowed role without any applies to none."""

    grant = models.ForeignKey(RoleGrant, on_delete=models.CASCADE, related_name="departments")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "department"], name="grant_names_department_once")]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.department_id}"


class Location(Entity):
    """A place where residents can come."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    address = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    note = models.TextField(_("remark"), blank=True)
    is_main = models.BooleanField(_("main location"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_main"], condition=Q(is_main=True), name="location_is_main_once")
        ]

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """One stretch of a weekday on which a location is open; 1 is Monday."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="opening_hours_on_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="opening_hours_close_after_opening"),
            models.UniqueConstraint(fields=["location", "weekday", "opens"], name="opening_hours_begin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class ClosingDay(models.Model):
    """An exception: a day on which a location (or all of them) is closed or keeps other hours."""

    day = models.DateField(_("day"))
    name = models.CharField(_("reason"), max_length=120)
    location = models.ForeignKey(Location, null=True, blank=True, on_delete=models.CASCADE, related_name="closings")
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gt=F("opens")),
                name="closing_day_closes_after_opening",
            ),
            models.UniqueConstraint(fields=["day", "location"], nulls_distinct=False, name="closing_day_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class ExternalParty(Entity):
    """Another organisation that helps residents, with what it does and when."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    what = models.TextField(_("what it does"))
    when = models.CharField(_("when"), max_length=200, blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("remark"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(website="") | Q(website__startswith="https://") | Q(website__startswith="http://"),
                name="external_party_website_is_web",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportPlan(Entity):
    """A file that was read and shown, and waits to be carried out by who read it; its rows go once it was."""

    class Kind(models.TextChoices):
        EMPLOYEES = "employees", _("employees")
        DEPARTMENTS = "departments", _("departments")
        EXTERNAL_PARTIES = "external_parties", _("other organisations")

    kind = models.CharField(max_length=24, choices=Kind)
    rows = models.JSONField(default=list, help_text="What the file said: line and text of each known column.")
    made_by = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["employees", "departments", "external_parties"]), name="import_plan_names_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"

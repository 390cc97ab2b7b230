"""Contacts with residents: questions in their own words, what was answered, and drafts of open conversations."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Article, Topic, Version
from vraagbaak.people.models import Agent


class Channel(models.Model):
    """The way by which a resident reached us; an editable list."""

    key = models.SlugField(_("key"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    symbol = models.CharField(_("symbol"), max_length=4, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Party(Entity):
    """A resident or organisation that we know; made only when the outcome needs it."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=200, db_index=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    bsn_encrypted = models.TextField(blank=True)
    bsn_hash = models.CharField(max_length=64, null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    pseudonymised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pseudonymised_at__isnull=True) | Q(name="", address="", bsn_encrypted="", bsn_hash__isnull=True),
                name="pseudonymised_party_has_no_name",
            )
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.uuid.hex[:6]}"


class DigitalAddress(models.Model):
    """A phone number or mail address of a party, in one notation so that it matches however it was typed."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone number")
        EMAIL = "email", _("e-mail address")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=254, help_text="E.164 for a phone number, lower case for mail.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "kind", "value"], name="party_has_address_once"),
            models.CheckConstraint(
                condition=~Q(kind="phone") | Q(value__regex=r"^\+[0-9]{6,15}$"), name="phone_number_is_e164"
            ),
            models.CheckConstraint(condition=~Q(kind="email") | Q(value=Lower("value")), name="mail_address_is_lower"),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="address_by_value")]

    def __str__(self) -> str:
        return self.kind


class Contact(Entity):
    """One finished conversation with a resident, with one or more questions; its UUID was the draft's."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="contacts")
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="contacts")
    caller_number = models.CharField(max_length=16, blank=True, help_text="E.164, of an unknown caller too.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    parked_seconds = models.PositiveIntegerField(default=0)
    wrap_up_seconds = models.PositiveIntegerField(default=0)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closed_at__gte=F("opened_at")), name="contact_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(caller_number="") | Q(caller_number__regex=r"^\+[0-9]{6,15}$"), name="caller_number_is_e164"
            ),
        ]
        indexes = [
            models.Index(fields=["-closed_at", "-id"], name="contact_by_time"),
            models.Index(fields=["agent", "-closed_at"], name="contact_by_agent"),
            models.Index(fields=["party", "-closed_at"], name="contact_by_party", condition=Q(party__isnull=False)),
            models.Index(fields=["caller_number", "-closed_at"], name="contact_by_number", condition=~Q(caller_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"


class Outcome(models.TextChoices):
    """How a question ended (design, figures)."""

    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Done by the desk")
    REFERRED = "referred", _("Referred")
    CALLBACK = "callback", _("Call back")
    TRANSFERRED = "transferred", _("Transferred")
    NO_ANSWER = "no_answer", _("Nobody knows")
    DROPPED = "dropped", _("Dropped")


class Mood(models.TextChoices):
    """How the resident felt, as the agent heard it."""

    HAPPY = "happy", _("happy")
    CALM = "calm", _("calm")
    WORRIED = "worried", _("worried")
    SAD = "sad", _("sad")
    ANGRY = "angry", _("angry")


class Question(Entity):
    """One question of a contact: the literal words, the need behind them, and what came of it."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=1)
    words = models.TextField(_("the question in the resident's words"))
    need = models.TextField(_("the question behind the question"), blank=True)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="questions")
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="questions")
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="questions")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("answer given"), blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome)
    mood = models.CharField(max_length=8, choices=Mood, blank=True)
    stems = models.TextField(blank=True, help_text="Word stems of the words and the need, to search by.")
    search = models.GeneratedField(
        expression=SearchVector("stems", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    intake = models.JSONField(default=list, blank=True, help_text="[{key, text, answer}] as it was asked then.")
    asked_at = models.DateTimeField(help_text="When the contact closed; copied here to search by period.")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="questions")
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "position"], name="question_has_own_position"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="question_has_known_outcome"),
            models.CheckConstraint(
                condition=~Q(words="") | Q(outcome="dropped") | Q(redacted_at__isnull=False), name="question_has_words"
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="question_by_time"),
            models.Index(fields=["topic", "-asked_at"], name="question_by_topic"),
            models.Index(fields=["department", "-asked_at"], name="question_by_department"),
            models.Index(fields=["article", "-asked_at"], name="question_by_article"),
            GinIndex(fields=["search"], name="question_by_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"


class Draft(Entity):
    """An open conversation as it stands on somebody's screen, saved within a second of the last key."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="drafts")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    caller_number = models.CharField(max_length=16, blank=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    parked_at = models.DateTimeField(null=True)
    parked_seconds = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["agent", "position"], name="draft_by_agent")]

    def __str__(self) -> str:
        return f"{self.uuid}"


class Snippet(Entity):
    """A piece of text that agents insert by typing a colon and its key; without an owner it is everybody's."""

    key = models.SlugField(_("key"), max_length=30)
    text = models.TextField(_("text"), max_length=2000)
    owner = models.ForeignKey(Agent, null=True, blank=True, on_delete=models.CASCADE, related_name="snippets")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "owner"], nulls_distinct=False, name="snippet_key_is_used_once")
        ]

    def __str__(self) -> str:
        return self.key

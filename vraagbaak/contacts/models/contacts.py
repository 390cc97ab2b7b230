"""Finished conversations: contacts, their questions, and what was corrected in them later."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models.parties import Party
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
            models.Index(
                fields=["caller_number", "-closed_at"], name="contact_by_number", condition=~Q(caller_number="")
            ),
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


class Could(models.TextChoices):
    """Whether the desk could have answered a question itself, as a measurement asks."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Aid(models.TextChoices):
    """With what the desk could answer it itself."""

    KNOWLEDGE = "knowledge", _("an answer in the knowledge base")
    SYSTEM = "system", _("looking into a system")
    MANDATE = "mandate", _("being allowed to decide")
    PRACTICE = "practice", _("explanation or practice")
    OTHER = "other", _("something else")


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
    is_repeat = models.BooleanField(
        default=False,
        help_text="Asked before within a week by the same resident or number; stays when they are forgotten.",
    )
    stems = models.TextField(blank=True, help_text="Word stems of the words and the need, to search by.")
    search = models.GeneratedField(
        expression=SearchVector("stems", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    intake = models.JSONField(default=list, blank=True, help_text="[{key, text, answer}] as it was asked then.")
    measured = models.JSONField(
        default=dict, blank=True, help_text="{needed, could, aid}: what a measurement asked of who registered it."
    )
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


class Correction(Entity):
    """A change of a registered question, with its reason and what stood there before."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="corrections")
    by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    changes = models.JSONField(default=dict, help_text="{field: [before, after]}; emptied when the words are redacted.")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason")]

    def __str__(self) -> str:
        return f"{self.uuid}"

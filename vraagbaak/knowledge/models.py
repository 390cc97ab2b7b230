"""Topics, articles and their versions, intake scripts, owner checks, feedback, and the stored answer index."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.rules.intake import YES_NO
from vraagbaak.people.models import Agent


class Topic(Entity):
    """What a question is about: a place in the tree, owned by a department."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    department = models.ForeignKey(Department, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="topics")
    upl_name = models.CharField(_("name in the uniform product list"), max_length=200, blank=True)
    external_parties = models.ManyToManyField(ExternalParty, blank=True, related_name="topics")
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="topic_is_not_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Article(Entity):
    """An answer that the desk can give, with its life; its text stands in versions."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("product")
        QA = "qa", _("question and answer")
        WORK_INSTRUCTION = "work_instruction", _("work instruction")
        NEWS = "news", _("news")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        TO_CHECK = "to_check", _("with the owner to check")
        PUBLISHED = "published", _("published")
        EXPIRED = "expired", _("expired")
        ARCHIVED = "archived", _("archived")

    key = models.SlugField(_("key"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRODUCT)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="articles")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    published = models.ForeignKey(
        "Version", null=True, on_delete=models.PROTECT, related_name="+", help_text="The version that the desk shows."
    )
    pending = models.ForeignKey(
        "Version",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The newer version that waits for its check or its publication.",
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    is_important = models.BooleanField(_("every agent must have read it"), default=False)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related articles"))
    is_scheduled = models.BooleanField(default=False, help_text="What waits goes out on the first day of validity.")
    uses = models.PositiveIntegerField(default=0, help_text="How many questions it answered at the desk.")
    last_used_at = models.DateTimeField(null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True, help_text="The review date for which a reminder was sent.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="article_is_valid_for_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "expired"]) | Q(published__isnull=False),
                name="published_article_has_version",
            ),
            models.CheckConstraint(
                condition=Q(pending__isnull=True) | Q(published__isnull=True) | ~Q(pending=F("published")),
                name="article_waits_with_other_version",
            ),
        ]
        indexes = [models.Index(fields=["state", "review_on"], name="article_by_review")]

    def __str__(self) -> str:
        return self.key


class Version(Entity):
    """The text of an article as it was at one moment: who wrote it, when and why; never changed afterwards."""

    class Weight(models.TextChoices):
        TYPO = "typo", _("typing error")
        CHANGE = "change", _("change")
        MAJOR = "major", _("major change")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    say = models.TextField(_("say this"), help_text=_("One to three sentences to read out."))
    explanation = models.TextField(_("explanation"), blank=True, help_text="Sanitised HTML.")
    steps = ArrayField(models.TextField(), verbose_name=_("steps"), default=list, blank=True)
    bring = ArrayField(models.TextField(), verbose_name=_("to bring"), default=list, blank=True)
    costs = models.JSONField(_("costs"), default=list, blank=True, help_text="[{what, amount, from}], amount as text.")
    duration = models.CharField(_("how long it takes"), max_length=200, blank=True)
    legal_ground = models.CharField(_("legal ground"), max_length=300, blank=True)
    apply_url = models.URLField(_("link to apply"), blank=True, max_length=500)
    synonyms = ArrayField(models.CharField(max_length=120), verbose_name=_("synonyms"), default=list, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    weight = models.CharField(_("weight of the edit"), max_length=8, choices=Weight, default=Weight.MAJOR)
    reason = models.CharField(_("why it changed"), max_length=300, blank=True)
    author = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=160, blank=True, help_text="Who of the owning department agreed.")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number_is_used_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Attachment(Entity):
    """A file that belongs to an article, checked by its content."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to="articles/%Y/")
    added_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class LearnedQuestion(Entity):
    """A literal question that leads to an article: proposed by use, learned when approved or used often enough."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="learned")
    words = models.CharField(_("literal question"), max_length=300, help_text="Stripped of personal data.")
    fingerprint = models.CharField(
        max_length=64, help_text="Hash of the normalised words: alike questions count together."
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    uses = models.PositiveIntegerField(default=0)
    used_by = ArrayField(
        models.BigIntegerField(), default=list, help_text="Accounts that used it, until it is learned."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    revision = models.BigIntegerField(null=True, unique=True, help_text="As of an index part; set once it was learned.")
    analysed = models.BinaryField(null=True, help_text="As `answersearch` wrote it; empty when it must be forgotten.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "fingerprint"], name="question_is_learned_once")]
        indexes = [models.Index(fields=["state", "-uses"], name="learned_by_state")]

    def __str__(self) -> str:
        return self.words


class IntakeScript(Entity):
    """Ordered questions that uncover the question behind the question, for one article or a whole topic."""

    article = models.OneToOneField(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="intake")
    topic = models.OneToOneField(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="intake")
    need_hint = models.TextField(_("the question behind the question"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=True) ^ Q(topic__isnull=True), name="intake_is_for_article_or_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article or self.topic}"


class IntakeQuestion(models.Model):
    """One question of an intake script; shown always, or when an earlier answer is as named."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        CHOICE = "choice", _("choice")
        YESNO = "yesno", _("yes or no")
        DATE = "date", _("date")
        NUMBER = "number", _("number")

    script = models.ForeignKey(IntakeScript, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    text = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.TEXT)
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    shown_if_key = models.SlugField(max_length=40, blank=True)
    shown_if_value = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["script", "key"], name="intake_question_key_is_used_once"),
            models.CheckConstraint(condition=~Q(kind="choice") | ~Q(choices=[]), name="intake_choice_has_choices"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def options(self) -> list[str]:
        """What can be chosen, as it is shown and kept."""
        return list(YES_NO) if self.kind == self.Kind.YESNO else self.choices


class OwnerCheck(Entity):
    """The request to the owning department to check a version, by a signed link that expires."""

    class Verdict(models.TextChoices):
        AGREED = "agreed", _("agreed")
        AMEND = "amend", _("must change")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="checks")
    sent_to = models.EmailField(_("e-mail address"))
    sent_at = models.DateTimeField(null=True, help_text="When the mail left; empty while it waits.")
    asked_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("answer before"))
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, help_text="When a newer text took its place.")
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    remark = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True) | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="owner_check_has_verdict_when_decided",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(verdict="", withdrawn_at__isnull=True),
                name="version_is_with_owner_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.verdict}"


class Feedback(Entity):
    """An agent's one-key remark on an article version, with the question at hand."""

    class Kind(models.TextChoices):
        WRONG = "wrong", _("is not right")
        MISSING = "missing", _("misses something")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="feedback")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField(blank=True, help_text="The literal question at hand, personal data masked.")
    remark = models.TextField(blank=True)
    agent = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    settlement = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class ReadMark(models.Model):
    """That an agent has read a version of news or a work instruction."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="readers")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "agent"], name="version_is_read_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.agent_id}"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Searches by what came of them."""

    def fruitless(self) -> "SearchEntryQuerySet":
        """Found nothing, or nothing that fits, and no editor looked at it yet."""
        return self.filter(Q(hits=0) | Q(is_gap=True), settled_at=None)


class SearchEntry(models.Model):
    """One search at the desk, its keystrokes collapsed into one line, personal data masked."""

    conversation = models.UUIDField(help_text="The conversation it belonged to.")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=300)
    hits = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    is_gap = models.BooleanField(default=False, help_text="The agent marked that nothing fits.")
    settled_at = models.DateTimeField(null=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "-last_at"], name="search_by_conversation"),
            models.Index(fields=["-last_at"], name="search_without_hits", condition=Q(hits=0) | Q(is_gap=True)),
        ]

    def __str__(self) -> str:
        return self.words


class IndexPart(models.Model):
    """An article's part of the answer index, rewritten in the transaction that changes the article."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="index_part")
    revision = models.BigIntegerField(unique=True, help_text="Grows with each change of any part, in order of commit.")
    is_removed = models.BooleanField(default=False)
    content = models.BinaryField(help_text="The analysed article, as `answersearch` wrote it.")

    def __str__(self) -> str:
        return f"{self.article_id} at {self.revision}"


class PendingImport(Entity):
    """A file that was read and shown, and waits for the word to carry it out; thrown away after a day."""

    form = models.CharField(max_length=12)
    source = models.SlugField(_("name of the source"), max_length=40)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField()
    added_by = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.source

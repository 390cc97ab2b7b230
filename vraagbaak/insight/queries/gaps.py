"""Gaps in what we know, as far as somebody may see them: how often, since when, at what cost; and what they come of."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DurationField
from django.utils import timezone

from vraagbaak.contacts.models import Outcome, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.directory.queries import department_calendar
from vraagbaak.directory.scope import scope_of
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.scope import SEES_GAPS
from vraagbaak.insight.rules.gaps import SEEN_OVER, minutes_a_week
from vraagbaak.insight.rules.measures import HANDED_ON, HANDLED
from vraagbaak.knowledge.models import Article, Feedback, SearchEntry
from vraagbaak.knowledge.rules.dates import check_due
from vraagbaak.people.models import Agent

NEWEST = 5_000  # signs that are laid beside each other at once
EXAMPLES = 3
PAGE_SIZE = 50
UNKNOWN = Q(signs__question__outcome=Outcome.NO_ANSWER) | Q(signs__question__isnull=True)
ORDERS = {"kosten": ("-minutes", "-number"), "vragen": ("-number", "-minutes"), "oud": ("opened_at", "-number")}


@dataclass(frozen=True)
class Evidence:
    """One question, search or remark without an answer that belongs to no gap yet."""

    of: Question | SearchEntry | Feedback
    at: datetime
    stems: tuple[str, ...]
    topic: int | None

    @property
    def is_handed_on(self) -> bool:
        """Whether it went to a colleague; else nobody knew, nothing was found or something was missed."""
        return isinstance(self.of, Question) and self.of.outcome in HANDED_ON


@dataclass(frozen=True)
class GapLine:
    """A gap in the list; counts are of the last eight weeks."""

    gap: Gap
    words: str
    number: int
    unknown: int
    handed_on: int
    minutes: int
    days: int
    is_late: bool


@dataclass(frozen=True)
class Stretch:
    """Alike questions before or after the answer came."""

    days: int
    questions: int
    handled: int

    @property
    def a_week(self) -> float:
        """Questions a week that the desk could not handle."""
        return (self.questions - self.handled) * 7 / max(1, self.days)


@dataclass(frozen=True)
class SeenGap:
    """A gap on its own page."""

    line: GapLine
    examples: Sequence[str]
    searches: int
    remarks: int
    seconds: int
    before: Stretch
    after: Stretch | None


def gaps_for(agent: Agent) -> QuerySet[Gap]:
    """The gaps that this person may know of: those of the departments within reach."""
    return Gap.objects.filter(scope_of(agent, *SEES_GAPS).where())


def gap_for(agent: Agent, gap: uuid.UUID) -> Gap | None:
    """One gap; None when it is absent or not for this person."""
    related = gaps_for(agent).select_related("topic", "department__head", "department__location", "article__published")
    return related.filter(uuid=gap).first()


def list_gaps(agent: Agent, *, state: str, department: uuid.UUID | None, order: str) -> list[GapLine]:
    """The gaps of a state, counted over the last eight weeks, most costly first unless asked otherwise."""
    found = gaps_for(agent).filter(state=state)
    if department is not None:
        found = found.filter(department__uuid=department)
    return lines_of(found, order)


def lines_of(gaps: QuerySet[Gap], order: str = "kosten") -> list[GapLine]:
    """These gaps with their words and counts, in one of the orders; two statements."""
    found = list(_counted(gaps).select_related("topic", "department"))
    words = _words_of(found)
    lines = [_line(gap, words.get(gap.pk, "")) for gap in found]
    first, second = ORDERS.get(order, ORDERS["kosten"])
    return sorted(lines, key=lambda line: (*(_place(line, key) for key in (first, second)), -line.gap.pk))


def page_of_gaps(lines: Sequence[GapLine], page: str) -> Page[GapLine]:
    """One page of the list."""
    return Paginator(lines, PAGE_SIZE).get_page(page)


def numbers_of_gaps(agent: Agent) -> dict[str, int]:
    """How many there are in each state; one statement."""
    counted = gaps_for(agent).order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(Gap.State.values, 0) | dict(counted)


def see_gap(gap: Gap) -> SeenGap:
    """All that is known of it, without the numbers and addresses that people named."""
    gap = _counted(Gap.objects.filter(pk=gap.pk)).select_related("topic", "department", "article__published").get()
    signs = list(gap.signs.select_related("question", "search", "remark__version")[:NEWEST])
    words = dict.fromkeys(clean for sign in signs if not _is_handled(sign) and (clean := words_of(sign)))
    examples = list(words)[:EXAMPLES]
    turn = gap.answered_from
    return SeenGap(
        line=_line(gap, examples[0] if examples else ""),
        examples=examples,
        searches=sum(sign.search_id is not None for sign in signs),
        remarks=sum(sign.remark_id is not None for sign in signs),
        seconds=round(_seconds(gap)),
        before=_stretch(signs, until=turn),
        after=_stretch(signs, since=turn) if turn else None,
    )


def words_of(sign: GapSign) -> str:
    """What was asked, without the numbers and addresses that people named."""
    of = sign.question or sign.search or sign.remark
    return mask_personal_data(of.words.strip()) if of else ""


def handled_since(gap: Gap, since: datetime) -> list[bool]:
    """Of the alike questions since then whether the desk handled them, newest first."""
    outcomes = gap.signs.filter(question__isnull=False, at__gte=since).exclude(question__outcome=Outcome.DROPPED)
    return [outcome in HANDLED for outcome in outcomes.values_list("question__outcome", flat=True)]


def default_due(gap: Gap, today: date) -> date:
    """The day before which the department is asked to answer, in its own working days."""
    return check_due(today, department_calendar(gap.department)) if gap.department else today + timedelta(days=7)


def evidence(now: datetime) -> list[Evidence]:
    """What was asked without an answer in the last eight weeks and belongs to no gap yet, newest first."""
    since = now - SEEN_OVER
    unhandled = (Outcome.NO_ANSWER, *HANDED_ON)
    questions = Question.objects.filter(asked_at__range=(since, now), outcome__in=unhandled)
    questions = questions.filter(_free("question")).exclude(words="").order_by("-asked_at", "-id")
    searches = SearchEntry.objects.fruitless().filter(_free("search"), last_at__range=(since, now))
    remarks = Feedback.objects.filter(_free("remark"), kind=Feedback.Kind.MISSING, settled_at=None)
    remarks = remarks.filter(given_at__range=(since, now)).exclude(words="")
    found = [
        *(_said(each, each.asked_at, each.topic_id) for each in questions[:NEWEST]),
        *(_said(each, each.last_at, None) for each in searches.order_by("-last_at")[:NEWEST]),
        *(
            _said(each, each.given_at, each.version.article.topic_id)
            for each in remarks.order_by("-given_at").select_related("version__article")[:NEWEST]
        ),
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)[:NEWEST]


def _said(of: Question | SearchEntry | Feedback, at: datetime, topic: int | None) -> Evidence:
    """By its literal words alone: what is behind a question is often the same where the questions are not."""
    return Evidence(of, at, tuple(stems_of(of.words).split()), topic)


def handled_by_article(now: datetime) -> list[tuple[int, Question]]:
    """Questions like those of a gap that the desk handled with its answer since that came, as (gap, question)."""
    answered = Gap.objects.filter(article__published__isnull=False).exclude(state=Gap.State.DISMISSED)
    gaps = {gap.article_id: gap for gap in answered.select_related("article__published").order_by("-pk")}
    found = Question.objects.filter(article__in=gaps, outcome__in=HANDLED, asked_at__range=(now - SEEN_OVER, now))
    pairs = [(gaps[question.article_id], question) for question in found.filter(_free("question"))]
    return [
        (gap.pk, question)
        for gap, question in pairs
        if gap.answered_from
        and question.asked_at >= gap.answered_from
        and set(gap.stems.split()) & set(question.stems.split())
    ]


def linkable_articles(gap: Gap) -> QuerySet[Article]:
    """The answers that are out about its topic: perhaps one of them answers it already."""
    return Article.objects.filter(topic=gap.topic_id, state=Article.State.PUBLISHED).select_related("published")


def _counted(gaps: QuerySet[Gap]) -> QuerySet[Gap]:
    """With what the last eight weeks brought of each, and how long the desk took for it."""
    recent = Q(signs__at__gte=timezone.now() - SEEN_OVER)
    asked = recent & (Q(signs__question__isnull=True) | ~Q(signs__question__outcome__in=HANDLED))
    took = ExpressionWrapper(
        F("signs__question__contact__closed_at") - F("signs__question__contact__opened_at"), DurationField()
    )
    return gaps.annotate(
        number=Count("signs", filter=asked),
        unknown=Count("signs", filter=recent & UNKNOWN),
        handed_on=Count("signs", filter=recent & Q(signs__question__outcome__in=HANDED_ON)),
        took=Avg(took, filter=asked),
    )


def _line(gap: Gap, words: str) -> GapLine:
    number, handed_on = gap.number, gap.handed_on  # type: ignore[attr-defined]  # counted along with it
    return GapLine(
        gap=gap,
        words=words,
        number=number,
        unknown=gap.unknown,  # type: ignore[attr-defined]
        handed_on=handed_on,
        minutes=minutes_a_week(questions=number, handed_on=handed_on, seconds=_seconds(gap), weeks=SEEN_OVER.days / 7),
        days=(timezone.now() - gap.opened_at).days,
        is_late=gap.state == Gap.State.ASKED and gap.due_on is not None and gap.due_on < timezone.localdate(),
    )


def _seconds(gap: Gap) -> float:
    """The mean handling time of its questions at the desk."""
    took: timedelta | None = gap.took  # type: ignore[attr-defined]
    return took.total_seconds() if took else 0.0


def _free(field: str) -> Q:
    """That it belongs to no gap yet."""
    return Q(~Exists(GapSign.objects.filter(**{field: OuterRef("pk")})))


def _words_of(gaps: Sequence[Gap]) -> dict[int, str]:
    """The newest words of each gap that were not handled; one statement."""
    signs = GapSign.objects.filter(gap__in=[gap.pk for gap in gaps]).exclude(question__outcome__in=HANDLED)
    newest = signs.order_by("gap_id", "-at", "-id").distinct("gap_id").select_related("question", "search", "remark")
    return {sign.gap_id: words_of(sign) for sign in newest}


def _place(line: GapLine, key: str) -> float:
    name = key.lstrip("-")
    value = line.gap.opened_at.timestamp() if name == "opened_at" else getattr(line, name)
    return -value if key.startswith("-") else float(value)


def _stretch(signs: Sequence[GapSign], *, since: datetime | None = None, until: datetime | None = None) -> Stretch:
    asked = [
        sign
        for sign in signs
        if sign.question is not None
        and sign.question.outcome != Outcome.DROPPED
        and (since is None or sign.at >= since)
        and (until is None or sign.at < until)
    ]
    begin = since or min((sign.at for sign in asked), default=timezone.now())
    end = until or timezone.now()
    return Stretch(max(1, (end - begin).days), len(asked), sum(_is_handled(sign) for sign in asked))


def _is_handled(sign: GapSign) -> bool:
    return sign.question is not None and sign.question.outcome in HANDLED

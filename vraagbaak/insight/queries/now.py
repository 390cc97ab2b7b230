"""What is asked today, beside what a day like this normally brings."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vraagbaak.contacts.models import Outcome, Question
from vraagbaak.contacts.queries.contacts import ContactFilter, page_of_questions
from vraagbaak.core.moments import midnight
from vraagbaak.core.queries import organisation
from vraagbaak.insight.models import Gap
from vraagbaak.insight.queries.figures import HalfHour, Wanted, half_hours, total_of
from vraagbaak.insight.queries.gaps import numbers_of_gaps
from vraagbaak.insight.queries.scope import departments_seen
from vraagbaak.insight.queries.spikes import SeenSpike, open_spikes
from vraagbaak.insight.rules.measures import Measures, percent
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent
from vraagbaak.people.queries.presence import PresentAgent, present_agents

WEEKS = 8
TOP_TOPICS = 6
LATEST = 8


@dataclass(frozen=True)
class TopicNow:
    """A topic with its questions of today, and the mean up to this time on the same weekday of earlier weeks."""

    topic: Topic
    questions: int
    usual: float

    @property
    def is_high(self) -> bool:
        """Clearly more than usual: at least five more, and twice as many."""
        return self.questions >= self.usual + 5 and self.questions >= 2 * self.usual


@dataclass(frozen=True)
class SharePoint:
    """The share handled of all questions since midnight, at the end of a half hour."""

    at: datetime
    share: int
    questions: int

    @property
    def until(self) -> datetime:
        """The end of the half hour."""
        return self.at + timedelta(minutes=30)


@dataclass(frozen=True)
class OutcomeNow:
    """How many questions of today ended so."""

    key: str
    label: str
    number: int


@dataclass(frozen=True)
class StateNow:
    """How many colleagues are available, in conversation, …"""

    label: str
    tone: str
    number: int


@dataclass(frozen=True)
class Now:
    """The first page of insight."""

    at: datetime
    today: Measures
    goal: int
    line: Sequence[SharePoint]
    topics: Sequence[TopicNow]
    usual: float
    weeks: int
    latest: Sequence[Question]
    present: Sequence[PresentAgent]
    spikes: Sequence[SeenSpike]
    gaps: int

    @property
    def shares(self) -> list[int]:
        """The line as bare numbers."""
        return [point.share for point in self.line]

    @property
    def most(self) -> float:
        """What a full bar stands for."""
        return max((max(topic.questions, topic.usual) for topic in self.topics), default=1)

    @property
    def states(self) -> list[StateNow]:
        """How many colleagues there are in each state of presence."""
        counted = Counter((person.label, person.tone) for person in self.present)
        return [StateNow(label, tone, number) for (label, tone), number in counted.most_common()]

    @property
    def outcomes(self) -> list[OutcomeNow]:
        """Today's questions by how they ended."""
        return [OutcomeNow(each.value, str(each.label), getattr(self.today, each.value)) for each in Outcome]


def now_for(agent: Agent) -> Now:
    """Today as far as this person may see it."""
    at, seen = timezone.now(), departments_seen(agent)
    today = timezone.localdate(at)
    own = None if seen is None else frozenset(Topic.objects.filter(department__in=seen).values_list("pk", flat=True))
    cells = half_hours_of_such_days(at, topics=own)
    topics, usual, weeks = beside_usual(cells, today)
    return Now(
        at=at,
        today=total_of(Wanted(Period(today, today), departments=seen)),
        goal=organisation().goal_percent,
        line=_line([cell for cell in cells if cell.start >= midnight(today)]),
        topics=topics,
        usual=usual,
        weeks=weeks,
        latest=page_of_questions(agent, ContactFilter(), cursor=None).page.items[:LATEST],
        present=present_agents(),
        spikes=open_spikes(agent),
        gaps=numbers_of_gaps(agent)[Gap.State.OPEN],
    )


def share_handled_today() -> int | None:
    """The one figure that the desk sees all day: the share of today's questions that it handled itself."""
    today = timezone.localdate()
    return total_of(Wanted(Period(today, today))).handled_share


def half_hours_of_such_days(at: datetime, *, topics: frozenset[int] | None = None) -> list[HalfHour]:
    """The half hours of today up to this time; of the same weekday in the weeks before that stretch as one."""
    today = timezone.localdate(at)
    stretches = [_stretch(today - timedelta(weeks=back), at) for back in range(WEEKS + 1)]
    return half_hours(stretches, topics=topics, whole_before=stretches[0][0])


def _stretch(day: date, at: datetime) -> tuple[datetime, datetime]:
    """From midnight of a day up to the time that it is now."""
    clock = timezone.localtime(at).time()
    begin = midnight(day)
    return begin, max(begin, timezone.make_aware(datetime.combine(day, clock)))


def beside_usual(cells: Sequence[HalfHour], today: date) -> tuple[list[TopicNow], float, int]:
    """The most asked topics of today; the usual number of all questions; and how many weeks that is the mean of."""
    now: dict[int, int] = defaultdict(int)
    before: dict[int, int] = defaultdict(int)
    begin = midnight(today)
    days = {cell.start for cell in cells if cell.start < begin}
    for cell in cells:
        if cell.topic is not None:
            (now if cell.start >= begin else before)[cell.topic] += cell.questions
    most = sorted(now, key=lambda topic: (-now[topic], topic))[:TOP_TOPICS]
    named = Topic.objects.select_related("department").in_bulk(most)
    weeks = len(days)
    topics = [TopicNow(named[key], now[key], before[key] / weeks if weeks else 0.0) for key in most if key in named]
    whole = sum(cell.questions for cell in cells if cell.start < begin)
    return topics, whole / weeks if weeks else 0.0, weeks


def _line(cells: Sequence[HalfHour]) -> list[SharePoint]:
    """The share as it stood at the end of each half hour in which somebody asked something that counts."""
    points: list[SharePoint] = []
    handled = counting = questions = 0
    for cell in cells:
        handled, counting = handled + cell.handled, counting + cell.questions - cell.dropped
        questions += cell.questions
        share = percent(handled, counting)
        if share is None:
            continue
        if points and points[-1].at == cell.start:
            points.pop()
        points.append(SharePoint(cell.start, share, questions))
    return points

"""A crowd of questions to measure with: any number over any number of years, of a municipality without a face."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from queue import Queue
from random import Random
from threading import Thread

import numpy as np
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from vraagbaak.contacts.models import Channel
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.directory.models import Department
from vraagbaak.insight.actions.counting import count_anew
from vraagbaak.knowledge.models import Article, Topic, Version
from vraagbaak.people.models import Agent, Role, RoleGrant
from vraagbaak.town.bulk import bare_tables
from vraagbaak.town.content_files import Entry, branches
from vraagbaak.town.refusals import NotEmpty
from vraagbaak.town.seasons import HOURS, day_weight
from vraagbaak.town.year import CHANNELS, SECOND_QUESTION, Saying

DEPARTMENTS, TOPICS, AGENTS = 30, 300, 40
WORDINGS = 20_000  # different literal questions; more would only cost memory
BLOCK = 20_000  # questions that are sent at once, or the whole of a day that brings more
AHEAD = 3  # blocks that wait to be sent
REPEATS = 0.06
NUMBERS = 900_000  # different callers
CONTACT = "id, uuid, channel_id, agent_id, caller_number, opened_at, closed_at, parked_seconds, wrap_up_seconds"
QUESTION = (
    "id, uuid, contact_id, position, words, need, answer, intake, measured, stems, topic_id, department_id, article_id,"
    " version_id, outcome, mood, is_repeat, asked_at, agent_id"
)
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
Progress = Callable[[int, int], None]


class OutOfRange(ValueError):
    """Fewer than one question or year, or more than fits."""


@dataclass(frozen=True)
class _Wording:
    """A literal question with all that stands beside it, as a part of a line of COPY, and how it may end."""

    said: str
    outcomes: Sequence[str]
    shares: Sequence[float]


def gather_crowd(questions: int, years: int, *, tell: Progress = lambda done, of: None) -> int:
    """Fill an empty database with about so many questions up to yesterday, the same each time; gives how many.

    All in one transaction, so that a command that is killed leaves nothing; then counted. Refused (NotEmpty) where
    there are contacts, topics or departments, and (OutOfRange) for numbers that make no sense.
    """
    if not (1 <= questions <= 1_000_000_000 and 1 <= years <= 50):
        raise OutOfRange
    luck = Random(20)  # noqa: S311 - the same crowd each time
    with bare_tables(["contacts_contact", "contacts_question"]):
        if Topic.objects.exists() or Department.objects.exists():
            raise NotEmpty
        agents, topics = _ground()
        writer = _Writer(_wordings(topics, luck), agents)
        written = _load(_blocks(_plan(questions, years), writer), questions, tell)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE contacts_contact, contacts_question")
    count_anew(mends=True)
    return written


# --- the ground --------------------------------------------------------------------------------------


def _ground() -> tuple[list[int], list[tuple[Topic, Version]]]:
    """Departments, a tree of topics with an answer each, and who answers."""
    departments = Department.objects.bulk_create(
        Department(key=f"afdeling-{n}", name=f"Afdeling {n}", sort_key=f"afdeling {n:03}") for n in range(DEPARTMENTS)
    )
    per = TOPICS // DEPARTMENTS
    topics: list[Topic] = []
    for number, department in enumerate(departments):
        root = _topic(f"gebied-{number}", f"Gebied {number}", department, None)
        leaves = (f"{number}-{n}" for n in range(per - 1))
        topics += [root, *(_topic(f"onderwerp-{name}", f"Onderwerp {name}", department, root) for name in leaves)]
    articles = Article.objects.bulk_create(Article(key=f"antwoord-{topic.key}", topic=topic) for topic in topics)
    now = timezone.now()
    versions = Version.objects.bulk_create(
        Version(article=article, number=1, title=topic.name, say="Dat ligt eraan.", published_at=now)
        for article, topic in zip(articles, topics, strict=True)
    )
    for article, version in zip(articles, versions, strict=True):
        article.published, article.state = version, Article.State.PUBLISHED
    Article.objects.bulk_update(articles, ["published", "state"])
    agents = Agent.objects.bulk_create(
        Agent(name=f"Medewerker {n}", email=f"m{n}@menigte.example", password="!")  # noqa: S106 - none fits
        for n in range(AGENTS)
    )
    RoleGrant.objects.bulk_create(RoleGrant(agent=agent, role=Role.AGENT) for agent in agents)
    return [agent.pk for agent in agents], list(zip(topics, versions, strict=True))


def _topic(key: str, name: str, department: Department, parent: Topic | None) -> Topic:
    return Topic.objects.create(key=key, name=name, sort_key=key, department=department, parent=parent)


def _wordings(topics: Sequence[tuple[Topic, Version]], luck: Random) -> list[_Wording]:
    """Literal questions, each about one topic; those of one saying are alike and about the same."""
    sayings = branches("sayings", "saying")
    entries = [(entry, topics[(number * 7) % len(topics)]) for number, entry in enumerate(sayings * 2)]
    weights = [float(entry.get("weight", 1)) for entry, _ in entries]
    return [_wording(entry, *about, luck) for entry, about in luck.choices(entries, weights, k=WORDINGS)]


def _wording(entry: Entry, topic: Topic, version: Version, luck: Random) -> _Wording:
    words = Saying(entry, topic, None).words(luck)
    need = entry.get("need", "") if luck.random() < 0.2 else ""
    texts = (words, need, "", "[]", "{}", stems_of(words, need))
    numbers = (topic.pk, topic.department_id, version.article_id, version.pk)
    outcomes = entry.get("outcomes", {"answered": 80, "done": 8, "callback": 6, "transferred": 6})
    return _Wording(
        "\t".join([*(text.translate(_ESCAPED) for text in texts), *map(str, numbers)]),
        tuple(outcomes),
        tuple(np.cumsum(list(outcomes.values())) / sum(outcomes.values())),
    )


def _plan(questions: int, years: int) -> list[tuple[date, int]]:
    """How many contacts each day brings: by weekday, holidays left quiet, a little more each year."""
    last = timezone.localdate() - timedelta(days=1)
    days = [last - timedelta(days=back) for back in range(365 * years - 1, -1, -1)]
    weights = np.cumsum([day_weight(day) * (1 + 0.03 * (day.year - days[0].year)) for day in days])
    upto = np.ceil(weights / weights[-1] * np.ceil(questions / (1 + SECOND_QUESTION))).astype(int)
    return [(day, int(until - since)) for day, (since, until) in zip(days, pairwise([0, *upto]), strict=True)]


# --- the rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Block:
    """Lines of COPY."""

    contacts: bytes
    questions: bytes
    number: int
    last_contact: int
    last_question: int


def _blocks(plan: Sequence[tuple[date, int]], writer: "_Writer") -> Iterator[_Block]:
    """A day at a time; runs beside the sending, and so asks the database nothing."""
    for day, number in plan:
        writer.write(day, number)
        if len(writer.questions) >= BLOCK:
            yield writer.block()
    yield writer.block()


class _Writer:
    """Writes lines by the thousand; chance comes in arrays, since one by one it would cost more than the line."""

    def __init__(self, wordings: Sequence[_Wording], agents: Sequence[int]) -> None:
        self.luck = np.random.default_rng(20)
        self.wordings, self.agents = wordings, agents
        keys = {key: Channel.objects.get_or_create(key=key, defaults={"name": key})[0].pk for key in CHANNELS}
        self.channels = [keys[key] for key in CHANNELS]
        self.channel_shares = np.cumsum(list(CHANNELS.values())) / sum(CHANNELS.values())
        self.phone = keys["telefoon"]
        self.hours, shares = np.array(list(HOURS)), np.array(list(HOURS.values()), float)
        self.hour_shares = shares / shares.sum()
        self.moods = ["", "", "", "", "happy", "calm", "calm", "worried", "sad", "angry"]
        self.clock = [f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(24 * 3600)]
        self.contact = self.question = 0
        self.contacts: list[str] = []
        self.questions: list[str] = []

    def block(self) -> _Block:
        """What was written since the last one."""
        text = "".join(self.contacts).encode(), "".join(self.questions).encode()
        block = _Block(*text, len(self.questions), self.contact, self.question)
        self.contacts, self.questions = [], []
        return block

    def write(self, day: date, number: int) -> None:
        """The contacts of a day, in order of time."""
        luck = self.luck
        closed = np.sort(luck.choice(self.hours, number, p=self.hour_shares) * 3600 + luck.integers(0, 3600, number))
        took = np.clip(luck.lognormal(5.1, 0.5, number), 15, 3600).astype(int)
        chosen = zip(
            closed.tolist(),
            (closed - took).tolist(),
            np.searchsorted(self.channel_shares, luck.random(number)).tolist(),
            luck.integers(0, len(self.agents), number).tolist(),
            luck.integers(0, NUMBERS, number).tolist(),
            (luck.random(number) < SECOND_QUESTION).tolist(),
            strict=True,
        )
        asked = iter(self._asked(2 * number))
        for until, since, channel_at, agent_at, caller, has_second in chosen:
            self.contact += 1
            channel, agent = self.channels[channel_at], self.agents[agent_at]
            at = f"{day} {self.clock[until]}"
            phone = f"+3119{caller:07}" if channel == self.phone else ""
            uuid = f"{self.contact:08x}-0000-4000-8000-000000000000"
            self.contacts.append(
                f"{self.contact}\t{uuid}\t{channel}\t{agent}\t{phone}\t{day} {self.clock[since]}\t{at}\t0\t0\n"
            )
            for position in (1, 2) if has_second else (1,):
                self.question += 1
                said, end = next(asked)
                uuid = f"{self.question:08x}-0000-4000-9000-000000000000"
                self.questions.append(
                    f"{self.question}\t{uuid}\t{self.contact}\t{position}\t{said}\t{end}\t{at}\t{agent}\n"
                )

    def _asked(self, number: int) -> Iterator[tuple[str, str]]:
        """Wordings with how each ended."""
        luck = self.luck
        rows = zip(
            luck.integers(0, len(self.wordings), number).tolist(),
            luck.random(number).tolist(),
            luck.integers(0, len(self.moods), number).tolist(),
            (luck.random(number) < REPEATS).tolist(),
            strict=True,
        )
        for at, chance, mood, is_repeat in rows:
            wording = self.wordings[at]
            outcome = next(name for name, share in zip(wording.outcomes, wording.shares, strict=True) if chance < share)
            yield wording.said, f"{outcome}\t{self.moods[mood]}\t{'t' if is_repeat else 'f'}"


def _load(blocks: Iterator[_Block], questions: int, tell: Progress) -> int:
    """Send the blocks while the next ones are written, and give how many questions came."""
    waiting: Queue[_Block | BaseException | None] = Queue(AHEAD)
    Thread(target=_write_ahead, args=(blocks, waiting), daemon=True).start()
    written, last = 0, None
    tell(0, questions)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [settings.TIME_ZONE])
        while (block := waiting.get()) is not None:
            if isinstance(block, BaseException):
                raise block
            for table, columns, lines in (
                ("contacts_contact", CONTACT, block.contacts),
                ("contacts_question", QUESTION, block.questions),
            ):
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FREEZE)") as copy:
                    copy.write(lines)
            written, last = written + block.number, block
            tell(written, max(questions, written))
        if last is not None:
            _go_on_from(cursor, last)
    return written


def _write_ahead(blocks: Iterator[_Block], waiting: "Queue[_Block | BaseException | None]") -> None:
    try:
        for block in blocks:
            waiting.put(block)
    except BaseException as error:  # noqa: BLE001 - told to whoever waits
        waiting.put(error)
    waiting.put(None)


def _go_on_from(cursor: CursorWrapper, last: _Block) -> None:
    """Let the next contact and question get the number after the last."""
    for table, key in (("contacts_contact", last.last_contact), ("contacts_question", last.last_question)):
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, key])

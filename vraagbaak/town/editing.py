"""Fills what waits for the editors and readers: remarks, proposed questions, fruitless searches, read marks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from vraagbaak.core.moments import midnight
from vraagbaak.core.queries import organisation
from vraagbaak.knowledge.actions.learning import fingerprint
from vraagbaak.knowledge.models import Article, Feedback, LearnedQuestion, ReadMark, SearchEntry, Version
from vraagbaak.knowledge.queries.articles import MUST_READ_KINDS
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.identity import chance, id_of
from vraagbaak.town.moments import backdate, office_moment

HAVE_READ = ((1, 0.4), (4, 0.6), (9, 0.85), (31, 0.95))  # how many have read it, by its age in days
ANNA_READS_AFTER = timedelta(days=6)


def fill_editing(articles: Mapping[str, Article], today: date) -> None:
    """What the desk gave the editors to do, and who has read the news."""
    _feedback(articles, today)
    _proposed(articles, today)
    _searches(today)
    _read_marks(articles, today)


def _feedback(articles: Mapping[str, Article], today: date) -> None:
    written, luck = entries("feedback", "feedback"), chance("feedback")
    editor, agents = _account("esra"), {entry["by"]: _account(entry["by"]) for entry in written}
    moments = [office_moment(today - timedelta(days=entry["ago"]), luck) for entry in written]
    remarks = [
        _remark(entry, _text_at(articles[entry["article"]], moment), agents[entry["by"]])
        for entry, moment in zip(written, moments, strict=True)
    ]
    for entry, remark, moment in zip(written, remarks, moments, strict=True):
        if "settled" in entry:
            remark.settled_at, remark.settled_by = moment + timedelta(days=3, hours=1), editor
            remark.settlement = entry["settled"]
    backdate(Feedback.objects.bulk_create(remarks), "given_at", moments)


def _remark(entry: Entry, version: Version, agent: Agent) -> Feedback:
    return Feedback(
        uuid=id_of("feedback", entry["article"], entry["words"]),
        version=version,
        kind=entry["kind"],
        words=entry["words"],
        remark=entry["remark"],
        agent=agent,
    )


def _text_at(article: Article, moment: datetime) -> Version:
    """The text that the desk showed then."""
    out = article.versions.filter(published_at__isnull=False)
    return out.filter(published_at__lte=moment).first() or out.earliest("number")


def _proposed(articles: Mapping[str, Article], today: date) -> None:
    luck, agents = chance("proposed"), _desk()
    most = organisation().learned_after_agents - 1
    asked = [
        (articles[entry["article"]], words, uses)
        for entry in entries("proposed", "proposed")
        for words, uses in entry["questions"]
    ]
    moments = [office_moment(today - timedelta(days=luck.randrange(1, 28)), luck) for _ in asked]
    questions = LearnedQuestion.objects.bulk_create(
        LearnedQuestion(
            uuid=id_of("learned", article.key, fingerprint(words)),
            article=article,
            words=words,
            fingerprint=fingerprint(words),
            uses=uses,
            used_by=[agent.pk for agent in luck.sample(agents, min(uses, most))],
        )
        for article, words, uses in asked
    )
    backdate(questions, "added_at", moments)


def _searches(today: date) -> None:
    luck, agents = chance("searches"), _desk()
    SearchEntry.objects.bulk_create(
        _search(entry, number, today, luck, agents)
        for entry in entries("searches", "search")
        for number in range(entry["times"])
    )


def _search(entry: Entry, number: int, today: date, luck: Random, agents: list[Agent]) -> SearchEntry:
    """One search as it stands when its keystrokes are one; the last of its kind was marked as a gap."""
    moment = office_moment(today - timedelta(days=entry["ago"] + 2 * number), luck)
    return SearchEntry(
        conversation=id_of("search", entry["words"], number),
        agent=luck.choice(agents),
        words=entry["words"],
        hits=0,
        began_at=moment - timedelta(seconds=luck.randrange(3, 25)),
        last_at=moment,
        is_gap=entry["is_gap"] and (number == 0 or luck.random() < 0.5),
    )


def _read_marks(articles: Mapping[str, Article], today: date) -> None:
    """Most have read most; Anna is up to date but for a handful of new ones, and Esra wrote them."""
    luck, everybody, anna, esra = chance("read"), _everybody(), _account("anna"), _account("esra")
    last_night = midnight(today)
    marks, moments = [], []
    for article in articles.values():
        version = article.published
        if article.kind not in MUST_READ_KINDS or version is None or version.published_at is None:
            continue
        age = today - timezone.localdate(version.published_at)
        shares = {anna: float(age >= ANNA_READS_AFTER), esra: 1.0}
        for agent in everybody:
            if luck.random() < shares.get(agent, _share_that_read(age)):
                after = timedelta(hours=luck.randrange(1, 24 * max(1, min(age.days, 5))))
                marks.append(ReadMark(version=version, agent=agent))
                moments.append(min(version.published_at + after, last_night))
    backdate(ReadMark.objects.bulk_create(marks), "read_at", moments)


def _share_that_read(age: timedelta) -> float:
    return next((share for days, share in HAVE_READ if age.days <= days), 1.0)


def _everybody() -> list[Agent]:
    return list(Agent.objects.order_by("uuid"))


def _desk() -> list[Agent]:
    """Everybody at the desk, in a fixed order."""
    return list(Agent.objects.filter(grants__role__in=DESK_ROLES).distinct().order_by("uuid"))


def _account(key: str) -> Agent:
    return Agent.objects.get(uuid=id_of("account", key))

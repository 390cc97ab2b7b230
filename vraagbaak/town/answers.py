"""Fills the knowledge: topics, articles with their versions, intake scripts and approved literal questions."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vraagbaak.answersearch import analyse_article, analyse_question
from vraagbaak.answersearch.analysis import question_fields
from vraagbaak.answersearch.meaning import available_encoder
from vraagbaak.core.richtext import sanitise
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.actions.indexing import article_text, next_revision, skip_revisions
from vraagbaak.knowledge.actions.learning import fingerprint
from vraagbaak.knowledge.models import (
    Article,
    IndexPart,
    IntakeQuestion,
    IntakeScript,
    LearnedQuestion,
    Topic,
    Version,
)
from vraagbaak.people.models import Agent
from vraagbaak.town.content_files import Entry, branches, entries
from vraagbaak.town.identity import chance, id_of

SHOWN = (Article.State.PUBLISHED, Article.State.EXPIRED)


def fill_answers(today: date) -> None:
    """The whole knowledge base of the town, ready to be searched."""
    topics = _topics()
    editor = Agent.objects.get(uuid=id_of("account", "esra"))
    articles = _articles(topics, editor, today)
    _relate(articles)
    _intake(articles, topics)
    questions = _learned(articles, editor)
    _index(articles, questions)


def _topics() -> dict[str, Topic]:
    departments = {department.key: department for department in Department.objects.all()}
    written = entries("topics", "topic")
    made = Topic.objects.bulk_create(
        Topic(
            uuid=id_of("topic", entry["key"]),
            key=entry["key"],
            name=entry["name"],
            sort_key=sort_key(entry["name"]),
            department=departments[entry["department"]],
            upl_name=entry.get("upl", ""),
        )
        for entry in written
    )
    topics = {topic.key: topic for topic in made}
    for entry in written:
        topics[entry["key"]].parent = topics.get(entry.get("parent", ""))
    Topic.objects.bulk_update(made, ["parent"])
    parties = {party.key: party for party in ExternalParty.objects.all()}
    for entry in entries("external_parties", "external"):
        parties[entry["key"]].topics.add(*(topics[key] for key in entry.get("topics", ()) if key in topics))
    return topics


def _articles(topics: dict[str, Topic], editor: Agent, today: date) -> dict[str, Article]:
    written = branches("articles", "article")
    made = Article.objects.bulk_create(_article(entry, topics) for entry in written)
    articles = {article.key: article for article in made}
    luck = chance("versions")
    versions = Version.objects.bulk_create(
        _version(entry, articles[entry["key"]], editor, today - timedelta(days=luck.randrange(5, 300)))
        for entry in written
    )
    _written_on([(version, version.published_at) for version in versions])
    for entry, version in zip(written, versions, strict=True):
        article = articles[entry["key"]]
        article.state = Article.State(entry.get("state", "published"))
        article.published = version if article.state in SHOWN else None
        article.pending = None if article.state in SHOWN else version
    Article.objects.bulk_update(made, ["state", "published", "pending"])
    return articles


def _article(entry: Entry, topics: dict[str, Topic]) -> Article:
    return Article(
        uuid=id_of("article", entry["key"]),
        key=entry["key"],
        kind=entry.get("kind", "product"),
        topic=topics[entry["topic"]],
        valid_until=_day(entry.get("valid_until")),
        review_on=_day(entry.get("review")),
        is_important=entry.get("important", False),
    )


def _version(entry: Entry, article: Article, editor: Agent, day: date) -> Version:
    moment = timezone.make_aware(datetime.combine(day, time(10, 15)))
    is_shown = entry.get("state", "published") in SHOWN
    return Version(
        uuid=id_of("version", entry["key"], 1),
        article=article,
        number=1,
        title=entry["title"],
        say=entry["say"].strip(),
        explanation=sanitise(entry.get("explanation", "").strip()),
        steps=entry.get("steps", []),
        bring=entry.get("bring", []),
        costs=entry.get("costs", []),
        duration=entry.get("duration", ""),
        legal_ground=entry.get("legal", ""),
        apply_url=entry.get("apply_url", ""),
        synonyms=entry.get("synonyms", []),
        internal_note=entry.get("internal_note", ""),
        reason="Eerste versie",
        author=editor,
        published_at=moment if is_shown else None,
        checked_at=moment if is_shown else None,
        checked_by=article.topic.department.name if is_shown else "",
    )


def _written_on(versions: Iterable[tuple[Version, datetime | None]]) -> None:
    """A version was written the day before it was published; `auto_now_add` would say today."""
    changed = []
    for version, moment in versions:
        if moment is not None:
            version.created_at = moment - timedelta(days=1)
            changed.append(version)
    Version.objects.bulk_update(changed, ["created_at"])


def _relate(articles: dict[str, Article]) -> None:
    for entry in branches("articles", "article"):
        related = [articles[key] for key in entry.get("related", ()) if key in articles]
        articles[entry["key"]].related.add(*related)


def _intake(articles: dict[str, Article], topics: dict[str, Topic]) -> None:
    for entry in branches("articles", "intake"):
        script = IntakeScript.objects.create(
            uuid=id_of("intake", entry.get("article", ""), entry.get("topic", "")),
            article=articles.get(entry.get("article", "")),
            topic=None if entry.get("article") else topics[entry["topic"]],
            need_hint=entry.get("need_hint", ""),
        )
        IntakeQuestion.objects.bulk_create(
            _intake_question(script, position, asked) for position, asked in enumerate(entry["questions"], start=1)
        )


def _intake_question(script: IntakeScript, position: int, asked: Entry) -> IntakeQuestion:
    shown_if = asked.get("show_if", {})
    return IntakeQuestion(
        script=script,
        position=position,
        key=asked["key"],
        text=asked["text"],
        kind=asked["kind"],
        choices=asked.get("choices", []),
        shown_if_key=shown_if.get("question", ""),
        shown_if_value=shown_if.get("is", ""),
    )


def _learned(articles: dict[str, Article], editor: Agent) -> list[LearnedQuestion]:
    now = timezone.now()
    wanted = {
        (entry["key"], fingerprint(words)): words
        for entry in branches("articles", "article")
        for words in entry.get("questions", ())
    }
    return LearnedQuestion.objects.bulk_create(
        LearnedQuestion(
            uuid=id_of("learned", key, mark),
            article=articles[key],
            words=words,
            fingerprint=mark,
            state=LearnedQuestion.State.APPROVED,
            decided_by=editor,
            decided_at=now,
        )
        for (key, mark), words in wanted.items()
    )


def _index(articles: dict[str, Article], questions: list[LearnedQuestion]) -> None:
    """Analyse everything at once; the index of each process takes it over at its next search."""
    encoder, revision = available_encoder(), next_revision()
    parts = []
    for article in articles.values():
        if article.published is not None:
            content = analyse_article(article_text(article), encoder).to_json().encode()
            parts.append(IndexPart(article=article, revision=revision, content=content))
            revision += 1
    IndexPart.objects.bulk_create(parts)
    for question in questions:
        analysed = analyse_question(str(question.uuid), str(question.article.uuid), question.words, encoder)
        question.analysed = json.dumps(question_fields(analysed), ensure_ascii=False).encode()
        question.revision = revision
        revision += 1
    LearnedQuestion.objects.bulk_update(questions, ["analysed", "revision"], batch_size=200)
    skip_revisions(revision)


def _day(written: object) -> date | None:
    return date.fromisoformat(str(written)) if written else None

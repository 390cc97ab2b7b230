"""Fills the knowledge: topics, articles, intake scripts and approved literal questions."""

import json
from datetime import date, timedelta

from vraagbaak.answersearch import analyse_article, analyse_question
from vraagbaak.answersearch.analysis import question_fields
from vraagbaak.answersearch.meaning import available_encoder
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.actions.indexing import SHOWN, article_text, next_revision, skip_revisions
from vraagbaak.knowledge.actions.learning import fingerprint
from vraagbaak.knowledge.models import (
    Article,
    IndexPart,
    IntakeQuestion,
    IntakeScript,
    LearnedQuestion,
    Topic,
)
from vraagbaak.people.models import Agent
from vraagbaak.town.articles import fill_articles
from vraagbaak.town.content_files import Entry, branches, entries
from vraagbaak.town.identity import chance, id_of
from vraagbaak.town.moments import backdate, office_moment


def fill_answers(today: date) -> dict[str, Article]:
    """The whole knowledge base of the town, ready to be searched."""
    topics = _topics()
    editor = Agent.objects.get(uuid=id_of("account", "esra"))
    articles = fill_articles(topics, editor, today)
    _relate(articles)
    _intake(articles, topics)
    questions = _learned(articles, editor, today)
    _index(articles, questions)
    return articles


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


def _learned(articles: dict[str, Article], editor: Agent, today: date) -> list[LearnedQuestion]:
    wanted = {
        (entry["key"], fingerprint(words)): words
        for entry in branches("articles", "article")
        for words in entry.get("questions", ())
    }
    luck = chance("learned")
    moments = [office_moment(today - timedelta(days=luck.randrange(30, 300)), luck) for _ in wanted]
    questions = LearnedQuestion.objects.bulk_create(
        LearnedQuestion(
            uuid=id_of("learned", key, mark),
            article=articles[key],
            words=words,
            fingerprint=mark,
            state=LearnedQuestion.State.APPROVED,
            decided_by=editor,
            decided_at=moment,
        )
        for ((key, mark), words), moment in zip(wanted.items(), moments, strict=True)
    )
    backdate(questions, "added_at", moments)
    return questions


def _index(articles: dict[str, Article], questions: list[LearnedQuestion]) -> None:
    """Analyse everything at once; the index of each process takes it over at its next search."""
    encoder, revision = available_encoder(), next_revision()
    parts = []
    for article in articles.values():
        if article.state in SHOWN:
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

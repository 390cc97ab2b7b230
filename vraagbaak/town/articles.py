"""Fills the articles: their versions, what the editors changed lately and what the owners said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from vraagbaak.core.richtext import sanitise
from vraagbaak.knowledge.actions.indexing import SHOWN
from vraagbaak.knowledge.actions.owner_checks import owner_address
from vraagbaak.knowledge.models import Article, OwnerCheck, Topic, Version
from vraagbaak.knowledge.rules.dates import REMIND_AHEAD, link_expires
from vraagbaak.people.models import Agent
from vraagbaak.town.content_files import Entry, branches, entries
from vraagbaak.town.identity import chance, id_of
from vraagbaak.town.moments import backdate, office_moment, working_day, written_day

CHECK_TOOK = timedelta(days=4)
OUT_ONCE = (*SHOWN, Article.State.ARCHIVED)


def fill_articles(topics: Mapping[str, Topic], editor: Agent, today: date) -> dict[str, Article]:
    """All articles as they stand today, each with its versions and with the owner's check of them."""
    written = [_Written(entry, editor, today) for entry in branches("articles", "article")]
    made = Article.objects.bulk_create(_article(one, topics) for one in written)
    articles = {article.key: article for article in made}
    texts = [version for one in written for version in one.versions(articles[one.entry["key"]])]
    written_at = [version.created_at for version in texts]
    versions = Version.objects.bulk_create(texts)
    backdate(versions, "created_at", written_at)
    by_article: dict[int, list[Version]] = {}
    for version in versions:
        by_article.setdefault(version.article_id, []).append(version)
    for one in written:
        article = articles[one.entry["key"]]
        _put_in_place(article, by_article[article.pk], one)
    Article.objects.bulk_update(made, ["state", "published", "pending", "is_scheduled"])
    backdate(made, "created_at", [by_article[article.pk][0].created_at for article in made])
    _checks(written, {key: by_article[article.pk][-1] for key, article in articles.items()}, editor, today)
    return articles


@dataclass(frozen=True)
class _Written:
    """An article as the content has it, with what was changed in it lately."""

    entry: Entry
    editor: Agent
    today: date

    @property
    def change(self) -> Entry:
        return _changes().get(self.entry["key"], {})

    @property
    def check(self) -> Entry:
        """What the owner was asked, or nothing; `by` when it was answered."""
        found: Entry = self.change.get("check", {})
        return found

    @property
    def state(self) -> Article.State:
        return Article.State(self.entry.get("state", "published"))

    @property
    def luck(self) -> Random:
        return chance("article", self.entry["key"])

    def ago(self, days: int) -> datetime:
        return office_moment(self.today - timedelta(days=days), self.luck)

    def versions(self, article: Article) -> list[Version]:
        """The text as it came out first, and as it is or will be after the last change."""
        change = self.change
        if not {"was", "becomes"} & change.keys():
            return [self._first(article)]
        older = {**self.entry, **change.get("was", {})}
        newer = {**self.entry, **change.get("becomes", {})}
        return [self._first(article, older), self._changed(article, newer)]

    def _first(self, article: Article, entry: Entry | None = None) -> Version:
        version = _text(entry or self.entry, article, self.editor, number=1)
        version.reason = "Eerste versie"
        if self.state in OUT_ONCE:
            version.published_at = version.checked_at = self.ago(self._first_out())
            version.checked_by = str(article.topic.department.head or article.topic.department)
            version.created_at = version.published_at - timedelta(days=1)
        else:
            version.created_at = self._written_at()
            self._agreed(version)
        return version

    def _first_out(self) -> int:
        known: int | None = self.entry.get("ago")
        after_change = self.change.get("ago", 0) + 30
        return known if known is not None else self.luck.randrange(max(15, after_change), 320)

    def _changed(self, article: Article, entry: Entry) -> Version:
        version = _text(entry, article, self.editor, number=2)
        version.weight, version.reason = self.change["weight"], self.change["reason"]
        version.created_at = self._written_at()
        if "was" in self.change:
            version.published_at = self.ago(self.change["ago"])
        self._agreed(version)
        return version

    def _agreed(self, version: Version) -> None:
        if self.check.get("by") and not self.check.get("amend"):
            version.checked_at, version.checked_by = self.ago(self.change["ago"]), self.check["by"]

    def _written_at(self) -> datetime:
        took = CHECK_TOOK if self.check.get("by") else timedelta(0)
        return self.ago(self.change.get("ago", 5)) - took - timedelta(hours=1)


def _changes() -> dict[str, Entry]:
    return {change["article"]: change for change in entries("revisions", "revision")}


def _article(one: _Written, topics: Mapping[str, Topic]) -> Article:
    entry, ahead = one.entry, one.entry.get("scheduled")
    review = written_day(entry.get("review"), one.today)
    return Article(
        uuid=id_of("article", entry["key"]),
        key=entry["key"],
        kind=entry.get("kind", "product"),
        topic=topics[entry["topic"]],
        valid_from=one.today + timedelta(days=ahead) if ahead else None,
        valid_until=written_day(entry.get("valid_until"), one.today),
        review_on=review,
        reminded_for=review if review and review <= one.today + REMIND_AHEAD else None,
        is_important=entry.get("important", False),
    )


def _text(entry: Entry, article: Article, editor: Agent, *, number: int) -> Version:
    return Version(
        uuid=id_of("version", entry["key"], number),
        article=article,
        number=number,
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
        author=editor,
    )


def _put_in_place(article: Article, versions: list[Version], one: _Written) -> None:
    """Let the article show its newest version that is out, and wait with a newer one."""
    out = [version for version in versions if version.published_at]
    article.published = out[-1] if out else None
    article.pending = None if versions[-1].published_at else versions[-1]
    article.is_scheduled = "scheduled" in one.entry
    article.state = one.state


def _checks(written: Iterable[_Written], newest: Mapping[str, Version], editor: Agent, today: date) -> None:
    asked = [(one, newest[one.entry["key"]]) for one in written if one.check]
    checks = OwnerCheck.objects.bulk_create(_check(one, version, editor, today) for one, version in asked)
    backdate(checks, "asked_at", [_asked_at(one) for one, _ in asked])


def _asked_at(one: _Written) -> datetime:
    took = CHECK_TOOK if one.check.get("by") else timedelta(0)
    return one.ago(one.change["ago"]) - took


def _check(one: _Written, version: Version, editor: Agent, today: date) -> OwnerCheck:
    asked, days = _asked_at(one), one.check.get("due", 3)
    due = working_day(today + timedelta(days=days), later=days > 0)
    check = OwnerCheck(
        uuid=id_of("check", one.entry["key"]),
        version=version,
        sent_to=owner_address(version.article),
        asked_by=editor,
        sent_at=asked + timedelta(minutes=1),
        due_on=due,
        expires_at=link_expires(asked, due),
    )
    if one.check.get("by"):
        check.verdict = OwnerCheck.Verdict.AMEND if one.check.get("amend") else OwnerCheck.Verdict.AGREED
        check.remark, check.decided_by = one.check.get("remark", ""), one.check["by"]
        check.decided_at = one.ago(one.change["ago"])
    return check

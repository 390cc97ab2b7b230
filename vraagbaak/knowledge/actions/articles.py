"""Writing articles: every save is a new version; nobody overwrites a colleague silently."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from vraagbaak.core.events import announce
from vraagbaak.core.richtext import sanitise
from vraagbaak.knowledge.actions.owner_checks import tell_owner, withdraw_checks
from vraagbaak.knowledge.actions.publishing import put_up
from vraagbaak.knowledge.events import ArticleArranged, ArticleWritten
from vraagbaak.knowledge.models import Article, Topic, Version
from vraagbaak.knowledge.queries.articles import demand_now
from vraagbaak.knowledge.rules.costs import write_costs
from vraagbaak.knowledge.rules.life import MAJOR
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent


class EditedMeanwhile(Exception):
    """Somebody saved another version since this text was opened."""

    def __init__(self, latest: Version) -> None:
        super().__init__(str(latest.number))
        self.latest = latest


class WrongDates(Exception):
    """The last day lies before the first."""


@dataclass(frozen=True)
class Arrangement:
    """Where an article stands and when it holds; its text is apart from this."""

    topic: Topic
    valid_from: date | None = None
    valid_until: date | None = None
    review_on: date | None = None
    is_important: bool = False
    related: tuple[Article, ...] = ()


@transaction.atomic
def write_article(*, kind: str, text: Text, arrangement: Arrangement, by: Agent, reason: str = "") -> Article:
    """Begin an article as a draft with its first version."""
    article = Article(key=_free_key(text.title), kind=kind, topic=arrangement.topic)
    _arrange(article, arrangement)
    _add_version(article, text, weight=MAJOR, reason=reason, by=by)
    return article


@transaction.atomic
def edit_article(article: Article, *, text: Text, weight: str, reason: str, base: int, by: Agent) -> Version:
    """Save a new version of an article; refused (EditedMeanwhile) when `base` is not its latest one.

    Depending on its weight the version goes out at once, the owner hears of it, or it waits for the owner.
    """
    held = Article.objects.select_for_update(of=("self",)).select_related("topic__department").get(pk=article.pk)
    latest = held.versions.order_by("-number").first()
    if latest is not None and latest.number != base:
        raise EditedMeanwhile(latest)
    version = _add_version(held, text, weight=weight, reason=reason, by=by)
    withdraw_checks(held)
    demand = demand_now(held)
    if held.published_id is not None and demand.publishes_at_once:
        put_up(held, version, by=by)
        if demand.tells_owner:
            tell_owner(version, by=by)
    return version


@transaction.atomic
def arrange_article(article: Article, *, arrangement: Arrangement, by: Agent) -> None:
    """Give an article its place, dates and importance; refused (WrongDates) when it would never hold."""
    held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    _arrange(held, arrangement)
    if held.published is not None and held.state in {Article.State.PUBLISHED, Article.State.EXPIRED}:
        put_up(held, held.published, by=by)
    announce(
        ArticleArranged(
            article=held.uuid,
            topic=held.topic.uuid,
            valid_from=held.valid_from,
            valid_until=held.valid_until,
            review_on=held.review_on,
            is_important=held.is_important,
        ),
        by=by.uuid,
    )


def _arrange(article: Article, arrangement: Arrangement) -> None:
    if arrangement.valid_from and arrangement.valid_until and arrangement.valid_until < arrangement.valid_from:
        raise WrongDates
    article.topic = arrangement.topic
    article.valid_from, article.valid_until = arrangement.valid_from, arrangement.valid_until
    article.review_on = arrangement.review_on
    article.is_important = arrangement.is_important and article.kind in {
        Article.Kind.NEWS,
        Article.Kind.WORK_INSTRUCTION,
    }
    article.save()
    article.related.set([other for other in arrangement.related if other.pk != article.pk])


def _add_version(article: Article, text: Text, *, weight: str, reason: str, by: Agent) -> Version:
    latest = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = Version.objects.create(
        article=article,
        number=latest + 1,
        title=" ".join(text.title.split()),
        say=text.say.strip(),
        explanation=sanitise(text.explanation),
        steps=list(text.steps),
        bring=list(text.bring),
        costs=write_costs(text.costs),
        duration=text.duration.strip(),
        legal_ground=text.legal_ground.strip(),
        apply_url=text.apply_url,
        synonyms=list(text.synonyms),
        internal_note=text.internal_note.strip(),
        weight=weight,
        reason=reason.strip(),
        author=by,
    )
    article.pending, article.is_scheduled = version, False
    article.save(update_fields=["pending", "is_scheduled"])
    announce(
        ArticleWritten(article=article.uuid, version=version.uuid, number=version.number, weight=weight), by=by.uuid
    )
    return version


def _free_key(title: str) -> str:
    """A key made of the title that no article has yet."""
    wanted = slugify(title)[:90] or "artikel"
    taken = set(Article.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    if wanted not in taken:
        return wanted
    return next(key for number in range(2, len(taken) + 3) if (key := f"{wanted}-{number}") not in taken)

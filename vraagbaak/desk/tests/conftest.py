"""What the tests of the desk stand on: a channel, and an answer that can be found."""

import pytest
from django.utils import timezone

from vraagbaak.contacts.models import Channel
from vraagbaak.knowledge.actions.indexing import rewrite_index_part
from vraagbaak.knowledge.models import Article, Topic, Version


@pytest.fixture
def phone(db) -> Channel:
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon", "position": 1})[0]


@pytest.fixture
def passport_lost(burgerzaken) -> Version:
    topic = Topic.objects.create(key="pas", name="Paspoort", sort_key="paspoort", department=burgerzaken)
    article = Article.objects.create(key="kwijt", topic=topic)
    version = Version.objects.create(
        article=article, number=1, title="Paspoort kwijt", say="U komt naar de balie.", published_at=timezone.now()
    )
    article.published, article.state = version, Article.State.PUBLISHED
    article.save()
    rewrite_index_part(article)
    return version

"""What the tests of knowledge begin with: a topic, and articles in any state."""

from collections.abc import Callable

import pytest

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}=cmd|'/C calc'!A0"


@pytest.fixture
def topic(burgerzaken):
    from vraagbaak.knowledge.models import Topic

    return Topic.objects.create(
        key="paspoort", name="Paspoort en ID", sort_key="paspoort en id", department=burgerzaken
    )


@pytest.fixture
def write(topic, esra) -> Callable:
    """Write an article through the actions; as a draft, or out at the desk."""
    from vraagbaak.knowledge.actions.articles import Arrangement, write_article
    from vraagbaak.knowledge.actions.publishing import put_up
    from vraagbaak.knowledge.models import Version
    from vraagbaak.knowledge.rules.texts import Text

    def write(
        title="Paspoort kwijt", *, kind="product", is_out=True, say="Doe eerst aangifte.", place=None, **arranged
    ):
        extra = {name: arranged.pop(name) for name in list(arranged) if name in Text.__dataclass_fields__}
        article = write_article(
            kind=kind,
            text=Text(title=title, say=say, **extra),
            arrangement=Arrangement(topic=place or topic, **arranged),
            by=esra,
        )
        if is_out:
            Version.objects.filter(article=article).update(checked_by="Burgerzaken")
            put_up(article, article.pending, by=esra)
        article.refresh_from_db()
        return article

    return write


@pytest.fixture
def do_jobs() -> Callable:
    """Do what was left for the worker."""

    def do() -> None:
        from django.db import connection
        from procrastinate.contrib.django import app

        from vraagbaak.knowledge import jobs  # noqa: F401

        with connection.cursor() as cursor:
            cursor.execute("SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
            waiting = cursor.fetchall()
            cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        import json

        for _id, name, args in waiting:
            if name.startswith("knowledge."):
                app.tasks[name](**(args if isinstance(args, dict) else json.loads(args)))

    return do

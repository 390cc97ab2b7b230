"""What the tests of insight stand on."""

import pytest

from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.models import Topic


@pytest.fixture
def topics(burgerzaken, sport) -> list[Topic | None]:
    """A small tree: documents with passports below it, swimming of another department, and no topic at all."""

    def make(name, department, parent=None):
        return Topic.objects.create(
            key=name.lower(), name=name, sort_key=sort_key(name), department=department, parent=parent
        )

    documents = make("Documenten", burgerzaken)
    return [make("Paspoort", burgerzaken, documents), documents, make("Zwemmen", sport), None]

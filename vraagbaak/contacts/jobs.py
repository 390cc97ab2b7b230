"""Background work on contacts."""

import uuid

from procrastinate.contrib.django import app

from vraagbaak.contacts.models import Question
from vraagbaak.knowledge.actions.learning import propose_question


@app.task(name="contacts.learn_from_contact", retry=3)
def learn_from_contact(contact: str) -> None:
    """Offer the literal words of a contact to the articles that answered them."""
    questions = Question.objects.filter(
        contact__uuid=uuid.UUID(contact), article__isnull=False, outcome__in=["answered", "done", "referred"]
    ).select_related("article", "agent")
    for question in questions:
        if question.article is not None:
            propose_question(question.article, words=question.words, by=question.agent)

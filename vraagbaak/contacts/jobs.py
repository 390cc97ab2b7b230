"""Background work on contacts."""

import uuid
from datetime import UTC, datetime

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vraagbaak.contacts.actions.retention import carry_out_retention
from vraagbaak.contacts.models import Question
from vraagbaak.core.queries import organisation
from vraagbaak.knowledge.actions.learning import propose_question
from vraagbaak.knowledge.queries.cards import card_to_mail

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)
HELPED = ("answered", "done", "referred")


@app.task(name="contacts.learn_from_contact", retry=PATIENT)
def learn_from_contact(contact: str) -> None:
    """Offer the literal words of a contact to the articles that answered them."""
    questions = Question.objects.filter(contact__uuid=uuid.UUID(contact), article__isnull=False, outcome__in=HELPED)
    for question in questions.select_related("article", "agent"):
        if question.article is not None:
            propose_question(question.article, words=question.words, by=question.agent)


@app.task(name="contacts.send_answer", retry=PATIENT)
def send_answer(version: str, to: str) -> None:
    """Mail the text of an answer; tried again when the mail server is away."""
    card = card_to_mail(uuid.UUID(version), on=timezone.localdate())
    if card is None:
        return
    body = render_to_string("contacts/mail/answer.txt", {"card": card, "organisation": organisation()})
    send_mail(_("The answer to your question"), body, None, [to])


@app.periodic(cron="40 2 * * *")
@app.task(name="contacts.carry_out_retention", queueing_lock="contacts.carry_out_retention", retry=PATIENT)
def remove_what_is_past_its_term(timestamp: int) -> None:
    """Remove what is older than its term; running twice removes nothing more."""
    carry_out_retention(now=datetime.fromtimestamp(timestamp, UTC))

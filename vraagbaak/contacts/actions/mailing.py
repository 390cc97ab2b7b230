"""An answer by mail to the resident who asked for it."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from procrastinate.contrib.django import app

from vraagbaak.contacts.events import AnswerMailed
from vraagbaak.core.events import announce
from vraagbaak.people.models import Agent


class NoMailAddress(ValueError):
    """What was given is no mail address."""


@transaction.atomic
def mail_answer(version: uuid.UUID, *, to: str, by: Agent, conversation: uuid.UUID) -> None:
    """Send the text of an answer to the resident; refused without a good address. Sent once for each request."""
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise NoMailAddress from error
    app.configure_task("contacts.send_answer").defer(version=str(version), to=address)
    announce(AnswerMailed(conversation=conversation, version=version), by=by.uuid)

"""Fills the demonstration town, once: the same every time, in less than a minute."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.actions.repeats import mark_repeats
from vraagbaak.contacts.models import Channel, Contact, Question, Snippet
from vraagbaak.core.moments import midnight
from vraagbaak.town.answers import fill_answers
from vraagbaak.town.editing import fill_editing
from vraagbaak.town.gaps import fill_gaps
from vraagbaak.town.identity import id_of
from vraagbaak.town.measurements import fill_measurements
from vraagbaak.town.names import CHANNELS, SNIPPETS
from vraagbaak.town.places import fill_places
from vraagbaak.town.refusals import NotEmpty
from vraagbaak.town.stories import fill_stories, park_samirs_conversation
from vraagbaak.town.waves import fill_waves
from vraagbaak.town.year import CONTACTS, fill_year

Tell = Callable[[str], None]


def is_filled() -> bool:
    """Whether the town is there already."""
    return Contact.objects.filter(uuid=id_of("contact", 1)).exists()


def fill_town(tell: Tell = lambda line: None, *, today: date | None = None, contacts: int = CONTACTS) -> bool:
    """Fill an empty database with the town of Nieuwerdam, all or nothing; False when it was there already.

    Without a day given the questions go on up to this moment; with one they end the evening before it.
    """
    if is_filled():
        return False
    if Contact.objects.exists():
        raise NotEmpty
    day = today or timezone.localdate()
    with transaction.atomic():
        tell("De gids: afdelingen, mensen en plekken")
        fill_places()
        _desk()
        tell("De kennis: onderwerpen, artikelen en intakevragen")
        articles = fill_answers(day)
        fill_editing(articles, day)
        tell("Een jaar vragen van inwoners")
        fill_stories(day)
        fill_year(day, contacts, until=None if today else timezone.now())
        end = timezone.now() if today is None else midnight(day)
        fill_waves(end)
        fill_gaps(end)
        fill_measurements(end)
        mark_repeats(Question.objects.all())
        park_samirs_conversation()
    return True


def _desk() -> None:
    known = set(Channel.objects.values_list("key", flat=True))
    Channel.objects.bulk_create(
        Channel(key=key, name=name, symbol=symbol, position=position)
        for position, (key, name, symbol) in enumerate(CHANNELS, start=1)
        if key not in known
    )
    Snippet.objects.bulk_create(Snippet(uuid=id_of("snippet", key), key=key, text=text) for key, text in SNIPPETS)

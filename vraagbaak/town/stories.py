"""Fills the residents who had contact more often, and the conversation that Samir has parked."""

from datetime import date, timedelta

from django.utils import timezone

from vraagbaak.contacts.actions.drafts import begin_conversation, park_conversation, save_draft
from vraagbaak.contacts.models import Channel, Contact, DigitalAddress, Party, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.models import Article
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.content_files import Entry, entries, table
from vraagbaak.town.identity import chance, id_of
from vraagbaak.town.moments import office_moment


def fill_stories(today: date) -> None:
    """Residents with a history that can be followed on their page."""
    channels = {channel.key: channel for channel in Channel.objects.all()}
    articles = {article.key: article for article in Article.objects.select_related("topic")}
    agents, luck = list(Agent.objects.filter(grants__role=Role.AGENT).order_by("uuid")), chance("stories")
    for resident in entries("stories", "resident"):
        party = _party(resident)
        for number, told in enumerate(resident["contacts"], start=1):
            closed = office_moment(today - timedelta(days=told["ago"]), luck)
            contact = Contact.objects.create(
                uuid=id_of("story", party.name, number),
                channel=channels[told["channel"]],
                agent=luck.choice(agents),
                party=party,
                caller_number=resident["phone"] if told["channel"] == "telefoon" else "",
                opened_at=closed - timedelta(seconds=luck.randrange(120, 600)),
                closed_at=closed,
            )
            _question(contact, told, articles[told["article"]]).save()


def park_samirs_conversation() -> None:
    """Samir was called away in the middle of a conversation; everybody else's desk is empty."""
    parked = table("stories", "parked")
    samir, draft = Agent.objects.get(uuid=id_of("account", "samir")), id_of("parked")
    begin_conversation(
        channel=Channel.objects.get(key=parked["channel"]),
        by=samir,
        draft=draft,
        number=parked["resident"]["phone"],
        at=timezone.now() - timedelta(minutes=parked["ago_minutes"]),
    )
    changes = {f"q.{draft.hex[:8]}.{field}": value for field, value in parked["fields"].items()}
    changes |= {f"resident.{field}": value for field, value in parked["resident"].items()}
    save_draft(draft, changes=changes, base=0, by=samir)
    park_conversation(draft, by=samir)


def _party(resident: Entry) -> Party:
    name = resident["name"]
    party = Party.objects.create(
        uuid=id_of("resident", name), name=name, sort_key=sort_key(name), address=resident["address"]
    )
    DigitalAddress.objects.create(party=party, kind=DigitalAddress.Kind.PHONE, value=resident["phone"])
    return party


def _question(contact: Contact, told: Entry, article: Article) -> Question:
    plain = {name: told[name] for name in ("words", "need", "answer", "outcome", "mood")}
    return Question(
        uuid=id_of("question", contact.uuid),
        contact=contact,
        topic=article.topic,
        department_id=article.topic.department_id,
        article=article,
        version_id=article.published_id,
        stems=stems_of(told["words"], told["need"]),
        asked_at=contact.closed_at,
        agent=contact.agent,
        **plain,
    )

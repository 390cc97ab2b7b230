"""Which questions are asked again: by the same resident or from the same number, on the same topic, within a week."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vraagbaak.contacts.models import Contact, Question

REPEAT_WITHIN = timedelta(days=7)


def topics_asked_before(contact: Contact) -> set[int]:
    """The topics of this resident's or number's questions in the week before; costs nothing when both are unknown."""
    if not contact.party_id and not contact.caller_number:
        return set()
    since = contact.closed_at - REPEAT_WITHIN
    week = questions_of_the_same(contact).filter(asked_at__gte=since, topic__isnull=False).exclude(contact=contact)
    return set(week.values_list("topic_id", flat=True).distinct())


def questions_of_the_same(contact: Contact) -> QuerySet[Question]:
    """The questions of everybody who is this resident, by name or by number."""
    same = Q(contact__party=contact.party_id) if contact.party_id else Q(pk__in=[])
    if contact.caller_number:
        same |= Q(contact__caller_number=contact.caller_number)
    return Question.objects.filter(same)


def wrongly_marked(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Those of these questions, of a known resident or number, whose mark does not tell whether it was asked before."""
    person = Q(contact__party=OuterRef("contact__party"))
    number = Q(contact__caller_number=OuterRef("contact__caller_number")) & ~Q(contact__caller_number="")
    earlier = Question.objects.filter(
        person | number,
        topic=OuterRef("topic"),
        asked_at__lt=OuterRef("asked_at"),
        asked_at__gte=OuterRef("asked_at") - REPEAT_WITHIN,
    ).exclude(contact=OuterRef("contact"))
    known = questions.filter(Q(contact__party__isnull=False) | ~Q(contact__caller_number=""))
    return known.annotate(asked_before=Exists(earlier)).exclude(is_repeat=F("asked_before"))

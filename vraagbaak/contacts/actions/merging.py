"""Two residents that turned out to be one, and back again."""

from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.actions.repeats import mark_repeats
from vraagbaak.contacts.events import MergeUndone, PartiesMerged
from vraagbaak.contacts.models import Contact, DigitalAddress, Draft, Party, PartyMerge, Question
from vraagbaak.core.events import announce
from vraagbaak.people.models import Agent


class CannotMerge(Exception):
    """These are the same, or one of them was removed or merged meanwhile."""


class CannotUndoMerge(Exception):
    """The merge was undone already, or one of the two was removed since."""


@transaction.atomic
def merge_parties(kept: Party, gone: Party, *, by: Agent) -> PartyMerge:
    """Move everything of one resident to the other; refused when either is no longer there."""
    if kept.pk == gone.pk:
        raise CannotMerge
    living = Party.objects.known().filter(pk__in=[kept.pk, gone.pk])
    both = {party.pk: party for party in living.select_for_update(of=("self",)).order_by("pk")}
    if len(both) < 2:
        raise CannotMerge
    here, there = both[kept.pk], both[gone.pk]
    contacts = list(Contact.objects.filter(party=there).values_list("pk", flat=True))
    known = set(DigitalAddress.objects.filter(party=here).values_list("kind", "value"))
    moving = [address for address in DigitalAddress.objects.filter(party=there) if _pair(address) not in known]
    merge = PartyMerge.objects.create(
        kept=here, gone=there, contacts=contacts, addresses=[a.pk for a in moving], by=by, at=timezone.now()
    )
    Contact.objects.filter(pk__in=contacts).update(party=here)
    DigitalAddress.objects.filter(pk__in=merge.addresses).update(party=here)
    Draft.objects.filter(party=there).update(party=here)
    mark_repeats(Question.objects.filter(contact__party=here))
    announce(PartiesMerged(kept=here.uuid, gone=there.uuid, contacts=len(contacts)), by=by.uuid)
    return merge


@transaction.atomic
def undo_merge(merge: PartyMerge, *, by: Agent) -> Party:
    """Make two of them again: each gets back what it had; later contacts stay where they were registered."""
    held = PartyMerge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    if held.undone_at is not None or held.kept.pseudonymised_at or held.gone.pseudonymised_at:
        raise CannotUndoMerge
    Contact.objects.filter(pk__in=held.contacts, party=held.kept).update(party=held.gone)
    DigitalAddress.objects.filter(pk__in=held.addresses, party=held.kept).update(party=held.gone)
    mark_repeats(Question.objects.filter(contact__party__in=[held.kept, held.gone]))
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    announce(MergeUndone(kept=held.kept.uuid, back=held.gone.uuid), by=by.uuid)
    return held.gone


def _pair(address: DigitalAddress) -> tuple[str, str]:
    return address.kind, address.value

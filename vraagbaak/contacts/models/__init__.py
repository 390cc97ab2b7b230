"""Contacts with residents: questions in their own words, what was answered, and drafts of open conversations."""

from vraagbaak.contacts.models.contacts import Aid, Channel, Contact, Correction, Could, Mood, Outcome, Question
from vraagbaak.contacts.models.drafts import AnnouncedCall, Draft, Snippet
from vraagbaak.contacts.models.parties import DigitalAddress, Party, PartyMerge, PartyQuerySet
from vraagbaak.contacts.models.retention import RetentionKind, RetentionReport, RetentionTerm

__all__ = [
    "Aid",
    "AnnouncedCall",
    "Channel",
    "Contact",
    "Correction",
    "Could",
    "DigitalAddress",
    "Draft",
    "Mood",
    "Outcome",
    "Party",
    "PartyMerge",
    "PartyQuerySet",
    "Question",
    "RetentionKind",
    "RetentionReport",
    "RetentionTerm",
    "Snippet",
]

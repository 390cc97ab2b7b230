"""Contacts with residents: questions in literal words, answers, outcomes, parties and drafts."""

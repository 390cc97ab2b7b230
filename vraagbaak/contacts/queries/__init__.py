"""Reads of contacts: open conversations, registered contacts, parties."""

"""Arithmetic of contacts: drafts that several people type in, and times."""

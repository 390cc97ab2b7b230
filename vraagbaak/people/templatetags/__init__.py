"""Presence on every page."""

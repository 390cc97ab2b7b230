"""Reads about departments."""

from vraagbaak.directory.models import Department
from vraagbaak.directory.queries.words import matching, plain


def find_departments(words: str, limit: int = 10) -> list[Department]:
    """Departments by the first letters of their name or of what they do."""
    return list(matching(Department.objects.filter(is_active=True), words, plain("description"))[:limit])

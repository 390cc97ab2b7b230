"""Knowledge from elsewhere: each format is read into the same records, shown before it is written."""

from vraagbaak.knowledge.imports.reading import FORMATS, read_import
from vraagbaak.knowledge.imports.record import ImportedArticle, Reading, WrongEntry

__all__ = ["FORMATS", "ImportedArticle", "Reading", "WrongEntry", "read_import"]

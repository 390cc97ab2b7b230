"""Knowledge from elsewhere: each format is read into the same records, shown before it is written."""

from vraagbaak.knowledge.imports.reading import FORMATS, UnreadableImport, read_import
from vraagbaak.knowledge.imports.record import ImportedArticle, Reading, WrongEntry

__all__ = ["FORMATS", "ImportedArticle", "Reading", "UnreadableImport", "WrongEntry", "read_import"]

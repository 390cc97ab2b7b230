"""The directory floor as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "vraagbaak.directory"
    label = "directory"

    def ready(self) -> None:
        """Connect the handlers and name the pages."""
        import_module("vraagbaak.directory.handlers")
        import_module("vraagbaak.directory.pages")

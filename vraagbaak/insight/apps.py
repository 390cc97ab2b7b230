"""The insight floor as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "vraagbaak.insight"
    label = "insight"

    def ready(self) -> None:
        """Name the pages and who may hear of new figures."""
        import_module("vraagbaak.insight.pages")

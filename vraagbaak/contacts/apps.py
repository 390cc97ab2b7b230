"""The contacts floor as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "vraagbaak.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Name the pages, the residents and who may hear of new contacts."""
        import_module("vraagbaak.contacts.pages")

"""The contacts floor as a Django app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "vraagbaak.contacts"
    label = "contacts"

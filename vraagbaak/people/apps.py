"""The people floor as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vraagbaak.people"
    label = "people"

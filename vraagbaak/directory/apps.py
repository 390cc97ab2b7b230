"""The directory floor as a Django app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "vraagbaak.directory"
    label = "directory"

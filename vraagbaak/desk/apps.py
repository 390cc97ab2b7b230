"""The desk floor as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "vraagbaak.desk"
    label = "desk"

"""The knowledge floor as a Django app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "vraagbaak.knowledge"
    label = "knowledge"

"""The people floor as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from vraagbaak.core.live import let_listen


class PeopleConfig(AppConfig):
    name = "vraagbaak.people"
    label = "people"

    def ready(self) -> None:
        """Connect the handlers and say who may listen to what."""
        import_module("vraagbaak.people.handlers")
        import_module("vraagbaak.people.pages")
        let_listen("presence", lambda agent, _: agent.is_active and bool(agent.roles))
        let_listen("agent", lambda agent, key: agent.is_active and key == str(agent.uuid))

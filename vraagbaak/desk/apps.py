"""The desk as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.live import let_listen
from vraagbaak.core.navigation import WORK, add_entry


class DeskConfig(AppConfig):
    name = "vraagbaak.desk"
    label = "desk"

    def ready(self) -> None:
        """Take a place in the menu, name the keys, and let the desk hear what colleagues type in a conversation."""
        from vraagbaak.desk.shortcuts import name_shortcuts
        from vraagbaak.people.access import DESK_ROLES

        name_shortcuts()
        add_entry(_("Desk"), "desk:home", *DESK_ROLES, group=WORK, order=10)
        let_listen("draft", lambda agent, key: agent.has_role(*DESK_ROLES))

"""The knowledge floor as a Django app."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.live import let_listen
from vraagbaak.core.navigation import CRAFT, WORK, Badge, add_entry


class KnowledgeConfig(AppConfig):
    name = "vraagbaak.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Take places in the menu, and let open screens hear that an answer changed."""
        from vraagbaak.people.extensions import add_shortcut
        from vraagbaak.people.models import Role

        everyone = tuple(Role)
        add_entry(_("Knowledge"), "knowledge:home", *everyone, group=WORK, order=20)
        add_entry(_("News"), "knowledge:notices", *everyone, group=WORK, order=25, badge=_unread)
        add_entry(_("Editing"), "knowledge:editorial", Role.EDITOR, Role.SPECIALIST, group=CRAFT, order=10)
        add_shortcut("save", _("Save"), "ctrl+s")
        let_listen("knowledge", lambda agent, _key: agent.is_active and bool(agent.roles))
        import_module("vraagbaak.knowledge.jobs")


def _unread(agent: Any) -> Badge | None:
    """How many important articles this person has not read."""
    from vraagbaak.knowledge.queries.reading import unread_count

    unread = unread_count(agent)
    return Badge(str(unread), is_hot=True) if unread else None

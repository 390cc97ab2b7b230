"""What every page knows about who looks at it: their colours and keys."""

import json

from django.http import HttpRequest

from vraagbaak.people.models import Agent
from vraagbaak.people.queries import preferences


def own_choices(request: HttpRequest) -> dict[str, object]:
    """Give the choices of whoever is signed on; costs no statement."""
    agent = getattr(request, "user", None)
    if not isinstance(agent, Agent):
        return {}
    own = preferences(agent)
    return {
        "theme_choice": own.theme if own.theme != "auto" else "",
        "shortcut_keys": json.dumps({"on": own.shortcuts_on, "keys": own.shortcuts}),
    }

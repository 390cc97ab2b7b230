"""Whether passkeys can work at the address by which somebody came."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from vraagbaak.people.rules import is_network_address, is_this_machine

register = template.Library()


@dataclass(frozen=True)
class Place:
    """The host that was asked for; a browser keeps passkeys for a name, never for a number."""

    host: str
    is_fit: bool
    elsewhere: str = ""


@register.simple_tag(takes_context=True)
def passkey_place(context: dict[str, Any]) -> Place:
    """Where somebody is, and the address of the same page by name when that is the same machine."""
    request: HttpRequest = context["request"]
    host, port = split_domain_port(request.get_host())
    if not is_network_address(host):
        return Place(host, is_fit=True)
    may_go = is_this_machine(host) and validate_host("localhost", settings.ALLOWED_HOSTS)
    named = f"{request.scheme}://localhost{f':{port}' if port else ''}{request.path}"
    return Place(host, is_fit=False, elsewhere=named if may_go else "")

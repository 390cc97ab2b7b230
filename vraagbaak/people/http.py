"""The request of somebody who is signed on."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from vraagbaak.people.models import Agent


class AgentRequest(HttpRequest):
    """A request behind `only_for`: its user is an agent."""

    user: Agent
    htmx: HtmxDetails

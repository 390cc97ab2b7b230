"""Every route is asked for by every role: who may not see it gets the answer of a page that does not exist."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.routes import EVERYONE, PUBLIC, ROUTES, Cast, Route
from vraagbaak.people.models import Agent, Role

ABSENT = "/bestaat-niet/"
NOT_AN_ANSWER = {404, 500, 501, 502, 503}


def names_in(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The full names of all routes; one without a name would escape the table, so it is given as its address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names_in(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}"


def holder_of(role: Role, cast: Cast) -> Agent:
    """Somebody who holds this role and no other, unless nobody does."""
    by_roles = sorted((agent for agent in cast.values() if role in agent.roles), key=lambda agent: len(agent.roles))
    return by_roles[0]


def ask(client: Client, name: str, route: Route, arguments: dict[str, object]):
    """Ask for the route as its own page would."""
    address = reverse(name, kwargs=arguments)
    return client.get(address) if route.method == "get" else client.post(address, dict(route.sends))


def test_every_route_is_in_the_table():
    known = set(names_in(get_resolver()))

    assert known - ROUTES.keys() == set(), "Say in tests/routes.py who may open these routes."
    assert ROUTES.keys() - known == set(), "These routes are in tests/routes.py but exist no more."


@pytest.mark.parametrize("name", ROUTES)
def test_each_role_sees_what_it_may_and_nothing_else(name, cast, signed_on):
    route = ROUTES[name]
    arguments = route.arguments(cast)

    wrong = [fault for role in Role for fault in faults(name, route, arguments, signed_on(holder_of(role, cast)), role)]

    assert wrong == []


def faults(name: str, route: Route, arguments: dict[str, object], client: Client, role: Role) -> Iterator[str]:
    """What is wrong with the answer to this role; whatever the request changed is undone for the next role."""
    absent = client.get(ABSENT)
    with transaction.atomic():
        response = ask(client, name, route, arguments)
        status, seen = response.status_code, seen_by(response)
        transaction.set_rollback(True)
    allowed = route.roles == PUBLIC or role in route.roles
    if allowed and not route.narrowed and status in NOT_AN_ANSWER:
        yield f"{role} may open {name}, but got {status}"
    if not allowed and status != 404:
        yield f"{role} may not open {name}, but got {status}"
    if not allowed and seen != seen_by(absent):
        yield f"{role} can tell {name} from a page that does not exist"


@pytest.mark.parametrize("name", ROUTES)
def test_a_stranger_is_asked_to_sign_on_or_sees_nothing(name, cast, client):
    route = ROUTES[name]
    arguments = route.arguments(cast)

    response = ask(client, name, route, arguments)

    if route.roles == PUBLIC:
        assert route.narrowed or response.status_code not in NOT_AN_ANSWER
    elif response.status_code == 302:
        assert response["Location"].startswith(reverse("account_login"))
    else:
        assert response.status_code in {401, 404}


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.roles != PUBLIC])
def test_a_closed_account_opens_nothing(name, cast, signed_on):
    route = ROUTES[name]
    arguments = route.arguments(cast)
    client = signed_on(cast["samir"])
    Agent.objects.filter(id=cast["samir"].id).update(is_active=False)

    response = ask(client, name, route, arguments)

    assert response.status_code in {302, 401, 404}
    if response.status_code == 302:
        assert response["Location"].startswith(reverse("account_login"))


def seen_by(response) -> str:
    """What a person sees of a refusal, without what differs between any two requests."""
    content = b"a file" if response.streaming else response.content
    return content.decode(errors="replace").partition("<main")[2].partition("</main>")[0]


def test_everyone_means_every_role():
    assert set(EVERYONE) == set(Role)

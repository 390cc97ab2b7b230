"""Tests run against a real PostgreSQL, on one cast of people."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vraagbaak.embedded import running

_cluster = None


def pytest_configure(config: pytest.Config) -> None:
    """Give every run its own throw-away cluster, unless TEST_DATABASE_URL names a PostgreSQL to test on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    folder = os.environ.setdefault("VRAAGBAAK_DATA", tempfile.mkdtemp(prefix="vraagbaak-test-"))
    if os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        global _cluster
        os.chmod(folder, 0o711)
        _cluster = running(Path(folder) / "postgres", is_throwaway=True)
        os.environ["DATABASE_URL"] = _cluster.__enter__()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the throw-away cluster."""
    global _cluster
    if _cluster is not None:
        _cluster.__exit__(None, None, None)
        _cluster = None


@pytest.fixture
def burgerzaken(db):
    from vraagbaak.directory.models import Department

    return Department.objects.create(key="burgerzaken", name="Burgerzaken", sort_key="burgerzaken")


@pytest.fixture
def sport(db):
    from vraagbaak.directory.models import Department

    return Department.objects.create(key="sport-cultuur", name="Sport en Cultuur", sort_key="sport en cultuur")


@pytest.fixture
def make_agent(db) -> Callable[..., object]:
    """Make an account: name, roles, and the departments to which they are narrowed."""
    from vraagbaak.directory.models import GrantDepartment
    from vraagbaak.people.models import Agent, RoleGrant

    def make(name: str, *roles: str, departments: tuple = ()) -> Agent:
        key = name.split()[0].lower()
        agent = Agent(name=name, email=f"{key}@nieuwerdam.example")
        agent.set_unusable_password()
        agent.save()
        for role in roles:
            grant = RoleGrant.objects.create(agent=agent, role=role, is_narrowed=bool(departments))
            GrantDepartment.objects.bulk_create(GrantDepartment(grant=grant, department=item) for item in departments)
        return agent

    return make


@pytest.fixture
def anna(make_agent):
    """KCC agent."""
    return make_agent("Anna Visser", "agent")


@pytest.fixture
def samir(make_agent):
    """KCC agent."""
    return make_agent("Samir el Amrani", "agent")


@pytest.fixture
def bram(make_agent, burgerzaken):
    """Specialist at Burgerzaken."""
    return make_agent("Bram de Haan", "specialist", departments=(burgerzaken,))


@pytest.fixture
def chantal(make_agent):
    """Team lead."""
    return make_agent("Chantal Boer", "team_lead")


@pytest.fixture
def dirk(make_agent, sport):
    """Specialist of another department: may see nothing of the others'."""
    return make_agent("Dirk Jansen", "specialist", departments=(sport,))


@pytest.fixture
def esra(make_agent):
    """Knowledge editor."""
    return make_agent("Esra Yilmaz", "editor")


@pytest.fixture
def farid(make_agent, burgerzaken):
    """KCC agent and liaison of Burgerzaken."""
    from vraagbaak.directory.models import Liaison

    agent = make_agent("Farid Bensaïd", "agent", "liaison")
    Liaison.objects.create(agent=agent, department=burgerzaken)
    return agent


@pytest.fixture
def greet(make_agent):
    """Administrator."""
    return make_agent("Greet Smit", "administrator")


@pytest.fixture
def hans(make_agent):
    """Privacy officer."""
    return make_agent("Hans Mulder", "privacy_officer")


@pytest.fixture
def iris(make_agent):
    """Planner."""
    return make_agent("Iris Peters", "planner")


@pytest.fixture
def joost(make_agent):
    """Coach."""
    return make_agent("Joost Meijer", "coach")


@pytest.fixture
def kim(make_agent):
    """Trainee."""
    return make_agent("Kim Nguyen", "trainee")


@pytest.fixture
def signed_on() -> Iterator[Callable[[object], object]]:
    """A browserless client on which this agent is signed on."""
    from django.test import Client

    def sign_on(agent):
        client = Client()
        client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    yield sign_on

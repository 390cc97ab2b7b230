"""The ground of every test: a throw-away database for each run, and one cast of people."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from vraagbaak.embedded import throw_away

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("VRAAGBAAK_DATA", str(Path(tempfile.gettempdir()) / f"vraagbaak-tests-{os.getuid()}"))
django.setup()

from django.conf import settings as configured  # noqa: E402 -- Django must be ready first
from django.db.backends.postgresql.operations import DatabaseOperations  # noqa: E402
from django.test import Client  # noqa: E402
from pytest_django.fixtures import Settings  # noqa: E402

from config.environment import DatabaseAddress  # noqa: E402
from vraagbaak.core.text import sort_key  # noqa: E402
from vraagbaak.directory.models import Department, GrantDepartment, Liaison  # noqa: E402
from vraagbaak.people.models import Agent, RoleGrant  # noqa: E402


@pytest.fixture(scope="session")
def database_address() -> Iterator[str]:
    """A PostgreSQL to make test databases in: our own throw-away one, or the one that TEST_DATABASE_URL names.

    `TEST_POSTGRES_MAJOR=15` asks for a throw-away one of that version, with the system's programs.
    """
    with ExitStack() as stack:
        major = os.environ.get("TEST_POSTGRES_MAJOR")
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        yield os.environ.get("TEST_DATABASE_URL") or stack.enter_context(
            throw_away(f"{run}", major=int(major) if major else None)
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, database_address: str) -> None:
    """Point Django at that database."""
    address = DatabaseAddress.from_url(database_address)
    database = configured.DATABASES["default"]
    database |= {
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "OPTIONS": {**address.options},
    }


@pytest.fixture(autouse=True)
def _files_apart(tmp_path: Path, settings: Settings) -> None:
    """Attachments and mail of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "attachments"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(scope="session", autouse=True)
def _logs_can_be_emptied() -> None:
    """Let the emptying of the database after a test with real transactions pass the append-only logs."""
    empty = DatabaseOperations.execute_sql_flush

    def allowed(self: DatabaseOperations, sql_list: list[str]) -> None:
        empty(self, ["SET vraagbaak.retention = 'on'", *sql_list, "RESET vraagbaak.retention"])

    DatabaseOperations.execute_sql_flush = allowed  # type: ignore[method-assign]


# --- departments ---------------------------------------------------------------------------------


@pytest.fixture
def burgerzaken(db: None) -> Department:
    return _department("burgerzaken", "Burgerzaken")


@pytest.fixture
def sport(db: None) -> Department:
    return _department("sport-cultuur", "Sport en Cultuur")


def _department(key: str, name: str) -> Department:
    return Department.objects.create(key=key, name=name, sort_key=sort_key(name))


# --- the cast ------------------------------------------------------------------------------------

MakeAgent = Callable[..., Agent]


@pytest.fixture
def make_agent(db: None) -> MakeAgent:
    """Make an account: name, roles, and the departments to which they are narrowed."""

    def make(name: str, *roles: str, departments: tuple[Department, ...] = ()) -> Agent:
        agent = Agent(name=name, email=f"{name.split()[0].lower()}@nieuwerdam.example")
        agent.set_unusable_password()
        agent.save()
        for role in roles:
            grant = RoleGrant.objects.create(agent=agent, role=role, is_narrowed=bool(departments))
            GrantDepartment.objects.bulk_create(GrantDepartment(grant=grant, department=item) for item in departments)
        return agent

    return make


@pytest.fixture
def anna(make_agent: MakeAgent) -> Agent:
    """KCC agent."""
    return make_agent("Anna Visser", "agent")


@pytest.fixture
def samir(make_agent: MakeAgent) -> Agent:
    """KCC agent."""
    return make_agent("Samir el Amrani", "agent")


@pytest.fixture
def bram(make_agent: MakeAgent, burgerzaken: Department) -> Agent:
    """Specialist at Burgerzaken, and nowhere else."""
    return make_agent("Bram de Haan", "specialist", departments=(burgerzaken,))


@pytest.fixture
def chantal(make_agent: MakeAgent) -> Agent:
    """Team lead."""
    return make_agent("Chantal Boer", "team_lead")


@pytest.fixture
def dirk(make_agent: MakeAgent, sport: Department) -> Agent:
    """Specialist of another department: may see nothing of the others'."""
    return make_agent("Dirk Jansen", "specialist", departments=(sport,))


@pytest.fixture
def esra(make_agent: MakeAgent) -> Agent:
    """Knowledge editor."""
    return make_agent("Esra Yilmaz", "editor")


@pytest.fixture
def farid(make_agent: MakeAgent, burgerzaken: Department) -> Agent:
    """KCC agent and liaison of Burgerzaken."""
    agent = make_agent("Farid Bensaïd", "agent", "liaison")
    Liaison.objects.create(agent=agent, department=burgerzaken)
    return agent


@pytest.fixture
def greet(make_agent: MakeAgent) -> Agent:
    """Administrator."""
    return make_agent("Greet Smit", "administrator")


@pytest.fixture
def hans(make_agent: MakeAgent) -> Agent:
    """Privacy officer."""
    return make_agent("Hans Mulder", "privacy_officer")


@pytest.fixture
def iris(make_agent: MakeAgent) -> Agent:
    """Planner."""
    return make_agent("Iris Peters", "planner")


@pytest.fixture
def joost(make_agent: MakeAgent) -> Agent:
    """Coach."""
    return make_agent("Joost Meijer", "coach")


@pytest.fixture
def kim(make_agent: MakeAgent) -> Agent:
    """Trainee."""
    return make_agent("Kim Nguyen", "trainee")


@pytest.fixture
def signed_on() -> Callable[[Agent], Client]:
    """A browserless client on which this agent is signed on."""

    def sign_on(agent: Agent) -> Client:
        client = Client()
        client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_on

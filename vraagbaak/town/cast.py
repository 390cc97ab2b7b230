"""The cast: the people who play in the demonstration and in its documentation."""

from dataclasses import dataclass

from vraagbaak.people.models import Role

PASSWORD = "welkom-in-nieuwerdam"  # noqa: S105 - a demonstration town, printed at its start


@dataclass(frozen=True)
class Member:
    """Somebody with an account: roles, to which departments they are narrowed, of which they are the liaison."""

    key: str
    roles: tuple[Role, ...]
    narrowed_to: tuple[str, ...] = ()
    liaison_of: tuple[str, ...] = ()


CAST = (
    Member("anna", (Role.AGENT,)),
    Member("samir", (Role.AGENT,)),
    Member("bram", (Role.SPECIALIST,), narrowed_to=("burgerzaken",)),
    Member("chantal", (Role.TEAM_LEAD,)),
    Member("dirk", (Role.SPECIALIST,), narrowed_to=("sport-cultuur",)),
    Member("esra", (Role.EDITOR,)),
    Member("farid", (Role.AGENT, Role.LIAISON), liaison_of=("burgerzaken",)),
    Member("greet", (Role.ADMINISTRATOR,)),
    Member("hans", (Role.PRIVACY_OFFICER,)),
    Member("iris", (Role.PLANNER,)),
    Member("joost", (Role.COACH,)),
    Member("kim", (Role.TRAINEE,)),
)

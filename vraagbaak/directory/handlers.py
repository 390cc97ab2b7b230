"""What the directory does when others report something."""

from vraagbaak.core.events import on
from vraagbaak.directory.actions import tie_account_by_mail
from vraagbaak.directory.queries import account_by_uuid
from vraagbaak.people.events import AgentCreated


@on(AgentCreated)
def tie_account(event: AgentCreated) -> None:
    """A new account belongs to the employee with the same mail address."""
    account = account_by_uuid(event.agent)
    if account:
        tie_account_by_mail(account)

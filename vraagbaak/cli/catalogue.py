"""All sub-commands, in the order of their use."""

from vraagbaak.cli.accounts import CREATEADMIN
from vraagbaak.cli.backups import BACKUP, RESTORE
from vraagbaak.cli.checking import CHECK
from vraagbaak.cli.counting import RECOUNT
from vraagbaak.cli.database import MIGRATE
from vraagbaak.cli.demo import DEMO
from vraagbaak.cli.exchange import EXPORT, IMPORT
from vraagbaak.cli.generating import GENERATE
from vraagbaak.cli.keys import SIGNONKEY
from vraagbaak.cli.measuring import EVALUATE_SEARCH
from vraagbaak.cli.serving import SERVE
from vraagbaak.cli.working import WORKER

COMMANDS = (
    DEMO,
    SERVE,
    WORKER,
    MIGRATE,
    CREATEADMIN,
    SIGNONKEY,
    IMPORT,
    EXPORT,
    EVALUATE_SEARCH,
    RECOUNT,
    GENERATE,
    BACKUP,
    RESTORE,
    CHECK,
)

"""`serve`: answer browsers."""

import errno
import os
import socket
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import ExitStack, suppress

import uvicorn
from uvicorn.supervisors import Multiprocess

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground
from vraagbaak.cli.parser import count
from vraagbaak.cli.refusal import Refusal
from vraagbaak.cli.working import worker_beside

APPLICATION = "config.asgi:application"
LAST_ANSWERS_SECONDS = 3
LAST_PORT = 65535


class Server(uvicorn.Server):
    """A server that tells when it can be reached."""

    def __init__(self, config: uvicorn.Config, when_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.when_ready()


def hold_port(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done; refused when somebody else has it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        held = socket.socket(family, kind, protocol)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(address)
        held.listen(2048)
    except OSError as error:
        raise Refusal(_why_not(host, port, error)) from error
    held.set_inheritable(True)
    return held


def answer(held: socket.socket, *, processes: int = 1, when_ready: Callable[[], None]) -> None:
    """Answer browsers on this port until somebody stops us."""
    config = uvicorn.Config(
        APPLICATION,
        access_log=False,
        log_config=None,
        log_level="warning",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        workers=processes,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    with suppress(KeyboardInterrupt):  # the way to stop it
        if processes == 1:
            Server(config, when_ready).run(sockets=[held])
        else:
            when_ready()
            Multiprocess(config, sockets=[held]).run()


def name_address(host: str, port: int) -> str:
    """The address that people type, which is also the one in mails unless VRAAGBAAK_URL says otherwise."""
    shown = f"[{host}]" if ":" in host else host
    return os.environ.setdefault("VRAAGBAAK_URL", f"http://{shown}:{port}")


def add_address_arguments(parser: ArgumentParser) -> None:
    """The arguments with which one chooses where to listen."""
    parser.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="luister hier (standaard: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, metavar="POORT", help="op deze poort (standaard: 8000)")


def _port(words: str) -> int:
    if words.isdigit() and 1 <= int(words) <= LAST_PORT:
        return int(words)
    raise ArgumentTypeError(f"{words} is geen poort; kies een getal van 1 tot en met {LAST_PORT}")


def _add_arguments(parser: ArgumentParser) -> None:
    add_address_arguments(parser)
    parser.add_argument("--processes", type=count, default=1, metavar="N", help="zoveel processen (standaard: 1)")
    parser.add_argument("--with-worker", action="store_true", help="voer ook het achtergrondwerk uit")


def _run(options: Namespace) -> int:
    with ExitStack() as stack:
        held = stack.enter_context(hold_port(options.host, options.port))
        address = name_address(options.host, options.port)
        stack.enter_context(ground(is_watched=True))
        if options.with_worker:
            stack.enter_context(worker_beside())
        answer(
            held,
            processes=options.processes,
            when_ready=lambda: print(f"Vraagbaak is bereikbaar op {address} (stoppen: Ctrl-C)", flush=True),
        )
    return 0


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Poort {port} is al in gebruik: stop het andere programma of kies met --port een andere poort."
    if error.errno == errno.EACCES:
        return (
            f"Poort {port} mag alleen een beheerder van deze machine gebruiken: kies met --port een poort vanaf 1024."
        )
    return f"Op {host}:{port} kan niet worden geluisterd: dat adres is niet van deze machine."


SERVE = Command(
    "serve",
    "Vraagbaak starten voor de medewerkers",
    _run,
    _add_arguments,
    """
    Zonder DATABASE_URL start dit ook de eigen database, in de map van VRAAGBAAK_DATA.
    Zet er voor gebruik buiten deze machine een webserver met https voor (docs/beheer).
    """,
)

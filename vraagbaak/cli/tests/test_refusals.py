"""Every failure is one sentence on standard error and exit code 2, never a traceback."""

import socket
from pathlib import Path

import pytest

from vraagbaak.cli.tests.conftest import Run


@pytest.fixture
def busy_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


def _refuses(done, *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_busy_port_is_told_before_anything_is_made(
    vraagbaak: Run, environment: dict[str, str], busy_port: int, command: str
) -> None:
    _refuses(vraagbaak(command, "--port", str(busy_port)), f"Poort {busy_port} is al in gebruik", "--port")

    assert not Path(environment["VRAAGBAAK_DATA"]).exists()


def test_a_port_that_does_not_exist_is_told(vraagbaak: Run) -> None:
    _refuses(vraagbaak("serve", "--port", "70000"), "70000")


@pytest.mark.parametrize("words", [("serve", "--processes", "0"), ("worker", "--jobs", "-1")])
def test_a_number_that_is_none_is_told(vraagbaak: Run, words: tuple[str, ...]) -> None:
    _refuses(vraagbaak(*words), words[1], "vanaf 1")


def test_a_data_folder_that_cannot_be_made_is_told(vraagbaak: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    _refuses(vraagbaak("migrate", VRAAGBAAK_DATA=str(tmp_path / "file" / "data")), "kan niet worden geschreven")


def test_a_broken_data_folder_is_told(vraagbaak: Run, environment: dict[str, str]) -> None:
    cluster = Path(environment["VRAAGBAAK_DATA"]) / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("onzin")

    _refuses(vraagbaak("migrate"), str(cluster), "geen bruikbare database")


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("mysql://x@localhost/x", "postgresql://"),
        ("postgresql://x@localhost:notaport/x", "DATABASE_URL"),
        ("postgresql://x@127.0.0.1:1/x", "geen database bereikbaar"),
        ("postgresql://x@/x?host=/nonexistent", "geen database bereikbaar"),
    ],
)
def test_a_wrong_database_url_is_told_without_its_password(vraagbaak: Run, url: str, word: str) -> None:
    _refuses(vraagbaak("migrate", DATABASE_URL=url.replace("x@", "x:geheim@")), word)


def test_a_wrong_setting_is_told_by_name(vraagbaak: Run) -> None:
    _refuses(vraagbaak("check", VRAAGBAAK_SESSION_HOURS="veel"), "VRAAGBAAK_SESSION_HOURS", "geheel getal")


def test_a_command_that_does_not_exist_names_those_that_do(vraagbaak: Run) -> None:
    _refuses(vraagbaak("verzin"), "serve", "backup")


def test_a_database_that_is_behind_names_the_command_that_helps(vraagbaak: Run) -> None:
    _refuses(vraagbaak("createadmin", "--email", "a@b.nl", "--name", "A"), "vraagbaak migrate")


def test_every_command_explains_itself(vraagbaak: Run) -> None:
    from vraagbaak.cli.catalogue import COMMANDS

    for command in COMMANDS:
        told = vraagbaak(command.name, "--help")

        assert told.returncode == 0
        assert "usage" not in told.stdout.lower()

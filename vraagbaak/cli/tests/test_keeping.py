"""A back-up holds everything, and putting it back gives everything back."""

import tarfile
from pathlib import Path

import psycopg

from vraagbaak.cli.tests.conftest import Run
from vraagbaak.embedded import running

PASSWORD = "een-Lang-wachtwoord-9\n"  # noqa: S105


def test_a_restored_back_up_holds_database_attachments_and_secrets(
    vraagbaak: Run, environment: dict[str, str], apart: Path
) -> None:
    data, file = Path(environment["VRAAGBAAK_DATA"]), apart / "alles.tar.gz"
    assert vraagbaak("migrate").returncode == 0
    made = vraagbaak("createadmin", "--email", "g@b.nl", "--name", "Greet", "--password-stdin", typed=PASSWORD)
    assert made.returncode == 0, made.stderr
    (data / "attachments" / "articles").mkdir(parents=True)
    (data / "attachments" / "articles" / "folder.pdf").write_bytes(b"%PDF")
    secret = (data / "secrets" / "fields").read_text()

    backed_up = vraagbaak("backup", str(file))
    assert backed_up.returncode == 0, backed_up.stderr
    elsewhere = apart / "elders"
    restored = vraagbaak("restore", str(file), "--yes", VRAAGBAAK_DATA=str(elsewhere))

    assert restored.returncode == 0, restored.stderr
    assert file.stat().st_mode & 0o077 == 0
    assert (elsewhere / "attachments" / "articles" / "folder.pdf").read_bytes() == b"%PDF"
    assert (elsewhere / "secrets" / "fields").read_text() == secret
    with running(elsewhere / "postgres") as address, psycopg.connect(address) as connection:
        assert connection.execute("SELECT email FROM people_agent").fetchall() == [("g@b.nl",)]


def test_a_damaged_back_up_changes_nothing(vraagbaak: Run, environment: dict[str, str], apart: Path) -> None:
    assert vraagbaak("migrate").returncode == 0
    file = apart / "kapot.tar.gz"
    assert vraagbaak("backup", str(file)).returncode == 0
    file.write_bytes(file.read_bytes()[:5000])

    done = vraagbaak("restore", str(file), "--yes")

    assert done.returncode == 2
    assert "beschadigd" in done.stderr
    assert vraagbaak("migrate").returncode == 0


def test_an_archive_that_would_write_elsewhere_is_refused(vraagbaak: Run, apart: Path) -> None:
    file = apart / "boos.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        (apart / "x").write_text("x")
        archive.add(apart / "x", "secrets/../../buiten")

    done = vraagbaak("restore", str(file), "--yes")

    assert done.returncode == 2
    assert not (apart / "buiten").exists()


def test_a_back_up_never_replaces_another_file(vraagbaak: Run, apart: Path) -> None:
    (apart / "er.tar.gz").write_text("van mij")

    done = vraagbaak("backup", str(apart / "er.tar.gz"))

    assert done.returncode == 2
    assert (apart / "er.tar.gz").read_text() == "van mij"

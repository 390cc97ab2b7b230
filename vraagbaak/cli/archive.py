"""The file that a back-up is: the database, the attachments and the secrets in one archive."""

import io
import json
import os
import tarfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from vraagbaak import __version__
from vraagbaak.cli.refusal import Refusal

MANIFEST, DUMP = "vraagbaak.json", "database.dump"
FOLDERS = ("attachments", "secrets")


@dataclass(frozen=True)
class Manifest:
    """What a back-up says of itself."""

    made_at: str
    version: str
    postgresql: int


def write_archive(target: Path, *, dump: Path, data: Path, postgresql: int) -> None:
    """Write the archive in one go, for its owner only: an unfinished one never has the final name."""
    manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), __version__, postgresql)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz") as archive:
                _add_text(archive, MANIFEST, json.dumps(asdict(manifest)))
                archive.add(dump, DUMP)
                for name in FOLDERS:
                    if (data / name).exists():
                        archive.add(data / name, name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def unpack_archive(source: Path, folder: Path) -> Manifest:
    """Unpack a back-up; refused when it is none, is damaged, or comes from a newer version."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            archive.extractall(folder, members=_harmless(archive))  # noqa: S202 -- every member was looked at
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise Refusal(f"Het bestand {source} bestaat niet of is geen back-up van Vraagbaak.") from error
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise Refusal(f"Het bestand {source} is beschadigd of is geen back-up van Vraagbaak.") from error
    if _order(manifest.version) > _order(__version__):
        raise Refusal(f"Deze back-up is van Vraagbaak {manifest.version}; werk eerst deze installatie bij.")
    return manifest


def _harmless(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """The members, each a plain file or folder in its own place; refused when any is something else."""
    members = archive.getmembers()
    for member in members:
        path = PurePosixPath(member.name)
        is_ours = path.parts[:1] and path.parts[0] in {MANIFEST, DUMP, *FOLDERS} and ".." not in path.parts
        if not is_ours or not (member.isfile() or member.isdir()):
            raise tarfile.ExtractError(member.name)
        member.mode = 0o700 if member.isdir() else 0o600
        member.uid, member.gid, member.uname, member.gname = os.geteuid(), os.getegid(), "", ""
    return members


def put_folders(unpacked: Path, data: Path) -> list[Path]:
    """Put attachments and secrets in place; what was there is kept beside it. Gives what was set aside."""
    aside = []
    for name in FOLDERS:
        if (data / name).exists():
            kept = data / f"{name}-voor-terugzetten-{time.strftime('%Y%m%d-%H%M%S')}"
            (data / name).rename(kept)
            aside.append(kept)
        with suppress(FileNotFoundError):
            (unpacked / name).rename(data / name)
    return aside


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(text.encode()), int(time.time()), 0o600
    archive.addfile(entry, io.BytesIO(text.encode()))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())

"""Reads settings from the environment: the one place that knows how a setting is written down."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Give the setting as it was written, without the white space around it."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Read yes or no; anything else is refused, so that a typing error never switches something off."""
    written = text(name).lower()
    if not written:
        return default
    if written in {"1", "yes", "true", "on", "ja"}:
        return True
    if written in {"0", "no", "false", "off", "nee"}:
        return False
    raise ImproperlyConfigured(f"{name} moet ja of nee zijn, niet {written!r}.")


def number(name: str, default: int) -> int:
    """Read a whole number; refused when it is none."""
    written = text(name)
    if not written:
        return default
    try:
        return int(written)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} moet een geheel getal zijn, niet {written!r}.") from error


def words(name: str, default: str = "") -> list[str]:
    """Read a list that is parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


@dataclass(frozen=True)
class DatabaseAddress:
    """Where a PostgreSQL listens and as whom to knock."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: dict[str, str]

    @classmethod
    def from_url(cls, url: str) -> "DatabaseAddress":
        """Read a `postgresql://` address; a socket folder is given as `?host=/folder`."""
        try:
            parts = urlsplit(url)
            port = str(parts.port or "")
        except ValueError as error:
            raise ImproperlyConfigured("Het adres of de poort in DATABASE_URL klopt niet.") from error
        if parts.scheme not in {"postgres", "postgresql"}:
            raise ImproperlyConfigured("DATABASE_URL moet beginnen met postgresql://.")
        options = dict(parse_qsl(parts.query))
        host = options.pop("host", unquote(parts.hostname or ""))
        return cls(
            name=unquote(parts.path.lstrip("/")) or "vraagbaak",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=host,
            port=options.pop("port", port),
            options=options,
        )


def data_folder(root: Path) -> Path:
    """The folder that holds what an installation keeps on disk: database, attachments, secrets."""
    return Path(text("VRAAGBAAK_DATA") or root / "var").resolve()

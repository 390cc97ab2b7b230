"""The own keys with which this installation shows the identity provider who it is (`private_key_jwt`, RFC 7523)."""

import hashlib
import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PROOF_LASTS = timedelta(seconds=60)
PUBLISHED = 2  # the key that signs and the one before it, for a provider that has not looked again yet
RSA_BITS = 3072
CURVE = "P-256"
RSA_ALGORITHMS = ("PS256", "RS256")  # the first that the provider names; RS256 when it names none


class NoUsableKey(Exception):
    """There is no own key, or its file cannot be used."""


@dataclass(frozen=True)
class OwnKey:
    """A key pair of this installation; `public` is the half that everyone may see (RFC 7517)."""

    private: RSAPrivateKey | EllipticCurvePrivateKey
    public: Mapping[str, str]

    def algorithm(self, accepted: Collection[str]) -> str:
        """The way of signing that fits this key and that the provider accepts."""
        if self.public["kty"] == "EC":
            return "ES256"
        return next((name for name in RSA_ALGORITHMS if name in accepted), "RS256")


def make_key(folder: Path) -> OwnKey:
    """Make the key that signs from now on; the one before it stays published, older ones go."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = generate_private_key(public_exponent=65537, key_size=RSA_BITS).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.pem"
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    forget_keys(folder, but=PUBLISHED)
    return keys_in(folder)[0]


def forget_keys(folder: Path, *, but: int) -> None:
    """Remove all keys but the newest so many."""
    for path in _files(folder)[but:]:
        path.unlink()


def keys_in(folder: Path) -> Sequence[OwnKey]:
    """The keys of this installation, the one that signs first; refused when a file holds no fit key."""
    try:
        return [_read(path, path.stat().st_mtime_ns) for path in _files(folder)]
    except (OSError, ValueError, TypeError) as error:
        raise NoUsableKey(str(error)) from error


def published_keys(folder: Path) -> dict[str, list[Mapping[str, str]]]:
    """The public halves, for the provider to fetch."""
    return {"keys": [key.public for key in keys_in(folder)]}


def prove(folder: Path, *, client: str, audience: str, accepted: Collection[str]) -> dict[str, str]:
    """A proof of who we are, for one request within a minute; refused when there is no key."""
    keys = keys_in(folder)
    if not keys:
        raise NoUsableKey(str(folder))
    now = datetime.now(UTC)
    claims = {
        "iss": client,
        "sub": client,
        "aud": audience,
        "iat": now,
        "exp": now + PROOF_LASTS,
        "jti": str(uuid4()),
    }
    signed = jwt.encode(claims, keys[0].private, keys[0].algorithm(accepted), headers={"kid": keys[0].public["kid"]})
    return {"client_assertion_type": KIND, "client_assertion": signed}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pem"), reverse=True)


@lru_cache(maxsize=8)
def _read(path: Path, modified: int) -> OwnKey:
    """Read once for as long as the file does not change; `modified` is part of what is remembered."""
    private = load_pem_private_key(path.read_bytes(), password=None)
    if isinstance(private, RSAPrivateKey) and private.key_size >= 2048:
        written = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
        members = {name: str(written[name]) for name in ("e", "kty", "n")}
    elif isinstance(private, EllipticCurvePrivateKey) and private.curve.name == "secp256r1":
        written = jwt.algorithms.ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
        members = {name: str(written[name]) for name in ("crv", "kty", "x", "y")}
    else:
        raise ValueError(f"{path}: neither RSA of at least 2048 bits nor {CURVE}")
    return OwnKey(private, {**members, "use": "sig", "kid": _thumbprint(members)})


def _thumbprint(members: Mapping[str, str]) -> str:
    """The name of a key that follows from the key itself (RFC 7638), in hexadecimal."""
    return hashlib.sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).hexdigest()

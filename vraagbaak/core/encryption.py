"""Encrypted fields and keyed hashes, made in Python so that any PostgreSQL will do."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _key(purpose: str) -> bytes:
    return hashlib.blake2b(purpose.encode(), key=settings.FIELD_KEY.encode()[:64], digest_size=32).digest()


def encrypt(text: str) -> str:
    """Make the text unreadable without the installation's field key."""
    return Fernet(base64.urlsafe_b64encode(_key("encrypt"))).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Read an encrypted text back; refused (ValueError) when it was made with another key."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("encrypt"))).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ValueError("This was encrypted with another field key.") from error


def keyed_hash(text: str) -> str:
    """A hash to match by (64 hex digits) that cannot be guessed back without the field key."""
    return hmac.new(_key("match"), text.encode(), hashlib.sha256).hexdigest()

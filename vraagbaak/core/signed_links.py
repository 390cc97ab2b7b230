"""Links by which somebody without an account does one thing: signed, so that no table or queue ever holds them."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse


def signed_link(route: str, of: uuid.UUID, *, salt: str) -> str:
    """The address of a route whose only part names this thing; `salt` keeps links of one kind from opening another."""
    return settings.BASE_URL + reverse(route, args=[Signer(salt=salt).sign(str(of))])


def named_by(token: str, *, salt: str) -> uuid.UUID | None:
    """What a link names; None when we did not sign it for this."""
    try:
        return uuid.UUID(Signer(salt=salt).unsign(token))
    except (BadSignature, ValueError):
        return None

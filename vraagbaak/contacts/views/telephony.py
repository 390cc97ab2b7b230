"""The door for the telephone exchange: it says what a call does, and learns nothing but a conversation's name."""

import json
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from vraagbaak.contacts.actions.calls import UnknownCall, announce_call, answer_call, end_call
from vraagbaak.contacts.queries.calls import agent_to_ring, rings_too_often
from vraagbaak.contacts.queries.drafts import channel_named
from vraagbaak.core.middleware import origin
from vraagbaak.people.access import open_to_all
from vraagbaak.people.actions import note_token_used
from vraagbaak.people.models import Agent, ServiceToken
from vraagbaak.people.queries import working_service_token

LONGEST_BODY = 4096
WRONG_TOKENS = 20
WRONG_TOKENS_SECONDS = 60
_TITLES = {
    400: "Het bericht klopt niet",
    401: "Niet toegelaten",
    404: "Niet gevonden",
    405: "Alleen POST",
    429: "Te veel oproepen",
}


RINGS, ANSWERED, ENDED = "rinkelt", "opgenomen", "beeindigd"
NOBODY = "Er is geen medewerker aan de werkplek met dit toestel of mailadres, of deze oproep kennen we niet."


@dataclass(frozen=True)
class Told:
    """What the exchange says of a call."""

    what: str
    call: str
    number: str
    mail: str
    extension: str

    @property
    def names_somebody(self) -> bool:
        """Whether it names the agent or the telephone."""
        return bool(self.mail or self.extension)


class Unreadable(ValueError):
    """The message cannot be read; says what lacks."""


@csrf_exempt
@open_to_all
def calls(request: HttpRequest) -> HttpResponse:
    """Hear that a call rings, is answered or ends; the token of the exchange is the key."""
    if request.method != "POST":
        return _problem(405, "Stuur de oproep met POST.", Allow="POST")
    token = _token(request)
    if token is None:
        return _refused(request)
    if rings_too_often(token):
        return _problem(429, "Wacht een minuut en probeer het opnieuw.", **{"Retry-After": "60"})
    try:
        told = _read(request)
    except Unreadable as lack:
        return _problem(400, str(lack))
    agent = agent_to_ring(mail=told.mail, extension=told.extension) if told.names_somebody else None
    note_token_used(token)
    if told.what == ENDED and (agent or not told.names_somebody):
        return _ended(told, agent, token)
    return _at_work(told, agent, token) if agent else _problem(404, NOBODY)


def _at_work(told: Told, agent: Agent, token: ServiceToken) -> HttpResponse:
    """A call that rings at this agent, or that they took."""
    channel = channel_named("telefoon")
    if channel is None:
        return _problem(404, NOBODY)
    if told.what == RINGS:
        ringing = announce_call(call=told.call, number=told.number, agent=agent, channel=channel, token=token)
        return JsonResponse({"gesprek": str(ringing.draft)}, status=201 if ringing.is_new else 200)
    try:
        answered = answer_call(call=told.call, number=told.number, agent=agent, channel=channel, token=token)
    except UnknownCall:
        return _problem(404, NOBODY)
    return JsonResponse({"gesprek": str(answered)})


def _ended(told: Told, agent: Agent | None, token: ServiceToken) -> HttpResponse:
    try:
        end_call(call=told.call, agent=agent, token=token)
    except UnknownCall:
        return _problem(404, NOBODY)
    return HttpResponse(status=204)


def _token(request: HttpRequest) -> ServiceToken | None:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or _wrong_tokens(request) >= WRONG_TOKENS:
        return None
    return working_service_token(secret.strip(), scope=ServiceToken.Scope.TELEPHONY)


def _refused(request: HttpRequest) -> HttpResponse:
    """Not let in; who guesses waits."""
    key = _guesses(request)
    cache.add(key, 0, WRONG_TOKENS_SECONDS)
    if cache.incr(key) > WRONG_TOKENS:
        return _problem(429, "Wacht een minuut en probeer het opnieuw.", **{"Retry-After": str(WRONG_TOKENS_SECONDS)})
    return _problem(401, "Stuur een geldig token mee: Authorization: Bearer …", **{"WWW-Authenticate": "Bearer"})


def _wrong_tokens(request: HttpRequest) -> int:
    return int(cache.get(_guesses(request), 0))


def _guesses(request: HttpRequest) -> str:
    return f"telephony-guesses:{origin(request) or 'unknown'}"


def _read(request: HttpRequest) -> Told:
    """The message as JSON; refused with a sentence that says what lacks."""
    body = request.body
    if len(body) > LONGEST_BODY:
        raise Unreadable("Het bericht is te lang.")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("Het bericht is geen JSON.") from None
    if not isinstance(sent, dict):
        raise Unreadable("Het bericht is geen JSON-object.")
    told = Told(
        what=_text(sent, "gebeurtenis", 20) or RINGS,
        call=_text(sent, "oproepId", 80),
        number=_text(sent, "nummer", 40),
        mail=_text(sent, "medewerker", 254),
        extension=_text(sent, "toestel", 40),
    )
    if not told.call:
        raise Unreadable("oproepId ontbreekt.")
    if told.what not in {RINGS, ANSWERED, ENDED}:
        raise Unreadable(f"gebeurtenis is {RINGS}, {ANSWERED} of {ENDED}.")
    if told.what != ENDED and not told.names_somebody:
        raise Unreadable("Noem de medewerker (mailadres) of het toestel.")
    return told


def _text(sent: dict[str, object], name: str, longest: int) -> str:
    value = sent.get(name) or ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)[: longest + 1]
    if not isinstance(value, str) or len(value) > longest:
        raise Unreadable(f"{name} is geen tekst van hoogstens {longest} tekens.")
    return value.replace("\0", "").strip()


def _problem(status: int, detail: str, **headers: str) -> HttpResponse:
    """Tell what is wrong as RFC 9457 asks."""
    told = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": detail}
    return JsonResponse(told, status=status, content_type="application/problem+json", headers=headers)

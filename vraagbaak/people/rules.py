"""What sign-on, presence and shortcuts reckon with: plain Python, no clock and no database."""

import hashlib
import ipaddress
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

INVITATION_LASTS = timedelta(days=7)
UNSEEN_IS_AWAY = timedelta(minutes=2)
SEEN_STEP = timedelta(seconds=20)
AWAY = "away"
_SECOND_FACTOR_METHODS = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "iris", "sc"})
_COMBINATION = re.compile(
    r"(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?"
    r"(?:[A-Z0-9]|[,./;'\[\]\\=`-]|F(?:[1-9]|1[0-2])|Enter|Escape|Home|End|Pageup|Pagedown|Arrow(?:up|down|left|right))"
)
_MODIFIERS = ("Ctrl", "Alt", "Shift")
_ACTION = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def invitation_ends(sent: datetime) -> datetime:
    """When an invitation that is sent now stops working."""
    return sent + INVITATION_LASTS


def is_idle(seen: datetime, now: datetime, *, lock_minutes: int) -> bool:
    """Whether nothing was done for so many minutes that the screen locks; `seen` may lag by one step."""
    return now - seen > timedelta(minutes=lock_minutes) + SEEN_STEP


def is_over(began: datetime, now: datetime, *, session_seconds: int) -> bool:
    """Whether a session has lasted as long as one may, however busy it is."""
    return now - began > timedelta(seconds=session_seconds)


def shown_state(state: str, seen: datetime, now: datetime) -> str:
    """The presence to show: somebody who was not seen for two minutes is away, whatever was set."""
    return AWAY if now - seen > UNSEEN_IS_AWAY else state


def roles_from_groups(groups: Iterable[str], mapping: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The roles that these groups give; group names are matched to the letter."""
    member_of = frozenset(groups)
    return frozenset(role for group, role in mapping if group in member_of)


def groups_in(claim: object) -> frozenset[str]:
    """The groups in a claim: a list, or one name; anything else is no group."""
    if isinstance(claim, str):
        return frozenset({claim}) if claim else frozenset()
    if isinstance(claim, list | tuple):
        return frozenset(group for group in claim if isinstance(group, str))
    return frozenset()


def proves_second_factor(methods: object) -> bool:
    """Whether the authentication methods that an identity provider names (RFC 8176) include a second factor."""
    return isinstance(methods, list | tuple) and any(method in _SECOND_FACTOR_METHODS for method in methods)


def is_shortcut(action: str, combination: str) -> bool:
    """Whether this is an action's name and a key combination such as `Alt+N`; an empty one switches the action off."""
    return bool(_ACTION.fullmatch(action) and (combination == "" or _COMBINATION.fullmatch(combination)))


def tidy_combination(typed: str) -> str:
    """A combination in the notation that is kept: `Ctrl+Alt+Shift+N`, whatever the order, case and spaces typed."""
    parts = [part.strip().capitalize() for part in typed.split("+")]
    return "+".join(sorted(parts, key=lambda part: _MODIFIERS.index(part) if part in _MODIFIERS else len(_MODIFIERS)))


def doubled_combinations(shortcuts: Mapping[str, str]) -> frozenset[str]:
    """The combinations that more than one action has; an empty one means switched off and may be doubled."""
    used = [combination for combination in shortcuts.values() if combination]
    return frozenset(combination for combination in used if used.count(combination) > 1)


def device_in(user_agent: str) -> tuple[str, str]:
    """The browser and the system that a user agent names, as people know them; empty when unknown."""
    return _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)


def is_network_address(host: str) -> bool:
    """Whether a host is written as a number instead of a name."""
    return _address(host) is not None


def is_this_machine(host: str) -> bool:
    """Whether a host, written as a number, is the machine that the browser itself runs on."""
    address = _address(host)
    return address is not None and address.is_loopback


def leaves_nobody(holders: Collection[int], leaving: int) -> bool:
    """Whether a role would have no holder when this one leaves."""
    return not any(holder != leaving for holder in holders)


def hash_token(token: str) -> str:
    """What is kept of a token; 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _first(names: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")

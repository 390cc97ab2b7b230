"""Drafts: one flat set of fields, merged field by field, so that two people typing never overwrite in silence."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MAX_QUESTIONS = 20
_RESIDENT = r"resident\.(?P<resident>name|phone|email|address)"
_QUESTION = (
    r"q\.(?P<question>[0-9a-f]{8})\.(?P<part>words|need|answer|outcome|mood|version|topic|department|needed|could|aid)"
)
_INTAKE = r"q\.(?P<asked>[0-9a-f]{8})\.intake\.(?P<key>[a-z0-9_-]{1,40})"
_FIELD = re.compile(rf"(?:{_RESIDENT}|{_QUESTION}|{_INTAKE})")
LIMITS = {
    "words": 4000,
    "need": 1000,
    "needed": 1000,
    "answer": 8000,
    "name": 160,
    "phone": 40,
    "email": 254,
    "address": 200,
}
SHORT_LIMIT = 500


@dataclass(frozen=True)
class Typed:
    """The value of one field, with the revision in which it got it and who typed it."""

    value: str
    revision: int
    by: str


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed since; both values are kept for the one who asks."""

    field: str
    theirs: str
    by: str


@dataclass(frozen=True)
class DraftQuestion:
    """One question of an open conversation as it was typed so far."""

    id: str
    words: str = ""
    need: str = ""
    answer: str = ""
    outcome: str = ""
    mood: str = ""
    version: str = ""
    topic: str = ""
    department: str = ""
    needed: str = ""
    could: str = ""
    aid: str = ""
    intake: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen yet."""
        return not any(
            (self.words.strip(), self.need, self.answer, self.outcome, self.version, self.intake, self.needed)
        )


@dataclass(frozen=True)
class DraftContent:
    """Everything typed in one conversation."""

    order: tuple[str, ...] = ()
    fields: Mapping[str, Typed] = field(default_factory=dict)

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> "DraftContent":
        """Read what `write` stored; what it does not know is left out."""
        order, fields = stored.get("order"), stored.get("fields")
        return cls(
            order=tuple(str(item) for item in order) if isinstance(order, list) else (),
            fields=(
                {name: Typed(*value) for name, value in fields.items() if is_field(name)}
                if isinstance(fields, dict)
                else {}
            ),
        )

    def write(self) -> dict[str, object]:
        """What the database keeps as JSON."""
        fields = {name: [typed.value, typed.revision, typed.by] for name, typed in self.fields.items()}
        return {"order": list(self.order), "fields": fields}

    @property
    def is_untouched(self) -> bool:
        """Whether nothing stands in any field."""
        return not any(typed.value.strip() for typed in self.fields.values())

    def value(self, name: str) -> str:
        """What stands in a field now."""
        typed = self.fields.get(name)
        return typed.value if typed else ""

    def questions(self) -> list[DraftQuestion]:
        """The questions in the order in which they were asked; always at least one."""
        return [self._question(item) for item in self.order] or [DraftQuestion(id=new_question_id())]

    def _question(self, item: str) -> DraftQuestion:
        prefix = f"q.{item}."
        parts = {
            name.removeprefix(prefix): typed.value for name, typed in self.fields.items() if name.startswith(prefix)
        }
        intake = {key.removeprefix("intake."): value for key, value in parts.items() if key.startswith("intake.")}
        plain = {key: value for key, value in parts.items() if not key.startswith("intake.")}
        return DraftQuestion(id=item, intake={key: value for key, value in intake.items() if value}, **plain)


@dataclass(frozen=True)
class Merge:
    """What came of merging somebody's keys into a draft."""

    content: DraftContent
    conflicts: tuple[Conflict, ...] = ()
    too_long: tuple[str, ...] = ()
    no_room: tuple[str, ...] = ()


def new_question_id() -> str:
    """A short name for a question within its conversation."""
    return secrets.token_hex(4)


def is_question_id(text: str) -> bool:
    """Whether this can name a question of a draft."""
    return is_field(f"q.{text}.words")


def is_field(name: str) -> bool:
    """Whether a draft may hold a field of this name."""
    return _FIELD.fullmatch(name) is not None


def limit_of(name: str) -> int:
    """How many characters the field may hold."""
    return LIMITS.get(name.rsplit(".", 1)[-1], SHORT_LIMIT) if ".intake." not in name else SHORT_LIMIT


def merge(content: DraftContent, changes: Mapping[str, str], *, base: int, revision: int, by: str) -> Merge:
    """Put somebody's changed fields into the draft.

    `base` is the revision that they saw, `revision` the new one. A field that somebody else changed after
    `base` keeps its value and is reported, unless both typed the same. Unknown fields are left out. A value
    that is too long, or that belongs to one question too many, is reported and not kept.
    """
    fields, order = dict(content.fields), list(content.order)
    conflicts, too_long, no_room = [], [], []
    for name, typed in changes.items():
        value = typed.replace("\0", "")  # a database cannot keep it, and nobody can type it
        if not is_field(name):
            continue
        if len(value) > limit_of(name):
            too_long.append(name)
            continue
        now = fields.get(name)
        if now and now.revision > base and now.by != by and now.value != value:
            conflicts.append(Conflict(field=name, theirs=now.value, by=now.by))
            continue
        if not _has_room(order, name):
            no_room.append(name)
        elif now is None or now.value != value:
            fields[name] = Typed(value=value, revision=revision, by=by)
    return Merge(DraftContent(tuple(order), fields), tuple(conflicts), tuple(too_long), tuple(no_room))


def overlay(content: DraftContent, typed: Mapping[str, str]) -> DraftContent:
    """The draft as it stands on a screen whose keys could not be kept; for showing, never for storing."""
    fields, order = dict(content.fields), list(content.order)
    for name, value in typed.items():
        if is_field(name) and _has_room(order, name):
            fields[name] = Typed(value, 0, "")
    return DraftContent(tuple(order), fields)


def without_question(content: DraftContent, item: str) -> DraftContent:
    """The draft without one of its questions."""
    prefix = f"q.{item}."
    kept = {name: typed for name, typed in content.fields.items() if not name.startswith(prefix)}
    return DraftContent(tuple(other for other in content.order if other != item), kept)


def _has_room(order: list[str], name: str) -> bool:
    """Give the question of this field its place; refused when the conversation has its fill of questions."""
    match = _FIELD.fullmatch(name)
    item = match and (match["question"] or match["asked"])
    if not item or item in order:
        return True
    if len(order) >= MAX_QUESTIONS:
        return False
    order.append(item)
    return True


def label_of(questions: Sequence[DraftQuestion], *, length: int = 28) -> str:
    """A few words by which somebody knows the conversation in a tab."""
    words = next((question.words.strip() for question in questions if question.words.strip()), "")
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + " …"

"""What is counted of a question, and the figures that follow; shares count questions, not contacts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

HANDLED = ("answered", "done", "referred")
HANDED_ON = ("callback", "transferred")


@dataclass(frozen=True)
class Measures:
    """Sums over questions; `seconds` is the handling time of the `timed` ones, the first question of each contact."""

    questions: int = 0
    answered: int = 0
    done: int = 0
    referred: int = 0
    callback: int = 0
    transferred: int = 0
    no_answer: int = 0
    dropped: int = 0
    happy: int = 0
    calm: int = 0
    worried: int = 0
    sad: int = 0
    angry: int = 0
    repeats: int = 0
    solved: int = 0
    timed: int = 0
    seconds: int = 0

    @property
    def handled(self) -> int:
        """Questions that the desk handled itself."""
        return self.answered + self.done + self.referred

    @property
    def handed_on(self) -> int:
        """Questions that went to a colleague of the department."""
        return self.callback + self.transferred

    @property
    def counting(self) -> int:
        """Questions that count for a share: all but the dropped."""
        return self.questions - self.dropped

    @property
    def moods(self) -> int:
        """Questions of which the mood was noted."""
        return self.happy + self.calm + self.worried + self.sad + self.angry

    @property
    def handled_share(self) -> int | None:
        """Handled by the desk = (answered + done + referred) / (all - dropped), whole percents rounded down."""
        return percent(self.handled, self.counting)

    @property
    def solved_share(self) -> int | None:
        """First-contact resolution: handled by the desk and no repeat, as a share of what counts."""
        return percent(self.solved, self.counting)

    @property
    def repeat_share(self) -> int | None:
        """Repeats as a share of what counts."""
        return percent(self.repeats, self.counting)

    @property
    def content_share(self) -> int | None:
        """Residents who sounded happy or calm, as a share of those whose mood was noted."""
        return percent(self.happy + self.calm, self.moods)

    @property
    def mean_seconds(self) -> int | None:
        """Mean handling time of a contact, in whole seconds."""
        return self.seconds // self.timed if self.timed else None


NAMES = tuple(field.name for field in fields(Measures))
_values = attrgetter(*NAMES)


def percent(part: int, whole: int) -> int | None:
    """In whole percents rounded down, so that 79.9 is not yet the 80 of a goal; None when nothing counts."""
    return part * 100 // whole if whole else None


def total(measures: Iterable[Measures]) -> Measures:
    """The sum."""
    rows = [_values(each) for each in measures]
    return Measures(*map(sum, zip(*rows, strict=True))) if rows else Measures()

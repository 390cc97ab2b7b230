"""Which questions ask the same in other words: groups by the rare word stems that they share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

ALIKE = 0.47  # cosine from which two questions about one topic ask the same
ALIKE_ELSEWHERE = 0.6  # and from which they do when they were put under two topics
OTHERS = 6  # of which a screen shows those that read differently

Stems = frozenset[str]
Squares = dict[str, float]
Weigh = Callable[[str], float]


@dataclass(frozen=True)
class Asked:
    """A question as it is grouped: its key, its stems in the order of the words, and its topic."""

    key: int
    stems: tuple[str, ...]
    topic: int | None = None


@dataclass(frozen=True)
class Alike:
    """Questions that ask the same, in the order given; the most typical one, and others in other words."""

    keys: tuple[int, ...]
    typical: int
    others: tuple[int, ...]


class _Wording:
    """Everyone who used the same stems under the same topic; `squares` holds the squared weight of every stem."""

    __slots__ = ("asked", "length", "square", "stems", "topic")

    def __init__(self, stems: Stems, topic: int | None, asked: list[Asked], squares: Squares) -> None:
        self.stems, self.topic, self.asked = stems, topic, asked
        self.square = fsum(squares[stem] for stem in stems)  # exact, so that no order of stems matters
        self.length = sqrt(self.square) or 1.0


def grouped(questions: Sequence[Asked], *, weigh: Weigh = lambda stem: 1.0) -> list[Alike]:
    """Group questions: largest group first, each question in exactly one; the same input gives the same groups.

    A stem weighs what `weigh` says of it (0, a filler, to 1) times how rare it is among these questions:
    log(1 + questions / questions with the stem). Two questions are alike from a cosine of ALIKE on. Each wording, most
    used first, joins the group whose first wording it is most like, or begins one (leader clustering). Only
    wordings that share a heavy stem are compared: of each the heaviest stems, up to where the rest together could not
    reach ALIKE (prefix filtering, Chaudhuri et al. 2006), so that nothing alike is missed and little is compared.
    """
    wordings, squares = _wordings(questions, weigh)
    order = {asked.key: at for at, asked in enumerate(questions)}
    groups: dict[int, list[_Wording]] = {}
    leaders: dict[str, list[int]] = defaultdict(list)
    for at, wording in enumerate(wordings):
        heavy = _heavy(wording, squares)
        near = {leader for stem in heavy for leader in leaders[stem]}
        leader = _nearest(wording, sorted(near), wordings, squares)
        if leader is None:
            groups[at] = [wording]
            for stem in heavy:
                leaders[stem].append(at)
        else:
            groups[leader].append(wording)
    found = [_alike(members, order, squares) for members in groups.values()]
    return sorted(found, key=lambda group: (-len(group.keys), order[group.keys[0]]))


def _wordings(questions: Iterable[Asked], weigh: Weigh) -> tuple[list[_Wording], Squares]:
    """The different wordings, most used first; a question without a telling stem is a wording of its own."""
    used: dict[tuple[Stems, int | None, int | None], list[Asked]] = defaultdict(list)
    seen: Counter[str] = Counter()
    known: dict[str, float] = {}
    number = 0
    for asked in questions:
        for stem in asked.stems:
            if stem not in known:
                known[stem] = weigh(stem)
        telling = frozenset([stem for stem in asked.stems if known[stem] > 0])
        used[telling, asked.topic, None if telling else asked.key].append(asked)
        seen.update(telling)
        number += 1
    squares = {stem: (known[stem] * log(1 + number / times)) ** 2 for stem, times in seen.items()}
    wordings = [_Wording(stems, topic, asked, squares) for (stems, topic, _), asked in used.items()]
    return sorted(wordings, key=lambda each: (-len(each.asked), sorted(each.stems), each.topic or 0)), squares


def _heavy(wording: _Wording, squares: Squares) -> list[str]:
    """The stems without which the rest could not make two wordings alike."""
    left, enough = wording.square, ALIKE**2 * wording.square
    heavy = []
    for square, stem in sorted([(-squares[stem], stem) for stem in wording.stems]):
        if left < enough:
            break
        heavy.append(stem)
        left += square
    return heavy


def _nearest(wording: _Wording, near: Iterable[int], wordings: Sequence[_Wording], squares: Squares) -> int | None:
    """The group that this wording belongs to; one about the same topic goes before a nearer one elsewhere."""
    best, found = (False, 0.0), None
    for leader in near:
        other = wordings[leader]
        shared = fsum([squares[stem] for stem in wording.stems & other.stems])
        likeness = shared / (wording.length * other.length)
        is_same_topic = wording.topic == other.topic
        if likeness >= (ALIKE if is_same_topic else ALIKE_ELSEWHERE) and (is_same_topic, likeness) > best:
            best, found = (is_same_topic, likeness), leader
    return found


def _alike(members: Sequence[_Wording], order: dict[int, int], squares: Squares) -> Alike:
    """The group with the wording that shares most with all others in front."""
    if len(members) == 1:
        keys = tuple(asked.key for asked in members[0].asked)
        return Alike(keys, keys[0], ())
    shared: Counter[str] = Counter()
    for wording in members:
        for stem in wording.stems:
            shared[stem] += len(wording.asked)
    close = {id(each): fsum([squares[stem] * shared[stem] for stem in each.stems]) / each.length for each in members}
    nearest = sorted(members, key=lambda each: (-close[id(each)], order[each.asked[0].key]))
    first = nearest[0]
    others: list[_Wording] = []
    stems = {first.stems}
    for wording in sorted(nearest, key=lambda each: -len(each.asked)):
        if wording.stems not in stems and len(others) < OTHERS:
            stems.add(wording.stems)
            others.append(wording)
    keys = tuple(sorted([asked.key for wording in members for asked in wording.asked], key=order.__getitem__))
    return Alike(keys, first.asked[0].key, tuple(each.asked[0].key for each in others))

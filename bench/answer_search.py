"""Speed of the answer search on made-up articles and learned questions; prints one JSON object.

Usage: python -m bench.answer_search [--articles 1000 2000 10000] [--learned 1000000] [--searches 300]
The largest number of articles carries the learned questions. The meaning of a searched sentence is really
computed; articles get random vectors, since only their number matters here. `known_text` is the time of a
sentence whose meaning was computed before: the index alone.
"""

import argparse
import json
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

import numpy as np

from vraagbaak.answersearch import AnalysedArticle, AnalysedQuestion, AnswerIndex
from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.meaning import DIMENSIONS, pack
from vraagbaak.answersearch.thesaurus import starter_thesaurus

EVERYDAY = re.findall(r"\w+", "ik wil graag weten hoe dat zit met mijn en wat moet ik daar nu voor doen bij gemeente")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 2000, 10000])
    parser.add_argument("--learned", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=300)
    options = parser.parse_args()
    words = _vocabulary(30_000)
    sizes = sorted(options.articles)
    report = [_measure(size, options.learned if size == sizes[-1] else 0, words, options.searches) for size in sizes]
    sys.stdout.write(json.dumps({"answer_search": report}, indent=1) + "\n")


def _measure(articles: int, learned: int, words: list[str], searches: int) -> dict[str, float]:
    chance = random.Random(articles)
    begun = time.perf_counter()
    index = AnswerIndex.from_articles(_articles(articles, words, chance), _questions(learned, articles, words, chance))
    loaded = time.perf_counter() - begun
    texts = [_sentence(words, chance) for _ in range(searches)]
    index.search(texts[0])
    changed = AnalysedArticle("a0", "Gewijzigd", {"title": {"gewijzigd": 1}}, _vector(chance), (_vector(chance),))
    begun = time.perf_counter()
    index.apply([changed])
    updated = time.perf_counter() - begun
    times = sorted(_timed(index, text) for text in texts)
    without = sorted(_timed(index, text) for text in texts)  # the meaning of these questions is remembered now
    return {
        "articles": articles,
        "learned_questions": learned,
        "load_s": round(loaded, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "update_ms": round(1000 * updated, 2),
        "p50_ms": _at(times, 0.5),
        "p95_ms": _at(times, 0.95),
        "known_text_p50_ms": _at(without, 0.5),
        "known_text_p95_ms": _at(without, 0.95),
    }


def _timed(index: AnswerIndex, text: str) -> float:
    begun = time.perf_counter()
    index.search(text)
    return time.perf_counter() - begun


def _at(times: list[float], share: float) -> float:
    return round(1000 * times[int(share * (len(times) - 1))], 2)


def _vocabulary(size: int) -> list[str]:
    """The words of the starter thesaurus, and compounds made of them."""
    chance = random.Random(0)
    simple = sorted(word for word in starter_thesaurus().vocabulary if 3 < len(word) < 12)
    compounds = {chance.choice(simple) + chance.choice(simple) for _ in range(max(size - len(simple), 0))}
    words = [*simple, *sorted(compounds)]
    chance.shuffle(words)
    return words


def _pick(words: list[str], chance: random.Random, count: int) -> list[str]:
    """Words with a Zipf-like spread: a few everywhere, most of them rare."""
    return [words[int(len(words) * chance.random() ** 3)] for _ in range(count)]


def _sentence(words: list[str], chance: random.Random) -> str:
    parts = [*chance.sample(EVERYDAY, 6), *_pick(words, chance, 3)]
    chance.shuffle(parts)
    return " ".join(parts)


def _vector(chance: random.Random) -> bytes:
    vector = np.random.default_rng(chance.getrandbits(32)).standard_normal(DIMENSIONS).astype(np.float32)
    return pack(vector / np.linalg.norm(vector))


def _articles(count: int, words: list[str], chance: random.Random) -> Iterator[AnalysedArticle]:
    for number in range(count):
        title, body = _pick(words, chance, 6), _pick(words, chance, 200) + EVERYDAY
        counts = {"title": dict(Counter(title)), "body": dict(Counter(body))}
        passages = tuple(_vector(chance) for _ in range(4))
        yield AnalysedArticle(f"a{number}", " ".join(title), counts, _vector(chance), passages)


def _questions(count: int, articles: int, words: list[str], chance: random.Random) -> Iterator[AnalysedQuestion]:
    vectors = [_vector(chance) for _ in range(5000)]
    for number in range(count):
        text = _sentence(words, chance)
        stems = " ".join(dict.fromkeys(stem(word) for word in text.split()))
        yield AnalysedQuestion(f"q{number}", f"a{number % articles}", text, stems, vectors[number % 5000])


if __name__ == "__main__":
    main()

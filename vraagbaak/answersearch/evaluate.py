"""Measuring the answer search on a file of questions: the very index of the desk, in a throwaway copy."""

import argparse
import csv
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vraagbaak.answersearch.analysis import ArticleText, analyse_article, analyse_question
from vraagbaak.answersearch.index import AnswerIndex
from vraagbaak.answersearch.meaning import available_encoder

NO_ARTICLE = "-"
DEPTH = 10  # hits looked at for the mean reciprocal rank
Report = dict[str, Any]


class UnreadableFile(Exception):
    """An input file that is missing or lacks a column; the message is one Dutch line for the command's user."""


@dataclass(frozen=True)
class Case:
    """A question of the file, its right articles (none when no article answers) and its kind."""

    text: str
    right: frozenset[str]
    kind: str


@dataclass(frozen=True)
class Outcome:
    """What the index did with a case: rank of the first right hit (0 is best, None outside ten), and seconds."""

    case: Case
    rank: int | None
    no_answer: bool
    seconds: float


def evaluate(articles_path: str | Path, questions_path: str | Path, learn_path: str | Path | None = None) -> Report:
    """Figures of the search on these questions; refused (UnreadableFile) when a file cannot be read."""
    articles = [_article(row) for row in _rows(articles_path, ("artikel_id", "titel", "tekst"))]
    learned = list(_rows(learn_path, ("vraag_id", "artikel_id", "vraag"))) if learn_path else []
    cases = [_case(row) for row in _rows(questions_path, ("vraag_id", "artikel_id", "vraag", "soort"))]
    index = _build(articles, learned)
    return _report([_try(index, case) for case in cases])


def main(argv: Sequence[str] | None = None) -> int:
    """The command: a readable table, or one JSON object; returns the exit code (2 for unreadable input)."""
    parser = argparse.ArgumentParser(
        prog="vraagbaak evaluate-search", description="Meet hoe goed de zoekmachine vragen beantwoordt."
    )
    parser.add_argument("--articles", required=True, help="TSV met artikel_id, titel en tekst")
    parser.add_argument("--learn", help="TSV met geleerde vragen: vraag_id, artikel_id, vraag")
    parser.add_argument("--questions", required=True, help="TSV met vraag_id, artikel_id, vraag en soort")
    parser.add_argument("--json", action="store_true", help="druk één JSON-object af")
    options = parser.parse_args(argv)
    try:
        report = evaluate(options.articles, options.questions, options.learn)
    except UnreadableFile as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write((json.dumps(report) if options.json else "\n".join(_table(report))) + "\n")
    return 0


def _rows(path: str | Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise UnreadableFile(f"Kan {path} niet lezen: het bestand bestaat niet of is niet toegankelijk.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"Kan {path} niet lezen: het bestand is geen UTF-8.") from error
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in columns if column not in (table.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"In {path} ontbreekt de kolom {missing[0]}.")
    for row in table:
        yield {column: (row[column] or "") for column in columns}


def _article(row: dict[str, str]) -> ArticleText:
    return ArticleText(id=row["artikel_id"], title=row["titel"], explanation=row["tekst"].replace("\\n", "\n"))


def _case(row: dict[str, str]) -> Case:
    right = frozenset(id for id in row["artikel_id"].split("|") if id and id != NO_ARTICLE)
    return Case(row["vraag"], right, row["soort"])


def _build(articles: list[ArticleText], learned: list[dict[str, str]]) -> AnswerIndex:
    encoder = available_encoder()
    questions = [
        analyse_question(f"{row['vraag_id']}#{article}", article, row["vraag"], encoder)
        for row in learned
        for article in row["artikel_id"].split("|")
        if article and article != NO_ARTICLE
    ]
    return AnswerIndex.from_articles((analyse_article(article, encoder) for article in articles), questions)


def _try(index: AnswerIndex, case: Case) -> Outcome:
    begun = time.perf_counter()
    hits = index.search(case.text, limit=DEPTH, partial=False)
    seconds = time.perf_counter() - begun
    rank = next((rank for rank, hit in enumerate(hits) if hit.article in case.right), None)
    return Outcome(case, rank, index.is_no_answer(hits), seconds)


def _report(outcomes: list[Outcome]) -> Report:
    answerable = [outcome for outcome in outcomes if outcome.case.right]
    others = [outcome for outcome in outcomes if not outcome.case.right]
    kinds = sorted({outcome.case.kind for outcome in answerable})
    report: Report = {"questions": len(outcomes), **_shares(answerable)}
    report["by_kind"] = {
        kind: {"questions": len(group), **_shares(group)}
        for kind in kinds
        for group in [[outcome for outcome in answerable if outcome.case.kind == kind]]
    }
    report["p50_ms"], report["p95_ms"] = _percentile(outcomes, 0.50), _percentile(outcomes, 0.95)
    if others:
        report["no_answer_detected"] = _share([outcome.no_answer for outcome in others])
        report["false_no_answer"] = _share([outcome.no_answer for outcome in answerable])
    return report


def _shares(outcomes: list[Outcome]) -> dict[str, float]:
    ranks = [outcome.rank for outcome in outcomes]
    return {
        "recall_at_1": _share([rank == 0 for rank in ranks]),
        "recall_at_3": _share([rank is not None and rank < 3 for rank in ranks]),
        "mrr_at_10": _share([0.0 if rank is None else 1 / (rank + 1) for rank in ranks]),
    }


def _share(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _percentile(outcomes: list[Outcome], share: float) -> float:
    times = sorted(outcome.seconds for outcome in outcomes)
    return round(1000 * times[min(int(share * len(times)), len(times) - 1)], 2) if times else 0.0


def _table(report: Report) -> Iterator[str]:
    yield f"{'':14}{'vragen':>8}{'recall@1':>10}{'recall@3':>10}{'mrr@10':>10}"
    for name, line in [("alle", report), *report["by_kind"].items()]:
        figures = "".join(f"{line[key]:>10.3f}" for key in ("recall_at_1", "recall_at_3", "mrr_at_10"))
        yield f"{name:14}{line['questions']:>8}{figures}"
    yield f"tijd per vraag: helft binnen {report['p50_ms']} ms, 95 % binnen {report['p95_ms']} ms"
    if "no_answer_detected" in report:
        yield f"terecht niets gevonden: {report['no_answer_detected']}, onterecht: {report['false_no_answer']}"


if __name__ == "__main__":
    sys.exit(main())

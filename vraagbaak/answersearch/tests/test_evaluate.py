"""The measuring command keeps its contract."""

import json

import pytest

from vraagbaak.answersearch.evaluate import evaluate, main

ARTICLES = """artikel_id\ttitel\ttekst\turl
a1\tPaspoort kwijt\tBent u uw paspoort verloren?\\nMeld de vermissing.\tx
a2\tVerhuizing doorgeven\tGeef uw nieuwe adres door.\tx
a3\tGrof huisvuil\tWij halen grof huisvuil op.\tx
"""
QUESTIONS = """vraag_id\tartikel_id\tvraag\tsoort
q1\ta1\tpasport kwijt\tt
q2\ta2|a3\tverhuizen\tz
q3\t-\twat kost een retourtje naar de maan met de trein\tn
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.tsv").write_text(ARTICLES, "utf-8")
    (tmp_path / "q.tsv").write_text(QUESTIONS, "utf-8")
    return tmp_path


def test_the_report_has_every_promised_figure(files):
    report = evaluate(files / "a.tsv", files / "q.tsv")

    assert report["questions"] == 3
    assert report["recall_at_1"] == report["recall_at_3"] == report["mrr_at_10"] == 1.0
    assert set(report["by_kind"]) == {"t", "z"}
    assert report["p50_ms"] <= report["p95_ms"]
    assert report["no_answer_detected"] in (0.0, 1.0)
    assert 0.0 <= report["false_no_answer"] <= 1.0


def test_without_unanswerable_questions_their_figures_are_left_out(files):
    (files / "q.tsv").write_text("\n".join(QUESTIONS.splitlines()[:3]), "utf-8")

    assert "no_answer_detected" not in evaluate(files / "a.tsv", files / "q.tsv")


def test_learned_questions_help(files):
    (files / "q.tsv").write_text("vraag_id\tartikel_id\tvraag\tsoort\nq1\ta3\toude bank moet weg\tv\n", "utf-8")
    (files / "l.tsv").write_text(
        "vraag_id\tartikel_id\tvraag\nl1\ta3\toude bank moet nu weg\nl2\t-\tiets\nl3\ta3\tbank weg\nl4\ta3\toude bank\n",
        "utf-8",
    )

    assert evaluate(files / "a.tsv", files / "q.tsv", files / "l.tsv")["recall_at_1"] == 1.0


def test_the_command_prints_one_json_object(files, capsys):
    code = main(["--articles", str(files / "a.tsv"), "--questions", str(files / "q.tsv"), "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 3


def test_the_command_prints_a_table_for_people(files, capsys):
    assert main(["--articles", str(files / "a.tsv"), "--questions", str(files / "q.tsv")]) == 0
    assert "recall@3" in capsys.readouterr().out


def test_a_missing_file_is_one_dutch_line(files, capsys):
    assert main(["--articles", str(files / "weg.tsv"), "--questions", str(files / "q.tsv")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_missing_column_is_named(files, capsys):
    (files / "q.tsv").write_text("vraag_id\tvraag\n", "utf-8")

    assert main(["--articles", str(files / "a.tsv"), "--questions", str(files / "q.tsv")]) == 2
    assert "ontbreekt de kolom artikel_id" in capsys.readouterr().err

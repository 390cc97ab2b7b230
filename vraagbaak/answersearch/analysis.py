"""From an article or a learned question to the compact form that is stored and indexed."""

import base64
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.meaning import Encoder, pack
from vraagbaak.answersearch.words import words_of

VERSION = 1  # of the analysed form; another version must be analysed again
PASSAGE = 640  # characters of explanation that get one vector
MOST_PASSAGES = 12

FIELDS = ("title", "alias", "say", "body", "topic")
Counts = dict[str, int]


@dataclass(frozen=True)
class ArticleText:
    """What an article says, as plain text."""

    id: str
    title: str
    say: str = ""
    explanation: str = ""
    steps: Sequence[str] = ()
    bring: Sequence[str] = ()
    synonyms: Sequence[str] = ()
    topic: str = ""
    questions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """A learned or approved literal question, its stems with spaces between, and its packed meaning."""

    id: str
    article: str
    text: str
    stems: str
    vector: bytes = b""


@dataclass(frozen=True)
class AnalysedArticle:
    """An article as the index holds it: word counts per field, and the meaning of its parts."""

    id: str
    title: str
    words: dict[str, Counts]
    title_vector: bytes = b""
    passages: tuple[bytes, ...] = ()
    questions: tuple[AnalysedQuestion, ...] = field(default=())

    def to_json(self) -> str:
        """The form to store; `from_json` reads it back unchanged."""
        return json.dumps(
            {
                "version": VERSION,
                "id": self.id,
                "title": self.title,
                "words": self.words,
                "title_vector": _text(self.title_vector),
                "passages": [_text(vector) for vector in self.passages],
                "questions": [question_fields(question) for question in self.questions],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> "AnalysedArticle":
        """The article that `to_json` wrote; refused (ValueError) when it was written by another version."""
        fields = json.loads(text)
        if fields["version"] != VERSION:
            raise ValueError(f"analysed form {fields['version']} is not {VERSION}")
        return cls(
            id=fields["id"],
            title=fields["title"],
            words=fields["words"],
            title_vector=_bytes(fields["title_vector"]),
            passages=tuple(_bytes(vector) for vector in fields["passages"]),
            questions=tuple(question_from(question) for question in fields["questions"]),
        )


def question_fields(question: AnalysedQuestion) -> dict[str, str]:
    """An analysed question as JSON fields."""
    return {
        "id": question.id,
        "article": question.article,
        "text": question.text,
        "stems": question.stems,
        "vector": _text(question.vector),
    }


def question_from(fields: dict[str, str]) -> AnalysedQuestion:
    """The question that `question_fields` described."""
    return AnalysedQuestion(fields["id"], fields["article"], fields["text"], fields["stems"], _bytes(fields["vector"]))


def analyse_article(article: ArticleText, encoder: Encoder | None) -> AnalysedArticle:
    """Everything the index needs to know of an article; without an encoder its meaning is left out."""
    texts = {
        "title": article.title,
        "alias": "\n".join(article.synonyms),
        "say": article.say,
        "body": "\n".join([article.explanation, *article.steps, *article.bring]),
        "topic": article.topic,
    }
    words = {name: [word.text for word in words_of(text)] for name, text in texts.items()}
    passages = passages_of(article) if encoder else []
    return AnalysedArticle(
        id=article.id,
        title=article.title,
        words={name: dict(Counter(found)) for name, found in words.items() if found},
        title_vector=pack(encoder.passage(article.title)) if encoder else b"",
        passages=tuple(pack(encoder.passage(passage)) for passage in passages) if encoder else (),
        questions=tuple(
            analyse_question(f"{article.id}#{number}", article.id, text, encoder)
            for number, text in enumerate(article.questions)
        ),
    )


def analyse_question(id: str, article: str, text: str, encoder: Encoder | None) -> AnalysedQuestion:
    """A question that was answered with an article, ready to learn from."""
    stems = " ".join(dict.fromkeys(stem(word.text) for word in words_of(text)))
    vector = pack(encoder.question(text)) if encoder else b""
    return AnalysedQuestion(id, article, text, stems, vector)


def passages_of(article: ArticleText) -> list[str]:
    """The article in pieces of about 320 characters on line borders, each led by the title."""
    lines = [*article.say.splitlines(), *article.explanation.splitlines(), *article.steps, *article.bring]
    if article.synonyms:
        lines.insert(0, ", ".join(article.synonyms))
    pieces: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if pieces and len(pieces[-1]) + len(line) < PASSAGE:
            pieces[-1] += " " + line
        else:
            pieces.append(line)
    return [f"{article.title}. {piece}" for piece in pieces[:MOST_PASSAGES]]


def _text(data: bytes) -> str:
    return base64.b85encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b85decode(text)

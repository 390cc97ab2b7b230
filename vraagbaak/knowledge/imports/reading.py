"""Reads a file of any known format into articles; tells which entries are wrong, and reads on."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from vraagbaak.core.tables import FileRefused, read_table
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.imports.record import ImportedArticle, Reading, WrongEntry
from vraagbaak.knowledge.imports.texts import as_rich_text, sentences_to_say
from vraagbaak.knowledge.models import Article

MOST_TITLE = 200
_TERMS = "{http://purl.org/dc/terms/}"
_PRODUCT = "{http://standaarden.overheid.nl/product/terms/}"
_KINDS = {
    "": "product",
    "vraag": "qa",
    "vraag en antwoord": "qa",
    "vac": "qa",
    "werkinstructie": "work_instruction",
    "nieuws": "news",
}
Json = Mapping[str, Any]


def read_import(content: bytes, form: str) -> Reading:
    """Read a file as one of FORMATS; refused when it is none."""
    return _checked(list(FORMATS[form](content)))


def _from_table(content: bytes) -> Iterator[ImportedArticle]:
    table = read_table(content)
    names = [name.lower() for name in table.header]
    for row in table.rows:
        yield _from_row(dict(zip(names, row.cells, strict=True)), row.line)


def _from_row(row: Mapping[str, str], line: int) -> ImportedArticle:
    text = _first(row, "uitleg", "tekst", "explanation", "antwoord", "inhoud").replace("\\n", "\n")
    title = _first(row, "titel", "title", "vraag", "naam")
    return ImportedArticle(
        key=_first(row, "sleutel", "key", "artikel_id", "id") or sort_key(title) or str(line),
        title=title,
        say=_first(row, "zeg dit", "zeg_dit", "say") or sentences_to_say(text),
        explanation=as_rich_text(text),
        kind=_kind(_first(row, "soort", "kind")),
        topic=_first(row, "onderwerp", "topic", "onderwerpen"),
        steps=_lines(_first(row, "stappen", "steps")),
        bring=_lines(_first(row, "meenemen", "bring")),
        duration=_first(row, "duur", "duration"),
        legal_ground=_first(row, "grondslag", "legal_ground"),
        apply_url=_first(row, "aanvragen", "apply_url"),
        synonyms=_lines(_first(row, "synoniemen", "synonyms", "trefwoorden")),
        questions=_lines(_first(row, "vragen", "questions")),
        internal_note=_first(row, "intern", "internal_note"),
        line=line,
    )


def _from_objects(content: bytes) -> Iterator[ImportedArticle]:
    """VAC and kennisartikel objects, loose, in a list, or as the Objecten API pages them."""
    for found in _objects(_json(content)):
        if "vertalingen" in found:
            yield from _kennisartikel(found)
        elif "vraag" in found and "antwoord" in found:
            yield _vac(found)


def _objects(read: object) -> Iterator[Json]:
    """The data of every object, however deep the envelope."""
    if isinstance(read, list):
        for item in read:
            yield from _objects(item)
    elif isinstance(read, dict):
        if "vertalingen" in read or ("vraag" in read and "antwoord" in read and isinstance(read["vraag"], str)):
            yield read
        else:
            for key, item in read.items():
                if key not in {"schema", "jsonSchema", "properties"} and isinstance(item, dict | list):
                    yield from _objects(item)


def _vac(found: Json) -> ImportedArticle:
    return ImportedArticle(
        key=str(found.get("uuid") or found.get("url") or sort_key(_text(found["vraag"]))),
        title=_text(found["vraag"]),
        say=sentences_to_say(_text(found["antwoord"])),
        explanation=as_rich_text(_text(found["antwoord"])),
        kind=Article.Kind.QA,
        topic=_department(found),
        synonyms=_keywords(found),
        questions=(_text(found["vraag"]),),
        internal_note=_text(found.get("toelichting")),
    )


def _kennisartikel(found: Json) -> Iterator[ImportedArticle]:
    for told in _listed(found["vertalingen"]):
        if isinstance(told, dict) and told.get("taal", "nl") == "nl":
            text = _text(told.get("tekst"))
            parts = (
                text,
                *(
                    _text(told.get(name))
                    for name in ("vereisten", "kostenEnBetaalmethoden", "bezwaarEnBeroep", "uitersteTermijn")
                ),
            )
            yield ImportedArticle(
                key=str(found.get("uuid") or found.get("url") or sort_key(_text(told.get("titel")))),
                title=_text(told.get("titel")),
                say=sentences_to_say(text),
                explanation=as_rich_text("\n\n".join(part for part in parts if part)),
                topic=_department(found),
                steps=_lines(_text(told.get("procedureBeschrijving"))),
                bring=_lines(_text(told.get("bewijs"))),
                synonyms=_keywords(told),
                internal_note=_text(told.get("deskMemo")),
            )


def _from_sdg(content: bytes) -> Iterator[ImportedArticle]:
    """Product texts as the Single Digital Gateway gives them; Dutch ones only."""
    read = _json(content)
    results = read.get("results", []) if isinstance(read, dict) else read
    for found in _listed(results):
        if isinstance(found, dict) and found.get("taal", "nl") == "nl":
            text = _text(found.get("tekst"))
            yield ImportedArticle(
                key=str(found.get("id") or found.get("url") or sort_key(_text(found.get("titel")))),
                title=_text(found.get("titel")),
                say=sentences_to_say(text),
                explanation=as_rich_text(text),
                topic=_text(found.get("upnLabel")),
                apply_url=_text(found.get("url")),
            )


def _from_catalogue(content: bytes) -> Iterator[ImportedArticle]:
    """Samenwerkende Catalogi 4.0."""
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileRefused("not_xml", _("This is no XML that we can read. Check the format that you chose.")) from error
    for found in root.iter(f"{_PRODUCT}scproduct"):
        text = _below(found, f"{_TERMS}abstract")
        yield ImportedArticle(
            key=_below(found, f"{_TERMS}identifier") or _below(found, f"{_PRODUCT}productID"),
            title=_below(found, f"{_TERMS}title"),
            say=sentences_to_say(text),
            explanation=as_rich_text(_below(found, f"{_PRODUCT}body") or text),
            topic=_below(found, f"{_PRODUCT}uniformeProductnaam"),
            apply_url=_url(_below(found, f"{_TERMS}identifier")),
        )


FORMATS: Mapping[str, Callable[[bytes], Iterator[ImportedArticle]]] = {
    "table": _from_table,
    "objects": _from_objects,
    "sdg": _from_sdg,
    "catalogue": _from_catalogue,
}


def _checked(articles: list[ImportedArticle]) -> Reading:
    """Set apart what cannot be taken over."""
    right: dict[str, ImportedArticle] = {}
    wrong: list[WrongEntry] = []
    for place, article in enumerate(articles, start=1):
        reason = _wrong(article, right)
        if reason:
            wrong.append(WrongEntry(article.line or place, article.title[:80], reason))
        else:
            right[article.key] = article
    return Reading(tuple(right.values()), tuple(wrong))


def _wrong(article: ImportedArticle, known: Mapping[str, ImportedArticle]) -> str:
    if not article.title:
        return "no_title"
    if len(article.title) > MOST_TITLE:
        return "too_long"
    if not article.say:
        return "no_text"
    if article.kind not in Article.Kind.values:
        return "wrong_kind"
    return "twice" if article.key in known else ""


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FileRefused("not_json", _("This is no JSON. Check the format that you chose.")) from error


def _first(row: Mapping[str, str], *names: str) -> str:
    return next((row[name].strip() for name in names if row.get(name, "").strip()), "")


def _kind(written: str) -> str:
    return _KINDS.get(written.lower(), written)


def _lines(text: str) -> tuple[str, ...]:
    parts: Iterable[str] = text.replace("|", "\n").replace(";", "\n").splitlines()
    return tuple(part.strip(" -•*\t") for part in parts if part.strip(" -•*\t"))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _keywords(found: Json) -> tuple[str, ...]:
    listed = _listed(found.get("trefwoorden"))
    words = (item.get("trefwoord") if isinstance(item, dict) else item for item in listed)
    return tuple(word.strip()[:120] for word in words if isinstance(word, str) and word.strip())


def _department(found: Json) -> str:
    listed = _listed(found.get("afdelingen"))
    names = (item.get("afdelingNaam") for item in listed if isinstance(item, dict))
    return next((name for name in names if isinstance(name, str)), "")


def _below(found: Element, name: str) -> str:
    part = next(found.iter(name), None)
    return " ".join("".join(part.itertext()).split()) if part is not None else ""


def _url(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""

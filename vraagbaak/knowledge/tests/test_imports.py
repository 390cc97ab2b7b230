"""Knowledge from elsewhere: every format is read, shown first, and written exactly so."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.core.tables import FileRefused
from vraagbaak.knowledge.imports import FORMATS, read_import
from vraagbaak.knowledge.models import Article, Topic, Version

TABLE = b"titel;uitleg;onderwerp;synoniemen\nPas kwijt;U komt naar de balie. Neem geld mee.;Paspoort;pas|reispas\n"
VAC = {"record": {"data": {"vraag": "Hoe vraag ik een pas aan?", "antwoord": "<p>Aan de balie.</p><script>x()</script>",
                           "afdelingen": [{"afdelingNaam": "Burgerzaken"}], "trefwoorden": [{"trefwoord": "pas"}]}}}  # fmt: skip
KENNISARTIKEL = {"uuid": "1", "vertalingen": [{"taal": "nl", "titel": "Pas", "tekst": "Kom langs.", "deskMemo": "Let op."},
                                              {"taal": "en", "titel": "Passport", "tekst": "Come."}]}  # fmt: skip
SDG = {"results": [{"id": "a", "titel": "Geluid", "tekst": "De [regels](https://x.example/) staan hier.\r\n\r\n## Kop\r\n\r\n- een\r\n- twee", "taal": "nl", "upnLabel": "geluid"},
                   {"id": "b", "titel": "Noise", "tekst": "Rules.", "taal": "en"}]}  # fmt: skip
CATALOGUE = b"""<?xml version="1.0"?><o:scproducten xmlns:o="http://standaarden.overheid.nl/product/terms/"
 xmlns:d="http://purl.org/dc/terms/"><o:scproduct><o:meta><d:identifier>http://x.example/1</d:identifier>
 <d:title>Kapvergunning</d:title><d:abstract>U mag niet zomaar kappen.</d:abstract></o:meta><o:body/></o:scproduct></o:scproducten>"""


def test_a_table_becomes_an_article_with_sentences_to_say() -> None:
    (article,) = read_import(TABLE, "table").articles

    assert (article.title, article.say) == ("Pas kwijt", "U komt naar de balie. Neem geld mee.")
    assert article.synonyms == ("pas", "reispas")


def test_a_vac_is_found_in_its_envelope_and_its_script_is_gone() -> None:
    (article,) = read_import(json.dumps([VAC]).encode(), "objects").articles

    assert article.kind == Article.Kind.QA
    assert "script" not in article.explanation
    assert article.questions == ("Hoe vraag ik een pas aan?",)


def test_only_the_dutch_text_of_a_kennisartikel_is_read() -> None:
    (article,) = read_import(json.dumps(KENNISARTIKEL).encode(), "objects").articles

    assert (article.title, article.internal_note) == ("Pas", "Let op.")


def test_markdown_of_the_gateway_becomes_rich_text() -> None:
    (article,) = read_import(json.dumps(SDG).encode(), "sdg").articles

    assert '<a href="https://x.example/"' in article.explanation
    assert "<h3>Kop</h3>" in article.explanation
    assert "<ul><li>een</li><li>twee</li></ul>" in article.explanation


def test_the_catalogue_is_read_from_xml() -> None:
    (article,) = read_import(CATALOGUE, "catalogue").articles

    assert (article.title, article.say) == ("Kapvergunning", "U mag niet zomaar kappen.")


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    with pytest.raises(FileRefused):
        read_import(bomb, "catalogue")


def test_wrong_entries_are_named_and_the_others_read_on() -> None:
    reading = read_import(b"titel;uitleg\n;tekst\nGoed;tekst\nGoed;nog eens\nLeeg;\n", "table")

    assert [article.title for article in reading.articles] == ["Goed"]
    assert [(entry.place, entry.reason) for entry in reading.wrong] == [(2, "no_title"), (4, "twice"), (5, "no_text")]


@given(content=st.binary(max_size=300), form=st.sampled_from(sorted(FORMATS)))
def test_any_file_is_read_or_refused(content: bytes, form: str) -> None:
    try:
        read_import(content, form)
    except FileRefused as refusal:
        assert refusal.reason


@given(read=st.recursive(st.none() | st.booleans() | st.text(max_size=8), lambda part: st.lists(part, max_size=3) | st.dictionaries(
    st.sampled_from(["vraag", "antwoord", "vertalingen", "results", "titel", "tekst", "trefwoorden", "afdelingen", "taal"]), part, max_size=4), max_leaves=12))  # fmt: skip
def test_any_json_is_read_or_refused(read: object) -> None:
    for form in ("objects", "sdg"):
        try:
            read_import(json.dumps(read).encode(), form)
        except FileRefused as refusal:
            assert refusal.reason


@pytest.fixture
def topic(burgerzaken):
    return Topic.objects.create(key="paspoort", name="Paspoort", sort_key="paspoort", department=burgerzaken)


def _bring(client, topic, content: bytes, form: str = "table"):
    file = SimpleUploadedFile("kennis.csv", content)
    return client.post(reverse("knowledge:import"), {"form": form, "source": "oud", "topic": topic.uuid, "file": file})


def test_an_import_writes_nothing_until_it_is_carried_out(esra, topic, signed_on):
    client = signed_on(esra)

    preview = _bring(client, topic, TABLE)

    assert Article.objects.count() == 0
    page = client.get(preview.url)
    assert "Pas kwijt" in page.content.decode()
    client.post(preview.url + "uitvoeren/")
    assert Article.objects.get().state == Article.State.DRAFT
    assert Version.objects.get().synonyms == ["pas", "reispas"]


def test_a_second_click_says_that_it_was_done(esra, topic, signed_on):
    client = signed_on(esra)
    carry_out = _bring(client, topic, TABLE).url + "uitvoeren/"
    client.post(carry_out)

    again = client.post(carry_out, follow=True)

    assert "Dit bestand is al overgenomen of weggelegd." in again.content.decode()
    assert Version.objects.count() == 1


def test_importing_the_same_again_changes_nothing(esra, topic, signed_on):
    client = signed_on(esra)
    for _ in range(2):
        client.post(_bring(client, topic, TABLE).url + "uitvoeren/")

    assert Version.objects.count() == 1


def test_nothing_is_written_when_an_entry_is_wrong(esra, topic, signed_on):
    client = signed_on(esra)
    preview = _bring(client, topic, b"titel;uitleg\n;tekst\nGoed;tekst\n")

    answer = client.post(preview.url + "uitvoeren/")

    assert answer.status_code == 422
    assert Article.objects.count() == 0


def test_a_file_of_another_format_gets_a_sentence(esra, topic, signed_on):
    answer = _bring(signed_on(esra), topic, b"\x89PNG....", form="sdg")

    assert answer.status_code == 422
    assert "error" in answer.content.decode()


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_everything_can_be_taken_away(esra, topic, signed_on, form):
    client = signed_on(esra)
    client.post(_bring(client, topic, TABLE).url + "uitvoeren/")

    answer = client.get(reverse("knowledge:export", args=[form]))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'kennis.{form}"')


def test_anna_cannot_import(anna, signed_on):
    assert signed_on(anna).get(reverse("knowledge:import")).status_code == 404

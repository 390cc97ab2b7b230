"""The pages: they work, refuse bad input, refuse the wrong person, and cost the same for one and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.knowledge.actions.feedback import give_feedback
from vraagbaak.knowledge.actions.learning import propose_question
from vraagbaak.knowledge.models import Article, SearchEntry, Version
from vraagbaak.knowledge.queries.lists import LISTS
from vraagbaak.knowledge.tests.conftest import HOSTILE

TYPED = {
    "kind": "product",
    "title": "Paspoort kwijt",
    "say": "Doe eerst aangifte.",
    "explanation": "<p>Zo gaat dat.</p>",
    "steps": "Doe aangifte\nMaak een afspraak",
    "bring": "Pasfoto",
    "duration": "5 werkdagen",
    "apply_url": "https://nieuwerdam.example/paspoort",
    "legal_ground": "Paspoortwet",
    "synonyms": "pas, reisdocument",
    "internal_note": "Let op de reisdatum",
    "kosten-TOTAL_FORMS": "2",
    "kosten-INITIAL_FORMS": "0",
    "kosten-0-what": "Paspoort",
    "kosten-0-amount": "86,85",
    "kosten-0-since": "2026-01-01",
    "doe": "bewaren",
}


def page(name, *args):
    return reverse(f"knowledge:{name}", args=args)


def shown(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def cost_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(address).status_code == 200
    return len(statements)


class TestReadingPages:
    def test_anna_reads_an_article(self, write, anna, signed_on):
        article = write(say="Doe eerst aangifte.", bring=("Pasfoto",), explanation="<p>Uitleg</p>")

        text = shown(signed_on(anna).get(page("article", article.uuid)))

        assert "Doe eerst aangifte." in text
        assert "<p>Uitleg</p>" in text
        assert page("edit", article.uuid) not in text

    def test_a_draft_is_not_there_for_anna_and_dirk_but_is_for_bram(self, write, anna, bram, dirk, signed_on):
        address = page("article", write(is_out=False).uuid)

        assert [signed_on(agent).get(address).status_code for agent in (anna, dirk, bram)] == [404, 404, 200]

    def test_browsing_shows_a_topic_with_what_stands_below_it(self, write, topic, anna, signed_on):
        write()

        text = shown(signed_on(anna).get(page("home"), {"onderwerp": topic.uuid}))

        assert "Paspoort kwijt" in text

    @pytest.mark.parametrize("wanted", ["x", "00000000-0000-0000-0000-000000000000"])
    def test_a_topic_that_is_not_there_is_said_to_be_absent(self, anna, signed_on, wanted):
        assert signed_on(anna).get(page("home"), {"onderwerp": wanted}).status_code == 404

    def test_searching_by_post_finds_without_words_in_the_address(self, write, anna, signed_on):
        article = write()

        assert page("article", article.uuid) in shown(signed_on(anna).post(page("search"), {"words": "paspoort"}))

    def test_a_long_shelf_is_shown_page_by_page(self, write, topic, anna, signed_on):
        for number in range(27):
            write(f"Artikel {number:02}")
        client = signed_on(anna)

        first = shown(client.get(page("home"), {"onderwerp": topic.uuid}))
        second = shown(client.get(page("home"), {"onderwerp": topic.uuid, "pagina": "2"}))

        assert "Artikel 24" in first
        assert "Artikel 25" not in first
        assert "Artikel 26" in second

    def test_browsing_costs_the_same_for_one_and_eleven_articles(self, write, anna, signed_on):
        client = signed_on(anna)
        write()
        one = cost_of(client, page("home"))

        for number in range(10):
            write(f"Artikel {number}")

        assert cost_of(client, page("home")) == one

    def test_the_news_costs_the_same_for_one_and_eleven(self, write, anna, signed_on):
        client = signed_on(anna)
        write("Nieuws", kind="news")
        one = cost_of(client, page("notices"))

        for number in range(10):
            write(f"Nieuws {number}", kind="news")

        assert cost_of(client, page("notices")) == one

    def test_an_article_costs_the_same_whatever_hangs_on_it(self, write, anna, signed_on):
        client, article = signed_on(anna), write()
        other = write("Ander")
        article.related.add(other)
        one = cost_of(client, page("article", article.uuid))

        article.related.add(*[write(f"Artikel {number}") for number in range(10)])

        assert cost_of(client, page("article", article.uuid)) == one


class TestWritingPages:
    def test_esra_writes_an_article(self, topic, esra, signed_on):
        response = signed_on(esra).post(page("new"), TYPED | {"topic": topic.pk})

        version = Version.objects.get()
        assert response.status_code == 302
        assert (version.title, version.steps, version.synonyms) == (
            "Paspoort kwijt",
            ["Doe aangifte", "Maak een afspraak"],
            ["pas", "reisdocument"],
        )
        assert version.costs == [{"what": "Paspoort", "amount": "86.85", "from": "2026-01-01"}]

    def test_a_preview_saves_nothing(self, topic, esra, signed_on):
        text = shown(signed_on(esra).post(page("new"), TYPED | {"topic": topic.pk, "doe": "voorbeeld"}))

        assert "86,85" in text
        assert not Article.objects.exists()

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("title", ""),
            ("title", "<b></b>"),
            ("say", ""),
            ("say", "x" * 1201),
            ("apply_url", "javascript:alert(1)"),
            ("topic", "999999"),
            ("topic", "1' OR 1=1"),
            ("kind", "nonsense"),
            ("valid_from", "31-31-2026"),
            ("kosten-0-amount", "veel"),
            ("kosten-0-amount", "-1"),
            ("kosten-0-what", ""),
            ("kosten-TOTAL_FORMS", "100000"),
            ("kosten-TOTAL_FORMS", "x"),
            ("related", "x"),
            ("title", "\x00"),
        ],
    )
    def test_bad_input_is_named_and_the_typed_text_stays(self, topic, esra, signed_on, field, typed):
        response = signed_on(esra).post(page("new"), TYPED | {"topic": topic.pk, field: typed})

        assert response.status_code == 422
        assert "Zo gaat dat." in response.content.decode()
        assert not Article.objects.exists()

    def test_esra_changes_a_text(self, write, esra, signed_on):
        article = write()

        signed_on(esra).post(
            page("edit", article.uuid), TYPED | {"weight": "typo", "reason": "Tikfout", "base": 1, "title": "Pas kwijt"}
        )

        article.refresh_from_db()
        assert (article.published.title, article.published.number) == ("Pas kwijt", 2)

    def test_two_editors_at_once_lose_nothing(self, write, esra, signed_on):
        article, client = write(), signed_on(esra)
        edit = TYPED | {"weight": "typo", "reason": "Een", "base": 1}
        client.post(page("edit", article.uuid), edit | {"title": "Tekst van een ander"})

        response = client.post(page("edit", article.uuid), edit | {"title": "Mijn tekst"})

        text = response.content.decode()
        assert response.status_code == 409
        assert "Mijn tekst" in text
        assert "Esra Yilmaz" in text
        assert "van een ander" in text
        assert 'name="base" value="2"' in text

    def test_esra_arranges_place_and_dates(self, write, topic, esra, signed_on):
        article, other = write(), write("Ander artikel")

        signed_on(esra).post(
            page("arrange", article.uuid),
            {"topic": topic.pk, "valid_until": "2099-12-31", "related": [str(other.uuid)]},
        )

        article.refresh_from_db()
        assert article.valid_until.year == 2099
        assert list(article.related.all()) == [other]

    def test_dates_that_a_colleague_set_meanwhile_are_not_written_over(self, write, topic, esra, signed_on):
        article, client = write(), signed_on(esra)
        address = page("arrange", article.uuid)
        typed = {"topic": topic.pk, "seen": client.get(address).context["seen"]}
        client.post(address, typed | {"valid_until": "2099-12-31"})

        late = client.post(address, typed | {"valid_until": "2098-01-01"})

        article.refresh_from_db()
        assert (late.status_code, article.valid_until.year) == (409, 2099)
        assert "2098-01-01" in late.content.decode()

    def test_an_editor_begins_again_from_an_earlier_version(self, write, esra, signed_on):
        from vraagbaak.knowledge.tests.test_articles import edit

        article = write("Oude titel")
        edit(article, title="Nieuwe titel", by=esra)

        text = shown(signed_on(esra).get(page("edit", article.uuid), {"vanaf": "1"}))

        assert 'value="Oude titel"' in text
        assert 'name="base" value="2"' in text

    @pytest.mark.parametrize("wanted", ["x", "0", "99", "9" * 30])
    def test_a_version_that_is_not_there_is_left_aside(self, write, esra, signed_on, wanted):
        assert "Paspoort kwijt" in shown(signed_on(esra).get(page("edit", write().uuid), {"vanaf": wanted}))

    @pytest.mark.parametrize(
        ("kind", "is_out", "said"),
        [
            ("product", True, "Grote wijziging: de eigenaar controleert eerst"),
            ("product", False, "De eigenaar controleert het voor het live gaat."),
            ("news", True, "Wijziging: iedereen leest het opnieuw"),
            ("news", False, "U publiceert het daarna zelf."),
        ],
    )
    def test_the_form_says_what_a_change_leads_to(self, write, esra, signed_on, kind, is_out, said):
        article = write(kind=kind, is_out=is_out)

        assert said in shown(signed_on(esra).get(page("edit", article.uuid)))

    def test_a_draft_is_saved_without_choosing_how_big_the_change_is(self, write, esra, signed_on):
        article = write(is_out=False)

        response = signed_on(esra).post(
            page("edit", article.uuid), TYPED | {"weight": "major", "reason": "Verder", "base": 1}, follow=True
        )

        assert "Bewaard als concept. De werkplek ziet het nog niet." in shown(response)

    def test_a_question_without_an_answer_becomes_a_title_without_standing_in_the_address(self, esra, signed_on):
        response = signed_on(esra).post(page("new"), {"words": "mag ik een kip houden", "doe": "beginnen"})

        assert 'value="mag ik een kip houden"' in shown(response)

    def test_a_narrowed_editor_cannot_move_an_article_to_another_department(
        self, write, make_agent, burgerzaken, sport, signed_on
    ):
        from vraagbaak.knowledge.models import Topic

        narrowed, article = make_agent("Ruud Kok", "editor", departments=(burgerzaken,)), write()
        other = Topic.objects.create(key="sport", name="Sport", sort_key="sport", department=sport)

        response = signed_on(narrowed).post(page("arrange", article.uuid), {"topic": other.pk})

        assert response.status_code == 422

    def test_a_narrowed_editor_finds_no_article_of_another_department(self, write, make_agent, sport, signed_on):
        narrowed, article = make_agent("Ruud Kok", "editor", departments=(sport,)), write()

        for name in ("edit", "arrange", "ask_owner", "article_intake", "attachments"):
            assert signed_on(narrowed).get(page(name, article.uuid)).status_code == 404, name
        for name in ("publish", "withdraw", "archive"):
            assert signed_on(narrowed).post(page(name, article.uuid)).status_code == 404, name

    def test_bram_may_read_the_history_and_not_write(self, write, bram, signed_on):
        article, client = write(), signed_on(bram)

        assert client.get(page("history", article.uuid)).status_code == 200
        assert client.get(page("edit", article.uuid)).status_code == 404
        assert client.get(page("new")).status_code == 404

    def test_the_history_costs_the_same_for_one_and_eleven_versions(self, write, esra, signed_on):
        from vraagbaak.knowledge.tests.test_articles import edit

        article, client = write(), signed_on(esra)
        one = cost_of(client, page("history", article.uuid))

        for number in range(10):
            edit(article, title=f"Titel {number}", by=esra)

        assert cost_of(client, page("history", article.uuid)) == one

    def test_publishing_a_text_that_must_be_checked_leads_to_asking_the_owner(self, write, esra, signed_on):
        article = write(is_out=False)

        response = signed_on(esra).post(page("publish", article.uuid))

        assert response["Location"] == page("ask_owner", article.uuid)

    def test_withdrawing_archiving_and_confirming_by_page(self, write, esra, signed_on):
        article, client = write(), signed_on(esra)

        client.post(page("confirm", article.uuid), {"review_on": "2099-01-01"})
        article.refresh_from_db()
        assert article.review_on.year == 2099
        client.post(page("withdraw", article.uuid))
        client.post(page("archive", article.uuid))
        client.post(page("archive", article.uuid))

        article.refresh_from_db()
        assert article.state == "archived"


class TestHostileText:
    def test_nothing_that_somebody_typed_runs_anywhere(self, topic, esra, anna, signed_on):
        typed = dict.fromkeys(
            ("title", "say", "explanation", "steps", "bring", "duration", "legal_ground", "synonyms", "internal_note"),
            HOSTILE,
        )
        client = signed_on(esra)
        client.post(page("new"), TYPED | typed | {"topic": topic.pk, "kosten-0-what": HOSTILE})
        article = Article.objects.get()
        client.post(
            page("edit", article.uuid),
            TYPED | typed | {"title": HOSTILE + "2", "weight": "major", "reason": HOSTILE, "base": 1},
        )
        Version.objects.update(checked_at=timezone.now(), checked_by=HOSTILE)
        client.post(page("publish", article.uuid))
        article.refresh_from_db()
        give_feedback(article.published.uuid, kind="wrong", words=HOSTILE, remark=HOSTILE, by=anna)
        propose_question(article, words=HOSTILE, by=anna)
        SearchEntry.objects.create(
            conversation=article.uuid, words=HOSTILE, hits=0, began_at=timezone.now(), last_at=timezone.now()
        )
        pages = [page("home"), page("notices"), page("topics"), *(page("list", name) for name in LISTS)]
        pages += [
            page(name, article.uuid)
            for name in ("article", "edit", "arrange", "history", "confirm", "attachments", "article_intake")
        ]

        for address in pages:
            text = shown(client.get(address))
            assert "<script>alert" not in text, address
            assert "onerror=alert(2)>" not in text.replace("&gt;", ""), address
            assert "<img src=x" not in text, address

    def test_a_null_character_breaks_nothing(self, write, esra, anna, signed_on):
        version, client = write().published, signed_on(esra)

        assert give_feedback(version.uuid, kind="wrong", words="\x00", remark="\x00", by=anna) is not None
        assert client.post(page("remark", version.uuid), {"kind": "missing", "remark": "\x00"}).status_code == 302
        assert client.post(page("settle_gap"), {"words": "\x00"}).status_code == 302

    def test_hostile_words_in_the_search_are_only_text(self, write, anna, signed_on):
        write()

        assert "<script>alert" not in shown(signed_on(anna).post(page("search"), {"words": HOSTILE}))

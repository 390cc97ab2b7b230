"""The editor's lists, and what is done with their lines."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vraagbaak.knowledge.actions.feedback import give_feedback
from vraagbaak.knowledge.actions.learning import propose_question
from vraagbaak.knowledge.actions.owner_checks import ask_owner
from vraagbaak.knowledge.actions.searching import mark_gap
from vraagbaak.knowledge.models import Article, LearnedQuestion, SearchEntry, Version
from vraagbaak.knowledge.queries.lists import LISTS
from vraagbaak.knowledge.tests.test_pages import cost_of, page, shown


class TestLists:
    @pytest.fixture
    def filled(self, write, esra, anna):
        def fill(number):
            article = write(f"Artikel {number}", review_on=timezone.localdate())
            give_feedback(article.published.uuid, kind="wrong", words=f"vraag {number}", remark="", by=anna)
            propose_question(article, words=f"hoe kom ik aan nummer {number}", by=anna)
            ask_owner(write(f"Concept {number}", is_out=False), email="a@b.nl", due_on=timezone.localdate(), by=esra)
            write(f"Schets {number}", is_out=False)
            write(f"Nieuws {number}", kind="news", is_important=True)
            write(f"Oud {number}", valid_until=timezone.localdate() - timedelta(days=1))
            SearchEntry.objects.create(
                conversation=article.uuid,
                words=f"niets {number}",
                hits=0,
                began_at=timezone.now(),
                last_at=timezone.now(),
            )

        return fill

    @pytest.mark.parametrize("name", LISTS)
    def test_every_list_costs_the_same_for_one_and_eleven(self, filled, esra, signed_on, name):
        client = signed_on(esra)
        filled(0)
        one = cost_of(client, page("list", name))

        for number in range(1, 11):
            filled(number)

        assert cost_of(client, page("list", name)) == one

    def test_each_kind_of_work_stands_in_its_list(self, filled, esra, signed_on):
        filled(7)
        client = signed_on(esra)
        expected = {
            "te-controleren": "Concept 7",
            "opmerkingen": "vraag 7",
            "concepten": "Schets 7",
            "herziening": "Artikel 7",
            "verlopen": "Oud 7",
            "zonder-resultaat": "niets 7",
            "voorgesteld": "nummer 7",
            "ongelezen": "Nieuws 7",
        }

        for name, words in expected.items():
            assert words in shown(client.get(page("list", name))), name

    def test_the_first_list_with_work_opens_and_says_what_it_is(self, write, anna, esra, signed_on):
        give_feedback(write().published.uuid, kind="wrong", words="", remark="", by=anna)

        text = shown(signed_on(esra).get(page("editorial")))

        assert "Wat de werkplek fout vindt of mist." in text

    def test_a_long_list_is_shown_page_by_page(self, write, anna, esra, signed_on):
        article, client = write(), signed_on(esra)
        for number in range(27):
            propose_question(article, words=f"hoe kom ik aan nummer {number}", by=anna)

        first = client.get(page("list", "voorgesteld")).context["page"]
        second = client.get(page("list", "voorgesteld"), {"pagina": "2"}).context["page"]

        assert (len(first.object_list), len(second.object_list)) == (25, 2)

    def test_what_was_done_with_a_line_is_said(self, write, anna, esra, signed_on):
        question = propose_question(write(), words="mijn pas is weg wat nu", by=anna)
        client = signed_on(esra)

        learned = client.post(page("decide_question", question.uuid), {"besluit": "leren"}, follow=True)
        gone = client.post(page("settle_gap"), {"words": "drone"}, follow=True)

        assert "De zoekfunctie kent deze vraag nu." in shown(learned)
        assert "Van de lijst gehaald." in shown(gone)

    def test_the_editor_sees_who_has_not_read_the_news(self, write, anna, esra, signed_on):
        write("Nieuwe balie", kind="news", is_important=True)

        assert anna.name in shown(signed_on(esra).get(page("list", "ongelezen")))

    def test_what_was_never_used_is_listed_after_three_months(self, write, esra, signed_on):
        write()
        long_ago = timezone.now() - timedelta(days=100)
        Version.objects.update(published_at=long_ago)
        Article.objects.update(created_at=long_ago)

        assert "Paspoort kwijt" in shown(signed_on(esra).get(page("list", "ongebruikt")))

    def test_dirk_sees_nothing_of_another_department(self, filled, dirk, signed_on):
        filled(7)
        client = signed_on(dirk)

        for name in set(LISTS) - {"ongelezen"}:
            text = shown(client.get(page("list", name)))
            assert "Artikel 7" not in text, name
            assert "niets 7" not in text, name

    def test_a_list_that_does_not_exist_is_absent(self, esra, signed_on):
        assert signed_on(esra).get(page("list", "nonsense")).status_code == 404

    def test_esra_settles_a_remark_with_a_sentence(self, write, anna, esra, signed_on):
        given = give_feedback(write().published.uuid, kind="wrong", words="", remark="", by=anna)
        client = signed_on(esra)

        client.post(page("settle", given.uuid), {"settlement": " "})
        given.refresh_from_db()
        assert given.settled_at is None
        client.post(page("settle", given.uuid), {"settlement": "Aangepast"})

        given.refresh_from_db()
        assert (given.settlement, given.settled_by) == ("Aangepast", esra)

    def test_esra_takes_a_search_off_the_list_and_a_gap_comes_first(self, esra, anna, signed_on):
        from uuid import uuid4

        for _ in range(2):
            SearchEntry.objects.create(
                conversation=uuid4(), words="Zwembad", hits=0, began_at=timezone.now(), last_at=timezone.now()
            )
        mark_gap(uuid4(), words="drone vliegen", by=anna)
        client = signed_on(esra)
        text = shown(client.get(page("list", "zonder-resultaat")))
        assert text.index("drone vliegen") < text.index("zwembad")

        client.post(page("settle_gap"), {"words": "zwembad"})

        assert "zwembad" not in shown(client.get(page("list", "zonder-resultaat")))

    def test_esra_learns_a_proposed_question_and_rejects_another(self, write, anna, esra, signed_on):
        article = write()
        good = propose_question(article, words="mijn pas is weg wat nu", by=anna)
        bad = propose_question(article, words="hallo met wie spreek ik", by=anna)
        client = signed_on(esra)

        client.post(page("decide_question", good.uuid), {"besluit": "leren", "words": "mijn paspoort is weg"})
        client.post(page("decide_question", bad.uuid), {"besluit": "nooit"})

        assert LearnedQuestion.objects.get(uuid=good.uuid).state == "approved"
        assert LearnedQuestion.objects.get(uuid=good.uuid).words == "mijn paspoort is weg"
        assert LearnedQuestion.objects.get(uuid=bad.uuid).state == "rejected"


class TestLiteralQuestions:
    def test_esra_adds_and_takes_away_a_literal_question(self, write, esra, signed_on):
        article, client = write(), signed_on(esra)

        client.post(page("add_literal", article.uuid), {"words": "  mijn   pas is gejat "})
        question = LearnedQuestion.objects.get()
        assert (question.words, question.state) == ("mijn pas is gejat", "approved")
        client.post(page("remove_literal", question.uuid))

        question.refresh_from_db()
        assert question.state == "rejected"

    @pytest.mark.parametrize("words", ["", "pas", "x" * 301, "\x00" * 9])
    def test_too_short_or_too_long_is_refused_kindly(self, write, esra, signed_on, words):
        assert signed_on(esra).post(page("add_literal", write().uuid), {"words": words}).status_code == 422
        assert not LearnedQuestion.objects.exists()

    def test_nobody_else_teaches_the_search(self, write, anna, bram, signed_on):
        article = write()

        for agent in (anna, bram):
            assert signed_on(agent).post(page("add_literal", article.uuid), {"words": "hoe kom"}).status_code == 404

"""Reading, remarks and what still has to be read."""

import pytest
from django.urls import reverse

from vraagbaak.core.models import EventRecord
from vraagbaak.knowledge.actions.feedback import give_feedback, settle_feedback
from vraagbaak.knowledge.actions.reading import mark_read
from vraagbaak.knowledge.models import Feedback
from vraagbaak.knowledge.queries.reading import notices_for, unread_count, who_has_read


class TestReadMarks:
    def test_important_news_counts_until_it_is_read(self, write, anna):
        article = write("Nieuwe balie", kind="news", is_important=True)
        assert unread_count(anna) == 1

        mark_read(article.published, by=anna)
        mark_read(article.published, by=anna)

        assert unread_count(anna) == 0
        assert EventRecord.objects.filter(name="ArticleRead").count() == 1

    def test_other_news_is_shown_and_not_counted(self, write, anna):
        write("Borrel", kind="news")

        assert unread_count(anna) == 0
        assert len(notices_for(anna).unread) == 1

    def test_the_editor_sees_who_has_not_read_it(self, write, anna, samir, bram):
        article = write("Nieuwe balie", kind="news", is_important=True)
        mark_read(article.published, by=anna)
        mark_read(article.published, by=bram)

        line = who_has_read()[0]

        assert (line.readers, line.names) == (2, ["Samir el Amrani"])

    def test_what_was_not_read_comes_before_newer_news_that_was(self, write, anna):
        old, new = write("Oud", kind="news", is_important=True), write("Nieuw", kind="news")
        mark_read(new.published, by=anna)

        assert notices_for(anna, limit=1).unread == [old]

    def test_anna_marks_it_on_the_page(self, write, anna, signed_on):
        article = write("Nieuwe balie", kind="news", is_important=True)

        response = signed_on(anna).post(reverse("knowledge:read", args=[article.published.uuid]))

        assert response.status_code == 302
        assert unread_count(anna) == 0


class TestFeedback:
    def test_one_key_reaches_the_editors_with_version_and_question(self, write, anna):
        article = write()

        given = give_feedback(article.published.uuid, kind="wrong", words="ben me pas kwijt", remark="", by=anna)

        assert (given.version, given.words, given.agent) == (article.published, "ben me pas kwijt", anna)
        assert EventRecord.objects.get(name="FeedbackGiven").facts["kind"] == "wrong"

    def test_personal_data_is_masked_before_it_is_kept(self, write, anna):
        given = give_feedback(
            write().published.uuid, kind="missing", words="bel mij op 06-12345678", remark="mail a@b.nl", by=anna
        )

        assert "12345678" not in given.words
        assert "a@b.nl" not in given.remark

    def test_pressing_twice_is_once_and_a_later_remark_is_added(self, write, anna):
        version = write().published.uuid
        give_feedback(version, kind="wrong", words="pas", remark="", by=anna)

        give_feedback(version, kind="wrong", words="pas", remark="Bedrag klopt niet", by=anna)

        assert Feedback.objects.get().remark == "Bedrag klopt niet"

    @pytest.mark.parametrize("kind", ["", "nonsense", "wrong' OR 1=1"])
    def test_a_kind_that_does_not_exist_is_refused(self, write, anna, kind):
        assert give_feedback(write().published.uuid, kind=kind, words="", remark="", by=anna) is None

    def test_a_draft_takes_no_remarks(self, write, anna):
        assert give_feedback(write(is_out=False).pending.uuid, kind="wrong", words="", remark="", by=anna) is None

    def test_settling_keeps_the_first_sentence(self, write, anna, esra):
        given = give_feedback(write().published.uuid, kind="wrong", words="", remark="", by=anna)

        settle_feedback(given, settlement="Bedrag aangepast", by=esra)
        settle_feedback(given, settlement="Iets anders", by=esra)

        assert Feedback.objects.get().settlement == "Bedrag aangepast"
        assert EventRecord.objects.filter(name="FeedbackSettled").count() == 1

    def test_dirk_cannot_settle_a_remark_of_another_department(self, write, anna, dirk, signed_on):
        given = give_feedback(write().published.uuid, kind="wrong", words="", remark="", by=anna)

        response = signed_on(dirk).post(reverse("knowledge:settle", args=[given.uuid]), {"settlement": "weg"})

        assert response.status_code == 404
        assert Feedback.objects.get().settled_at is None

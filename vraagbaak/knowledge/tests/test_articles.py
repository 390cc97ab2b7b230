"""Writing, publishing, withdrawing and keeping articles."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.knowledge.actions.articles import Arrangement, EditedMeanwhile, WrongDates, arrange_article, edit_article
from vraagbaak.knowledge.actions.publishing import (
    NotChecked,
    NothingToPublish,
    WrongState,
    archive_article,
    publish_article,
    withdraw_article,
)
from vraagbaak.knowledge.actions.reading import mark_read
from vraagbaak.knowledge.actions.reviewing import (
    StillOver,
    begin_article,
    confirm_article,
    expire_article,
    remind_of_review,
)
from vraagbaak.knowledge.jobs import keep_articles_current
from vraagbaak.knowledge.models import Article, IndexPart, ReadMark, Version
from vraagbaak.knowledge.rules.texts import Text

TODAY = timezone.localdate


def events(*names):
    return list(EventRecord.objects.filter(name__in=names).order_by("id").values_list("name", flat=True))


def edit(article, *, weight="typo", by, title="Paspoort kwijt of gestolen", base=None, **text):
    article.refresh_from_db()
    number = article.versions.order_by("-number").first().number if base is None else base
    said = {"say": "Doe eerst aangifte."} | text
    return edit_article(
        article, text=Text(title=title, **said), weight=weight, reason="Duidelijker", base=number, by=by
    )


class TestWriting:
    def test_a_first_text_is_a_draft_with_one_version(self, write, esra):
        article = write(is_out=False)

        assert (article.state, article.pending.number, article.pending.author) == ("draft", 1, esra)
        assert article.key == "paspoort-kwijt"
        assert events("ArticleWritten") == ["ArticleWritten"]

    def test_two_articles_of_the_same_title_get_keys_of_their_own(self, write):
        assert [write(is_out=False).key, write(is_out=False).key] == ["paspoort-kwijt", "paspoort-kwijt-2"]

    def test_harmful_markup_is_gone_before_it_is_kept(self, write):
        article = write(
            is_out=False, explanation='<p onclick="x()">Hoi<script>alert(1)</script></p><a href="javascript:x">k</a>'
        )

        assert "script" not in article.pending.explanation
        assert "onclick" not in article.pending.explanation

    def test_a_typing_error_goes_out_at_once_and_nobody_is_told(self, write, esra):
        article = write()

        version = edit(article, by=esra)

        article.refresh_from_db()
        assert (article.published, article.pending, article.state) == (version, None, "published")
        assert not events("OwnerTold")

    def test_a_change_goes_out_at_once_and_the_owner_is_told(self, write, esra):
        article = write()

        version = edit(article, weight="change", by=esra)

        article.refresh_from_db()
        assert article.published == version
        assert events("OwnerTold") == ["OwnerTold"]

    def test_a_major_change_waits_and_the_desk_keeps_the_old_text(self, write, esra):
        article = write()

        version = edit(article, weight="major", by=esra)

        article.refresh_from_db()
        assert (article.published.number, article.pending, article.state) == (1, version, "published")
        with pytest.raises(NotChecked):
            publish_article(article, by=esra)

    def test_a_typing_error_does_not_carry_a_waiting_major_change_out(self, write, esra):
        article = write()
        edit(article, weight="major", by=esra)

        edit(article, weight="typo", by=esra)

        article.refresh_from_db()
        assert article.published.number == 1
        assert article.pending.number == 3

    def test_a_colleagues_text_is_never_overwritten_silently(self, write, esra, make_agent):
        article, other = write(), make_agent("Ruud Kok", "editor")
        edit(article, by=other, title="Paspoort gestolen", base=1)

        with pytest.raises(EditedMeanwhile) as refusal:
            edit(article, by=esra, base=1)

        assert refusal.value.latest.title == "Paspoort gestolen"
        assert article.versions.count() == 2

    def test_every_version_keeps_who_why_and_how_heavy(self, write, esra):
        version = edit(write(), weight="change", by=esra)

        assert (version.author, version.reason, version.weight, version.number) == (esra, "Duidelijker", "change", 2)

    def test_an_article_that_would_never_hold_is_refused(self, write, topic, esra):
        article = write()

        with pytest.raises(WrongDates):
            arrange_article(article, arrangement=Arrangement(topic, date(2027, 1, 2), date(2027, 1, 1)), by=esra)

    def test_only_news_and_work_instructions_are_important(self, write):
        assert not write(is_important=True).is_important
        assert write("Nieuwe balie", kind="news", is_important=True).is_important


class TestAtTheDesk:
    def test_what_is_published_can_be_found_from_that_very_transaction(self, write):
        article = write()

        assert not IndexPart.objects.get(article=article).is_removed

    def test_a_withdrawn_article_leaves_the_index_and_needs_no_new_check(self, write, esra):
        article = write()

        withdraw_article(article, by=esra)

        article.refresh_from_db()
        assert (article.state, article.published) == ("draft", None)
        assert IndexPart.objects.get(article=article).is_removed
        assert publish_article(article, by=esra)

    def test_the_archive_keeps_the_text_and_gives_it_back_as_a_draft(self, write, esra):
        article = write()
        archive_article(article, by=esra)

        withdraw_article(article, by=esra)

        article.refresh_from_db()
        assert (article.state, article.pending.number) == ("draft", 1)

    def test_archiving_twice_is_refused(self, write, esra):
        article = write()
        archive_article(article, by=esra)

        with pytest.raises(WrongState):
            archive_article(article, by=esra)

    def test_publishing_twice_is_refused(self, write, esra):
        with pytest.raises(NothingToPublish):
            publish_article(write(), by=esra)

    def test_a_work_instruction_needs_no_owner(self, write, esra):
        article = write("Zo boek je een afspraak", kind="work_instruction", is_out=False)

        assert publish_article(article, by=esra)

    def test_an_article_waits_for_its_first_day(self, write, esra):
        tomorrow = TODAY() + timedelta(days=1)
        article = write("Kerstsluiting", kind="news", is_out=False, valid_from=tomorrow)

        assert not publish_article(article, by=esra)
        assert not begin_article(article, today=TODAY())
        assert begin_article(article, today=tomorrow)

        article.refresh_from_db()
        assert article.state == "published"

    def test_who_read_the_text_need_not_read_it_again_for_a_typing_error(self, write, esra, anna):
        article = write("Nieuwe balie", kind="news")
        mark_read(article.published, by=anna)

        fixed = edit(article, weight="typo", by=esra)
        changed = edit(article, weight="change", by=esra)

        assert ReadMark.objects.filter(version=fixed, agent=anna).exists()
        assert not ReadMark.objects.filter(version=changed, agent=anna).exists()

    def test_a_typing_error_does_not_undo_that_the_owner_checked(self, write, esra):
        article = write()
        Version.objects.update(checked_at=timezone.now(), checked_by="Burgerzaken")

        fixed = edit(article, weight="typo", by=esra)
        changed = edit(article, weight="change", by=esra)

        fixed.refresh_from_db()
        changed.refresh_from_db()
        assert (fixed.checked_by, changed.checked_by) == ("Burgerzaken", "")


class TestKeepingTrue:
    def test_an_article_expires_after_its_last_day_and_once(self, write):
        article = write(valid_until=TODAY())

        assert not expire_article(article, today=TODAY())
        assert expire_article(article, today=TODAY() + timedelta(days=1))
        assert not expire_article(article, today=TODAY() + timedelta(days=1))
        assert events("ArticleExpired") == ["ArticleExpired"]

    def test_an_expired_article_stays_to_be_found_with_its_warning(self, write):
        article = write(valid_until=TODAY())
        expire_article(article, today=TODAY() + timedelta(days=1))

        assert not IndexPart.objects.get(article=article).is_removed

    def test_confirming_changes_the_day_of_checking_and_not_of_editing(self, write, bram):
        article = write(review_on=TODAY())
        edited = article.published.created_at

        confirm_article(article, review_on=TODAY() + timedelta(days=365), valid_until=None, by=bram)

        version = Article.objects.get(pk=article.pk).published
        assert (version.checked_by, version.created_at) == ("Bram de Haan", edited)
        assert events("ArticleReviewed") == ["ArticleReviewed"]

    def test_an_expired_article_comes_back_with_a_later_last_day_only(self, write, esra):
        article = write(valid_until=TODAY() - timedelta(days=1))
        assert article.state == "expired"

        with pytest.raises(StillOver):
            confirm_article(article, review_on=TODAY(), valid_until=article.valid_until, by=esra)
        confirm_article(article, review_on=TODAY(), valid_until=TODAY(), by=esra)

        article.refresh_from_db()
        assert article.state == "published"

    def test_editor_and_owner_are_reminded_once_a_week_ahead(self, write, burgerzaken, mailoutbox):
        burgerzaken.email = "burgerzaken@nieuwerdam.example"
        burgerzaken.save()
        article = write(review_on=TODAY() + timedelta(days=7))

        assert remind_of_review(article, today=TODAY())
        assert not remind_of_review(article, today=TODAY())

        assert sorted(mail.to[0] for mail in mailoutbox) == [
            "burgerzaken@nieuwerdam.example",
            "esra@nieuwerdam.example",
        ]
        assert "Paspoort kwijt" in mailoutbox[0].subject

    def test_the_night_may_come_twice(self, write, mailoutbox):
        write(valid_until=TODAY() - timedelta(days=1))
        Article.objects.update(state="published")
        write("Rijbewijs", review_on=TODAY() + timedelta(days=3))

        for _ in range(2):
            keep_articles_current(int(timezone.now().timestamp()))

        assert events("ArticleExpired", "ReviewReminderSent").count("ReviewReminderSent") == 1
        assert Article.objects.get(key="paspoort-kwijt").state == "expired"
        assert len(mailoutbox) == 1

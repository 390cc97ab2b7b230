"""Every list of the editors has something to show, and so have the news and the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vraagbaak.contacts.models import Draft, Outcome, Party, Question
from vraagbaak.core.personal import find_personal_data
from vraagbaak.directory.queries.colleagues import people_of
from vraagbaak.knowledge.models import Article, Feedback, LearnedQuestion, OwnerCheck, SearchEntry
from vraagbaak.knowledge.queries.lists import LISTS, list_counts, rows_of
from vraagbaak.knowledge.queries.reading import notices_for, unread_count
from vraagbaak.town.identity import id_of

NOW = timezone.now
TODAY = timezone.localdate
AT_LEAST = {
    "te-controleren": 5,
    "opmerkingen": 25,
    "concepten": 6,
    "herziening": 2,
    "verlopen": 3,
    "zonder-resultaat": 40,
    "voorgesteld": 40,
    "ongelezen": 4,
    "ongebruikt": 5,
    "archief": 4,
}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_of_the_editors_has_something_to_show(account, name):
    rows = rows_of(name, account("esra"), NOW(), TODAY())

    assert len(rows) >= AT_LEAST[name]
    assert list_counts(account("esra"), NOW(), TODAY())[name] == len(rows)


@pytest.mark.parametrize("name", LISTS)
def test_each_list_can_be_opened_by_the_editor(account, signed_on, name):
    page = signed_on(account("esra")).get(f"/kennis/redactie/{name}/")

    assert page.status_code == 200


def test_one_owner_is_late_and_the_others_have_time(account):
    checks = OwnerCheck.objects.filter(verdict="", withdrawn_at=None)

    assert checks.filter(due_on__lt=TODAY()).count() == 1
    assert checks.filter(due_on__gte=TODAY()).count() >= 4
    assert {check.asked_by for check in checks} == {account("esra")}


def test_some_texts_came_back_with_remarks_and_several_were_agreed_to(town, db):
    assert OwnerCheck.objects.filter(verdict="amend").exclude(remark="").count() >= 1
    agreed = OwnerCheck.objects.filter(verdict="agreed", decided_at__gte=NOW() - timedelta(days=20))
    assert agreed.count() >= 5
    assert not agreed.filter(version__checked_at=None).exists()


def test_some_articles_wait_for_their_first_day(town, db):
    waiting = Article.objects.filter(is_scheduled=True)

    assert waiting.filter(valid_from__gt=TODAY(), pending__isnull=False).count() == waiting.count() >= 3


def test_remarks_of_the_desk_are_open_or_settled(town, db):
    assert Feedback.objects.filter(settled_at__isnull=False).exclude(settlement="").count() >= 8
    assert set(Feedback.objects.values_list("kind", flat=True)) == {"wrong", "missing"}
    assert not Feedback.objects.filter(version__published_at=None).exists()


def test_no_proposed_question_or_search_holds_personal_data_or_was_used_enough_to_be_learned(town, db):
    proposed = LearnedQuestion.objects.filter(state=LearnedQuestion.State.PROPOSED)
    texts = [*proposed.values_list("words", flat=True), *SearchEntry.objects.values_list("words", flat=True)]

    assert [text for text in texts if find_personal_data(text)] == []
    assert max(len(used_by) for used_by in proposed.values_list("used_by", flat=True)) < 3


def test_anna_has_a_handful_of_news_to_read_and_the_rest_read(account):
    assert 2 <= unread_count(account("anna")) <= 6
    assert notices_for(account("anna")).read
    assert notices_for(account("samir")).read


def test_annas_desk_is_empty_and_samir_has_one_parked_conversation(account):
    assert not Draft.objects.filter(agent=account("anna")).exists()
    parked = Draft.objects.get()
    assert (parked.agent, parked.parked_at is None) == (account("samir"), False)


def test_some_residents_have_a_history(town, db):
    followed = Party.objects.get(uuid=id_of("resident", "Wilma Veenstra"))

    assert followed.contacts.count() == 5
    assert followed.created_at == followed.contacts.earliest("opened_at").opened_at
    assert not followed.contacts.filter(questions__answer="").exists()


def test_who_asked_again_within_a_week_is_marked(town, db):
    waiting = Party.objects.get(uuid=id_of("resident", "Youssef Bensaid"))

    assert Question.objects.get(contact__party=waiting, is_repeat=True).outcome == Outcome.CALLBACK


def test_some_specialists_are_present_whatever_the_hour(account):
    at_burgerzaken = account("bram").employee.department_id

    assert any(colleague.is_present and colleague.presence_state for colleague in people_of(at_burgerzaken))


def test_agents_wrote_down_mood_need_answer_and_intake_for_a_part_of_the_questions(town, db):
    asked = Question.objects.filter(contact__party=None)
    written = {
        "mood": asked.exclude(mood="").count(),
        "need": asked.exclude(need="").count(),
        "answer": asked.exclude(answer="").count(),
        "intake": asked.exclude(intake=[]).count(),
    }

    assert {name: 0.05 < count / asked.count() < 0.8 for name, count in written.items()} == dict.fromkeys(written, True)


def test_who_shouts_is_noted_as_angry_more_often_than_who_does_not(town, db):
    shouted = Question.objects.filter(words__contains="belachelijk") | Question.objects.filter(
        words__contains="schandalig"
    )
    calm = Question.objects.filter(words__startswith="hoe ")

    assert shouted.filter(mood="angry").count() / shouted.count() > calm.filter(mood="angry").count() / calm.count()


def test_no_note_has_an_empty_place_in_it(town, db):
    texts = Question.objects.exclude(answer="").values_list("words", "need", "answer")

    assert [text for found in texts for text in found if "{" in text or "}" in text] == []


def test_a_dropped_question_has_no_answer_of_an_article(town, db):
    assert not Question.objects.filter(outcome=Outcome.DROPPED, article__isnull=False).exists()

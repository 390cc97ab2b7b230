"""Measurements: the extra form at the desk, what it teaches, drafts, a proposal, and before and after."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.contacts.actions.closing import close_contact, reopen_contact
from vraagbaak.contacts.actions.drafts import save_draft
from vraagbaak.contacts.models import Channel, Draft, Question
from vraagbaak.contacts.rules.drafts import DraftContent
from vraagbaak.core.models import AccessRecord, EventRecord
from vraagbaak.insight.actions.campaigns import (
    AlreadyDone,
    NobodyToAsk,
    NothingLearned,
    answer_proposal,
    change_campaign,
    link_of,
    mail_proposal,
    make_drafts,
    propose_move,
    start_campaign,
)
from vraagbaak.insight.models import Campaign
from vraagbaak.insight.queries.campaigns import campaign_for, result_of, running_campaigns, topics_measured
from vraagbaak.insight.rules.answers import AnswerNamesSomebody
from vraagbaak.insight.rules.campaigns import Noted, after, before, needed_lines, noted_of
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.models import IntakeQuestion, LearnedQuestion

SIGNED_ON = "allauth.account.auth_backends.AuthenticationBackend"
DEBT = "kan ik een betalingsregeling krijgen"


@pytest.fixture
def campaign(topics, chantal, bram, burgerzaken) -> Campaign:
    """Two weeks of which half is over, on documents with all that is below."""
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    today = timezone.localdate()
    return start_campaign(
        name="Regelingen", topic=topics[1], since=today - timedelta(days=7), until=today + timedelta(days=6),
        listeners=[bram], by=chantal,
    )  # fmt: skip


@pytest.fixture
def noted(ask, topics):
    """Register a question with what the extra form asks."""

    def noted(words, *, could="", needed="", aid="", outcome="callback", days=1, times=1, topic=topics[0]):
        day = timezone.localdate() - timedelta(days=days)
        ask(words, outcome, day=day, times=times, topic=topic)
        measured = {name: said for name, said in (("needed", needed), ("could", could), ("aid", aid)) if said}
        Question.objects.filter(words=words, measured={}).update(measured=measured)

    return noted


# --- the rules ---------------------------------------------------------------------------------------


@given(st.dates(date(2001, 1, 1), date(2190, 1, 1)), st.integers(0, 91), st.integers(0, 200))
def test_before_and_after_are_as_long_and_never_overlap(since, days, later):
    period = Period(since, since + timedelta(days=days))
    begins = period.until + timedelta(days=1)

    assert before(period).days == period.days
    assert before(period).until < period.since
    found = after(period, begins, period.until + timedelta(days=later))
    assert (found is None) is (later == 0)
    if found:
        assert period.until < found.since <= found.until
        assert found.days == min(later, period.days)


def test_what_was_left_open_does_not_count():
    assert noted_of(["yes", "", "no", "yes", "x"]) == Noted(2, 1)
    assert noted_of([]).share is None
    assert not Noted(2, 0).can_move
    assert Noted(2, 1).can_move
    assert not Noted(2, 2).can_move


def test_lines_lose_their_marks():
    assert needed_lines("- Hoe hoog is de schuld?\n2. bij wie\n\n  • \nja") == ["Hoe hoog is de schuld?", "bij wie"]


# --- at the desk -------------------------------------------------------------------------------------


def typed(question, **fields):
    return {f"q.{question}.{name}": value for name, value in fields.items()}


def test_what_is_filled_in_at_the_desk_stands_with_the_question_and_comes_back_when_undone(anna, topics):
    draft, channel = uuid4(), Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    fields = {"words": DEBT, "outcome": "callback", "needed": "hoe hoog is de schuld", "could": "yes", "aid": "system"}
    changes = typed("0000000a", **fields) | {"resident.phone": "0199123456"}
    close_contact(draft, by=anna, changes=changes, channel=channel)

    assert Question.objects.get().measured == {"needed": "hoe hoog is de schuld", "could": "yes", "aid": "system"}

    again = reopen_contact(draft, by=anna)
    (question,) = DraftContent.read(again.content).questions()
    assert (question.needed, question.could, question.aid) == ("hoe hoog is de schuld", "yes", "system")


@pytest.mark.parametrize(
    ("could", "aid", "kept"),
    [("", "", {}), ("no", "system", {"could": "no"}), ("x", "y", {}), ("yes", "", {"could": "yes"})],
)
def test_only_what_is_known_is_kept(anna, could, aid, kept):
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    fields = {"words": DEBT, "outcome": "answered", "could": could, "aid": aid}
    close_contact(uuid4(), by=anna, changes=typed("0000000a", **fields), channel=channel)

    assert Question.objects.get().measured == kept


def test_the_desk_shows_the_form_while_it_runs(campaign, anna, client, topics):
    client.force_login(anna, backend=SIGNED_ON)

    page = client.get(reverse("desk:home")).content.decode()
    assert "Meting: Regelingen" in page
    assert str(topics[0].uuid) in page
    assert str(topics[2].uuid) not in page.partition("<measure-form")[2].partition(">")[0]

    Campaign.objects.update(since=date(2026, 1, 1), until=date(2026, 1, 2))
    assert "Regelingen" not in client.get(reverse("desk:home")).content.decode()


def test_what_runs_is_known_by_day(campaign, topics):
    today = timezone.localdate()
    assert running_campaigns(today) == [campaign]
    assert running_campaigns(today + timedelta(days=7)) == []
    assert topics_measured([campaign]) == {topics[0].uuid, topics[1].uuid}
    assert topics_measured([]) == set()


# --- sitting in --------------------------------------------------------------------------------------


def test_a_second_listener_fills_in_the_same_form_and_sees_no_resident(campaign, anna, bram, client):
    draft, channel = uuid4(), Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    changes = typed("0000000a", words=DEBT) | {"resident.name": "Jansen", "resident.phone": "0199123456"}
    save_draft(draft, changes=changes, base=0, by=anna, channel=channel)
    client.force_login(bram, backend=SIGNED_ON)

    assert anna.name in client.get(reverse("insight:campaign_listen", args=[campaign.uuid])).content.decode()
    address = reverse("insight:campaign_hear", args=[campaign.uuid, draft])
    page = client.get(address).content.decode()
    assert DEBT in page
    assert "Jansen" not in page
    assert "0199123456" not in page
    filled = {"needed": "hoe hoog is de schuld", "could": "yes", "words": "iets anders", "outcome": "done"}
    at = {"question": "0000000a", "revision": 1}
    assert client.post(address, filled | at).status_code == 302
    assert client.post(address, filled).status_code == 404
    words = reverse("insight:campaign_words", args=[campaign.uuid, draft])
    assert DEBT in client.get(words).content.decode()
    looked = AccessRecord.objects.filter(actor=bram.uuid, subject=draft, purpose="conversation.heard")
    assert looked.count() == 3

    closed = close_contact(draft, by=anna, changes=typed("0000000a", outcome="answered"), base=2, channel=channel)
    question = closed.questions.get()
    assert (question.words, question.outcome) == (DEBT, "answered")
    assert question.measured == {"needed": "hoe hoog is de schuld", "could": "yes"}
    assert client.get(address).status_code == 410


def test_two_who_fill_in_at_once_lose_nothing(campaign, anna, bram, client):
    draft, channel = uuid4(), Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    save_draft(draft, changes=typed("0000000a", words=DEBT), base=0, by=anna, channel=channel)
    client.force_login(bram, backend=SIGNED_ON)
    address = reverse("insight:campaign_hear", args=[campaign.uuid, draft])
    client.get(address)
    save_draft(draft, changes=typed("0000000a", needed="bij wie") | typed("0000000b", words="x"), base=1, by=anna)

    at = {"question": "0000000a", "revision": 1}
    refused = client.post(address, {"needed": "hoe hoog is de schuld"} | at)
    assert refused.status_code == 422
    assert "hoe hoog is de schuld" in refused.content.decode()
    assert "bij wie" in refused.content.decode()
    long = client.post(address, {"needed": "x" * 1001, "revision": 2, "question": "0000000a"})
    assert long.status_code == 422
    assert "x" * 1001 in long.content.decode()
    assert (
        client.post(address, {"needed": "hoe hoog is de schuld", "revision": 3, "question": "0000000a"}).status_code
        == 302
    )
    content = DraftContent.read(Draft.objects.get().content)
    assert [each.needed for each in content.questions()] == ["hoe hoog is de schuld", ""]


def test_words_are_not_read_along_without_being_logged(campaign, anna, bram, client):
    draft, channel = uuid4(), Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    save_draft(draft, changes=typed("0000000a", words=DEBT), base=0, by=anna, channel=channel)
    client.force_login(bram, backend=SIGNED_ON)

    assert client.get(reverse("insight:campaign_words", args=[campaign.uuid, draft])).status_code == 404


def test_nobody_else_sits_in_and_nobody_after_it_is_over(campaign, anna, bram, dirk, client):
    address = reverse("insight:campaign_listen", args=[campaign.uuid])
    for who in (anna, dirk):
        client.force_login(who, backend=SIGNED_ON)
        assert client.get(address).status_code == 404
    client.force_login(bram, backend=SIGNED_ON)
    assert client.get(address).status_code == 200
    Campaign.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(address).status_code == 404


# --- what it teaches ---------------------------------------------------------------------------------


@pytest.fixture
def taught(campaign, noted):
    noted(DEBT, could="yes", needed="Hoe hoog is de schuld?\nbij wie", aid="system", times=4)
    noted("betalingsregeling krijgen kan dat", could="no", needed="hoe hoog is de schuld", times=1)
    noted("hoe lang duurt een paspoort", outcome="answered", times=5)
    noted("van voor de meting", outcome="answered", days=10, times=2)
    return campaign


def test_the_result_tells_what_the_desk_could_take(taught):
    result = result_of(taught, timezone.localdate())

    assert (result.questions, result.registered) == (10, 5)
    assert (result.noted.share, result.noted.number) == (80, 5)
    debt = next(each for each in result.asked if "betalingsregeling" in each.words)
    assert (debt.number, debt.noted) == (5, Noted(4, 1))
    assert [each.words for each in result.movable] == [debt.words]
    assert (result.needed[0].text.casefold().rstrip("?"), result.needed[0].number) == ("hoe hoog is de schuld", 5)
    assert result.aids == [("inkijk in een systeem", 4)]
    assert [turn.now.questions for turn in result.turns] == [2, 10]


def test_after_it_is_over_the_same_page_shows_what_came_after(taught, ask, topics):
    today = timezone.localdate()
    Campaign.objects.update(until=today - timedelta(days=1))
    ask(DEBT, "answered", day=today, times=3, topic=topics[0])

    result = result_of(Campaign.objects.get(), today)

    last = result.turns[-1]
    assert (last.now.questions, last.now.handled_share, last.period) == (3, 100, Period(today, today))


def test_numbers_of_people_are_masked(campaign, noted):
    noted("bel 06 12345678 over de regeling", could="yes", needed="nummer 06 12345678 gevraagd", times=3)

    result = result_of(campaign, timezone.localdate())

    assert "12345678" not in result.asked[0].words + result.needed[0].text


def test_drafts_have_the_words_and_what_had_to_be_asked_and_are_made_once(taught, chantal):
    articles = make_drafts(taught, by=chantal)

    assert [article.state for article in articles] == ["draft", "draft"]
    asked = IntakeQuestion.objects.filter(script__article=articles[0]).order_by("position")
    assert asked[0].text.casefold().startswith("hoe hoog is de schuld")
    assert not LearnedQuestion.objects.exclude(state="proposed").exists()
    with pytest.raises(AlreadyDone):
        make_drafts(taught, by=chantal)


def test_without_anything_learned_nothing_is_drafted_or_proposed(campaign, chantal, noted):
    noted(DEBT, could="no", times=1)
    with pytest.raises(NothingLearned):
        make_drafts(campaign, by=chantal)
    with pytest.raises(NothingLearned):
        propose_move(campaign, by=chantal)


# --- the proposal ------------------------------------------------------------------------------------


def test_the_department_agrees_by_its_link_once(taught, chantal, client):
    propose_move(taught, by=chantal)
    with pytest.raises(AlreadyDone):
        propose_move(taught, by=chantal)
    mail_proposal(taught)
    mail_proposal(taught)
    (sent,) = mail.outbox
    assert (sent.to, sent.reply_to) == (["burgerzaken@nieuwerdam.example"], [chantal.email])
    assert "betalingsregeling" in sent.body
    assert "betalingsregeling" not in sent.subject
    address = link_of(taught).partition("//")[2].partition("/")[2]
    assert link_of(taught) in sent.body

    assert "betalingsregeling" in client.get(f"/{address}").content.decode()
    assert client.post(f"/{address}", {"agrees": "ja", "answer": "bel 06 12345678"}).status_code == 422
    assert client.post(f"/{address}", {"agrees": "ja", "answer": "Vanaf januari."}).status_code == 200
    assert client.get(f"/{address}").status_code == 410

    taught.refresh_from_db()
    assert (taught.agreed, taught.answer) == (True, "Vanaf januari.")
    with pytest.raises(AlreadyDone):
        propose_move(taught, by=chantal)
    names = [*EventRecord.objects.order_by("id").values_list("name", flat=True)]
    assert names == ["CampaignStarted", "CampaignProposed", "CampaignAnswered"]
    assert client.get("/inzicht/meting/geraden/").status_code == 404


def test_the_words_of_a_proposal_are_gone_when_the_question_is_forgotten(taught, chantal, client):
    propose_move(taught, by=chantal)
    Question.objects.update(words="", redacted_at=timezone.now())

    page = client.get("/" + link_of(taught).partition("//")[2].partition("/")[2]).content.decode()

    taught.refresh_from_db()
    assert "betalingsregeling" not in page + str(taught.proposal)
    assert "De woorden zijn weg" in page


def test_what_expired_can_be_proposed_once_more(taught, chantal):
    propose_move(taught, by=chantal)
    Campaign.objects.update(proposed_at=timezone.now() - timedelta(days=29))

    propose_move(taught, by=chantal)


def test_who_disagrees_can_be_asked_once_more(taught, chantal):
    propose_move(taught, by=chantal)
    with pytest.raises(AnswerNamesSomebody):
        answer_proposal(taught, agreed=False, answer="mail jan@voorbeeld.nl")
    answer_proposal(taught, agreed=False, answer="Eerst de inkijk regelen.")

    propose_move(taught, by=chantal)

    taught.refresh_from_db()
    assert (taught.agreed, taught.answer, taught.answered_at) == (None, "", None)


def test_nobody_is_asked_without_an_address(taught, chantal, burgerzaken):
    burgerzaken.email = ""
    burgerzaken.save()
    with pytest.raises(NobodyToAsk):
        propose_move(taught, by=chantal)


# --- the pages ---------------------------------------------------------------------------------------


def test_planning_refuses_what_cannot_be_and_keeps_what_was_typed(client, chantal, topics, campaign):
    client.force_login(chantal, backend=SIGNED_ON)
    today, address = timezone.localdate(), reverse("insight:campaign_start")
    asked = {"name": "Schuldhulp", "topic": topics[0].uuid, "since": today, "until": today + timedelta(days=13)}
    for wrong in ({"until": today - timedelta(days=1)}, {"until": today + timedelta(days=200)}, {"name": ""},
                  {"name": "bel 06 12345678"}, {"since": "x"}):  # fmt: skip
        answer = client.post(address, asked | wrong)
        assert answer.status_code == 422
        assert str(topics[0].uuid) in answer.content.decode()
    assert Campaign.objects.count() == 1

    assert client.post(address, asked).status_code == 302
    assert Campaign.objects.count() == 2
    copied = client.get(address, {"van": campaign.uuid}).content.decode()
    assert 'value="Regelingen"' in copied
    assert client.get(address, {"van": "x"}).status_code == 200


def test_days_and_listeners_can_be_changed_and_the_topic_cannot(campaign, chantal, anna, client, topics):
    client.force_login(chantal, backend=SIGNED_ON)
    address, today = reverse("insight:campaign_change", args=[campaign.uuid]), timezone.localdate()
    assert 'value="Regelingen"' in client.get(address).content.decode()
    asked = {
        "name": "Anders",
        "topic": topics[2].uuid,
        "since": campaign.since,
        "until": today,
        "listeners": [anna.uuid],
    }

    assert client.post(address, asked | {"until": ""}).status_code == 422
    assert client.post(address, asked).status_code == 302

    campaign.refresh_from_db()
    assert (campaign.name, campaign.until, campaign.topic) == ("Anders", today, topics[1])
    assert [*campaign.listeners.all()] == [anna]
    change_campaign(campaign, name="x", since=today, until=today, listeners=[], by=chantal)
    assert EventRecord.objects.filter(name="CampaignChanged").count() == 2


def test_groups_of_few_are_kept_from_who_sees_a_part(campaign, noted, bram, chantal, client):
    noted(DEBT, could="yes", times=4)
    noted("hoe lang duurt een paspoort", times=5)
    address = reverse("insight:campaign", args=[campaign.uuid])
    for who, sees in ((bram, False), (chantal, True)):
        client.force_login(who, backend=SIGNED_ON)
        page = client.get(address).content.decode()
        assert (DEBT in page) is sees
        assert "hoe lang duurt een paspoort" in page


def test_a_specialist_sees_the_measurements_of_the_own_department(taught, bram, dirk, anna, esra):
    assert campaign_for(bram, taught.uuid) == taught
    assert campaign_for(anna, taught.uuid) == taught
    assert campaign_for(dirk, taught.uuid) is None
    assert campaign_for(esra, taught.uuid) is None


def test_few_questions_are_kept_from_who_might_recognise_somebody(campaign, noted, bram, chantal, client):
    noted(DEBT, could="yes", times=4)
    address = reverse("insight:campaign", args=[campaign.uuid])
    client.force_login(bram, backend=SIGNED_ON)
    assert DEBT not in client.get(address).content.decode()
    client.force_login(chantal, backend=SIGNED_ON)
    assert DEBT in client.get(address).content.decode()


def test_many_questions_cost_as_many_statements_as_few(taught, chantal, client, noted):
    client.force_login(chantal, backend=SIGNED_ON)

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("insight:campaign", args=[taught.uuid])).status_code == 200
        return len(found)

    statements()
    few = statements()
    for letter in "abcdef":
        noted(f"heel andere vraag over {letter * 5}", could="yes", needed=f"vraag {letter * 4}", times=5)
    assert statements() == few
    for name in ("campaign_drafts", "campaign_propose"):
        assert client.post(reverse(f"insight:{name}", args=[taught.uuid])).status_code == 302
        assert client.post(reverse(f"insight:{name}", args=[taught.uuid])).status_code == 302
    assert client.get(reverse("insight:campaigns")).status_code == 200


def test_the_database_holds_that_it_ends_after_it_begins_and_an_answer_is_to_a_proposal(campaign):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(until=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(answered_at=timezone.now(), agreed=True)

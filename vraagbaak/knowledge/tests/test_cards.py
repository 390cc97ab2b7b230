"""The card that the desk shows."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vraagbaak.directory.models import ExternalParty
from vraagbaak.knowledge.actions.intake import write_intake
from vraagbaak.knowledge.actions.publishing import archive_article
from vraagbaak.knowledge.queries.cards import answer_card
from vraagbaak.knowledge.rules.costs import Cost
from vraagbaak.knowledge.rules.intake import Asked
from vraagbaak.knowledge.tests.test_articles import edit

TODAY = date(2026, 11, 23)


def test_anna_sees_what_holds_today_and_what_is_coming(write, anna):
    costs = (Cost("Paspoort", Decimal("86.85"), date(2026, 1, 1)), Cost("Paspoort", Decimal("88.95"), date(2027, 1, 1)))
    article = write(costs=costs)

    card = answer_card(anna, article.published.uuid, on=TODAY)

    assert [(line.amount, line.is_upcoming) for line in card.costs] == [
        (Decimal("86.85"), False),
        (Decimal("88.95"), True),
    ]
    assert (card.topic.name, card.department.name) == ("Paspoort en ID", "Burgerzaken")


def test_a_script_of_the_topic_serves_an_article_without_its_own(write, topic, anna, esra):
    article, own = write(), write("Rijbewijs kwijt")
    write_intake(topic, questions=[Asked("wat", "Wat is er gebeurd?")], need_hint="", by=esra)
    write_intake(own, questions=[Asked("hoe", "Hoe?", "yesno")], need_hint="", by=esra)

    assert [asked.key for asked in answer_card(anna, article.published.uuid, on=TODAY).questions] == ["wat"]
    assert answer_card(anna, own.published.uuid, on=TODAY).questions[0].options == ["ja", "nee"]


def test_a_version_of_an_open_conversation_stays_readable_when_a_newer_one_is_out(write, anna, esra):
    article = write()
    was = article.published
    edit(article, weight="typo", by=esra)

    assert answer_card(anna, was.uuid, on=TODAY).is_newer_published


def test_an_expired_answer_says_so(write, anna):
    article = write(valid_until=timezone.localdate() - timedelta(days=1))

    assert answer_card(anna, article.published.uuid, on=timezone.localdate()).is_expired


def test_a_draft_and_an_archived_answer_are_not_there(write, anna, esra):
    draft, kept = write(is_out=False), write("Rijbewijs")
    archive_article(kept, by=esra)

    assert answer_card(anna, draft.pending.uuid, on=TODAY) is None
    assert answer_card(anna, kept.published.uuid, on=TODAY) is None


def test_somebody_whose_account_is_closed_sees_nothing(write, anna):
    anna.is_active = False

    assert answer_card(anna, write().published.uuid, on=TODAY) is None


def test_a_card_costs_five_statements_however_much_hangs_on_it(write, topic, anna, esra):
    article = write()
    write_intake(article, questions=[Asked(f"v{n}", "Wat?") for n in range(8)], need_hint="", by=esra)
    article.related.set([write(f"Ander artikel {number}") for number in range(11)])
    for number in range(5):
        topic.external_parties.add(
            ExternalParty.objects.create(key=f"p{number}", name="Politie", sort_key="politie", what="x")
        )
    version = article.published.uuid

    with CaptureQueriesContext(connection) as statements:
        card = answer_card(anna, version, on=TODAY)

    assert len(card.related) == 11
    assert len(statements) == 5

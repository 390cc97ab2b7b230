"""Spikes as the desk meets them: seen once, brought up to date, ended, dismissed, and asked about."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vraagbaak.contacts.models import Channel, Contact, Party, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.models import EventRecord
from vraagbaak.insight.actions.spikes import (
    NoDepartmentToAsk,
    NotAsked,
    SpikeIsOver,
    answer_department,
    ask_department,
    dismiss_spike,
    watch_for_spikes,
)
from vraagbaak.insight.jobs import watch
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.spikes import open_spikes, spike_for
from vraagbaak.insight.rules.answers import AnswerNamesSomebody
from vraagbaak.knowledge.models import Article, Version

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 3, 17, 12, tzinfo=AMSTERDAM)  # a Tuesday
OFTEN = ("wat kost een nieuw document", "mijn afspraak verzetten", "het formulier werkt niet", "waar is het loket")


@pytest.fixture
def ask(anna):
    """Register many questions at once: (moment, words, topic) each, of another contact each."""
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]

    def ask(asked, **given):
        contacts = Contact.objects.bulk_create(
            Contact(channel=channel, agent=anna, opened_at=at, closed_at=at, party=given.get("party"))
            for at, _words, _topic in asked
        )
        return Question.objects.bulk_create(
            Question(
                contact=contact, words=words, stems=stems_of(words), topic=topic, agent=anna, asked_at=at,
                department=topic.department if topic else None, outcome="answered", article=given.get("article"),
            )
            for contact, (at, words, topic) in zip(contacts, asked, strict=True)
        )  # fmt: skip

    return ask


def opening_hours(day: datetime, topics, *, until: int = 17):
    """A quiet day: each hour twelve questions, of which two about passports."""
    number = count()
    for hour in range(9, until):
        for minute in range(0, 60, 5):
            about = topics[0] if minute % 30 == 0 else topics[2] if minute % 10 else topics[1]
            yield day.replace(hour=hour, minute=minute), OFTEN[next(number) % len(OFTEN)], about


@pytest.fixture
def quiet(ask, topics):
    """Eight such Tuesdays, and this one until noon."""
    for back in range(1, 9):
        ask([*opening_hours(NOON - timedelta(weeks=back), topics)])
    ask([*opening_hours(NOON, topics, until=12)])


def wave(number: int, words: str, *topics, until=NOON, minutes=30):
    """As many questions spread over the last minutes, over these topics in turn."""
    step = timedelta(minutes=minutes) / number
    return [(until - step * (at + 1), words, topics[at % len(topics)]) for at in range(number)]


def names() -> list[str]:
    return [*EventRecord.objects.order_by("id").values_list("name", flat=True)]


def test_a_quiet_day_has_no_spikes(quiet):
    for hour in range(9, 13):
        assert watch_for_spikes(NOON.replace(hour=hour)) == 0

    assert not Spike.objects.exists()


def test_a_wave_on_one_topic_is_seen_once(quiet, ask, topics, burgerzaken):
    ask([(at, OFTEN[number % 4], about) for number, (at, _, about) in enumerate(wave(14, "", topics[0]))])

    assert [watch_for_spikes(NOON), watch_for_spikes(NOON)] == [1, 0]

    spike = Spike.objects.get()
    assert (spike.topic, spike.words, spike.department) == (topics[0], "", burgerzaken)
    assert spike.observed >= 14
    assert spike.expected < 4
    assert NOON - timedelta(minutes=60) <= spike.began_at < NOON
    assert names() == ["SpikeSeen", "DepartmentAsked"]


def test_what_goes_on_overnight_keeps_the_figures_of_its_first_day(quiet, ask, topics):
    ask(wave(14, "waar blijft de bladkorf", topics[0]))
    watch_for_spikes(NOON)
    seen = Spike.objects.values_list("observed", "expected").get()

    watch_for_spikes(NOON + timedelta(days=1))

    assert Spike.objects.values_list("observed", "expected").get() == seen


def test_a_turn_that_is_killed_leaves_nothing_behind_and_the_next_makes_up_for_it(quiet, ask, topics, monkeypatch):
    ask(wave(14, "bladkorf", topics[0]))
    with monkeypatch.context() as killed:
        killed.setattr("vraagbaak.insight.actions.spikes.announce", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            watch_for_spikes(NOON)

    assert not Spike.objects.exists()
    assert watch_for_spikes(NOON) == 1


def test_the_job_watches_the_present(quiet, ask, topics, monkeypatch):
    monkeypatch.setattr("vraagbaak.insight.jobs.timezone.now", lambda: NOON)
    ask(wave(14, "paspoort", topics[0]))

    watch(timestamp=0)

    assert Spike.objects.count() == 1


def test_like_words_under_different_topics_are_one_spike(quiet, ask, topics):
    ask(wave(7, "Wanneer wordt mijn bladkorf geleegd?", topics[0], topics[1], topics[2], None))

    assert watch_for_spikes(NOON) == 1

    spike = Spike.objects.get()
    assert spike.topic is None
    assert spike.words in ("bladkorf", "bladkorf geleegd", "geleegd")
    assert spike.observed == 7


def test_words_of_one_person_are_never_a_spike(quiet, ask, topics):
    party = Party.objects.create(name="Jansen")
    ask(wave(9, "Jansen wil de bladkorf", topics[0], topics[1], topics[2], None), party=party)

    watch_for_spikes(NOON)

    assert not Spike.objects.exclude(stems="").exists()


def test_numbers_are_never_the_words_of_a_spike(quiet, ask, topics):
    ask(wave(9, "brief 2026 met kenmerk a1234", topics[0], topics[1], topics[2], None))

    watch_for_spikes(NOON)

    spike = Spike.objects.get()
    assert not any(letter.isdigit() for letter in spike.stems + spike.words)
    with pytest.raises(IntegrityError), transaction.atomic():
        Spike.objects.update(stems="kenmerk a1234")


def test_a_topic_whose_questions_are_in_like_words_is_one_spike(quiet, ask, topics):
    ask(wave(16, "Ik kreeg een brief over de aanslag", topics[0]))

    assert watch_for_spikes(NOON) == 1
    assert watch_for_spikes(NOON + timedelta(minutes=10)) == 0
    assert Spike.objects.count() == 1


def test_figures_follow_while_it_goes_on(quiet, ask, topics):
    ask(wave(14, "bladkorf", topics[0]))
    watch_for_spikes(NOON)
    later = NOON + timedelta(minutes=15)
    ask(wave(6, "bladkorf", topics[0], until=later, minutes=15))

    watch_for_spikes(later)

    assert Spike.objects.get().observed == 20


def test_it_ends_when_it_is_usual_again_and_goes_on_when_it_comes_back(quiet, ask, topics):
    ask(wave(14, "bladkorf", topics[0]))
    watch_for_spikes(NOON)
    ask([*opening_hours(NOON.replace(hour=12), topics)][36:])

    end = NOON.replace(hour=15, minute=30)
    watch_for_spikes(end)
    assert Spike.objects.get().ended_at == end
    assert names() == ["SpikeSeen", "DepartmentAsked", "SpikeEnded"]

    again = end + timedelta(minutes=30)
    ask(wave(14, "bladkorf", topics[0], until=again))
    assert watch_for_spikes(again) == 0
    assert Spike.objects.get().state == "open"
    assert names() == ["SpikeSeen", "DepartmentAsked", "SpikeEnded"]


def test_it_does_not_end_because_the_desk_closes(quiet, ask, topics):
    ask(wave(14, "bladkorf", topics[0], until=NOON.replace(hour=17)))
    watch_for_spikes(NOON.replace(hour=17))

    watch_for_spikes(NOON.replace(hour=22))

    assert Spike.objects.get().state == "open"


def test_what_was_dismissed_is_not_seen_again_while_it_lasts(quiet, ask, topics, chantal):
    ask(wave(14, "bladkorf", topics[0]))
    watch_for_spikes(NOON)
    dismiss_spike(Spike.objects.get(), by=chantal)
    ask(wave(8, "bladkorf", topics[0], until=NOON + timedelta(minutes=15), minutes=15))

    assert watch_for_spikes(NOON + timedelta(minutes=15)) == 0

    assert Spike.objects.get().state == "dismissed"
    assert open_spikes(chantal) == []
    assert names() == ["SpikeSeen", "DepartmentAsked", "SpikeDismissed"]
    with pytest.raises(SpikeIsOver):
        dismiss_spike(Spike.objects.get(), by=chantal)


def test_a_new_town_learns_for_three_weeks(ask, topics):
    ask([*opening_hours(NOON - timedelta(weeks=1), topics), *opening_hours(NOON - timedelta(weeks=2), topics)])
    ask(wave(60, "bladkorf", topics[0]))

    assert watch_for_spikes(NOON) == 0


def test_closing_days_do_not_count_as_earlier_weeks(quiet, ask, topics):
    for back in (1, 2, 3, 4):
        day = (NOON - timedelta(weeks=back)).date()
        Contact.objects.filter(closed_at__date=day).delete()
    ask(wave(5, OFTEN[0], topics[0], minutes=60))

    assert watch_for_spikes(NOON) == 0


def test_nothing_to_watch_is_no_error(db):
    assert watch_for_spikes(NOON) == 0


def test_one_topic_has_one_open_spike(topics):
    given = {"topic": topics[0], "began_at": NOON, "seen_at": NOON, "observed": 9, "expected": 1}
    Spike.objects.create(**given)

    with pytest.raises(IntegrityError), transaction.atomic():
        Spike.objects.create(**given)
    Spike.objects.update(ended_at=NOON)
    Spike.objects.create(**given)


def news(topic, title, *, at=NOON):
    article = Article.objects.create(key=title.lower().replace(" ", "-"), kind="news", topic=topic)
    article.published = Version.objects.create(article=article, number=1, title=title, say="Zo.", published_at=at)
    article.state = Article.State.PUBLISHED
    article.save()
    return article


@pytest.mark.parametrize(
    ("title", "days_ago", "is_asked"),
    [("Brief over de bladkorven", 1, False), ("Brief over de bladkorven", 40, True), ("Feest in het park", 1, True)],
)
def test_the_department_is_asked_unless_it_was_announced(quiet, ask, topics, title, days_ago, is_asked):
    news(topics[1], title, at=NOON - timedelta(days=days_ago))
    ask(wave(7, "Wanneer wordt mijn bladkorf geleegd?", topics[0]))
    Spike.objects.all().delete()

    watch_for_spikes(NOON)

    assert [bool(spike.asked_department_at) for spike in Spike.objects.all()] == [is_asked]


# --- asking the department ---------------------------------------------------------------------------


@pytest.fixture
def spike(topics) -> Spike:
    department = topics[0].department
    return Spike.objects.create(
        topic=topics[0], department=department, began_at=NOON, seen_at=NOON, observed=9, expected=1
    )


def test_a_department_is_asked_once_and_answers_once(spike, farid):
    ask_department(spike, by=farid)
    ask_department(spike, by=farid)
    answer_department(spike, sent_something=True, answer="De brief over de heffing ging maandag weg.", by=None)

    spike.refresh_from_db()
    assert (spike.asked_department_by, spike.sent_something) == (farid, True)
    assert names() == ["DepartmentAsked", "DepartmentAnswered"]
    with pytest.raises(NotAsked):
        answer_department(spike, sent_something=False, answer="", by=None)


def test_no_answer_without_a_question_and_no_answer_that_names_somebody(spike, farid):
    with pytest.raises(NotAsked):
        answer_department(spike, sent_something=False, answer="", by=None)
    ask_department(spike, by=farid)
    with pytest.raises(AnswerNamesSomebody):
        answer_department(spike, sent_something=True, answer="Bel 06 12345678", by=None)


def test_without_a_department_nobody_is_asked(spike, farid):
    Spike.objects.update(department=None)

    with pytest.raises(NoDepartmentToAsk):
        ask_department(spike, by=farid)


def test_what_is_over_is_asked_no_more(spike, farid):
    Spike.objects.update(ended_at=NOON)

    with pytest.raises(SpikeIsOver):
        ask_department(spike, by=farid)


# --- who sees what -----------------------------------------------------------------------------------


def test_the_desk_sees_what_is_asked_and_what_helps(quiet, ask, topics, anna):
    article = Article.objects.create(key="bladkorf", topic=topics[0])
    version = Version.objects.create(article=article, number=1, title="Bladkorven", say="x", published_at=NOON)
    Article.objects.update(published=version, state="published")
    ask(wave(14, "Waar blijft de bladkorf?", topics[0]), article=article)
    ask(wave(2, "Is de bladkorf vol?", topics[0]))
    watch_for_spikes(NOON)

    [seen] = open_spikes(anna)

    assert {each.words for each in seen.examples} == {"Waar blijft de bladkorf?", "Is de bladkorf vol?"}
    assert seen.help is not None
    assert (seen.help.title, seen.help.used) == ("Bladkorven", 14)
    assert seen.spike.times > 4
    assert seen.news is None


def test_a_specialist_sees_the_spikes_of_the_own_department_only(spike, bram, dirk, anna, esra):
    assert [seen.spike for seen in open_spikes(bram)] == [spike]
    assert spike_for(anna, spike.uuid) == spike
    for nobody in (dirk, esra):
        assert open_spikes(nobody) == []
        assert spike_for(nobody, spike.uuid) is None


def test_examples_of_another_department_stay_there(quiet, ask, topics, bram):
    ask(wave(6, "mijn bladkorf bij het loket", topics[0]))
    ask(wave(5, "geheime bladkorf van sport", topics[2]))
    watch_for_spikes(NOON)

    shown = [example.words for seen in open_spikes(bram) for example in seen.examples]

    assert "mijn bladkorf bij het loket" in shown
    assert "geheime bladkorf van sport" not in shown


def test_many_spikes_cost_as_many_statements_as_one(ask, topics, anna):
    def statements(number):
        Spike.objects.all().delete()
        for at in range(number):
            Spike.objects.create(
                stems=f"{'a' * (at + 3)}", words="x", began_at=NOON, seen_at=NOON, observed=9, expected=1
            )
        with CaptureQueriesContext(connection) as found:
            assert len(open_spikes(anna)) == number
        return len(found)

    ask([(NOON + timedelta(minutes=1), "aaa aaaa aaaaa", topics[0])])

    open_spikes(anna)

    assert statements(1) == statements(11)

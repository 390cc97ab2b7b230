"""Watching for spikes, and what people say of them: that it is none, that the department is asked, what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.core.queries import organisation
from vraagbaak.core.signed_links import signed_link
from vraagbaak.directory.models import Department
from vraagbaak.insight.events import DepartmentAnswered, DepartmentAsked, SpikeDismissed, SpikeEnded, SpikeSeen
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.spike_counts import (
    Surroundings,
    Thing,
    department_of,
    moment_of,
    slot_of,
    spelling_of,
    surroundings,
)
from vraagbaak.insight.queries.spikes import SALT, news_of, news_since
from vraagbaak.insight.rules.answers import refuse_names
from vraagbaak.insight.rules.spikes import (
    RARE_TOPIC,
    RARE_WORDS,
    SLOT,
    Counts,
    Rise,
    are_over,
    is_same,
    rises,
)
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent

ONE_AT_A_TIME = 7_301_043  # the advisory lock of who watches
AGAIN = timedelta(hours=2)  # what rises again within this time goes on


class SpikeIsOver(Exception):
    """The spike ended or was dismissed."""


class NoDepartmentToAsk(Exception):
    """The questions belong to no department."""


class NotAsked(Exception):
    """The department was not asked, or answered already."""


@dataclass(frozen=True)
class _Look:
    """Things of one kind with their counts, and which of them rise."""

    things: Sequence[Thing]
    counts: Counts
    risen: Sequence[Rise]


@transaction.atomic
def watch_for_spikes(now: datetime) -> int:
    """Begin, bring up to date and end spikes by the questions up to now, and give how many began; two at once wait.

    All in one transaction: watched again, or killed in between, it comes to the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    around = surroundings(now)
    running = list(Spike.objects.select_for_update().filter(ended_at__isnull=True))
    looks = _looks(around, {Thing.of(spike) for spike in running})
    changed = _go_on(running, looks, around.now, now)
    begun = _begin(looks, around, running, now)
    if changed or begun:
        _tell()
    return begun


@transaction.atomic
def dismiss_spike(spike: Spike, *, by: Agent) -> None:
    """Say that it is none: it is shown no more and not seen anew while it lasts; refused when it is over."""
    spike = _held(spike)
    spike.dismissed_at, spike.dismissed_by = timezone.now(), by
    spike.save(update_fields=["dismissed_at", "dismissed_by"])
    announce(SpikeDismissed(spike=spike.uuid), by=by.uuid)
    _tell()


@transaction.atomic
def ask_department(spike: Spike, *, by: Agent) -> None:
    """Ask the department whether it sent something, once; refused when it is over or of no department."""
    spike = _held(spike)
    if spike.department is None:
        raise NoDepartmentToAsk
    if not spike.asked_department_at:
        _ask(spike, spike.department, by=by)
        _tell()


@transaction.atomic
def mail_department(spike: Spike) -> None:
    """Mail the question with its link; not when it was sent or answered already, or when there is no address."""
    waits = Spike.objects.select_for_update(of=("self",)).filter(pk=spike.pk, asked_mail_at=None, answered_at=None)
    held = waits.select_related("topic", "department__head").first()
    if held is None or held.department is None or not held.department.mail_address:
        return
    held.asked_mail_at = timezone.now()
    held.save(update_fields=["asked_mail_at"])
    facts = {"spike": held, "link": link_of(held), "organisation": organisation()}
    message = render_to_string("insight/mail/spike.txt", facts)
    send_mail(_("Did you send something to residents?"), message, None, [held.department.mail_address])


def link_of(spike: Spike) -> str:
    """The link by which the department answers."""
    return signed_link("insight:spike_answer", spike.uuid, salt=SALT)


@transaction.atomic
def answer_department(spike: Spike, *, sent_something: bool, answer: str, by: Agent | None) -> None:
    """Keep what the department says, also after the spike; refused when it was not asked, or answered already."""
    refuse_names(answer)
    spike = Spike.objects.select_for_update().get(pk=spike.pk)
    if spike.asked_department_at is None or spike.answered_at:
        raise NotAsked
    spike.answered_at, spike.sent_something, spike.answer = timezone.now(), sent_something, answer
    spike.save(update_fields=["answered_at", "sent_something", "answer"])
    announce(
        DepartmentAnswered(spike=spike.uuid, sent_something=sent_something), by=by.uuid if by is not None else None
    )
    _tell()


def _ask(spike: Spike, department: Department, *, by: Agent | None) -> None:
    spike.asked_department_at, spike.asked_department_by = timezone.now(), by
    spike.save(update_fields=["asked_department_at", "asked_department_by"])
    announce(DepartmentAsked(spike=spike.uuid, department=department.uuid), by=by.uuid if by else None)
    app.configure_task("insight.mail_department").defer(spike=str(spike.uuid))


def _tell() -> None:
    """Tell the pages of figures, and every desk."""
    publish("insight", "spike")
    publish("spikes")


def _held(spike: Spike) -> Spike:
    """The spike as it is now, held; refused when nothing is to be done about it any more."""
    held = Spike.objects.select_for_update(of=("self",)).select_related("department").get(pk=spike.pk)
    if held.state is not Spike.State.OPEN:
        raise SpikeIsOver
    return held


def _looks(around: Surroundings, running: set[Thing]) -> list[_Look]:
    topics = sorted({thing for thing in running if thing.topic is not None} | around.topics())
    words = sorted({thing for thing in running if thing.words} | around.words(), key=lambda thing: thing.words)
    counted = [
        (topics, around.count_topics(topics), RARE_TOPIC),
        (words, around.count_words(words), RARE_WORDS),
    ]
    return [_Look(things, counts, rises(counts, around.now, rare=rare)) for things, counts, rare in counted]


def _go_on(running: Sequence[Spike], looks: Sequence[_Look], slot: int, now: datetime) -> bool:
    """Bring the figures of what goes on up to date and end what is over; whether anything changed.

    Counts are of today: of what began on an earlier day the figures stay those of that day.
    """
    was = [(spike.observed, spike.ended_at) for spike in running]
    by_thing = {Thing.of(spike): spike for spike in running}
    for look in looks:
        over = are_over(look.counts, slot)
        for place, thing in enumerate(look.things):
            if spike := by_thing.get(thing):
                if timezone.localdate(spike.began_at) == timezone.localdate(now):
                    _bring_up_to_date(spike, look.counts, place, slot)
                if over[place]:
                    _end(spike, now)
    Spike.objects.bulk_update(running, ["observed", "expected", "ended_at"])
    return was != [(spike.observed, spike.ended_at) for spike in running]


def _bring_up_to_date(spike: Spike, counts: Counts, place: int, slot: int) -> None:
    begin = min(slot_of(spike.began_at), slot)
    spike.observed = int(counts.asked(begin, slot)[place])
    spike.expected = round(float(counts.usual(begin, slot)[0][place]), 2)


def _end(spike: Spike, now: datetime) -> None:
    spike.ended_at = now
    if not spike.dismissed_at:
        announce(SpikeEnded(spike=spike.uuid), by=None)


def _begin(looks: Sequence[_Look], around: Surroundings, running: Sequence[Spike], now: datetime) -> int:
    """Begin a spike for each rise that is not the same questions as one that goes on, the most evident first."""
    known = [_keys(around, Thing.of(spike)) for spike in running if spike.ended_at is None]
    risen = [(rise, look.things[rise.thing]) for look in looks for rise in look.risen]
    begun = 0
    for rise, thing in sorted(risen, key=lambda each: -each[0].evidence):
        keys = _keys(around, thing)
        if any(is_same(keys, other) for other in known):
            continue
        known.append(keys)
        if not _goes_on_again(thing, now):
            _see(rise, thing, around, now)
            begun += 1
    return begun


def _keys(around: Surroundings, thing: Thing) -> frozenset[int]:
    return frozenset(each.key for each in around.of(thing))


def _goes_on_again(thing: Thing, now: datetime) -> bool:
    """Whether this is a spike that ended not long ago, which then goes on."""
    ended = Spike.objects.filter(topic=thing.topic, stems=" ".join(thing.words), ended_at__gte=now - AGAIN)
    last = ended.order_by("-ended_at").first()
    if last is not None:
        last.ended_at = None
        last.save(update_fields=["ended_at"])
    return last is not None


def _see(rise: Rise, thing: Thing, around: Surroundings, now: datetime) -> None:
    about = around.of(thing)
    topic = Topic.objects.select_related("department").get(pk=thing.topic) if thing.topic is not None else None
    department = topic.department if topic else department_of(about)
    spike = Spike.objects.create(
        topic=topic,
        stems=" ".join(thing.words),
        words=spelling_of(thing.words, [each.key for each in about]),
        department=department,
        began_at=moment_of(around.now - rise.minutes // SLOT, now),
        seen_at=now,
        observed=rise.observed,
        expected=round(rise.expected, 2),
    )
    announce(
        SpikeSeen(
            spike=spike.uuid,
            topic=topic.uuid if topic else None,
            department=department.uuid if department else None,
            observed=spike.observed,
            expected=spike.expected,
        ),
        by=None,
    )
    if department is not None and news_of(spike, news_since(spike.began_at)) is None:
        _ask(spike, department, by=None)

"""Invitations work once, for seven days, and make one account."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.people import actions, jobs, queries
from vraagbaak.people.models import Agent, Invitation
from vraagbaak.people.rules import hash_token

PASSWORD = "paard batterij nietje"


def invite(by, email="nora@nieuwerdam.example", roles=("agent",)) -> Invitation:
    return actions.invite_agent(email=email, name="Nora Vos", roles=roles, by=by)


def send(invitation: Invitation, mailbox) -> str:
    """Send it as the job does, and give the token in the mail."""
    jobs.send_invitation(invitation=str(invitation.uuid))
    return re.search(r"/uitnodiging/([\w-]+)/", mailbox[-1].body)[1]


def test_an_invited_person_makes_an_account_with_the_roles(greet, mailoutbox):
    token = send(invite(greet, roles=("agent", "coach")), mailoutbox)

    agent = actions.accept_invitation(token, name="Nora Vos", password=PASSWORD)

    assert agent.roles == {"agent", "coach"}
    assert agent.check_password(PASSWORD)
    assert mailoutbox[0].to == ["nora@nieuwerdam.example"]


def test_only_the_hash_of_a_long_token_is_kept(greet, mailoutbox):
    token = send(invite(greet), mailoutbox)

    assert len(token) >= 43
    assert Invitation.objects.get().token_hash == hash_token(token)
    assert not EventRecord.objects.filter(facts__icontains=token).exists()


def test_an_invitation_works_once(greet, mailoutbox):
    token = send(invite(greet), mailoutbox)
    actions.accept_invitation(token, name="Nora", password=PASSWORD)

    with pytest.raises(actions.InvitationGone):
        actions.accept_invitation(token, name="Nora", password=PASSWORD)


def test_an_invitation_expires_after_seven_days(greet, mailoutbox):
    token = send(invite(greet), mailoutbox)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert queries.invitation_by_token(token) is None
    with pytest.raises(actions.InvitationGone):
        actions.accept_invitation(token, name="Nora", password=PASSWORD)


def test_a_withdrawn_invitation_works_no_more(greet, mailoutbox):
    invitation = invite(greet)
    token = send(invitation, mailoutbox)
    actions.withdraw_invitation(invitation, by=greet)

    with pytest.raises(actions.InvitationGone):
        actions.accept_invitation(token, name="Nora", password=PASSWORD)


def test_sending_again_makes_the_old_link_useless(greet, mailoutbox):
    invitation = invite(greet)
    old = send(invitation, mailoutbox)
    actions.resend_invitation(invitation, by=greet)
    new = send(invitation, mailoutbox)

    with pytest.raises(actions.InvitationGone):
        actions.accept_invitation(old, name="Nora", password=PASSWORD)
    assert actions.accept_invitation(new, name="Nora", password=PASSWORD)


def test_a_job_that_runs_twice_sends_one_mail(greet, mailoutbox):
    invitation = invite(greet)
    send(invitation, mailoutbox)

    jobs.send_invitation(invitation=str(invitation.uuid))

    assert len(mailoutbox) == 1


def test_somebody_with_an_account_or_an_open_invitation_is_not_invited(greet, anna):
    invite(greet)

    with pytest.raises(actions.AlreadyInvited):
        invite(greet, email="NORA@nieuwerdam.example")
    with pytest.raises(actions.EmailTaken):
        invite(greet, email=anna.email)


def test_an_invitation_may_follow_a_withdrawn_one(greet):
    actions.withdraw_invitation(invite(greet), by=greet)

    assert invite(greet).uuid


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_make_one_account(greet, mailoutbox):
    token = send(invite(greet), mailoutbox)
    refused, start = [], threading.Barrier(2)

    def accept(name):
        try:
            start.wait()
            actions.accept_invitation(token, name=name, password=PASSWORD)
        except actions.InvitationGone:
            refused.append(name)
        finally:
            connections.close_all()

    pair = [threading.Thread(target=accept, args=(name,)) for name in ("Nora", "Indringer")]
    [thread.start() for thread in pair]
    [thread.join() for thread in pair]

    assert len(refused) == 1
    assert Agent.objects.filter(email="nora@nieuwerdam.example").count() == 1


def test_a_password_link_goes_to_an_account_only_and_works_once(anna, mailoutbox):
    anna.set_password(PASSWORD)
    anna.save()
    jobs.send_password_link(email="niemand@nieuwerdam.example")
    jobs.send_password_link(email=anna.email)
    assert len(mailoutbox) == 1
    token = re.search(r"/([\w-]+)/\s", mailoutbox[0].body)[1]

    actions.reset_password(anna, token, password="nog een lange zin")

    assert Agent.objects.get(id=anna.id).check_password("nog een lange zin")
    with pytest.raises(actions.LinkGone):
        actions.reset_password(anna, token, password="en nog een lange zin")


def test_at_most_three_password_links_an_hour(anna, mailoutbox):
    anna.set_password(PASSWORD)
    anna.save()

    for _ in range(5):
        jobs.send_password_link(email=anna.email)

    assert len(mailoutbox) == 3

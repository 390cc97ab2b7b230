"""Accounts and roles: made, changed, closed, and never without an administrator."""

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from vraagbaak.core.models import EventRecord
from vraagbaak.people import actions, queries
from vraagbaak.people.models import Agent, Role, RoleGrant


def names_of_events() -> list[str]:
    return list(EventRecord.objects.order_by("id").values_list("name", flat=True))


def test_an_account_gets_its_roles_and_is_written_in_the_event_log(greet):
    agent = actions.create_account(
        email=" Nora@Nieuwerdam.example ",
        name="Nora  Vos",
        password="een hele lange zin",
        roles=["agent", "editor"],
        way="invitation",
        by=greet,
    )

    assert (agent.email, agent.name) == ("nora@nieuwerdam.example", "Nora Vos")
    assert agent.roles == {"agent", "editor"}
    assert names_of_events() == ["AgentCreated", "RolesChanged"]


def test_a_mail_address_has_one_account_whatever_its_case(anna):
    with pytest.raises(actions.EmailTaken):
        actions.create_account(
            email="ANNA@nieuwerdam.example", name="A", password=None, roles=[], way="command", by=None
        )


def test_an_administrator_from_the_command_line_needs_a_strong_password(db):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        actions.create_administrator(email="baas@nieuwerdam.example", name="Baas", password="welkom")

    agent = actions.create_administrator(email="baas@nieuwerdam.example", name="Baas", password="paard batterij nietje")
    assert agent.has_role(Role.ADMINISTRATOR)


def test_the_last_administrator_keeps_the_role(greet):
    with pytest.raises(actions.LastAdministrator):
        actions.change_roles(greet, ["agent"], by=greet)

    assert queries.accounts_for(Agent.objects.get(id=greet.id)).count() == 1


def test_the_last_administrator_cannot_be_closed(greet, make_agent):
    closed = make_agent("Willem Kok", "administrator")
    actions.deactivate_agent(closed, by=greet)

    with pytest.raises(actions.LastAdministrator):
        actions.deactivate_agent(greet, by=greet)


def test_one_of_two_administrators_may_go(greet, make_agent):
    other = make_agent("Willem Kok", "administrator")

    actions.change_roles(greet, ["agent"], by=other)

    assert greet.roles == {"agent"}


def test_the_database_itself_keeps_the_last_administrator(greet):
    with pytest.raises(IntegrityError, match="last administrator"), transaction.atomic():
        RoleGrant.objects.filter(agent=greet).delete()
        connection.check_constraints()
    with pytest.raises(IntegrityError, match="last administrator"), transaction.atomic():
        Agent.objects.filter(id=greet.id).update(is_active=False)
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_take_each_other_away_at_once(greet, make_agent):
    other = make_agent("Willem Kok", "administrator")
    refused, start = [], threading.Barrier(2)

    def take_away(victim, by):
        try:
            start.wait()
            actions.change_roles(victim, ["agent"], by=by)
        except actions.LastAdministrator:
            refused.append(victim)
        finally:
            connections.close_all()

    pair = [threading.Thread(target=take_away, args=args) for args in ((greet, other), (other, greet))]
    [thread.start() for thread in pair]
    [thread.join() for thread in pair]

    assert len(refused) == 1
    assert RoleGrant.objects.filter(role="administrator").count() == 1


def test_groups_give_and_take_roles_but_not_those_given_by_hand(anna):
    actions.synchronise_roles(anna, ["editor", "coach"])
    actions.synchronise_roles(anna, ["coach"])

    assert anna.roles == {"agent", "coach"}
    assert EventRecord.objects.filter(name="RolesChanged", facts__way="groups").count() == 2


def test_leaving_a_group_leaves_the_last_administrator_in_place(make_agent):
    agent = make_agent("Nora Vos")
    actions.synchronise_roles(agent, ["administrator"])

    actions.synchronise_roles(agent, [])

    assert agent.roles == {"administrator"}


def test_a_closed_account_holds_no_role(anna, greet):
    actions.deactivate_agent(anna, by=greet)

    assert not anna.has_role(Role.AGENT)
    assert EventRecord.objects.filter(name="AgentDeactivated", actor=greet.uuid).exists()


def test_only_an_administrator_lists_accounts(anna, greet, make_agent):
    make_agent("Zoë Bos", "coach")

    assert [agent.name for agent in queries.accounts_for(greet, words="bos")] == ["Zoë Bos"]
    assert [agent.name for agent in queries.accounts_for(greet, role="agent")] == [anna.name]
    assert list(queries.accounts_for(anna)) == []


def test_shortcuts_that_two_actions_share_are_refused(anna):
    with pytest.raises(actions.WrongShortcuts) as wrong:
        actions.change_preferences(anna, shortcuts={"close": "Alt+N", "new": "Alt+N", "gap": "Alt+Q+W"})

    assert wrong.value.combinations == {"Alt+N", "Alt+Q+W"}


def test_preferences_are_complete_before_anything_was_chosen(anna):
    assert queries.preferences(anna).theme == "auto"
    assert queries.preferences(anna).shortcuts_on

    actions.change_preferences(anna, theme="dark", shortcuts_on=False)

    own = queries.preferences(Agent.objects.get(id=anna.id))
    assert (own.theme, own.shortcuts_on) == ("dark", False)


def test_a_service_token_is_shown_once_and_kept_as_a_hash(greet):
    token, secret = actions.make_service_token(name="Centrale", scope="telephony", by=greet)

    assert queries.working_service_token(secret, scope="telephony") == token
    assert secret not in str(token.__dict__)

    actions.withdraw_service_token(token, by=greet)
    assert queries.working_service_token(secret, scope="telephony") is None

"""Administration: what it shows and changes, whom it refuses, and what it costs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.core.access import log_access
from vraagbaak.core.models import AccessRecord, EventRecord, Organisation
from vraagbaak.people import actions
from vraagbaak.people.extensions import (
    Shortcut,
    Subject,
    account_parts,
    add_account_part,
    add_subjects,
    shortcuts,
    subject_kinds,
)
from vraagbaak.people.models import Agent, GroupRole, Invitation, RolePolicy, ServiceToken

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def office(signed_on, greet):
    """Greet at her administration."""
    return signed_on(greet)


def statements(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_an_administrator_invites_somebody(office, mailoutbox):
    response = office.post(
        reverse("people:invitations"), {"name": "Nora Vos", "email": "nora@nieuwerdam.example", "roles": ["agent"]}
    )

    assert response.status_code == 302
    assert Invitation.objects.get().roles == ["agent"]
    assert "wordt verstuurd" in office.get(reverse("people:invitations")).content.decode()


@pytest.mark.parametrize("wrong", [{"email": "geen adres"}, {"roles": []}, {"roles": ["koning"]}, {"name": ""}])
def test_a_wrong_invitation_is_refused_and_keeps_what_was_typed(office, wrong):
    typed = {"name": "Nora Vos", "email": "nora@nieuwerdam.example", "roles": ["agent"], **wrong}

    response = office.post(reverse("people:invitations"), typed)

    assert response.status_code == 422
    assert not Invitation.objects.exists()
    if typed["name"]:
        assert "Nora Vos" in response.content.decode()


def test_somebody_who_has_an_account_is_not_invited_again(office, anna):
    response = office.post(
        reverse("people:invitations"), {"name": "Anna", "email": anna.email.upper(), "roles": ["agent"]}
    )

    assert "heeft al een account" in response.content.decode()


def test_an_invitation_is_sent_again_and_withdrawn(office, greet):
    made = actions.invite_agent(email="nora@nieuwerdam.example", name="Nora", roles=["agent"], by=greet)

    office.post(reverse("people:resend", args=[made.uuid]))
    office.post(reverse("people:withdraw", args=[made.uuid]))
    late = office.post(reverse("people:resend", args=[made.uuid]), follow=True)

    assert "al gebruikt of ingetrokken" in late.content.decode()


def test_an_administrator_changes_roles(office, anna):
    office.post(reverse("people:roles", args=[anna.uuid]), {"roles": ["agent", "coach"]})

    assert Agent.objects.get(id=anna.id).roles == {"agent", "coach"}


def test_the_last_administrator_is_told_why_not(office, greet):
    refused = office.post(reverse("people:roles", args=[greet.uuid]), {"roles": ["agent"]})
    closed = office.post(reverse("people:deactivate", args=[greet.uuid]), follow=True)

    assert refused.status_code == 422
    assert "Maak eerst iemand anders beheerder" in refused.content.decode()
    assert "Maak eerst iemand anders beheerder" in closed.content.decode()


def test_an_account_that_is_absent_is_not_found(office):
    assert office.get(reverse("people:account_detail", args=[uuid4()])).status_code == 404


def test_accounts_are_found_by_name_and_role(office, anna, chantal):
    page = office.get(reverse("people:accounts"), {"words": "anna"}).content.decode()

    assert anna.email in page
    assert chantal.email not in page


def test_a_list_of_accounts_costs_the_same_for_one_and_eleven(office, make_agent):
    make_agent("Aa Een", "agent")
    few = statements(office, reverse("people:accounts"))
    for number in range(10):
        make_agent(f"Bb{number} Meer", "agent", "coach")

    assert statements(office, reverse("people:accounts")) == few


def test_a_list_of_invitations_costs_the_same_for_one_and_eleven(office, greet):
    actions.invite_agent(email="een@nieuwerdam.example", name="Een", roles=["agent"], by=greet)
    few = statements(office, reverse("people:invitations"))
    for number in range(10):
        actions.invite_agent(email=f"n{number}@nieuwerdam.example", name="Meer", roles=["agent"], by=greet)

    assert statements(office, reverse("people:invitations")) == few


def test_the_logs_cost_the_same_for_one_and_eleven(office, signed_on, greet, hans, anna):
    privacy = signed_on(hans)
    actions.rename_agent(anna, "Anna", by=greet)
    log_access([anna.uuid], by=greet.uuid, purpose="contact.opened")
    few = statements(office, reverse("people:event_log")), statements(privacy, reverse("people:access_log"))
    for _ in range(10):
        actions.rename_agent(anna, f"Anna {uuid4().hex}", by=greet)
        log_access([uuid4()], by=greet.uuid, purpose="contact.opened")

    assert (statements(office, reverse("people:event_log")), statements(privacy, reverse("people:access_log"))) == few


def test_hostile_names_stay_text_on_every_page(office, make_agent, greet):
    account = make_agent(HOSTILE, "agent")
    actions.invite_agent(email="x@nieuwerdam.example", name=HOSTILE, roles=["agent"], by=greet)
    actions.make_service_token(name=HOSTILE, scope="telephony", by=greet)
    actions.map_group(HOSTILE, "agent", by=greet)
    actions.rename_agent(account, HOSTILE + "!", by=account)

    for name, args in [
        ("accounts", []),
        ("account_detail", [account.uuid]),
        ("invitations", []),
        ("tokens", []),
        ("groups", []),
        ("event_log", []),
    ]:
        assert HOSTILE not in office.get(reverse(f"people:{name}", args=args)).content.decode(), name


def test_a_second_step_is_demanded_per_role(office):
    office.post(reverse("people:policies"), {"roles": ["agent", "coach"]})
    office.post(reverse("people:policies"), {"roles": ["coach"]})

    assert list(RolePolicy.objects.filter(requires_mfa=True).values_list("role", flat=True)) == ["coach"]
    assert EventRecord.objects.filter(name="RolePolicyChanged").count() == 3


def test_groups_are_tied_to_roles_and_untied(office):
    office.post(reverse("people:groups"), {"group": "kcc", "role": "agent"})
    office.post(reverse("people:groups"), {"group": "kcc", "role": "agent"})
    mapping = GroupRole.objects.get()

    office.post(reverse("people:group_remove", args=[mapping.pk]))

    assert not GroupRole.objects.exists()
    assert office.post(reverse("people:groups"), {"group": "", "role": "agent"}).status_code == 422


def test_a_token_is_shown_once(office):
    shown = office.post(reverse("people:tokens"), {"name": "Centrale", "scope": "telephony"})

    assert shown.context["secret"] in shown.content.decode()
    assert shown.context["secret"] not in office.get(reverse("people:tokens")).content.decode()
    office.post(reverse("people:token_withdraw", args=[ServiceToken.objects.get().uuid]))
    assert ServiceToken.objects.get().withdrawn_at


def test_the_organisation_is_changed_within_its_bounds(office):
    form = {
        "name": "Gemeente Nieuwerdam",
        "theme": "vraagbaak",
        "goal_percent": 85,
        "lock_minutes": 10,
        "learned_after_agents": 3,
    }

    assert office.post(reverse("people:organisation"), {**form, "lock_minutes": 0}).status_code == 422
    assert office.post(reverse("people:organisation"), form).status_code == 302
    assert Organisation.objects.get().lock_minutes == 10
    facts = EventRecord.objects.get(name="OrganisationChanged").facts["fields"]
    assert set(facts) == {"name", "goal_percent", "lock_minutes"}


def test_the_event_log_is_filtered_and_paged(office, greet, anna):
    for number in range(55):
        actions.rename_agent(anna, f"Anna {number}", by=anna)

    page = office.get(reverse("people:event_log"), {"name": "AgentRenamed", "actor": "anna"})
    assert len(page.context["log"].lines) == 50
    older = office.get(reverse("people:event_log"), {"name": "AgentRenamed", "vanaf": page.context["log"].next_cursor})
    assert len(older.context["log"].lines) == 5
    assert not office.get(reverse("people:event_log"), {"actor": "niemand"}).context["log"].lines
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert not office.get(reverse("people:event_log"), {"since": tomorrow}).context["log"].lines
    assert office.get(reverse("people:event_log"), {"since": "2026-02-02", "until": "2026-01-01"}).status_code == 422


def test_the_privacy_officer_finds_who_saw_somebody_and_that_is_logged(signed_on, hans, greet, monkeypatch):
    resident = uuid4()
    log_access([resident], by=greet.uuid, purpose="contact.opened")
    log_access([uuid4()], by=greet.uuid, purpose="contact.opened")
    monkeypatch.setattr("vraagbaak.people.extensions.subject_kinds", subject_kinds)
    before = list(subject_kinds)
    subject_kinds[:] = []
    add_subjects(
        find=lambda words: [Subject(resident, "mevrouw Jansen")] if words == "jansen" else [],
        name=lambda found: [Subject(resident, "mevrouw Jansen")] if resident in found else [],
    )

    page = signed_on(hans).get(reverse("people:access_log"), {"subject": "jansen"})
    subject_kinds[:] = before

    assert [(line.actor, line.subject) for line in page.context["log"].lines if line.record.actor == greet.uuid] == [
        (greet.name, "mevrouw Jansen")
    ]
    assert AccessRecord.objects.filter(subject=resident, actor=hans.uuid, purpose="access_log.opened").exists()


def test_other_apps_add_their_part_to_an_account(office, anna, monkeypatch):
    add_account_part("people/mail/invitation.txt", lambda agent: agent.name)

    page = office.get(reverse("people:account_detail", args=[anna.uuid])).content.decode()
    account_parts.pop()

    assert "Maak uw account met deze link" in page


def test_preferences_are_saved_and_shared_keys_refused(signed_on, anna, monkeypatch):
    known = {"new": Shortcut("new", "Nieuw", "Alt+N"), "gap": Shortcut("gap", "Gat", "Alt+G")}
    for action in list(shortcuts):
        monkeypatch.delitem(shortcuts, action)
    for action, shortcut in known.items():
        monkeypatch.setitem(shortcuts, action, shortcut)
    client = signed_on(anna)
    form = {"theme": "dark", "shortcuts_on": "on", "key_new": "n + alt", "key_gap": ""}

    assert client.post(reverse("people:preferences"), form).status_code == 302
    assert Agent.objects.get(id=anna.id).preferences["shortcuts"] == {"new": "Alt+N", "gap": ""}
    refused = client.post(reverse("people:preferences"), {**form, "key_gap": "alt+n"})
    assert refused.status_code == 422
    assert 'data-theme="dark"' in client.get(reverse("people:account")).content.decode()

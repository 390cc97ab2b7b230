"""Every route of the product with who may open it: one table per app, and a route that is in none fails a test.

To add a route, add a line to the table of its app:

    "tasks:detail": Route((Role.AGENT, Role.TEAM_LEAD), lambda cast: {"uuid": make_task(owner=cast["anna"]).uuid}),

- The first part names the roles that may open it, `EVERYONE` (who has an account) or `PUBLIC` (no account needed).
- The second part makes the arguments of the address, as something that the roles named may really see. It gets the
  cast by name. Leave it out when the address has no arguments.
- `method="post"` for a route that only takes a form; `sends` is what the form holds.
- `narrowed=True` when a role may see only some objects, so that holding the role does not suffice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from vraagbaak.people.models import Agent, Role

PUBLIC = "public"
EVERYONE = tuple(Role)
ADMINISTRATOR = (Role.ADMINISTRATOR,)
PARTY_EDITORS = (Role.ADMINISTRATOR, Role.LIAISON, Role.TEAM_LEAD)
Cast = Mapping[str, Agent]


@dataclass(frozen=True)
class Route:
    """Who may open an address, and how to ask for it."""

    roles: tuple[Role, ...] | str
    arguments: Callable[[Cast], dict[str, Any]] = lambda cast: {}
    method: str = "get"
    sends: Mapping[str, str] = field(default_factory=dict)
    narrowed: bool = False


def _invitation(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import invite_agent

    made = invite_agent(email=f"{uuid4().hex}@nieuwerdam.example", name="Nora Vos", roles=["agent"], by=cast["greet"])
    return {"uuid": made.uuid}


def _group(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import map_group
    from vraagbaak.people.models import GroupRole

    map_group(uuid4().hex, "agent", by=cast["greet"])
    return {"pk": GroupRole.objects.latest("id").pk}


def _token(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import make_service_token

    return {"uuid": make_service_token(name="Centrale", scope="telephony", by=cast["greet"])[0].uuid}


def _anna(cast: Cast) -> dict[str, Any]:
    return {"uuid": cast["anna"].uuid}


PEOPLE = {
    # Entrance. An absent link, session or passkey is 404 for everybody, so those are asked for as absent.
    "account_login": Route(PUBLIC),
    "account_logout": Route(PUBLIC),
    "account_reauthenticate": Route(EVERYONE),
    "mfa_login_webauthn": Route(PUBLIC),
    "mfa_authenticate": Route(PUBLIC),
    "mfa_reauthenticate": Route(EVERYONE),
    "mfa_reauthenticate_webauthn": Route(EVERYONE),
    "mfa_index": Route(EVERYONE),
    "mfa_activate_totp": Route(EVERYONE),
    "mfa_deactivate_totp": Route((), narrowed=True),
    "mfa_view_recovery_codes": Route((), narrowed=True),
    "mfa_generate_recovery_codes": Route(EVERYONE),
    "mfa_download_recovery_codes": Route((), narrowed=True),
    "mfa_list_webauthn": Route(EVERYONE),
    "mfa_add_webauthn": Route(EVERYONE),
    "mfa_remove_webauthn": Route((), lambda cast: {"pk": 1}, method="post", narrowed=True),
    "openid_connect_login": Route((), lambda cast: {"provider_id": "sso"}, method="post"),
    "openid_connect_callback": Route((), lambda cast: {"provider_id": "sso"}),
    "people:own_keys": Route(PUBLIC),
    "people:invitation": Route(PUBLIC, lambda cast: {"token": "x" * 43}, narrowed=True),
    "people:forgotten": Route(PUBLIC),
    "people:forgotten_sent": Route(PUBLIC),
    "people:reset": Route(PUBLIC, lambda cast: {"uuid": cast["anna"].uuid, "token": "x-y"}, narrowed=True),
    # Own account and screen.
    "people:account": Route(EVERYONE),
    "people:rename": Route(EVERYONE, method="post", sends={"name": "Iemand"}),
    "people:password": Route((), method="post", narrowed=True),
    "people:preferences": Route(EVERYONE, method="post", sends={"theme": "dark"}),
    "people:end_other_sessions": Route(EVERYONE, method="post"),
    "people:end_session": Route((), lambda cast: {"handle": "f" * 32}, method="post", narrowed=True),
    "people:second_factor": Route(EVERYONE),
    "people:lock": Route(EVERYONE),
    "people:unlock": Route(EVERYONE),
    "people:seen": Route(EVERYONE, method="post"),
    "people:presence": Route(EVERYONE),
    "people:present": Route(EVERYONE),
    # Administration.
    "people:administration": Route((Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.TEAM_LEAD), narrowed=True),
    "people:accounts": Route(ADMINISTRATOR),
    "people:account_detail": Route(ADMINISTRATOR, _anna),
    "people:roles": Route(ADMINISTRATOR, _anna, method="post", sends={"roles": "agent"}),
    "people:deactivate": Route(ADMINISTRATOR, _anna, method="post"),
    "people:reactivate": Route(ADMINISTRATOR, _anna, method="post"),
    "people:end_sessions_of": Route(ADMINISTRATOR, _anna, method="post"),
    "people:remove_factors": Route(ADMINISTRATOR, _anna, method="post"),
    "people:invitations": Route(ADMINISTRATOR),
    "people:resend": Route(ADMINISTRATOR, _invitation, method="post"),
    "people:withdraw": Route(ADMINISTRATOR, _invitation, method="post"),
    "people:policies": Route(ADMINISTRATOR),
    "people:groups": Route(ADMINISTRATOR),
    "people:group_remove": Route(ADMINISTRATOR, _group, method="post"),
    "people:tokens": Route(ADMINISTRATOR),
    "people:token_withdraw": Route(ADMINISTRATOR, _token, method="post"),
    "people:organisation": Route(ADMINISTRATOR),
    "people:event_log": Route(ADMINISTRATOR),
    "people:access_log": Route((Role.PRIVACY_OFFICER,)),
}
CORE = {
    "core:live": Route(PUBLIC),
    "core:health": Route(PUBLIC),
    "style": Route(ADMINISTRATOR),
}


def _department(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.models import Department

    return {"uuid": Department.objects.get(key="burgerzaken").uuid}


def _directory_group(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.actions import add_group
    from vraagbaak.directory.models import Department

    made = add_group(Department.objects.get(key="burgerzaken"), name=uuid4().hex, by=cast["greet"])
    return {"uuid": made.uuid}


def _employee(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.actions import add_employee
    from vraagbaak.directory.models import Department

    department = Department.objects.get(key="burgerzaken")
    return {"uuid": add_employee(first_name="Nora", last_name="Vos", department=department, by=cast["greet"]).uuid}


def _location(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.actions import add_location

    return {"uuid": add_location(name="Stadhuis", week={}, by=cast["greet"]).uuid}


def _closing_day(cast: Cast) -> dict[str, Any]:
    from datetime import date

    from vraagbaak.directory.actions import name_closing_day

    made = name_closing_day(date(2026, 12, 24), name="Kerstavond", location=None, hours=None, by=cast["greet"])
    return {"pk": made.pk}


def _external_party(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.actions import add_external_party

    return {"uuid": add_external_party(name="Waterschap", what="Dijken", by=cast["greet"]).uuid}


def _import_plan(cast: Cast) -> dict[str, Any]:
    from vraagbaak.directory.actions.imports import prepare_import
    from vraagbaak.directory.queries.imports import FileRow

    return {"uuid": prepare_import("departments", [FileRow(2, {"name": "Sport"})], by=cast["greet"]).uuid}


DIRECTORY: dict[str, Route] = {
    # The guide, for everyone.
    "directory:index": Route(EVERYONE),
    "directory:department": Route(EVERYONE, _department),
    "directory:employee": Route(EVERYONE, _employee),
    "directory:locations": Route(EVERYONE),
    "directory:location": Route(EVERYONE, _location),
    "directory:external_parties": Route(EVERYONE),
    "directory:external_party": Route(EVERYONE, _external_party),
    "directory:external_party_new": Route(PARTY_EDITORS),
    "directory:external_party_edit": Route(PARTY_EDITORS, _external_party),
    "directory:external_party_close": Route(PARTY_EDITORS, _external_party, method="post"),
    "directory:external_party_reopen": Route(PARTY_EDITORS, _external_party, method="post"),
    # Its administration.
    "directory:manage": Route(ADMINISTRATOR),
    "directory:manage_departments": Route(ADMINISTRATOR),
    "directory:department_new": Route(ADMINISTRATOR),
    "directory:department_edit": Route(ADMINISTRATOR, _department),
    "directory:department_close": Route(ADMINISTRATOR, _department, method="post"),
    "directory:department_reopen": Route(ADMINISTRATOR, _department, method="post"),
    "directory:group_add": Route(ADMINISTRATOR, _department, method="post", sends={"group_name": "Balie"}),
    "directory:group_edit": Route(ADMINISTRATOR, _directory_group),
    "directory:group_remove": Route(ADMINISTRATOR, _directory_group, method="post"),
    "directory:manage_employees": Route(ADMINISTRATOR),
    "directory:employee_new": Route(ADMINISTRATOR),
    "directory:employee_edit": Route(ADMINISTRATOR, _employee),
    "directory:employee_leave": Route(ADMINISTRATOR, _employee, method="post"),
    "directory:employee_return": Route(ADMINISTRATOR, _employee, method="post"),
    "directory:manage_locations": Route(ADMINISTRATOR),
    "directory:location_new": Route(ADMINISTRATOR),
    "directory:location_edit": Route(ADMINISTRATOR, _location),
    "directory:location_close": Route(ADMINISTRATOR, _location, method="post"),
    "directory:location_reopen": Route(ADMINISTRATOR, _location, method="post"),
    "directory:closing_days": Route(ADMINISTRATOR),
    "directory:closing_day_remove": Route(ADMINISTRATOR, _closing_day, method="post"),
    "directory:exchange": Route(ADMINISTRATOR),
    "directory:import_plan": Route(ADMINISTRATOR, _import_plan),
    "directory:import_carry_out": Route(ADMINISTRATOR, _import_plan, method="post"),
    "directory:export": Route(ADMINISTRATOR, lambda cast: {"word": "medewerkers", "form": "csv"}),
    "directory:liaison": Route(ADMINISTRATOR, lambda cast: {"uuid": cast["farid"].uuid}),
    "directory:reach": Route(ADMINISTRATOR, lambda cast: {"uuid": cast["bram"].uuid, "role": "specialist"}),
}


EDITOR = (Role.EDITOR,)
CHECKERS = (Role.EDITOR, Role.SPECIALIST)
KEEPERS = (Role.EDITOR, Role.ADMINISTRATOR)


def _topic() -> Any:
    from vraagbaak.directory.models import Department
    from vraagbaak.knowledge.models import Topic

    owner = Department.objects.get(key="burgerzaken")
    return Topic.objects.create(key=uuid4().hex, name="Paspoort", sort_key="paspoort", department=owner)


def _article(cast: Cast, *, is_out: bool = True) -> Any:
    from vraagbaak.knowledge.actions.articles import Arrangement, write_article
    from vraagbaak.knowledge.actions.publishing import put_up
    from vraagbaak.knowledge.rules.texts import Text

    text = Text(title=f"Paspoort {uuid4().hex}", say="Kom langs.")
    article = write_article(kind="news", text=text, arrangement=Arrangement(_topic()), by=cast["esra"])
    if is_out:
        put_up(article, article.pending, by=cast["esra"])
    return article


def _published(cast: Cast) -> dict[str, Any]:
    return {"uuid": _article(cast).uuid}


def _draft(cast: Cast) -> dict[str, Any]:
    return {"uuid": _article(cast, is_out=False).uuid}


def _version(cast: Cast) -> dict[str, Any]:
    return {"uuid": _article(cast).published.uuid}


def _asked(cast: Cast) -> Any:
    from datetime import date

    from vraagbaak.knowledge.actions.owner_checks import ask_owner

    article = _article(cast, is_out=False)
    return ask_owner(article, email="burgerzaken@nieuwerdam.example", due_on=date(2099, 1, 1), by=cast["esra"])


def _owner_link(cast: Cast) -> dict[str, Any]:
    from vraagbaak.knowledge.actions.owner_checks import link_of

    return {"token": link_of(_asked(cast)).rstrip("/").rpartition("/")[2]}


def _attachment(cast: Cast) -> dict[str, Any]:
    from vraagbaak.knowledge.actions.attachments import add_attachment

    return {"uuid": add_attachment(_article(cast), name="a.pdf", content=b"%PDF-1.7", by=cast["esra"]).uuid}


def _feedback(cast: Cast) -> dict[str, Any]:
    from vraagbaak.knowledge.actions.feedback import give_feedback

    version = _article(cast).published.uuid
    return {"uuid": give_feedback(version, kind="wrong", words="", remark="", by=cast["anna"]).uuid}


def _proposed(cast: Cast) -> dict[str, Any]:
    from vraagbaak.knowledge.actions.learning import propose_question

    return {"uuid": propose_question(_article(cast), words="mijn pas is weg", by=cast["anna"]).uuid}


def _pending_import(cast: Cast) -> dict[str, Any]:
    from vraagbaak.knowledge.actions.importing import hold_import

    table = b"titel;uitleg\nPas kwijt;Kom langs.\n"
    return {"pending": hold_import(table, form="table", source="oud", topic=_topic(), by=cast["esra"])}


KNOWLEDGE = {
    "knowledge:home": Route(EVERYONE),
    "knowledge:search": Route(EVERYONE, method="post", sends={"words": "paspoort"}),
    "knowledge:notices": Route(EVERYONE),
    "knowledge:article": Route(EVERYONE, _published),
    "knowledge:read": Route(EVERYONE, _version, method="post"),
    "knowledge:remark": Route(EVERYONE, _version, method="post", sends={"kind": "wrong"}),
    "knowledge:attachment": Route(EVERYONE, _attachment),
    "knowledge:owner_check": Route(PUBLIC, _owner_link),
    "knowledge:new": Route(EDITOR),
    "knowledge:edit": Route(EDITOR, _published),
    "knowledge:arrange": Route(EDITOR, _published),
    "knowledge:history": Route(CHECKERS, _published),
    "knowledge:article_intake": Route(EDITOR, _published),
    "knowledge:publish": Route(EDITOR, _draft, method="post"),
    "knowledge:withdraw": Route(EDITOR, _published, method="post"),
    "knowledge:archive": Route(EDITOR, _published, method="post"),
    "knowledge:confirm": Route(CHECKERS, _published),
    "knowledge:attachments": Route(EDITOR, _published),
    "knowledge:attachment_remove": Route(EDITOR, _attachment, method="post"),
    "knowledge:ask_owner": Route(EDITOR, _draft),
    "knowledge:check": Route((Role.SPECIALIST,), lambda cast: {"uuid": _asked(cast).version.article.uuid}),
    "knowledge:editorial": Route(CHECKERS),
    "knowledge:list": Route(CHECKERS, lambda cast: {"name": "concepten"}),
    "knowledge:settle": Route(CHECKERS, _feedback, method="post", sends={"settlement": "Aangepast"}, narrowed=True),
    "knowledge:settle_gap": Route(EDITOR, method="post", sends={"words": "zwembad"}),
    "knowledge:decide_question": Route(EDITOR, _proposed, method="post", sends={"besluit": "nooit"}),
    "knowledge:add_literal": Route(EDITOR, _published, method="post", sends={"words": "mijn pas is weg"}),
    "knowledge:remove_literal": Route(EDITOR, _proposed, method="post"),
    "knowledge:topics": Route(KEEPERS),
    "knowledge:topic_new": Route(KEEPERS),
    "knowledge:topic": Route(KEEPERS, lambda cast: {"uuid": _topic().uuid}),
    "knowledge:topic_intake": Route(EDITOR, lambda cast: {"uuid": _topic().uuid}),
    "knowledge:upl": Route(KEEPERS),
    "knowledge:import": Route(EDITOR),
    "knowledge:import_preview": Route(EDITOR, _pending_import, narrowed=True),
    "knowledge:import_carry_out": Route(EDITOR, _pending_import, method="post", narrowed=True),
    "knowledge:export": Route(EDITOR, lambda cast: {"form": "json"}),
}
DESK_ROLES = (Role.AGENT, Role.LIAISON, Role.TRAINEE, Role.HOST, Role.TEAM_LEAD)
SEES_CONTACTS = (*DESK_ROLES, Role.SPECIALIST, Role.PRIVACY_OFFICER)
KEEPS_PARTIES = (*DESK_ROLES, Role.PRIVACY_OFFICER)


def _contact_of(cast: Cast) -> Any:
    """A contact of Anna's with a resident and a question for Burgerzaken."""
    from vraagbaak.contacts.actions.closing import close_contact
    from vraagbaak.contacts.models import Channel
    from vraagbaak.directory.models import Department

    channel, _ = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})
    changes = {
        "q.0000000a.words": "paspoort kwijt",
        "q.0000000a.outcome": "answered",
        "q.0000000a.department": str(Department.objects.get(key="burgerzaken").uuid),
        "resident.name": uuid4().hex,
    }
    return close_contact(uuid4(), by=cast["anna"], changes=changes, channel=channel)


def _contact(cast: Cast) -> dict[str, Any]:
    return {"uuid": _contact_of(cast).uuid}


def _question(cast: Cast) -> dict[str, Any]:
    return {"uuid": _contact_of(cast).questions.get().uuid}


def _party(cast: Cast) -> dict[str, Any]:
    return {"uuid": _contact_of(cast).party.uuid}


def _merge(cast: Cast) -> dict[str, Any]:
    from vraagbaak.contacts.actions.merging import merge_parties

    kept, gone = _contact_of(cast).party, _contact_of(cast).party
    return {"uuid": merge_parties(kept, gone, by=cast["anna"]).uuid}


def _own_data(cast: Cast) -> dict[str, Any]:
    return {**_party(cast), "form": "json"}


def _channel(cast: Cast) -> dict[str, Any]:
    from vraagbaak.contacts.models import Channel

    return {"key": Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0].key}


def _snippet(cast: Cast) -> dict[str, Any]:
    from vraagbaak.contacts.models import Snippet

    return {"uuid": Snippet.objects.create(key=uuid4().hex[:20], text="x", owner=cast["anna"]).uuid}


CONTACTS: dict[str, Route] = {
    "contacts:list": Route(SEES_CONTACTS),
    "contacts:search": Route(SEES_CONTACTS, method="post", sends={"words": "paspoort"}),
    "contacts:export": Route(SEES_CONTACTS, lambda cast: {"form": "csv"}, method="post"),
    "contacts:detail": Route(SEES_CONTACTS, _contact),
    "contacts:correct": Route(DESK_ROLES, _question, narrowed=True),
    "contacts:party": Route(SEES_CONTACTS, _party),
    "contacts:party_change": Route(KEEPS_PARTIES, _party),
    "contacts:party_merge": Route(KEEPS_PARTIES, _party),
    "contacts:party_unmerge": Route(KEEPS_PARTIES, _merge, method="post"),
    "contacts:party_remove": Route((Role.TEAM_LEAD, Role.PRIVACY_OFFICER), _party),
    "contacts:party_export": Route((Role.PRIVACY_OFFICER,), _own_data, method="post"),
    # Texts to insert: one's own, and everybody's for who keeps those.
    "contacts:snippets": Route((*DESK_ROLES, Role.ADMINISTRATOR)),
    "contacts:snippet": Route((*DESK_ROLES, Role.ADMINISTRATOR), _snippet, narrowed=True),
    "contacts:snippet_remove": Route((*DESK_ROLES, Role.ADMINISTRATOR), _snippet, method="post", narrowed=True),
    # Administration.
    "contacts:channels": Route(ADMINISTRATOR),
    "contacts:channel": Route(ADMINISTRATOR, _channel),
    "contacts:retention": Route((Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)),
    # The telephone exchange comes with a token, whoever is signed on.
    "contacts:calls": Route(PUBLIC, method="post"),
}
DESK_ROLES = (Role.AGENT, Role.LIAISON, Role.TRAINEE, Role.HOST, Role.TEAM_LEAD)
QUESTION = "0a1b2c3d"
ASKED = {"vraag": QUESTION, f"q.{QUESTION}.words": "mijn pas is weg"}


def _draft_of_anna(cast: Cast) -> dict[str, Any]:
    from vraagbaak.contacts.actions.drafts import save_draft
    from vraagbaak.contacts.models import Channel

    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    words = {f"q.{QUESTION}.words": "mijn pas is weg"}
    return {"draft": save_draft(uuid4(), changes=words, base=0, by=cast["anna"], channel=channel).draft.uuid}


def _draft_where_bsn_is_used(cast: Cast) -> dict[str, Any]:
    from vraagbaak.core.models import Organisation

    Organisation.objects.update_or_create(id=1, defaults={"uses_bsn": True})
    return _draft_of_anna(cast)


def _phone_is_a_channel(cast: Cast) -> dict[str, Any]:
    _draft_of_anna(cast)
    return {}


def _asked_answer(cast: Cast) -> dict[str, Any]:
    return _draft_of_anna(cast) | {"version": _article(cast).published.uuid}


DESK = {
    "desk:start": Route(EVERYONE),
    "desk:home": Route(DESK_ROLES, _phone_is_a_channel),
    "desk:tabs": Route(DESK_ROLES),
    "desk:begin": Route(DESK_ROLES, _phone_is_a_channel),
    "desk:conversation": Route(DESK_ROLES, _draft_of_anna),
    "desk:ringing": Route((Role.AGENT,), _draft_of_anna, narrowed=True),
    "desk:keep": Route(DESK_ROLES, _draft_of_anna, method="post", sends=ASKED),
    "desk:state": Route(DESK_ROLES, _draft_of_anna),
    "desk:close": Route(DESK_ROLES, _draft_of_anna, method="post", sends=ASKED),
    "desk:undo_close": Route((Role.AGENT,), _draft_of_anna, method="post", narrowed=True),
    "desk:bsn": Route(DESK_ROLES, _draft_where_bsn_is_used, method="post", sends={"bsn": "111222333"}),
    "desk:resident": Route(DESK_ROLES, _draft_of_anna, method="post"),
    "desk:park": Route(DESK_ROLES, _draft_of_anna, method="post"),
    "desk:take_up": Route(DESK_ROLES, _draft_of_anna, method="post"),
    "desk:drop": Route(DESK_ROLES, _draft_of_anna, method="post"),
    "desk:remove_question": Route(
        DESK_ROLES, lambda cast: _draft_of_anna(cast) | {"question": QUESTION}, method="post"
    ),
    "desk:answers": Route(DESK_ROLES, _draft_of_anna, method="post", sends=ASKED),
    "desk:answer": Route(DESK_ROLES, lambda cast: _asked_answer(cast) | {"question": QUESTION}),
    "desk:gap": Route(DESK_ROLES, _draft_of_anna, method="post", sends=ASKED),
    "desk:remark": Route(DESK_ROLES, _asked_answer, method="post", sends=ASKED | {"kind": "wrong"}),
    "desk:mail": Route(DESK_ROLES, _asked_answer, method="post", sends={"resident.email": "inwoner@voorbeeld.nl"}),
    "desk:snippets": Route(DESK_ROLES),
    "desk:day": Route(DESK_ROLES, method="post", sends={"text": "volgende week vrijdag"}),
    "desk:mask": Route(DESK_ROLES, method="post", sends={"text": "bsn 111222333"}),
    "desk:find_all": Route(EVERYONE, method="post", sends={"words": "paspoort"}),
}


def _screen(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import make_service_token

    return {"uuid": make_service_token(name="Hal", scope="wallboard", by=cast["chantal"])[0].uuid}


def _saved_view(cast: Cast) -> dict[str, Any]:
    from vraagbaak.insight.actions.saved_views import save_view

    view = save_view(name=uuid4().hex, is_shared=True, filters={}, words="", by=cast["anna"])
    return {"uuid": view.uuid}


def _asked_of_department(cast: Cast) -> dict[str, Any]:
    from vraagbaak.contacts.models import Channel, Contact, Question

    topic, at = _topic(), datetime(2026, 1, 13, 10, tzinfo=UTC)
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    for _ in range(5):
        contact = Contact.objects.create(channel=channel, agent=cast["anna"], opened_at=at, closed_at=at)
        Question.objects.create(
            contact=contact, words="x", topic=topic, department=topic.department, agent=cast["anna"], asked_at=at,
            outcome="answered",
        )  # fmt: skip
    return {"uuid": topic.department.uuid, "month": "2026-01"}


def _gap(cast: Cast) -> dict[str, Any]:
    from django.utils import timezone

    from vraagbaak.directory.models import Department
    from vraagbaak.insight.models import Gap

    topic = _article(cast).topic
    Department.objects.filter(pk=topic.department_id).update(email="burgerzaken@nieuwerdam.example")
    gap = Gap.objects.create(stems="pas", topic=topic, department=topic.department, opened_at=timezone.now())
    return {"uuid": gap.uuid}


def _spike(cast: Cast) -> dict[str, Any]:
    from django.utils import timezone

    from vraagbaak.insight.models import Spike

    topic, now = _topic(), timezone.now()
    Spike.objects.filter(ended_at__isnull=True).update(ended_at=now)
    spike = Spike.objects.create(
        topic=topic,
        department=topic.department,
        began_at=now,
        seen_at=now,
        observed=9,
        expected=1,
        asked_department_at=now,
    )
    return {"uuid": spike.uuid}


def _campaign(cast: Cast) -> dict[str, Any]:
    from datetime import timedelta

    from django.utils import timezone

    from vraagbaak.insight.models import Campaign

    today = timezone.localdate()
    campaign = Campaign.objects.create(name="Meting", topic=_topic(), since=today, until=today + timedelta(days=13))
    campaign.listeners.set(person for person in cast.values() if person.has_role(*SEES_INSIGHT))
    return {"uuid": campaign.uuid}


def _heard(cast: Cast) -> dict[str, Any]:
    return _campaign(cast) | _draft_of_anna(cast)


def _campaign_link(cast: Cast) -> dict[str, Any]:
    from django.utils import timezone

    from vraagbaak.insight.actions.campaigns import link_of
    from vraagbaak.insight.models import Campaign

    found = Campaign.objects.get(**_campaign(cast))
    found.proposed_at = timezone.now()
    found.save()
    return {"token": link_of(found).rstrip("/").rpartition("/")[2]}


def _spike_link(cast: Cast) -> dict[str, Any]:
    from vraagbaak.insight.actions.spikes import link_of
    from vraagbaak.insight.models import Spike

    return {"token": link_of(Spike.objects.get(**_spike(cast))).rstrip("/").rpartition("/")[2]}


SEES_INSIGHT = (*DESK_ROLES, Role.SPECIALIST)
SEES_GAPS = (*SEES_INSIGHT, Role.EDITOR)
ACTS_ON_GAPS = (Role.TEAM_LEAD, Role.LIAISON, Role.EDITOR)
INSIGHT = {
    "insight:now": Route(SEES_INSIGHT),
    "insight:questions": Route(SEES_INSIGHT),
    "insight:questions_search": Route(SEES_INSIGHT, method="post", sends={"words": "paspoort"}),
    "insight:view_save": Route(SEES_INSIGHT),
    "insight:views": Route(SEES_INSIGHT),
    "insight:view": Route(SEES_INSIGHT, _saved_view),
    "insight:view_change": Route((Role.AGENT,), _saved_view, narrowed=True),
    "insight:view_remove": Route(SEES_INSIGHT, _saved_view, method="post"),
    "insight:topics": Route(SEES_INSIGHT),
    "insight:departments": Route(SEES_INSIGHT),
    "insight:topic": Route(SEES_INSIGHT, lambda cast: {"uuid": _topic().uuid}),
    "insight:department": Route(SEES_INSIGHT, lambda cast: {"uuid": _topic().department.uuid}),
    "insight:report_latest": Route(SEES_INSIGHT, lambda cast: {"uuid": _topic().department.uuid}),
    "insight:report": Route(SEES_INSIGHT, lambda cast: {"uuid": _topic().department.uuid, "month": "2026-01"}),
    "insight:report_pdf": Route(SEES_INSIGHT, _asked_of_department),
    "insight:detail_export": Route(
        SEES_INSIGHT, lambda cast: {"part": "onderwerpen", "uuid": _topic().uuid, "form": "json"}
    ),
    "insight:definitions": Route(SEES_INSIGHT),
    "insight:gaps": Route(SEES_GAPS),
    "insight:gaps_export": Route(SEES_GAPS, lambda cast: {"form": "json"}),
    "insight:gap": Route(SEES_GAPS, _gap),
    "insight:gap_ask": Route(ACTS_ON_GAPS, _gap),
    "insight:gap_link": Route(ACTS_ON_GAPS, _gap),
    "insight:gap_dismiss": Route(ACTS_ON_GAPS, _gap, method="post"),
    "insight:spikes": Route(SEES_INSIGHT),
    "insight:spikes_going_on": Route(SEES_INSIGHT),
    "insight:spike": Route(SEES_INSIGHT, _spike),
    "insight:spike_glance": Route(SEES_INSIGHT, _spike),
    "insight:spike_tell": Route((Role.TEAM_LEAD, Role.LIAISON, Role.SPECIALIST), _spike),
    "insight:spike_dismiss": Route((Role.TEAM_LEAD, Role.LIAISON), _spike, method="post"),
    "insight:spike_ask": Route((Role.TEAM_LEAD, Role.LIAISON), _spike, method="post"),
    "insight:spike_answer": Route(PUBLIC, _spike_link),
    "insight:campaigns": Route(SEES_INSIGHT),
    "insight:campaign_start": Route((Role.TEAM_LEAD, Role.LIAISON)),
    "insight:campaign": Route(SEES_INSIGHT, _campaign),
    "insight:campaign_change": Route((Role.TEAM_LEAD, Role.LIAISON), _campaign),
    "insight:campaign_words": Route((), _heard),
    "insight:campaign_drafts": Route((Role.TEAM_LEAD, Role.LIAISON), _campaign, method="post"),
    "insight:campaign_propose": Route((Role.TEAM_LEAD, Role.LIAISON), _campaign, method="post"),
    "insight:campaign_listen": Route(SEES_INSIGHT, _campaign),
    "insight:campaign_hear": Route(SEES_INSIGHT, _heard),
    "insight:campaign_answer": Route(PUBLIC, _campaign_link),
    "insight:export": Route(SEES_INSIGHT, lambda cast: {"part": "onderwerpen", "form": "json"}),
    "insight:my_day": Route(DESK_ROLES),
    "insight:screens": Route((Role.TEAM_LEAD, Role.ADMINISTRATOR)),
    "insight:screen_withdraw": Route((Role.TEAM_LEAD, Role.ADMINISTRATOR), _screen, method="post"),
    "wall": Route(PUBLIC),
    "wall_open": Route(PUBLIC, lambda cast: {"token": "zomaar-iets"}),
    "insight:targets": Route((Role.TEAM_LEAD, Role.ADMINISTRATOR)),
    "insight:target_remove": Route((Role.TEAM_LEAD, Role.ADMINISTRATOR), lambda cast: {"uuid": uuid4()}, method="post"),
}

ROUTES = {**INSIGHT, **PEOPLE, **CORE, **DIRECTORY, **KNOWLEDGE, **CONTACTS, **DESK}

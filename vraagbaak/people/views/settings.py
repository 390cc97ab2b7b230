"""Administration of second steps, groups, service tokens and the organisation, and the two logs."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vraagbaak.core.queries import organisation as the_organisation
from vraagbaak.people import actions, queries
from vraagbaak.people.access import only_for
from vraagbaak.people.forms import (
    AccessFilterForm,
    EventFilterForm,
    GroupForm,
    OrganisationForm,
    PoliciesForm,
    TokenForm,
)
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role


@only_for(Role.ADMINISTRATOR)
def policies(request: AgentRequest) -> HttpResponse:
    """Which roles may not be without a second step."""
    rows = queries.policy_rows()
    typed = request.POST if request.method == "POST" else None
    form = PoliciesForm(typed, initial={"roles": [row.role for row in rows if row.requires_mfa]})
    if form.is_valid():
        for role in Role:
            actions.demand_second_factor(role, requires_mfa=role in form.cleaned_data["roles"], by=request.user)
        messages.success(request, _("Saved. Who lacks a second step sets it up at the next page."))
        return redirect("people:policies")
    status = 422 if form.is_bound else 200
    return render(request, "people/policies.html", {"form": form, "rows": rows}, status=status)


@only_for(Role.ADMINISTRATOR)
def groups(request: AgentRequest) -> HttpResponse:
    """Which groups of the identity provider give which roles."""
    form = GroupForm(request.POST or None)
    if form.is_valid():
        actions.map_group(form.cleaned_data["group"], form.cleaned_data["role"], by=request.user)
        messages.success(request, _("Saved. It holds from the next sign-on of each member."))
        return redirect("people:groups")
    page = {"form": form, "mappings": queries.group_roles_for(request.user)}
    return render(request, "people/groups.html", page, status=422 if form.is_bound else 200)


@only_for(Role.ADMINISTRATOR)
@require_POST
def group_remove(request: AgentRequest, pk: int) -> HttpResponse:
    """Let a group give a role no more."""
    mapping = queries.group_roles_for(request.user).filter(pk=pk).first()
    if mapping is None:
        raise Http404
    actions.unmap_group(mapping, by=request.user)
    messages.success(request, _("Removed. Members lose the role at their next sign-on."))
    return redirect("people:groups")


@only_for(Role.ADMINISTRATOR)
@never_cache
def tokens(request: AgentRequest) -> HttpResponse:
    """The tokens of other systems; a new one is shown once."""
    form, secret = TokenForm(request.POST or None), ""
    if form.is_valid():
        _token, secret = actions.make_service_token(**form.cleaned_data, by=request.user)
        form = TokenForm()
    page = {"form": form, "tokens": queries.service_tokens_for(request.user), "secret": secret}
    return render(request, "people/tokens.html", page, status=422 if form.is_bound else 200)


@only_for(Role.ADMINISTRATOR)
@require_POST
def token_withdraw(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let a token work no more."""
    token = queries.service_token_for(request.user, uuid)
    if token is None:
        raise Http404
    actions.withdraw_service_token(token, by=request.user)
    messages.success(request, _("The token works no more."))
    return redirect("people:tokens")


@only_for(Role.ADMINISTRATOR)
def organisation(request: AgentRequest) -> HttpResponse:
    """What holds for the whole organisation."""
    form = OrganisationForm(request.POST or None, instance=the_organisation())
    if form.is_valid():
        actions.change_organisation(form.cleaned_data, by=request.user)
        messages.success(request, _("The settings were saved."))
        return redirect("people:organisation")
    return render(request, "people/organisation.html", {"form": form}, status=422 if form.is_bound else 200)


@only_for(Role.ADMINISTRATOR)
def event_log(request: AgentRequest) -> HttpResponse:
    """What was done by whom, the newest first."""
    form = EventFilterForm(request.GET, names=queries.event_names())
    wanted = form.cleaned_data if form.is_valid() else {}
    who = wanted.get("actor", "")
    log = queries.events_for(
        request.user,
        queries.LogFilter(
            name=wanted.get("name", ""),
            actors=queries.agents_like(who) if who else None,
            since=wanted.get("since"),
            until=wanted.get("until"),
            cursor=request.GET.get("vanaf"),
        ),
    )
    page = {"form": form, "log": log, "query": _query(request)}
    return render(request, "people/event_log.html", page, status=200 if form.is_valid() else 422)


@only_for(Role.PRIVACY_OFFICER)
def access_log(request: AgentRequest) -> HttpResponse:
    """Who saw whose data: the answer to a resident who asks for it."""
    form = AccessFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    who, whose = wanted.get("actor", ""), wanted.get("subject", "")
    subject, choices = _subject(request, whose)
    log = queries.accesses_for(
        request.user,
        queries.LogFilter(
            actors=queries.agents_like(who) if who else None,
            subject=subject,
            since=wanted.get("since"),
            until=wanted.get("until"),
            cursor=request.GET.get("vanaf"),
        ),
    )
    page = {"form": form, "log": log, "choices": choices, "query": _query(request), "subject": subject}
    return render(request, "people/access_log.html", page, status=200 if form.is_valid() else 422)


def _subject(request: AgentRequest, words: str) -> tuple[UUID | None, list[object]]:
    """The person meant: by link, by id, or by the only name that fits; else the names to choose from."""
    try:
        return UUID(request.GET.get("persoon") or words), []
    except ValueError:
        pass
    if not words:
        return None, []
    found = queries.subjects_like(words)
    if len(found) == 1:
        return found[0].uuid, []
    return uuid4(), list(found)


def _query(request: AgentRequest) -> str:
    """The filter as it stands, for the link to the next page."""
    query = request.GET.copy()
    query.pop("vanaf", None)
    return query.urlencode()

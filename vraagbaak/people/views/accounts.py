"""Administration of accounts and invitations."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vraagbaak.people import actions, queries
from vraagbaak.people.access import only_for
from vraagbaak.people.extensions import account_parts, administration_pages
from vraagbaak.people.forms import AccountSearchForm, InviteForm, RolesForm
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent, Invitation, Role

PAGE_SIZE = 50
LAST = gettext_lazy("Somebody has to administer this installation. Make somebody else administrator first.")


@only_for(*Role)
def administration(request: AgentRequest) -> HttpResponse:
    """What this person may administer; who may administer nothing sees what an absent page looks like."""
    pages = [page for page in administration_pages if request.user.has_role(*page.roles)]
    if not pages:
        raise Http404
    return render(request, "people/administration.html", {"pages": pages})


@only_for(Role.ADMINISTRATOR)
def accounts(request: AgentRequest) -> HttpResponse:
    """All accounts, by name, role and state."""
    form = AccountSearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.accounts_for(
        request.user,
        words=wanted.get("words", ""),
        role=wanted.get("role", ""),
        only_active=wanted.get("active", False),
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    template = "people/_accounts.html" if request.headers.get("HX-Request") else "people/accounts.html"
    return render(request, template, {"form": form, "page": page})


@only_for(Role.ADMINISTRATOR)
def account_detail(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One account: roles, sessions, second steps and what other apps add."""
    return _account_page(request, _account(request, uuid))


@only_for(Role.ADMINISTRATOR)
@require_POST
def roles(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Give and take roles."""
    account = _account(request, uuid)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            actions.change_roles(account, form.cleaned_data["roles"], by=request.user)
        except actions.LastAdministrator:
            form.add_error("roles", str(LAST))
        else:
            messages.success(request, _("The roles were saved."))
            return redirect("people:account_detail", uuid)
    return _account_page(request, account, form)


@only_for(Role.ADMINISTRATOR)
@require_POST
def deactivate(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Keep somebody from signing on, at once."""
    account = _account(request, uuid)
    try:
        actions.deactivate_agent(account, by=request.user)
        messages.success(request, _("%(name)s can no longer sign on. All sessions were ended.") % {"name": account})
    except actions.LastAdministrator:
        messages.error(request, str(LAST))
    return redirect("people:account_detail", uuid)


@only_for(Role.ADMINISTRATOR)
@require_POST
def reactivate(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let somebody sign on again."""
    account = _account(request, uuid)
    actions.reactivate_agent(account, by=request.user)
    messages.success(request, _("%(name)s can sign on again.") % {"name": account})
    return redirect("people:account_detail", uuid)


@only_for(Role.ADMINISTRATOR)
@require_POST
def end_sessions(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Sign somebody off everywhere."""
    account = _account(request, uuid)
    actions.end_sessions(account, by=request.user)
    messages.success(request, _("All sessions of %(name)s were ended.") % {"name": account})
    return redirect("people:account_detail", uuid)


@only_for(Role.ADMINISTRATOR)
@require_POST
def remove_factors(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take away the second steps of somebody who lost the phone."""
    account = _account(request, uuid)
    actions.remove_second_factors(account, by=request.user)
    messages.success(request, _("The second steps of %(name)s were removed.") % {"name": account})
    return redirect("people:account_detail", uuid)


@only_for(Role.ADMINISTRATOR)
def invitations(request: AgentRequest) -> HttpResponse:
    """All invitations, and a form for a new one."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.invite_agent(**form.cleaned_data, by=request.user)
        except actions.EmailTaken:
            form.add_error("email", _("Somebody already has an account with this e-mail address."))
        except actions.AlreadyInvited:
            form.add_error("email", _("An invitation to this e-mail address is still open. Send that one again."))
        else:
            messages.success(
                request, _("The invitation to %(name)s is on its way.") % {"name": form.cleaned_data["name"]}
            )
            return redirect("people:invitations")
    page = Paginator(queries.invitations_for(request.user), PAGE_SIZE).get_page(request.GET.get("pagina"))
    status = 422 if form.is_bound else 200
    return render(request, "people/invitations.html", {"form": form, "page": page}, status=status)


@only_for(Role.ADMINISTRATOR)
@require_POST
def resend(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    return _with_invitation(request, uuid, actions.resend_invitation, _("A new link is on its way."))


@only_for(Role.ADMINISTRATOR)
@require_POST
def withdraw(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let the link of an invitation work no more."""
    return _with_invitation(request, uuid, actions.withdraw_invitation, _("The invitation was withdrawn."))


def _with_invitation(request: AgentRequest, uuid: UUID, change: Callable[..., None], sentence: str) -> HttpResponse:
    found: Invitation | None = queries.invitation_for(request.user, uuid)
    if found is None:
        raise Http404
    try:
        change(found, by=request.user)
        messages.success(request, sentence)
    except actions.InvitationGone:
        messages.error(request, _("This invitation was already used or withdrawn."))
    return redirect("people:invitations")


def _account(request: AgentRequest, uuid: UUID) -> Agent:
    found = queries.account_for(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _account_page(request: AgentRequest, account: Agent, form: RolesForm | None = None) -> HttpResponse:
    page = {
        "account": account,
        "form": form or RolesForm(initial={"roles": sorted(account.roles)}),
        "sessions": queries.own_sessions(account, this=None),
        "factors": queries.second_factors(account),
        "parts": [(part.template, part.read(account)) for part in account_parts],
    }
    return render(request, "people/account_detail.html", page, status=422 if form else 200)

"""Somebody's own account: name, password, second steps, sessions and choices."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vraagbaak.people import actions, queries
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.adapters import SecondFactorAdapter
from vraagbaak.people.forms import ChangePasswordForm, NameForm, PreferencesForm
from vraagbaak.people.http import AgentRequest


@only_for(*EVERYONE)
def account(request: AgentRequest) -> HttpResponse:
    """Everything that somebody can see and change about their own account."""
    return _account_page(request)


@only_for(*EVERYONE)
@require_POST
def rename(request: AgentRequest) -> HttpResponse:
    """Go by another name."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _account_page(request, name_form=form)
    actions.rename_agent(request.user, form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Your name was changed."))
    return redirect("people:account")


@only_for(*EVERYONE)
@require_POST
@sensitive_post_parameters("current", "password")
def password(request: AgentRequest) -> HttpResponse:
    """Choose another password; other sessions end."""
    if not request.user.has_usable_password():
        raise Http404
    form = ChangePasswordForm(request.POST, agent=request.user)
    if form.is_valid() and not _knows_password(request, form.cleaned_data["current"]):
        form.add_error("current", _("This is not your password."))
    if not form.is_valid():
        return _account_page(request, password_form=form)
    key = request.session.session_key
    actions.change_password(request.user, form.cleaned_data["password"], keep_session=key)
    update_session_auth_hash(request, request.user)
    actions.follow_session(request.user, was=key, now=request.session.session_key)
    messages.success(request, _("Your password was changed. Your other sessions were ended."))
    return redirect("people:account")


@only_for(*EVERYONE)
@require_POST
def preferences(request: AgentRequest) -> HttpResponse:
    """Choose colours and keys."""
    form = PreferencesForm(request.POST, own=queries.preferences(request.user))
    if form.is_valid():
        try:
            actions.change_preferences(
                request.user,
                theme=form.cleaned_data["theme"],
                shortcuts_on=form.cleaned_data["shortcuts_on"],
                shortcuts=form.shortcuts,
            )
        except actions.WrongShortcuts as wrong:
            form.refuse(wrong.combinations)
        else:
            messages.success(request, _("Your choices were saved."))
            return redirect("people:account")
    return _account_page(request, preferences_form=form)


@only_for(*EVERYONE)
@require_POST
def end_session(request: AgentRequest, handle: str) -> HttpResponse:
    """End one of the own sessions, for instance on a lost phone."""
    keys = queries.session_keys(request.user, handle)
    if not keys:
        raise Http404
    actions.end_sessions(request.user, keys=keys, by=request.user)
    messages.success(request, _("The session was ended."))
    return redirect("people:account")


@only_for(*EVERYONE)
@require_POST
def end_other_sessions(request: AgentRequest) -> HttpResponse:
    """End all own sessions but this one."""
    actions.end_sessions(request.user, except_key=request.session.session_key, by=request.user)
    messages.success(request, _("Your other sessions were ended."))
    return redirect("people:account")


@only_for(*EVERYONE)
def second_factor(request: AgentRequest) -> HttpResponse:
    """Lead somebody whose role demands a second step to set one up."""
    if queries.has_second_factor(request.user):
        return redirect("people:account")
    return render(request, "people/second_factor.html")


@only_for(*EVERYONE)
def factors(request: AgentRequest, pk: int | None = None) -> HttpResponse:
    """Where the library's pages about second steps return to: the own account."""
    return redirect("people:account")


@only_for(*EVERYONE)
@require_POST
def remove_passkey(request: AgentRequest, pk: int) -> HttpResponse:
    """Take away an own passkey; refused for the last second step where a role demands one."""
    factor = next((held for held in queries.second_factors(request.user) if held.pk == pk), None)
    if factor is None or factor.type != factor.Type.WEBAUTHN:
        raise Http404
    raise_if_reauthentication_required(request, app="allauth.mfa")
    if SecondFactorAdapter().can_delete_authenticator(factor):
        remove_authenticator(request, factor)
    else:
        messages.error(request, str(SecondFactorAdapter.error_messages["cannot_delete_authenticator"]))
    return redirect("people:account")


def _account_page(
    request: AgentRequest,
    *,
    name_form: NameForm | None = None,
    password_form: ChangePasswordForm | None = None,
    preferences_form: PreferencesForm | None = None,
) -> HttpResponse:
    agent = request.user
    is_refused = any((name_form, password_form, preferences_form))
    page = {
        "name_form": name_form or NameForm(initial={"name": agent.name}),
        "password_form": password_form or ChangePasswordForm(agent=agent),
        "preferences_form": preferences_form or PreferencesForm(own=queries.preferences(agent)),
        "factors": queries.second_factors(agent),
        "sessions": queries.own_sessions(agent, this=request.session.session_key),
    }
    return render(request, "people/account.html", page, status=422 if is_refused else 200)


def _knows_password(request: AgentRequest, typed: str) -> bool:
    """Asked through the throttled entrance, so that an open screen is no place to guess."""
    from allauth.account.adapter import get_adapter

    return bool(get_adapter(request).reauthenticate(request.user, typed))

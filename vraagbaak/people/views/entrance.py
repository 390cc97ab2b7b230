"""Pages before signing on: single sign-on, an invitation, a forgotten password."""

import secrets
from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from vraagbaak.core.trace import current_trace
from vraagbaak.people import actions, queries
from vraagbaak.people.access import open_to_all
from vraagbaak.people.actions.sessions import LOCKED
from vraagbaak.people.client_keys import published_keys
from vraagbaak.people.forms import AcceptForm, ForgottenForm, ResetForm
from vraagbaak.people.identity_provider import IdentityProvider
from vraagbaak.people.models import Agent


@open_to_all
@require_POST
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the identity provider; from a locked screen it has to ask again who is there."""
    try:
        provider = get_adapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    nonce = secrets.token_urlsafe(32)
    wishes = {**provider.get_auth_params(), "nonce": nonce}
    if LOCKED in request.session:
        wishes |= {"prompt": "login", "max_age": "0"}
    try:
        answer: HttpResponse = provider.redirect(
            request, "login", next_url=get_next_redirect_url(request), auth_params=wishes, nonce=nonce
        )
    except RequestException:
        messages.error(request, _("The sign-on service of your organisation does not answer. Try again later."))
        return redirect("account_login")
    return answer


@open_to_all
@never_cache
def single_sign_on_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the identity provider; state, nonce, proof key and signature all have to fit."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(IdentityProvider(request, provider_id))(request)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    return answer


@open_to_all
@require_GET
@cache_control(public=True, max_age=300)
def own_keys(request: HttpRequest) -> HttpResponse:
    """The public halves of our own keys, for the identity provider to check our proofs with."""
    return JsonResponse(published_keys(settings.OIDC_KEYS))


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person make the account, once; a link that does not work says how to get another."""
    found = queries.invitation_by_token(token)
    if found is None:
        return render(request, "people/link_gone.html", {"kind": "invitation"}, status=404)
    future = Agent(email=found.email, name=found.name)
    form = AcceptForm(request.POST or None, agent=future, initial={"name": found.name})
    if form.is_valid():
        try:
            actions.accept_invitation(token, **form.cleaned_data)
        except actions.InvitationGone:
            return render(request, "people/link_gone.html", {"kind": "invitation"}, status=404)
        messages.success(request, _("Your account is ready. Sign on with your new password."))
        return redirect("account_login")
    page = {"form": form, "invitation": found}
    return render(request, "people/invitation.html", page, status=422 if form.is_bound else 200)


@open_to_all
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password; the answer is the same for every address."""
    if request.method == "POST" and queries.too_many_links(current_trace().origin):
        return render(request, "people/locked_out.html", {"minutes": 15}, status=429)
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        actions.ask_password_link(form.cleaned_data["email"])
        return redirect("people:forgotten_sent")
    return render(request, "people/forgotten.html", {"form": form}, status=422 if form.is_bound else 200)


@open_to_all
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way, if there is such an account."""
    return render(request, "people/forgotten_sent.html")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def reset(request: HttpRequest, uuid: UUID, token: str) -> HttpResponse:
    """Set a new password by a link that works once; signing on comes after it, second step included."""
    agent = queries.agent_by_reset_link(uuid, token)
    if agent is None:
        return render(request, "people/link_gone.html", {"kind": "password"}, status=404)
    form = ResetForm(request.POST or None, agent=agent)
    if form.is_valid():
        try:
            actions.reset_password(agent, token, password=form.cleaned_data["password"])
        except actions.LinkGone:
            return render(request, "people/link_gone.html", {"kind": "password"}, status=404)
        messages.success(request, _("Your password was changed. You can sign on with it now."))
        return redirect("account_login")
    page = {"form": form, "agent": agent}
    return render(request, "people/reset.html", page, status=422 if form.is_bound else 200)

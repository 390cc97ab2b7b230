"""The locked screen, signs of life, and presence."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.people import actions, queries
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.actions.sessions import LOCKED
from vraagbaak.people.forms import PasskeyAgainForm, UnlockForm
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import SETTABLE


@only_for(*EVERYONE)
@never_cache
def lock(request: AgentRequest) -> HttpResponse:
    """Lock the screen, or show that it is locked."""
    if request.method == "POST":
        actions.lock_screen(request.user, request.session, way="idle" if "idle" in request.POST else "hand")
    if _wants_part(request):
        return render(request, "people/_unlock.html", _unlock_part(request, UnlockForm()))
    if LOCKED not in request.session:
        return HttpResponseRedirect(_onward(request))
    return render(request, "people/locked.html", _unlock_part(request, UnlockForm()))


@only_for(*EVERYONE)
@never_cache
@sensitive_post_parameters("password")
def unlock(request: AgentRequest) -> HttpResponse:
    """Open the locked screen by password or passkey; in place for a part, else on to where one was."""
    if request.method == "GET":
        return _passkey_question(request)
    form = UnlockForm(request.POST)
    way = _shown_by_passkey(request, form) if "credential" in request.POST else _shown_by_password(request, form)
    if way:
        actions.unlock_screen(request.user, request.session, way=way)
        if _wants_part(request):
            return HttpResponse(status=204, headers={"HX-Trigger": "screen-unlocked"})
        return HttpResponseRedirect(_onward(request))
    template = "people/_unlock.html" if _wants_part(request) else "people/locked.html"
    return render(request, template, _unlock_part(request, form), status=422)


@only_for(*EVERYONE)
@require_POST
def seen(request: AgentRequest) -> HttpResponse:
    """Note that somebody still does something in this screen; the lock's own time begins again."""
    actions.note_seen(request.session, now=timezone.now())
    return HttpResponse(status=204)


@only_for(*EVERYONE)
@never_cache
def presence(request: AgentRequest) -> HttpResponse:
    """Show one's own presence, or set it by hand."""
    if request.method == "POST" and (state := request.POST.get("state")) in SETTABLE:
        actions.note_presence(request.user, str(state))
    else:
        actions.note_presence_seen(request.user)
    if request.method == "POST" and not _wants_part(request):
        return HttpResponseRedirect(_onward(request))
    return render(request, "people/_presence_menu.html")


@only_for(*EVERYONE)
@require_GET
@never_cache
def present(request: AgentRequest) -> HttpResponse:
    """The colleagues who can be reached now, as a part that stays live."""
    return render(request, "people/_present.html", {"present": queries.present_agents()})


def _onward(request: AgentRequest) -> str:
    """Where one was; "/" when that is no address of ours."""
    return get_next_redirect_url(request) or "/"


def _wants_part(request: AgentRequest) -> bool:
    """Whether the page itself asks, to put the answer in its place."""
    return "HX-Request" in request.headers or "X-Requested-With" in request.headers


def _unlock_part(request: AgentRequest, form: UnlockForm) -> dict[str, object]:
    kinds = {factor.type for factor in queries.second_factors(request.user)}
    return {
        "form": form,
        "has_password": request.user.has_usable_password(),
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_single_sign_on": bool(settings.OIDC_URL),
        "next": _onward(request),
    }


def _shown_by_password(request: AgentRequest, form: UnlockForm) -> str:
    if not form.is_valid():
        return ""
    try:
        if get_adapter(request).reauthenticate(request.user, form.cleaned_data["password"]):
            return "password"
        form.add_error("password", _("This is not your password."))
    except ValidationError as refused:
        form.add_error("password", refused)
    return ""


def _shown_by_passkey(request: AgentRequest, form: UnlockForm) -> str:
    passkey = PasskeyAgainForm(request.POST, user=request.user)
    if passkey.is_valid():
        passkey.save()
        return "webauthn"
    form.errors.clear()  # a password was not asked for
    form.add_error(None, _("The passkey did not work. Try again, or use another way."))
    return ""


def _passkey_question(request: AgentRequest) -> HttpResponse:
    """What a passkey has to sign to open the screen."""
    return JsonResponse({"request_options": begin_authentication(request.user)})

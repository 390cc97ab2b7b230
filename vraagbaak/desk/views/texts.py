"""Texts at the desk: snippets to insert, personal data to mask, a day to understand, an answer to mail."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.contacts.actions.mailing import NoMailAddress, mail_answer
from vraagbaak.contacts.queries.snippets import snippets_for
from vraagbaak.contacts.rules.dutch_dates import date_in_words, read_date
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.desk.wording import day_sentence
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest

MAX_TEXT = 8000


@require_GET
@only_for(*DESK_ROLES)
def snippets(request: AgentRequest) -> HttpResponse:
    """The pieces of text that this agent can insert."""
    return JsonResponse({"snippets": [{"key": item.key, "text": item.text} for item in snippets_for(request.user)]})


@require_POST
@only_for(*DESK_ROLES)
def mask(request: AgentRequest) -> HttpResponse:
    """The text with what looks like personal data masked."""
    return HttpResponse(mask_personal_data(request.POST.get("text", "")[:MAX_TEXT]), content_type="text/plain")


@require_POST
@only_for(*DESK_ROLES)
def day(request: AgentRequest) -> HttpResponse:
    """The day that is meant by what a resident said, in words; by POST, since it may be a birthday."""
    typed, today = request.POST.get("text", ""), timezone.localdate()
    meant = read_date(typed, today=today)
    says = day_sentence(typed, meant, today=today)
    return JsonResponse({"day": date_in_words(meant) if meant else "", "says": says})


@require_POST
@only_for(*DESK_ROLES)
def mail(request: AgentRequest, draft: uuid.UUID, version: uuid.UUID) -> HttpResponse:
    """Mail this answer to the resident at the desk."""
    try:
        mail_answer(version, to=request.POST.get("resident.email", ""), by=request.user, conversation=draft)
    except NoMailAddress:
        return render(
            request, "desk/_mailed.html", {"is_mailed": False, "draft": draft, "version": version}, status=422
        )
    return render(request, "desk/_mailed.html", {"is_mailed": True})

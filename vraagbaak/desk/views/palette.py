"""Ctrl+K: answers, colleagues, departments, external parties, contacts, residents, pages and actions in one list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from vraagbaak.desk.finding import find_everything
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.http import AgentRequest

MAX_WORDS = 200


@require_POST
@only_for(*EVERYONE)
def find_all(request: AgentRequest) -> HttpResponse:
    """What fits the words, by kind; by POST, since words may name people."""
    words = request.POST.get("words", "")[:MAX_WORDS].strip()
    return render(request, "desk/_found.html", {"groups": find_everything(request.user, words), "words": words})

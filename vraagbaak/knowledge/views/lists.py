"""The editor's lists, and what is done with their lines."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.knowledge.actions.feedback import settle_feedback
from vraagbaak.knowledge.actions.gaps import settle_searches
from vraagbaak.knowledge.actions.learning import (
    FEWEST_LETTERS,
    MOST_LETTERS,
    add_question,
    approve_question,
    reject_question,
)
from vraagbaak.knowledge.forms.checks import SettleForm
from vraagbaak.knowledge.queries.articles import (
    EDITOR_ROLES,
    OWNER_ROLES,
    WORK_ROLES,
    article_page,
    article_to_edit,
    learned_question_to_edit,
)
from vraagbaak.knowledge.queries.lists import LISTS, feedback_for, list_counts, question_for, rows_of
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest

PAGE_SIZE = 25


@require_GET
@only_for(*WORK_ROLES)
def editorial(request: AgentRequest, name: str = "") -> HttpResponse:
    """One of the lists, with how much stands in the others; without a name the first that has something."""
    if name and name not in LISTS:
        raise Http404
    return _list_page(request, name)


def _list_page(request: AgentRequest, name: str, refused: Mapping[UUID, SettleForm] | None = None) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    counts = list_counts(request.user, now, today)
    name = name or next((each for each in LISTS if counts[each]), "te-controleren")
    shown = {
        "name": name,
        "list": LISTS[name],
        "row_template": f"knowledge/lists/_{LISTS[name].row}.html",
        "page": Paginator(rows_of(name, request.user, now, today), PAGE_SIZE).get_page(request.GET.get("pagina")),
        "counts": counts,
        "lists": LISTS,
        "today": today,
        "can_check": request.user.has_role(*OWNER_ROLES),
        "can_write": request.user.has_role(*EDITOR_ROLES),
        "refused": refused,
    }
    return render(request, "knowledge/lists/list.html", shown, status=422 if refused else 200)


@require_POST
@only_for(*WORK_ROLES)
def settle(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Close a remark with a sentence."""
    feedback = feedback_for(request.user, uuid)
    if feedback is None:
        raise Http404
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _list_page(request, "opmerkingen", {feedback.uuid: form})
    settle_feedback(feedback, settlement=form.cleaned_data["settlement"], by=request.user)
    messages.success(request, _("Settled."))
    return redirect("knowledge:list", "opmerkingen")


@require_POST
@only_for(*EDITOR_ROLES)
def settle_gap(request: AgentRequest) -> HttpResponse:
    """Take searches off the list."""
    settle_searches(_typed(request), by=request.user)
    messages.success(request, _("Taken off the list."))
    return redirect("knowledge:list", "zonder-resultaat")


@require_POST
@only_for(*EDITOR_ROLES)
def decide_question(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Learn a proposed question, or never."""
    question = question_for(request.user, uuid)
    if question is None:
        raise Http404
    if request.POST.get("besluit") == "leren":
        approve_question(question, by=request.user, words=_typed(request))
        messages.success(request, _("The search knows this question now."))
    else:
        reject_question(question, by=request.user)
        messages.success(request, _("The search never learns this question for this answer."))
    return redirect("knowledge:list", "voorgesteld")


@require_POST
@only_for(*EDITOR_ROLES)
def add_literal(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Write down a question as residents ask it."""
    article = article_to_edit(request.user, uuid)
    if article is None:
        raise Http404
    words = _typed(request)
    if not FEWEST_LETTERS <= len(words) <= MOST_LETTERS:
        page = article_page(request.user, uuid, on=timezone.localdate())
        shown = {"page": page, "card": page and page.card, "version": page and page.card.version, "refused": words}
        return render(request, "knowledge/article.html", shown | {"is_refused": True}, status=422)
    add_question(article, words=words, by=request.user)
    messages.success(request, _("The search knows this question now."))
    return redirect("knowledge:article", article.uuid)


@require_POST
@only_for(*EDITOR_ROLES)
def remove_literal(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let the search forget a literal question."""
    question = learned_question_to_edit(request.user, uuid)
    if question is None:
        raise Http404
    reject_question(question, by=request.user)
    messages.success(request, _("The search forgets this question."))
    return redirect("knowledge:article", question.article.uuid)


def _typed(request: AgentRequest) -> str:
    """The words that were sent, in one line."""
    return " ".join(request.POST.get("words", "").replace("\x00", "").split())

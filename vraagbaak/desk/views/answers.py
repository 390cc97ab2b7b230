"""Answers while the resident speaks: search, open, remark on, mail."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.contacts.rules.drafts import DraftQuestion, is_question_id
from vraagbaak.desk.queries import answer_pane
from vraagbaak.knowledge.actions.feedback import give_feedback
from vraagbaak.knowledge.actions.searching import mark_gap, note_search
from vraagbaak.knowledge.queries.answers import answers_for
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest

MAX_WORDS = 4000


@require_POST
@only_for(*DESK_ROLES)
def answers(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """The best answers for what was typed so far; by POST, since words may name people."""
    question, words = _asked(request)
    found = answers_for(request.user, words) if words else None
    if found is not None:
        note_search(draft, words=words, hits=0 if found.is_no_answer else len(found.hits), by=request.user)
    return render(request, "desk/_hits.html", {"answers": found, "draft": draft, "question": question})


@require_GET
@only_for(*DESK_ROLES)
def answer(request: AgentRequest, draft: uuid.UUID, version: uuid.UUID, question: str) -> HttpResponse:
    """One answer, opened or looked at beside the question."""
    pane = answer_pane(request.user, DraftQuestion(id=question, version=str(version)), on=timezone.localdate())
    if pane is None:
        raise Http404
    return render(request, "desk/_answer.html", {"pane": pane, "draft": draft})


@require_POST
@only_for(*DESK_ROLES)
def gap(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Nobody has an answer to this: one key tells the editors."""
    _question, words = _asked(request)
    if words:
        mark_gap(draft, words=words, by=request.user)
    return render(request, "desk/_gap_marked.html", {"is_marked": bool(words)})


@require_POST
@only_for(*DESK_ROLES)
def remark(request: AgentRequest, draft: uuid.UUID, version: uuid.UUID) -> HttpResponse:
    """This answer is not right, or misses something: one key tells the editors."""
    kind = request.POST.get("kind", "")
    if kind not in {"wrong", "missing"}:
        raise Http404
    _question, words = _asked(request)
    remark = request.POST.get("remark", "")[:2000]
    if give_feedback(version, kind=kind, words=words, remark=remark, by=request.user) is None:
        raise Http404
    return render(request, "desk/_remark_given.html", {"kind": kind})


def _asked(request: AgentRequest) -> tuple[str, str]:
    """The question at hand and its literal words, from the desk's form."""
    question = request.POST.get("vraag", "")
    question = question if is_question_id(question) else "00000000"
    return question, request.POST.get(f"q.{question}.words", "")[:MAX_WORDS].strip()

"""The intake script of an article or a topic."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vraagbaak.knowledge.actions.intake import ScriptHasProblems, write_intake
from vraagbaak.knowledge.forms.intake import NeedForm, QuestionForm, forms_for, rearranged, rows_from, rows_typed
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.articles import EDITOR_ROLES, article_to_edit, latest_version
from vraagbaak.knowledge.queries.intake import script_of
from vraagbaak.knowledge.queries.topics import topic_to_manage
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def of_article(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """The questions to ask for one article."""
    article = article_to_edit(request.user, uuid)
    if article is None:
        raise Http404
    return _script_page(request, article)


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def of_topic(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """The questions to ask for every article of a topic that has none of its own."""
    topic = topic_to_manage(request.user, uuid)
    if topic is None:
        raise Http404
    return _script_page(request, topic)


def _script_page(request: AgentRequest, owner: Article | Topic) -> HttpResponse:
    script = script_of(owner)
    if request.method == "GET":
        need = NeedForm(initial={"need_hint": script.need_hint if script else ""})
        return _shown(request, owner, need, forms_for(rows_from(script), bound=False))
    need, rows, wish = NeedForm(request.POST), rows_typed(request.POST), request.POST.get("doe", "")
    if wish != "save":
        return _shown(request, owner, need, forms_for(rearranged(rows, wish), bound=False))
    questions = forms_for(rows, bound=True)
    if all([need.is_valid(), *(question.is_valid() for question in questions)]):
        try:
            asked = [question.asked() for question in questions]
            write_intake(owner, questions=asked, need_hint=need.cleaned_data["need_hint"], by=request.user)
        except ScriptHasProblems as refusal:
            for place, problem in refusal.problems.items():
                questions[place].refuse(problem)
        else:
            messages.success(request, _("The questions were saved."))
            return _back(owner)
    return _shown(request, owner, need, questions, status=422)


def _shown(
    request: AgentRequest, owner: Article | Topic, need: NeedForm, questions: list[QuestionForm], *, status: int = 200
) -> HttpResponse:
    title = owner.name if isinstance(owner, Topic) else latest_version(owner).title
    shown = {"owner": owner, "title": title, "is_topic": isinstance(owner, Topic), "need": need, "questions": questions}
    return render(request, "knowledge/intake.html", shown, status=status)


def _back(owner: Article | Topic) -> HttpResponse:
    if isinstance(owner, Topic):
        return redirect("knowledge:topic", owner.uuid)
    return redirect("knowledge:article", owner.uuid)

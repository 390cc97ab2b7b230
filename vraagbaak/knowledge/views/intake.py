"""The intake script of an article or a topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vraagbaak.knowledge.actions.intake import ScriptHasProblems, write_intake
from vraagbaak.knowledge.forms.intake import (
    NeedForm,
    QuestionForm,
    Row,
    forms_for,
    rearranged,
    rows_from,
    rows_typed,
    without_condition,
)
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.articles import EDITOR_ROLES, article_to_edit, latest_version
from vraagbaak.knowledge.queries.intake import script_of
from vraagbaak.knowledge.queries.topics import topic_to_manage
from vraagbaak.knowledge.rules.intake import MOST_QUESTIONS
from vraagbaak.knowledge.rules.seen import mark_of
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
    kept, hint = rows_from(script), script.need_hint if script else ""
    seen = mark_of({"rows": kept, "need": hint})
    if request.method == "GET":
        page = _Page(owner, seen, NeedForm(initial={"need_hint": hint}), forms_for(kept, bound=False))
        return page.shown(request)
    need, rows, wish = NeedForm(request.POST), rows_typed(request.POST), request.POST.get("doe", "")
    if wish != "save":
        need = NeedForm(initial={"need_hint": request.POST.get("need_hint", "")})  # nothing is asked of it yet
        return _rearranged(request, _Page(owner, request.POST.get("seen", seen), need, []), rows, wish)
    page = _Page(owner, seen, need, forms_for(rows, bound=True), meanwhile=request.POST.get("seen", seen) != seen)
    if page.meanwhile:
        return page.shown(request, status=409)
    if page.is_valid() and _written(request, page):
        messages.success(request, _("The questions were saved."))
        return _back(owner)
    return page.shown(request, status=422)


def _rearranged(request: AgentRequest, page: "_Page", rows: list[Row], wish: str) -> HttpResponse:
    """Add, move or take away a question without saving; the keyboard goes on where it was put."""
    arranged, page.place = rearranged(rows, wish)
    page.questions, page.wish = forms_for(arranged, bound=False), wish.partition("-")[0]
    page.freed = without_condition(arranged)
    if page.wish == "add" and page.questions:
        page.questions[page.place].fields["text"].widget.attrs["autofocus"] = True
    return page.shown(request)


def _written(request: AgentRequest, page: "_Page") -> bool:
    """Save the script, or say beside each question what is wrong with it."""
    asked = [question.asked() for question in page.questions]
    try:
        write_intake(page.owner, questions=asked, need_hint=page.need.cleaned_data["need_hint"], by=request.user)
    except ScriptHasProblems as refusal:
        for place, problem in refusal.problems.items():
            page.questions[place].refuse(problem)
        return False
    return True


@dataclass
class _Page:
    """What the page shows; `wish` names the button that was pressed and `place` where the keyboard goes on."""

    owner: Article | Topic
    seen: str
    need: NeedForm
    questions: list[QuestionForm]
    wish: str = ""
    place: int = -1
    freed: Sequence[int] = ()
    meanwhile: bool = False

    def is_valid(self) -> bool:
        """Whether everything that was typed can be used."""
        return all([self.need.is_valid(), *(question.is_valid() for question in self.questions)])

    def shown(self, request: AgentRequest, *, status: int = 200) -> HttpResponse:
        """The page as an answer."""
        is_topic = isinstance(self.owner, Topic)
        title = self.owner.name if isinstance(self.owner, Topic) else latest_version(self.owner).title
        extra = {"title": title, "is_topic": is_topic, "most": MOST_QUESTIONS}
        return render(request, "knowledge/intake.html", vars(self) | extra, status=status)


def _back(owner: Article | Topic) -> HttpResponse:
    if isinstance(owner, Topic):
        return redirect("knowledge:topic", owner.uuid)
    return redirect("knowledge:article", owner.uuid)

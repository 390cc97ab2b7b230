"""The literal questions: searched, narrowed down, and alike ones together."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.contacts.queries.contacts import contacts_scope, page_of_questions
from vraagbaak.contacts.views.kept_words import keep_words, kept_words
from vraagbaak.insight.actions.saved_views import NamesSomebody, ViewNameTaken, remove_view, rename_view, save_view
from vraagbaak.insight.forms.questions import QuestionForm, ViewForm
from vraagbaak.insight.queries.questions import groups_of, page_of_alike, question_choices
from vraagbaak.insight.queries.saved_views import own_view, view_behind, views_for
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest

WORDS, LIST = "zoek", "lijst"


@require_GET
@only_for(*SEES_INSIGHT)
def questions(request: AgentRequest) -> HttpResponse:
    """What people literally asked: alike questions together, or all of them, newest first."""
    return _page(request)


@require_POST
@only_for(*SEES_INSIGHT)
def search(request: AgentRequest) -> HttpResponse:
    """Keep the words out of the address and go to what was found."""
    form = _form(request.POST)
    if not form.is_valid():
        return render(request, "insight/questions.html", {"form": form}, status=422)
    chosen = form.narrowing | ({"als": LIST} if request.POST.get("als") == LIST else {})
    if form.cleaned_data["words"]:
        chosen[WORDS] = keep_words(request, form.cleaned_data["words"])
    return redirect(f"{reverse('insight:questions')}?{urlencode(chosen)}")


@require_http_methods(["GET", "POST"])
@only_for(*SEES_INSIGHT)
def save(request: AgentRequest) -> HttpResponse:
    """Keep the filter of the address under a name."""
    filters, _are_lost = _asked(request)
    if not filters.is_valid():
        return _page(request)
    form = ViewForm(request.POST or None)
    if form.is_valid():
        kept = filters.narrowing | ({"als": LIST} if request.GET.get("als") == LIST else {})
        words = filters.cleaned_data["words"]
        if _is_saved(form, lambda typed: save_view(**typed, filters=kept, words=words, by=request.user)):
            messages.success(request, _("The view was saved."))
            return redirect("insight:views")
    page = {"form": form, "words": filters.cleaned_data["words"]}
    return render(request, "insight/view_save.html", page, status=422 if form.is_bound else 200)


@require_GET
@only_for(*SEES_INSIGHT)
def views(request: AgentRequest) -> HttpResponse:
    """The own views and those of the team."""
    return render(request, "insight/views.html", {"views": views_for(request.user)})


@require_GET
@only_for(*SEES_INSIGHT)
def view(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Open a saved view, whosever it is; the words go into the own session, not into the address."""
    found = view_behind(uuid)
    if found is None:
        raise Http404
    chosen = {**found.filters}
    if found.words:
        chosen[WORDS] = keep_words(request, found.words)
    return redirect(f"{reverse('insight:questions')}?{urlencode(chosen)}")


@require_http_methods(["GET", "POST"])
@only_for(*SEES_INSIGHT)
def view_change(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Give an own view another name, or show it to the team."""
    found = own_view(request.user, uuid)
    if found is None:
        raise Http404
    form = ViewForm(request.POST or None, initial={"name": found.name, "is_shared": found.is_shared})
    if form.is_valid() and _is_saved(form, lambda typed: rename_view(found, **typed, by=request.user)):
        messages.success(request, _("The view was changed."))
        return redirect("insight:views")
    page = {"form": form, "view": found}
    return render(request, "insight/view_change.html", page, status=422 if form.is_bound else 200)


@require_POST
@only_for(*SEES_INSIGHT)
def view_remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Remove an own view."""
    remove_view(uuid, by=request.user)
    messages.success(request, _("The view was removed."))
    return redirect("insight:views")


def _is_saved(form: ViewForm, save_it: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the view could be kept; else the form says why not."""
    try:
        save_it(form.cleaned_data)
    except ViewNameTaken:
        form.add_error("name", _("You have a view of that name already. Choose another name."))
    except NamesSomebody:
        form.add_error("name", _("A view keeps no numbers or addresses of people, in its words or in its name."))
    return not form.errors


def _page(request: AgentRequest) -> HttpResponse:
    form, are_words_lost = _asked(request)
    is_list = request.GET.get("als") == LIST
    page = {
        "form": form,
        "are_words_lost": are_words_lost,
        "is_list": is_list,
        "views": views_for(request.user),
        "sees_all": contacts_scope(request.user).is_everything,
    }
    if not form.is_valid():
        return render(request, "insight/questions.html", page, status=422)
    return render(request, "insight/questions.html", page | _found(request, form, is_list=is_list))


def _found(request: AgentRequest, form: QuestionForm, *, is_list: bool) -> dict[str, object]:
    """What stands on the page: the questions of one group, all of them, or the groups."""
    wanted, cursor = form.asked_for(), request.GET.get("vanaf")
    if like := _uuid(request.GET.get("groep", "")):
        alike = page_of_alike(request.user, wanted, like, cursor=cursor)
        return {"alike": alike, "is_group_gone": alike is None}
    if is_list:
        return {"found": page_of_questions(request.user, wanted, cursor=cursor)}
    return {"together": groups_of(request.user, wanted, page=request.GET.get("pagina"))}


def _asked(request: AgentRequest) -> tuple[QuestionForm, bool]:
    """The filters of an address with the words that belong to it; and whether those words are gone."""
    name = request.GET.get(WORDS, "")
    words = kept_words(request, name) if name else ""
    sent = request.GET.copy()
    sent.pop("words", None)
    return _form(sent, words or ""), words is None


def _form(sent: QueryDict, words: str = "") -> QuestionForm:
    choices = question_choices(sent.get("topic", ""), sent.get("article", ""))
    return QuestionForm(sent, today=timezone.localdate(), choices=choices, words=words)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

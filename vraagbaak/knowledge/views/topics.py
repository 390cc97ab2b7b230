"""The topic tree for who keeps it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vraagbaak.knowledge.actions.topics import BelowItself, StillUsed, add_topic, change_topic
from vraagbaak.knowledge.forms.topics import TopicForm
from vraagbaak.knowledge.queries.articles import EDITOR_ROLES
from vraagbaak.knowledge.queries.topics import may_manage_in, topic_to_manage, topic_tree
from vraagbaak.knowledge.queries.upl import find_upl_names
from vraagbaak.knowledge.rules.seen import mark_of
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

KEEPERS = (Role.EDITOR, Role.ADMINISTRATOR)


@require_GET
@only_for(*KEEPERS)
def topics(request: AgentRequest) -> HttpResponse:
    """The whole tree."""
    return render(request, "knowledge/topics.html", {"tree": topic_tree(only_active=False)})


@require_http_methods(["GET", "POST"])
@only_for(*KEEPERS)
def new(request: AgentRequest) -> HttpResponse:
    """Add a topic."""
    typed = request.POST or None
    form = TopicForm(typed)
    if form.is_valid() and _is_within_reach(request, form):
        topic = add_topic(form.place(), by=request.user)
        messages.success(request, _("The topic was added."))
        return redirect("knowledge:topic", topic.uuid)
    return render(request, "knowledge/topic.html", {"form": form}, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@only_for(*KEEPERS)
def topic(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Rename, move, re-own or close a topic; not over what a colleague saved meanwhile."""
    found = topic_to_manage(request.user, uuid)
    if found is None:
        raise Http404
    typed = request.POST or None
    form = TopicForm(typed, topic=found)
    seen = mark_of(form.initial)
    meanwhile = request.POST.get("seen", seen) != seen
    if form.is_valid() and not meanwhile and _is_within_reach(request, form):
        try:
            change_topic(found, form.place(), by=request.user)
        except BelowItself:
            form.add_error("parent", _("A topic cannot stand below itself."))
        except StillUsed:
            form.add_error("is_active", _("Articles or topics below it are still in use. Move or archive those first."))
        else:
            messages.success(request, _("The topic was saved."))
            return redirect("knowledge:topics")
    shown = {
        "form": form,
        "topic": found,
        "can_write": request.user.has_role(*EDITOR_ROLES),
        "seen": seen,
        "meanwhile": meanwhile,
    }
    return render(request, "knowledge/topic.html", shown, status=409 if meanwhile else 422 if typed else 200)


@require_GET
@only_for(*KEEPERS)
def upl(request: AgentRequest) -> HttpResponse:
    """Names of the uniform product list for what was typed so far."""
    names = find_upl_names(request.GET.get("upl_name", "")[:200])
    return render(request, "knowledge/_upl_names.html", {"names": names})


def _is_within_reach(request: AgentRequest, form: TopicForm) -> bool:
    """Whether this person may give a topic to the department that was chosen."""
    if may_manage_in(request.user, form.cleaned_data["department"].pk):
        return True
    form.add_error("department", _("You can choose your own departments only."))
    return False

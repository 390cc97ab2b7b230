"""Measurements with a department: plan one, sit in, read what it taught, and what the department says of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.contacts.actions.drafts import ConversationClosed, save_draft
from vraagbaak.contacts.models import Aid, Could
from vraagbaak.contacts.rules.drafts import is_question_id, overlay
from vraagbaak.insight.actions.campaigns import (
    AlreadyDone,
    NobodyToAsk,
    NothingLearned,
    answer_proposal,
    change_campaign,
    make_drafts,
    propose_move,
    start_campaign,
)
from vraagbaak.insight.forms.campaigns import CampaignForm, ProposalAnswerForm
from vraagbaak.insight.models import Campaign
from vraagbaak.insight.queries.campaigns import (
    campaign_behind,
    campaign_for,
    hear_conversation,
    heard_conversation,
    heard_conversations,
    list_campaigns,
    may_be_answered,
    may_listen,
    proposal_of,
    result_for,
)
from vraagbaak.insight.queries.scope import PLANS_CAMPAIGNS, SEES_INSIGHT
from vraagbaak.people.access import only_for, open_to_all
from vraagbaak.people.http import AgentRequest

FIELDS = ("need", "needed", "could", "aid")  # what a listener fills in
HEARD = "insight.heard"  # in the session: the conversation that was opened, and logged


@require_GET
@only_for(*SEES_INSIGHT)
def campaigns(request: AgentRequest) -> HttpResponse:
    """What runs, what is planned, and what was measured before."""
    page = {"campaigns": list_campaigns(request.user), "may_act": request.user.has_role(*PLANS_CAMPAIGNS)}
    return render(request, "insight/campaigns.html", page)


@require_http_methods(["GET", "POST"])
@only_for(*PLANS_CAMPAIGNS)
def start(request: AgentRequest) -> HttpResponse:
    """Plan a measurement, perhaps like an earlier one (?van=)."""
    today = timezone.localdate()
    form = CampaignForm(request.POST or None, initial=_like(request), today=today)
    if form.is_valid():
        started = start_campaign(**form.cleaned_data, by=request.user)
        messages.success(request, _("The desk shows the extra form from the first day on."))
        return redirect("insight:campaign", started.uuid)
    return render(request, "insight/campaign_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@only_for(*SEES_INSIGHT)
def campaign(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What it taught so far, and what can be done with that."""
    found = _campaign_or_404(request, uuid)
    page = {
        "campaign": found,
        "result": result_for(request.user, found, timezone.localdate()),
        "proposal": proposal_of(found),
        "may_act": request.user.has_role(*PLANS_CAMPAIGNS),
        "may_propose": not (found.agreed or may_be_answered(found, timezone.now())),
        "may_listen": may_listen(request.user, found),
        "listeners": found.listeners.order_by("name"),
    }
    return render(request, "insight/campaign.html", page)


@require_http_methods(["GET", "POST"])
@only_for(*PLANS_CAMPAIGNS)
def change(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change the days or who sits in; a last day of today ends it."""
    found = _campaign_or_404(request, uuid)
    form = CampaignForm(request.POST or None, initial=_known(found), today=timezone.localdate(), is_new=False)
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "topic"}
        change_campaign(found, **typed, by=request.user)
        messages.success(request, _("The measurement was changed."))
        return redirect("insight:campaign", uuid)
    page = {"form": form, "campaign": found}
    return render(request, "insight/campaign_new.html", page, status=422 if form.is_bound else 200)


@require_POST
@only_for(*PLANS_CAMPAIGNS)
def drafts(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Make drafts of the most asked questions."""
    try:
        made = make_drafts(_campaign_or_404(request, uuid), by=request.user)
    except AlreadyDone:
        messages.warning(request, _("The drafts were made already."))
    except NothingLearned:
        messages.warning(
            request, _("No question was asked twice without an answer yet. Then there is nothing to draft.")
        )
    else:
        messages.success(request, _("%(n)s drafts wait for the editors.") % {"n": len(made)})
    return redirect("insight:campaign", uuid)


@require_POST
@only_for(*PLANS_CAMPAIGNS)
def propose(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Send the department what could move to the desk."""
    try:
        propose_move(_campaign_or_404(request, uuid), by=request.user)
    except AlreadyDone:
        messages.warning(request, _("The proposal was sent already."))
    except NothingLearned:
        messages.warning(request, _("It was not noted often enough yet that the desk could answer the same question."))
    except NobodyToAsk:
        messages.warning(request, _("The department has no mail address. Fill it in in the guide."))
    else:
        messages.success(request, _("The department gets the proposal by mail."))
    return redirect("insight:campaign", uuid)


@require_GET
@only_for(*SEES_INSIGHT)
def listen(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """The conversations that go on, for who sits in."""
    found = _heard_or_404(request, uuid)
    template = "insight/_heard.html" if request.htmx else "insight/campaign_listen.html"
    return render(request, template, {"campaign": found, "heard": heard_conversations(timezone.now())})


@require_http_methods(["GET", "POST"])
@only_for(*SEES_INSIGHT)
def hear(request: AgentRequest, uuid: UUID, draft: UUID) -> HttpResponse:
    """One conversation of which somebody else does the talking: its words, and the extra form to fill in."""
    found = _heard_or_404(request, uuid)
    conversation = hear_conversation(draft, by=request.user)
    if conversation is None:
        return _is_over(request, found)
    page = {"campaign": found, "conversation": conversation, "could": Could.choices, "aids": Aid.choices}
    if request.method == "GET":
        request.session[HEARD] = str(draft)
        return render(request, "insight/campaign_hear.html", page | {"question": conversation.questions[-1]})
    typed = _typed(request)
    try:
        saved = save_draft(draft, changes=typed, base=_number(request.POST.get("revision")), by=request.user)
    except ConversationClosed:
        return _is_over(request, found)
    if not (saved.conflicts or saved.too_long):
        messages.success(request, _("The colleague at the desk sees it too."))
        return redirect("insight:campaign_hear", uuid, draft)
    asked = next(each for each in overlay(saved.content, typed).questions() if each.id == request.POST["question"])
    wrong = {"question": asked, "theirs": [each.theirs for each in saved.conflicts], "is_too_long": saved.too_long}
    return render(request, "insight/campaign_hear.html", page | wrong, status=422)


@require_GET
@only_for(*SEES_INSIGHT)
def words(request: AgentRequest, uuid: UUID, draft: UUID) -> HttpResponse:
    """The words as they stand now, for who has the conversation open; that was logged when it was opened."""
    _heard_or_404(request, uuid)
    conversation = heard_conversation(draft) if request.session.get(HEARD) == str(draft) else None
    if conversation is None:
        raise Http404
    return render(request, "insight/_heard_words.html", {"question": conversation.questions[-1]})


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The department's own page behind its link: what could move to the desk, and one form."""
    found = campaign_behind(token)
    if found is None:
        raise Http404
    form = ProposalAnswerForm(request.POST or None)
    is_open = may_be_answered(found, timezone.now())
    if is_open and form.is_valid():
        try:
            answer_proposal(found, **form.given())
        except AlreadyDone:
            is_open = False
        else:
            return render(request, "insight/campaign_answered.html", {"campaign": found})
    if not is_open:
        return render(request, "insight/link_closed.html", {"is_answered": found.answered_at}, status=410)
    page = {"campaign": found, "lines": proposal_of(found), "form": form}
    return render(request, "insight/campaign_answer.html", page, status=422 if form.is_bound else 200)


def _is_over(request: AgentRequest, found: Campaign) -> HttpResponse:
    return render(request, "insight/campaign_heard.html", {"campaign": found}, status=410)


def _typed(request: AgentRequest) -> dict[str, str]:
    """What a listener filled in, about the question that stood on the screen; of the rest nothing is taken."""
    question = request.POST.get("question", "")
    if not is_question_id(question):
        raise Http404
    return {f"q.{question}.{name}": request.POST[name] for name in FIELDS if name in request.POST}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _campaign_or_404(request: AgentRequest, uuid: UUID) -> Campaign:
    found = campaign_for(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _heard_or_404(request: AgentRequest, uuid: UUID) -> Campaign:
    found = _campaign_or_404(request, uuid)
    if not may_listen(request.user, found):
        raise Http404
    return found


def _like(request: AgentRequest) -> dict[str, object]:
    """The name, length and listeners of an earlier one, from today on; its topic is chosen anew."""
    try:
        earlier = campaign_for(request.user, UUID(request.GET.get("van", "")))
    except ValueError:
        return {}
    if earlier is None:
        return {}
    today = timezone.localdate()
    return _known(earlier) | {"topic": None, "since": today, "until": today + (earlier.until - earlier.since)}


def _known(campaign: Campaign) -> dict[str, object]:
    """What the form says of one that was planned."""
    listeners = list(campaign.listeners.values_list("uuid", flat=True))
    kept = {"name": campaign.name, "since": campaign.since, "until": campaign.until}
    return {**kept, "topic": campaign.topic.uuid, "listeners": listeners}

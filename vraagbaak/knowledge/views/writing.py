"""Writing articles: begin one, change its text, arrange its place, look at its history."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vraagbaak.knowledge.actions.articles import EditedMeanwhile, arrange_article, edit_article, write_article
from vraagbaak.knowledge.forms.articles import (
    ArrangementForm,
    CostFormSet,
    EditForm,
    NewArticleForm,
    TextForm,
    arranged_from,
    costs_from,
    costs_typed,
    text_of,
    typed_from,
)
from vraagbaak.knowledge.models import Article, Topic, Version
from vraagbaak.knowledge.queries.articles import (
    EDITOR_ROLES,
    WORK_ROLES,
    article_to_edit,
    article_to_work_on,
    articles_named,
    articles_to_relate,
    latest_version,
)
from vraagbaak.knowledge.queries.cards import AnswerCard, preview_card
from vraagbaak.knowledge.queries.history import differences, history_of, version_numbered
from vraagbaak.knowledge.queries.topics import topics_to_write_in
from vraagbaak.knowledge.rules.life import OWN_KINDS
from vraagbaak.knowledge.rules.seen import mark_of
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def new(request: AgentRequest) -> HttpResponse:
    """Begin an article; a question that nothing was found for may be its title, by POST since it may name people."""
    begins = request.POST.get("doe") == "beginnen"
    typed = None if begins else request.POST or None
    kind, costs = NewArticleForm(typed), CostFormSet(typed, prefix="kosten")
    text = TextForm(typed, initial={"title": request.POST.get("words", "")[:200]})
    place = _arrangement_form(request, None, typed, initial={"topic": request.GET.get("onderwerp", "")})
    valid = typed is not None and all([kind.is_valid(), text.is_valid(), costs.is_valid(), place.is_valid()])
    shown: dict[str, Any] = {"kind_form": kind, "form": text, "costs": costs, "place_form": place}
    if valid and request.POST.get("doe") == "voorbeeld":
        shown["preview"] = _preview(text, costs, place.cleaned_data["topic"], kind.cleaned_data["kind"])
        return render(request, "knowledge/new.html", shown)
    if valid:
        written = write_article(
            kind=kind.cleaned_data["kind"],
            text=text_of(text, costs_typed(costs)),
            arrangement=place.arrangement(articles_named(place.cleaned_data["related"])),
            by=request.user,
            reason=_("First version"),
        )
        messages.success(request, _("Saved as a draft. Nobody at the desk sees it yet."))
        return redirect("knowledge:article", written.uuid)
    return render(request, "knowledge/new.html", shown, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change the text of an article: every save is a version; may begin with the text of an earlier one."""
    article = _to_edit(request, uuid)
    latest = latest_version(article)
    earlier = _version_asked(article, request.GET.get("vanaf", ""))
    source = earlier or latest
    typed = request.POST or None
    form = EditForm(typed, initial=typed_from(source) | {"base": latest.number}, article=article)
    costs = CostFormSet(typed, prefix="kosten", initial=None if typed else costs_from(source))
    valid = typed is not None and all([form.is_valid(), costs.is_valid()])
    shown: dict[str, Any] = {
        "article": article,
        "latest": latest,
        "earlier": earlier,
        "is_own": article.kind in OWN_KINDS,
        "form": form,
        "costs": costs,
    }
    if valid and request.POST.get("doe") == "voorbeeld":
        shown["preview"] = _preview(form, costs, article.topic, article.kind)
        return render(request, "knowledge/edit.html", shown)
    if valid:
        try:
            edit_article(
                article,
                text=text_of(form, costs_typed(costs)),
                weight=form.cleaned_data["weight"],
                reason=form.cleaned_data["reason"],
                base=form.cleaned_data["base"],
                by=request.user,
            )
        except EditedMeanwhile as meanwhile:
            return _edited_meanwhile(request, article, meanwhile, shown)
        messages.success(request, _what_became_of(article))
        return redirect("knowledge:article", article.uuid)
    return render(request, "knowledge/edit.html", shown, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def arrange(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change where an article stands and when it holds; not over what a colleague saved meanwhile."""
    article = _to_edit(request, uuid)
    typed, initial = request.POST or None, arranged_from(article)
    seen = mark_of(initial)
    meanwhile = request.POST.get("seen", seen) != seen
    form = _arrangement_form(request, article, typed, initial=initial)
    if form.is_valid() and not meanwhile:
        related = articles_named(form.cleaned_data["related"])
        arrange_article(article, arrangement=form.arrangement(related), by=request.user)
        messages.success(request, _("Place and dates were saved."))
        return redirect("knowledge:article", article.uuid)
    shown = {"article": article, "latest": latest_version(article), "form": form, "seen": seen, "meanwhile": meanwhile}
    return render(request, "knowledge/arrange.html", shown, status=409 if meanwhile else 422 if typed else 200)


@require_GET
@only_for(*WORK_ROLES)
def history(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Every version, with what it changed."""
    article = article_to_work_on(request.user, uuid)
    if article is None:
        raise Http404
    shown = {
        "article": article,
        "latest": latest_version(article),
        "lines": history_of(article),
        "may_edit": article_to_edit(request.user, uuid) is not None,
    }
    return render(request, "knowledge/history.html", shown)


def _to_edit(request: AgentRequest, uuid: UUID) -> Article:
    article = article_to_edit(request.user, uuid)
    if article is None:
        raise Http404
    return article


def _version_asked(article: Article, number: str) -> Version | None:
    """The earlier version that somebody wants to begin with, or None."""
    return version_numbered(article, int(number)) if number.isdecimal() and len(number) < 9 else None


def _what_became_of(article: Article) -> str:
    """Whether what was just saved is out or waits, as a sentence."""
    article.refresh_from_db()
    if article.pending_id is None:
        return _("Saved. The desk shows the new text now.")
    if article.published_id is None or article.kind in OWN_KINDS:
        return _("Saved as a draft. Nobody at the desk sees it yet.")
    return _("Saved. The desk keeps the earlier text until the owner agrees.")


def _arrangement_form(
    request: AgentRequest, article: Article | None, typed: Any, *, initial: dict[str, Any]
) -> ArrangementForm:
    topics, others = topics_to_write_in(request.user), articles_to_relate(article)
    return ArrangementForm(typed, initial=initial, topics=topics, others=others)


def _preview(form: TextForm, costs: Any, topic: Topic, kind: str) -> AnswerCard:
    return preview_card(text_of(form, costs_typed(costs)), topic=topic, kind=kind, on=timezone.localdate())


def _edited_meanwhile(
    request: AgentRequest, article: Article, meanwhile: EditedMeanwhile, shown: dict[str, Any]
) -> HttpResponse:
    """Keep what was typed and show what the colleague changed; saving again is then a choice."""
    base = version_numbered(article, shown["form"].cleaned_data["base"])
    shown["form"].data = shown["form"].data.copy()
    shown["form"].data["base"] = meanwhile.latest.number
    shown |= {
        "meanwhile": meanwhile.latest,
        "changes": differences(base, meanwhile.latest) if base else [],
        "latest": meanwhile.latest,
    }
    return render(request, "knowledge/edit.html", shown, status=409)

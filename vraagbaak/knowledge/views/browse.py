"""Reading the knowledge base: the tree, the search, the news and one article."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.knowledge.actions.feedback import give_feedback
from vraagbaak.knowledge.actions.reading import mark_read
from vraagbaak.knowledge.models import Article
from vraagbaak.knowledge.queries.answers import answers_for
from vraagbaak.knowledge.queries.articles import article_page, readable_version
from vraagbaak.knowledge.queries.browse import shelf_for
from vraagbaak.knowledge.queries.reading import notices_for
from vraagbaak.knowledge.queries.topics import topic_named
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.http import AgentRequest

PAGE_SIZE = 25
MAX_WORDS = 1000
MAX_REMARK = 2000


@require_GET
@only_for(*EVERYONE)
def home(request: AgentRequest) -> HttpResponse:
    """The tree with the articles of one topic or kind, or the most used ones."""
    wanted = _uuid(request.GET.get("onderwerp", ""))
    topic = topic_named(wanted) if wanted else None
    if request.GET.get("onderwerp") and (topic is None or not topic.is_active):
        raise Http404
    shelf = shelf_for(request.user, topic=topic, kind=request.GET.get("soort", ""))
    page = Paginator(shelf.articles, PAGE_SIZE).get_page(request.GET.get("pagina"))
    return render(request, "knowledge/home.html", {"shelf": shelf, "page": page, "kinds": Article.Kind.choices})


@require_POST
@only_for(*EVERYONE)
def search(request: AgentRequest) -> HttpResponse:
    """Answers for what was typed; by POST, since words may name people."""
    words = request.POST.get("words", "")[:MAX_WORDS].strip()
    found = answers_for(request.user, words, limit=10) if words else None
    template = "knowledge/_found.html" if request.htmx else "knowledge/search.html"
    return render(request, template, {"answers": found, "words": words})


@require_GET
@only_for(*EVERYONE)
def notices(request: AgentRequest) -> HttpResponse:
    """News and work instructions, with what was not read yet."""
    return render(request, "knowledge/notices.html", {"notices": notices_for(request.user)})


@require_GET
@only_for(*EVERYONE)
def article(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One article."""
    page = article_page(request.user, uuid, on=timezone.localdate())
    if page is None:
        raise Http404
    return render(request, "knowledge/article.html", {"page": page, "card": page.card, "version": page.card.version})


@require_POST
@only_for(*EVERYONE)
def read(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Note that this was read."""
    version = readable_version(request.user, uuid)
    if version is None:
        raise Http404
    mark_read(version, by=request.user)
    messages.success(request, _("Noted: you have read this."))
    return redirect("knowledge:notices")


@require_POST
@only_for(*EVERYONE)
def remark(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Tell the editors that an article is not right or misses something."""
    text = request.POST.get("remark", "")[:MAX_REMARK]
    given = give_feedback(uuid, kind=request.POST.get("kind", ""), words="", remark=text, by=request.user)
    if given is None:
        raise Http404
    messages.success(request, _("Thank you. The editors see it in their list."))
    return redirect("knowledge:article", given.version.article.uuid)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

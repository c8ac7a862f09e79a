"""The proposals of an article together: finding them, and accepting many at once."""

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import workflow
from claims.choices import Verb
from claims.errors import Incomplete, Refused
from claims.forms.claims import AcceptAllForm
from claims.models import Article, Claim, Event
from claims.permissions import check_can_enter
from claims.proposals import proposer
from claims.selectors.lookups import get_article_for
from claims.services import proposals
from claims.views.panels import Context, Toast, number, show_list
from claims.views.responses import SignedInRequest, status_of


@require_POST
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Look for claims in the text that the article does not know yet."""
    article = get_article_for(request.user, pk)
    try:
        check_can_enter(request.user)
    except Refused as refusal:
        return show_list(request, article, status=status_of(refusal), refusal=refusal)
    found = len(_propose(article))
    if request.htmx:
        return show_list(request, article, toast=_found(found))
    return _redirect(article, found=found)


@require_POST
def accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    form = AcceptAllForm(request.POST)
    try:
        if not form.is_valid():
            raise Incomplete("Choose a score from 0 to 100 per cent.", "score")
        events = proposals.accept_all(request.user, article, form.cleaned_data["score"] / 100)
        if not events:
            raise Incomplete("No proposal has this score or a higher one.", "score")
    except Refused as refusal:
        return show_list(request, article, status=status_of(refusal), refusal=refusal)
    if request.htmx:
        return show_list(request, article, toast=_accepted(events))
    return _redirect(article, first=events[0].pk, last=events[-1].pk)


@require_POST
def undo_accept_all(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_article_for(request.user, pk)
    first, last = (number(request.POST.get(name, "")) or 0 for name in ("first", "last"))
    try:
        undone = proposals.undo_accept_all(request.user, _batch(request, article, first, last))
    except Refused as refusal:
        return show_list(request, article, status=status_of(refusal), refusal=refusal)
    if request.htmx:
        return show_list(request, article, toast=_undone(len(undone)))
    return _redirect(article, undone=len(undone))


def done_together(request: SignedInRequest, article: Article) -> Context:
    """The toast after a redirect of these views."""
    asked = {
        name: number(request.GET.get(name, "")) for name in ("found", "undone", "first", "last")
    }
    match asked:
        case {"found": int(count)}:
            return {"toast": _found(count)}
        case {"undone": int(count)}:
            return {"toast": _undone(count)}
        case {"first": int(first), "last": int(last)}:
            if batch := list(_batch(request, article, first, last)):
                return {"toast": _accepted(batch)}
    return {}


def _propose(article: Article) -> list[Claim]:
    revision = article.current_revision
    found = proposer()(revision.text, article.published_on, article.language)
    return proposals.store_proposals(revision, found)


def _batch(request: SignedInRequest, article: Article, first: int, last: int) -> QuerySet[Event]:
    """This person's own acceptances in the article, from one event to another, while they can
    be undone."""
    since = timezone.now() - workflow.UNDO_WITHIN
    return (
        Event.objects.filter(pk__range=(first, last), verb=Verb.ACCEPT, actor=request.user)
        .filter(claim__passages__article=article, at__gt=since)
        .distinct()
        .select_related("claim__claimant")
        .order_by("pk")
    )


def _redirect(article: Article, **query: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("article", args=[article.pk], query=query))


def _found(count: int) -> Toast:
    return Toast(_counted(count, "new proposal") if count else "Nothing new")


def _accepted(events: list[Event]) -> Toast:
    stay = "its sentence stays" if len(events) == 1 else "their sentences stay"
    said = f"{_counted(len(events), 'proposal')} accepted; {stay} unread"
    return Toast(said, batch=(events[0].pk, events[-1].pk))


def _undone(count: int) -> Toast:
    return Toast(f"{_counted(count, 'claim')} proposed again" if count else "Too late to undo")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"

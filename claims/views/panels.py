"""What stands beside the text: one claim with everything that this person can do to it."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from claims import workflow
from claims.choices import JUDGED, Kind, Stage, Verb
from claims.errors import Refused
from claims.forms.claims import AssignForm, NoteForm, PlaceForm, SubmitForm
from claims.forms.sources import EvidenceForm
from claims.matching import nearly_repeated
from claims.models import Article, Claim, Event, Passage, User
from claims.permissions import can_confirm, can_enter
from claims.selectors.evidence import weighed
from claims.selectors.history import describe_event, history_for
from claims.selectors.lookups import get_article_for, get_claim_for, visible_passages
from claims.selectors.negotiation import negotiated_corrections, negotiated_queries
from claims.selectors.particulars import date_rows, figure_in_words
from claims.selectors.queue import desk_people
from claims.selectors.quotations import quotations_of_claim
from claims.selectors.workbench import Workbench, next_proposal
from claims.text.sentences import Span
from claims.views.responses import SignedInRequest, page, status_of

Context = dict[str, Any]

NOTHING_TO_CHECK = "Nothing to check here."
QUICK_REASONS = ["Opinion", "Repeats another claim", "Not said so"]


@dataclass(frozen=True)
class Toast:
    """One line on what has just been done, and what of it can be undone: a step, a clearance, or
    a batch of steps or a run of clearances from one event to another."""

    text: str
    claim: Claim | None = None
    clearance: Span | None = None
    batch: tuple[int, int] | None = None
    run: tuple[int, int] | None = None


@dataclass(frozen=True)
class PassageRow:
    """A passage, whether the text has its words no more, whether the verdict was given without it,
    and whether this person may confirm."""

    passage: Passage
    is_lost: bool
    is_unjudged: bool
    is_confirmable: bool

    @property
    def is_reworded(self) -> bool:
        """Whether the last revision has other words here."""
        return bool(self.passage.former) and not self.is_lost


def claim_panel(claim: Claim, user: User, forms: Context | None = None) -> Context:
    """The context of a claim's panel; `forms` are those that were typed into and come back."""
    steps = workflow.open_steps(claim, user)
    forms = forms or {}
    events, passages = history_for(user, claim), _passages(claim, user)
    return {
        "claim": claim,
        "steps": {verb.value for verb in steps},
        "may_enter": can_enter(user),
        "passages": passages,
        "reworded": _reworded(claim, passages, events),
        "evidence": weighed(claim, user),
        "quotations": quotations_of_claim(claim, user) if claim.kind == Kind.QUOTATION else [],
        "events": events,
        **(_negotiated(claim, user) if claim.stage != Stage.PROPOSED else {}),
        "came_back": _came_back(claim, events),
        "figure": figure_in_words(claim),
        "dates": date_rows(claim),
        "repeated": nearly_repeated(claim, user) if claim.stage == Stage.PROPOSED else None,
        "submit_form": SubmitForm(initial=_draft(claim)) if Verb.SUBMIT in steps else None,
        "note_form": NoteForm(initial=_reason(claim)),
        "quick_reasons": QUICK_REASONS,
        "assign_form": AssignForm(people=desk_people()),
        "evidence_form": EvidenceForm(),
        "lost_form": PlaceForm(auto_id="lost_%s"),
        "kept": _kept(forms, steps),
    } | forms


def show_claim(
    request: SignedInRequest,
    claim: Claim,
    *,
    status: int = 200,
    toast: Toast | None = None,
    refusal: Refused | None = None,
    forms: Context | None = None,
) -> HttpResponse:
    """The claim as it stands now: in the workbench it came from, or on its own page."""
    context = claim_panel(claim, request.user, forms) | {"toast": toast, "refusal": refusal}
    if article := article_of(request):
        bench = Workbench(article, request.user)
        context |= {"bench": bench, "next": bench.next_for_user(claim)}
        return page(request, "articles/workbench.html", "changed", context, status)
    return page(request, "claims/claim.html", "changed", context, status)


def show_list(
    request: SignedInRequest,
    article: Article,
    *,
    status: int = 200,
    toast: Toast | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    """The workbench with the list of claims."""
    bench = Workbench(article, request.user)
    context: Context = {"bench": bench, "next": bench.next_for_user(None)}
    context |= {"toast": toast, "refusal": refusal}
    return page(request, "articles/workbench.html", "changed", context, status)


def after_step(request: SignedInRequest, claim: Claim, event: Event | None) -> HttpResponse:
    """What a step leads to: the changed fragments, or without script the page by a redirect.

    `event` is None where nothing had to be changed.
    """
    if request.htmx:
        toast = toast_of(event, request.user) if event else Toast("There was nothing to change")
        return show_claim(request, claim, toast=toast)
    done = {"done": event.pk} if event else {}
    if article := article_of(request):
        query = {"claim": claim.pk} | done
        return HttpResponseRedirect(reverse("article", args=[article.pk], query=query))
    return HttpResponseRedirect(reverse("claim", args=[claim.pk], query=done))


def after_proposal(request: SignedInRequest, proposal: Claim, event: Event) -> HttpResponse:
    """In the workbench a proposal that is dealt with makes room for the next one in the text;
    where none is left, for the list of claims."""
    article = article_of(request)
    if article is None:
        return after_step(request, proposal, event)
    if pk := next_proposal(article, proposal):
        return after_step(request, get_claim_for(request.user, pk), event)
    if request.htmx:
        return show_list(request, article, toast=toast_of(event, request.user))
    query = {"done": event.pk}
    return HttpResponseRedirect(reverse("article", args=[article.pk], query=query))


def refused(
    request: SignedInRequest,
    pk: int,
    refusal: Refused | None,
    forms: Context | None = None,
) -> HttpResponse:
    """The fresh claim, what was typed in `forms`, and the refusal.

    A form says beside its field what it lacks (422); anything else is said above the claim.
    """
    fresh = get_claim_for(request.user, pk)
    status = status_of(refusal) if refusal else 422
    above = refusal if status != 422 or not forms else None
    return show_claim(request, fresh, status=status, refusal=above, forms=forms)


def article_of(request: SignedInRequest) -> Article | None:
    """The workbench that a form was sent from, by its field `article`."""
    pk = number(request.POST.get("article", "") or request.GET.get("article", ""))
    return None if pk is None else get_article_for(request.user, pk)


def version_of(request: SignedInRequest) -> int:
    """The version that the person saw; 0, which no claim has, where the form lacks it."""
    return number(request.POST.get("version", "")) or 0


def toast_of(event: Event, user: User) -> Toast:
    verdict = f" ({event.verdict})" if event.verdict else ""
    it = f"claim {event.claim_id}" if event.claim_id else ""
    text = f"You {describe_event(event, it)}{verdict}"
    if event.claim and workflow.can_undo(event.claim, user):
        return Toast(text, claim=event.claim)
    if event.verb == Verb.CLEAR:
        return Toast(text, clearance=Span(event.wording["start"], event.wording["end"]))
    return Toast(text)


def toast_done(request: SignedInRequest) -> Toast | None:
    """The toast after a redirect, which names the event in `?done=`; only to who did it."""
    pk = number(request.GET.get("done", "")) or 0
    event = Event.objects.filter(pk=pk, actor=request.user).select_related("claim").first()
    return toast_of(event, request.user) if event else None


def _negotiated(claim: Claim, user: User) -> Context:
    return {
        "queries": negotiated_queries(claim, user),
        "corrections": negotiated_corrections(claim, user),
    }


def _reason(claim: Claim) -> dict[str, str]:
    """A proposal is dismissed at one key: its reason stands in the form already."""
    return {"note": NOTHING_TO_CHECK} if claim.stage == Stage.PROPOSED else {}


def _passages(claim: Claim, user: User) -> list[PassageRow]:
    rows = []
    passages = visible_passages(user).filter(claim=claim, retired_by=None)
    for passage in passages.select_related("article", "revision"):
        passage.claim = claim
        is_lost = not passage.is_current
        unjudged = passage.is_unjudged and not is_lost
        confirmable = unjudged and can_confirm(user, passage)
        rows.append(PassageRow(passage, is_lost, unjudged, confirmable))
    return rows


def _reworded(claim: Claim, passages: list[PassageRow], events: list[Event]) -> bool:
    """Whether its words are other than when somebody last wrote its statement, or judged by it."""
    if claim.stage in JUDGED or not events:
        return False
    said = (e for e in events if e.verb == Verb.SUBMIT or "statement" in e.before)
    last = next(said, events[-1])
    then = {place["id"]: place["sha256"] for place in last.wording["passages"]}
    standing = [row.passage for row in passages if not row.is_lost]
    return any(then.get(passage.pk, passage.digest) != passage.digest for passage in standing)


def _came_back(claim: Claim, events: list[Event]) -> Event | None:
    """Why an editor or the system sent the claim back, while it is not submitted again."""
    if claim.stage not in {Stage.OPEN, Stage.CHECKING}:
        return None
    verdicts = (e for e in events if e.verb in {Verb.SUBMIT, Verb.SEND_BACK, Verb.GO_STALE})
    last = next(verdicts, None)
    return last if last and last.verb != Verb.SUBMIT else None


def _kept(forms: Context, steps: set[Verb]) -> list[tuple[str, str]]:
    """(label, words) typed for a step no longer this person's: shown, so nothing is lost."""
    verb = forms.get("refused_verb")
    if verb is None or verb in steps:
        return []
    fields = [field for form in forms.values() if isinstance(form, BaseForm) for field in form]
    typed = ((str(field.label), str(field.value() or "").strip()) for field in fields)
    return [(label, words) for label, words in typed if words]


def number(text: str) -> int | None:
    """A whole number out of an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _draft(claim: Claim) -> dict[str, str]:
    """The verdict form as the person left it: the last submission's, when it came back."""
    last = claim.events.filter(verb=Verb.SUBMIT).order_by("-pk").first()
    if last is None:
        return {}
    return {"verdict": last.verdict, "rationale": last.note, "tried": last.wording["tried"]}

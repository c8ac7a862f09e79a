"""What stands beside the text: one claim with everything that this person can do to it."""

from collections.abc import Sequence

from django.db.models import Q
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse

from claims import workflow
from claims.choices import JUDGED, Kind, Stage, Verb
from claims.errors import Refused
from claims.forms.claims import EvidenceForm, NoteForm, PlaceForm, SubmitForm
from claims.models import Claim, Event, Passage, User
from claims.permissions import can_confirm, visible_passages
from claims.roles import Capability
from claims.selectors.claim_display import date_rows, figure_in_words
from claims.selectors.evidence import weighed
from claims.selectors.history import history_for
from claims.selectors.lookups import get_article_for, get_claim_for
from claims.selectors.negotiation import negotiated_corrections, negotiated_queries
from claims.selectors.quotations import quotations_of_claim
from claims.selectors.similar_claims import similar_claim
from claims.selectors.workbench import DrawnPart, Workbench, next_proposal
from claims.views.responses import Context, SignedInRequest, Toast, number, page, respond, toast_of

TEMPLATE = "articles/workbench.html"
NOTHING_TO_CHECK = "Nothing to check here."
SHOWN_OF_PASSAGES = [
    *["start", "end", "exact", "digest", "former", "judgement", "placed_by", "retired_by", "claim"],
    *["article__outlet", "article__handed_in_by", "article__current_revision"],
    *["revision__number", "revision__headline"],
]
QUICK_REASONS = ["Opinion", "Repeats another claim", "Not what it says"]


def claim_panel(claim: Claim, user: User, forms: Context | None = None) -> Context:
    """The context of a claim's panel; `forms` are those that were typed into and come back."""
    passages, is_proposed = _passages(claim, user), claim.stage == Stage.PROPOSED
    steps = workflow.open_steps(claim, user)
    is_negotiated = claim.is_negotiated and not is_proposed
    forms = forms or {}
    events = history_for(user, claim)
    return {
        "claim": claim,
        "steps": {verb.value for verb in steps},
        "may_enter": user.may(Capability.ENTER),
        "passages": passages,
        "confirmable": {
            passage.pk
            for passage in passages
            if passage.is_current and passage.is_unjudged and can_confirm(user, passage)
        },
        "reworded": _reworded(claim, passages),
        "evidence": weighed(claim, user),
        "quotations": quotations_of_claim(claim, user) if claim.kind == Kind.QUOTATION else [],
        "events": events,
        "queries": negotiated_queries(claim, user) if is_negotiated else [],
        "corrections": negotiated_corrections(claim, user) if is_negotiated else [],
        "came_back": _came_back(claim, events),
        "figure": figure_in_words(claim),
        "dates": date_rows(claim),
        "repeated": similar_claim(claim, user) if is_proposed else None,
        "submit_form": SubmitForm(initial=_draft(events)) if Verb.SUBMIT in steps else None,
        # A proposal is dismissed at one key: its reason is in the form already.
        "note_form": NoteForm(initial={"note": NOTHING_TO_CHECK if is_proposed else ""}),
        "quick_reasons": QUICK_REASONS,
        "evidence_form": EvidenceForm(),
        "lost_form": PlaceForm(auto_id="lost_%s"),
        "kept": _kept(forms, steps),
    } | forms


def show_claim(
    request: SignedInRequest,
    claim: Claim,
    *,
    bench: Workbench | None = None,
    parts: Sequence[DrawnPart] | None = None,
    status: int = 200,
    forms: Context | None = None,
    **said: Toast | Refused | None,
) -> HttpResponse:
    """The claim as it is now: in the workbench it came from, or on its own page.

    `parts` are those of the text that changed; None sends all of it. `said` is a toast or a
    refusal.
    """
    context = claim_panel(claim, request.user, forms) | said
    if bench is None:
        return page(request, "claims/claim.html", "changed", context, status)
    context |= {"bench": bench, "parts": parts, "next": bench.next_for_user(claim)}
    return page(request, TEMPLATE, "changed", context, status)


def show_list(
    request: SignedInRequest,
    bench: Workbench,
    *,
    parts: Sequence[DrawnPart] | None = None,
    status: int = 200,
    **said: Toast | Refused | None,
) -> HttpResponse:
    """The workbench with the list of claims."""
    context = {"bench": bench, "parts": parts, "next": bench.next_for_user(None)} | said
    return page(request, TEMPLATE, "changed", context, status)


def after_step(
    request: SignedInRequest,
    claim: Claim,
    event: Event | None,
    bench: Workbench | None,
    *,
    shown: Claim | None = None,
    moved: bool = False,
) -> HttpResponse:
    """What a step leads to: the claim with its marks, or another that is `shown` after it.

    `event` is None where nothing had to be changed; `moved` where a passage is elsewhere now.
    """
    toast, shown = toast_of(event, request.user), shown or claim
    address = reverse("claim", args=[shown.pk])
    if bench:
        address = f"{bench.article.get_absolute_url()}?claim={shown.pk}"

    def show() -> HttpResponse:
        changed = {claim.pk, event.claim_id if event else None}
        parts = bench.parts_of(changed) if bench and not moved else None
        return show_claim(request, shown, bench=bench, parts=parts, toast=toast)

    return respond(request, toast, show, address)


def after_proposal(
    request: SignedInRequest,
    proposal: Claim,
    event: Event,
    bench: Workbench | None,
    *,
    moved: bool = False,
) -> HttpResponse:
    """In the workbench a proposal that is dealt with makes room for the next one in the text;
    where none is left, for the list of claims."""
    if bench is None:
        return after_step(request, proposal, event, bench)
    if pk := next_proposal(bench.article, proposal):
        following = get_claim_for(request.user, pk)
        return after_step(request, proposal, event, bench, shown=following, moved=moved)
    toast = toast_of(event, request.user)

    def show() -> HttpResponse:
        parts = None if moved else bench.parts_of({proposal.pk, event.claim_id})
        return show_list(request, bench, parts=parts, toast=toast)

    return respond(request, toast, show, bench.article.get_absolute_url())


def claim_refused(
    request: SignedInRequest,
    pk: int,
    refusal: Refused | None,
    status: int,
    *,
    bench: Workbench | None,
    forms: Context | None = None,
) -> HttpResponse:
    """The claim as it is now, with what was typed in `forms`."""
    fresh = get_claim_for(request.user, pk)
    # Where another was quicker, the text may have changed anywhere; a field that was filled in
    # wrongly changes none of it.
    parts: list[DrawnPart] | None = [] if status == 422 else None
    return show_claim(
        request, fresh, bench=bench, parts=parts, status=status, forms=forms, refusal=refusal
    )


def bench_of(request: SignedInRequest) -> Workbench | None:
    """The workbench that a form was sent from, by its field `article`."""
    pk = number(request.POST.get("article", "") or request.GET.get("article", ""))
    return None if pk is None else Workbench(get_article_for(request.user, pk), request.user)


def _passages(claim: Claim, user: User) -> list[Passage]:
    passages = visible_passages(user).filter(claim=claim).select_related("article", "revision")
    found = [p for p in passages.only(*SHOWN_OF_PASSAGES) if not p.retired_by_id]
    for passage in found:
        passage.claim = claim
    return found


def _reworded(claim: Claim, passages: list[Passage]) -> bool:
    """Whether its words are other than when somebody last wrote its statement, or judged by it.

    How they read then is in the history alone; nothing but a hint to the reader rests on it.
    """
    standing = [passage for passage in passages if passage.is_current]
    if claim.stage in JUDGED or all(passage.revision.number == 1 for passage in standing):
        return False
    said = claim.events.filter(Q(verb=Verb.SUBMIT) | Q(before__has_key="statement"))
    last = said.last() or claim.events.first()
    then = {place["id"]: place["sha256"] for place in last.wording["passages"]} if last else {}
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


def _draft(events: list[Event]) -> dict[str, str]:
    """The verdict form as it was last submitted, when the claim came back.

    That is history: the claim itself holds none of it until it has a verdict again.
    """
    last = next((event for event in events if event.verb == Verb.SUBMIT), None)
    if last is None:
        return {}
    return {"verdict": last.verdict, "rationale": last.note, "tried": last.wording["tried"]}

"""Who may do what, and what a person may see.

What depends on the role alone is a capability (roles.py). `check_can_x` raises NotPermitted with
the sentence to show; `can_x` asks only. `visible_x` is what a person may see of x: nothing for
somebody who is not signed in.

When a step is open is workflow.py's question; whether its inputs are complete, too. The docstring
of a step's check says who may take it: docs/workflow.md quotes it.
"""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import CorrectionState, Verb
from claims.errors import NotPermitted
from claims.models import (
    Article,
    Claim,
    Claimant,
    Correction,
    Event,
    Evidence,
    IdentityAccess,
    Import,
    Packet,
    Passage,
    Query,
    Snapshot,
    Source,
    User,
)
from claims.models.articles import ArticleQuerySet
from claims.models.passages import PassageQuerySet
from claims.roles import Capability, names_of_roles

Anybody = User | AnonymousUser

HANDED_IN = "You handed in the article: another person has to judge its claims."


def may(user: Anybody, capability: Capability) -> bool:
    return isinstance(user, User) and user.may(capability)


def check_may(user: Anybody, capability: Capability) -> None:
    _require(may(user, capability), f"Only {holders_of(capability)} {capability.phrase}.")


def holders_of(capability: Capability) -> str:
    """'checkers and editors'"""
    return " and ".join(f"{name.lower()}s" for name in names_of_roles(capability))


def people_who_may(capability: Capability) -> QuerySet[User]:
    """Those who can sign in and have it by a role."""
    people = User.objects.filter(is_active=True, groups__name__in=names_of_roles(capability))
    return people.distinct().order_by("username")


def has_handed_in(user: User, claim: Claim) -> bool:
    """Whether a passage of the claim is in an article that this person handed in."""
    return user.pk in claim.authors


def check_can_take(user: User, claim: Claim) -> None:
    """A checker or editor who did not hand in the article."""
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_be_assigned(person: User, claim: Claim) -> None:
    _require(
        person.is_active and person.may(Capability.CHECK),
        f"{person} cannot check claims: not one of the {holders_of(Capability.CHECK)}.",
    )
    _require(
        not has_handed_in(person, claim),
        f"{person} handed in the article: another person has to judge its claims.",
    )


def check_nothing_else(user: User, claim: Claim) -> None:
    """A checker or editor."""


def check_can_release(user: User, claim: Claim) -> None:
    """Its assignee or an editor."""
    _require(
        user.may(Capability.STAND_IN) or claim.assignee_id == user.pk,
        f"Only the person who checks this claim, and {holders_of(Capability.STAND_IN)}, can do it.",
    )


def check_can_submit(user: User, claim: Claim) -> None:
    """Its assignee or an editor, who did not hand in the article."""
    check_can_release(user, claim)
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_withdraw(user: User, claim: Claim) -> None:
    """The checker or editor who submitted it."""
    _require(claim.submitted_by_id == user.pk, "Only the person who submitted it can withdraw it.")


def check_can_approve(user: User, claim: Claim) -> None:
    """An editor who neither submitted it nor handed in the article."""
    _require(
        claim.submitted_by_id != user.pk,
        "You submitted this verdict: another editor has to approve it.",
    )
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_send_back(user: User, claim: Claim) -> None:
    """An editor."""


def check_can_undo(user: User, last: Event | None) -> None:
    """The person who took the claim's last step, and may still take such a step."""
    step = Verb.get(last.verb) if last and last.actor_id == user.pk else None
    if step is None:
        raise NotPermitted("Only your own last step can be undone.")
    check_may(user, capability_for(step))


# Who may take a step, beside the capability that it takes.
STEP_CHECKS: dict[Verb, Callable[[User, Claim], None]] = {
    Verb.ACCEPT: check_nothing_else,
    Verb.DISMISS: check_nothing_else,
    Verb.TAKE: check_can_take,
    Verb.ASSIGN: check_nothing_else,
    Verb.RELEASE: check_can_release,
    Verb.SUBMIT: check_can_submit,
    Verb.WITHDRAW: check_can_withdraw,
    Verb.APPROVE: check_can_approve,
    Verb.SEND_BACK: check_can_send_back,
    Verb.REOPEN: check_nothing_else,
}


def capability_for(step: Verb) -> Capability:
    return Capability.APPROVE if step in {Verb.APPROVE, Verb.SEND_BACK} else Capability.CHECK


def check_can_step(user: User, verb: Verb, claim: Claim) -> None:
    """Raises NotPermitted unless this person may take this step with this claim."""
    _require(verb in STEP_CHECKS, "This step is the system's own.")
    check_may(user, capability_for(verb))
    STEP_CHECKS[verb](user, claim)


def can_step(user: User, verb: Verb, claim: Claim) -> bool:
    return _allows(check_can_step, user, verb, claim)


def check_can_enter(user: User) -> None:
    check_may(user, Capability.ENTER)


def check_can_hand_in(user: User) -> None:
    _require(
        user.may(Capability.HAND_IN), "You have no role on this desk yet: ask an admin for one."
    )


def check_can_confirm(user: User, passage: Passage) -> None:
    check_may(user, Capability.APPROVE)
    _require(
        passage.placed_by_id != user.pk,
        "You placed this passage: another editor has to confirm it.",
    )
    _require(
        passage.claim.submitted_by_id != user.pk,
        "You submitted this verdict: another editor has to confirm where it holds.",
    )
    _check_not_own(user, passage.article, HANDED_IN)


def can_confirm(user: User, passage: Passage) -> bool:
    return _allows(check_can_confirm, user, passage)


def is_author(user: User, article: Article) -> bool:
    """Who answers for the copy: who handed it in. Where nobody can sign in as them, an editor."""
    author = article.handed_in_by
    return author == user or (not author.is_active and user.may(Capability.STAND_IN))


def check_can_revise(user: User, article: Article) -> None:
    _require(
        is_author(user, article) or user.may(Capability.ENTER),
        "Only who handed the article in and the desk bring in a new revision.",
    )


def can_revise(user: User, article: Article) -> bool:
    return _allows(check_can_revise, user, article)


def check_can_answer(user: User, article: Article) -> None:
    _require(is_author(user, article), "Only who handed the article in answers for it.")


def can_answer_query(user: User, query: Query) -> bool:
    return _allows(check_can_answer_query, user, query)


def check_can_answer_query(user: User, query: Query) -> None:
    """Who handed in the article."""
    check_can_answer(user, query.article)
    _require(
        user.pk == query.article.handed_in_by_id or user.pk != query.asked_by_id,
        "You asked this: another editor answers for the author.",
    )


def check_is_author_of(user: User, correction: Correction) -> None:
    """Who handed in the article."""
    article = correction.article
    check_can_answer(user, article)
    _require(
        user.pk == article.handed_in_by_id or user.pk != correction.suggested_by_id,
        "You suggested this: another editor answers for the author.",
    )


def check_can_agree(user: User, correction: Correction) -> None:
    """A checker or editor who neither countered it nor handed in the article."""
    check_may(user, Capability.CHECK)
    _require(
        user.pk not in {correction.moved_by_id, correction.article.handed_in_by_id},
        "You countered this: another person has to agree to it.",
    )


def check_can_rule_on(user: User, correction: Correction) -> None:
    """An editor who neither suggested it, nor answered it, nor handed in the article."""
    check_can_sign_off(user, correction.article)
    _require(
        user.pk not in {correction.suggested_by_id, correction.moved_by_id},
        "You suggested this, or answered it: another editor has to rule on it.",
    )


def check_can_take_back(user: User, correction: Correction) -> None:
    """Who suggested it; where they have left, or its words are gone from the text, an editor.

    What an editor upheld, an editor takes back.
    """
    if correction.state == CorrectionState.UPHELD:
        check_may(user, Capability.SIGN_OFF)
        return
    _require(
        correction.suggested_by_id == user.pk
        or (
            user.may(Capability.STAND_IN)
            and (not correction.suggested_by.is_active or correction.is_orphaned)
        ),
        "Only who suggested it takes it back.",
    )


def check_can_apply(user: User, correction: Correction) -> None:
    """Who handed in the article, a checker or an editor."""
    check_can_revise(user, correction.article)


def can_publish(user: User, article: Article) -> bool:
    return _allows(check_can_publish, user, article)


def check_can_publish(user: User, article: Article) -> None:
    check_may(user, Capability.PUBLISH)
    _check_not_own(
        user, article, "You handed in the article: another editor has to say that it ran."
    )


def check_can_sign_off(user: User, article: Article) -> None:
    """Who rules on open items, too."""
    check_may(user, Capability.SIGN_OFF)
    _check_not_own(user, article, "You handed in the article: another editor has to sign it off.")


def check_can_retire(user: User, article: Article) -> None:
    """A checker or editor who did not hand in the article."""
    check_may(user, Capability.CHECK)
    _check_not_own(user, article, HANDED_IN)


def can_clear(user: User, article: Article) -> bool:
    return _allows(check_can_clear, user, article)


def check_can_clear(user: User, article: Article) -> None:
    check_may(user, Capability.CHECK)
    _check_not_own(user, article, "You handed in the article: another person has to read it.")


def can_disclose(user: User, source: Source) -> bool:
    """Whether this person is listed as one who may know who a confidential source is, and still
    of the desk."""
    listed = IdentityAccess.objects.active().filter(identity__source=source, person=user)
    return user.may(Capability.KNOW_SOURCES) and listed.exists()


def can_know_sources_of(user: User, article: Article) -> bool:
    """Whether they may know who a confidential source of this article is."""
    listed = IdentityAccess.objects.active().filter(
        person=user, identity__source__evidence__claim__passages__article=article
    )
    return user.may(Capability.KNOW_SOURCES) and listed.exists()


def can_capture(user: User, source: Source) -> bool:
    return _allows(check_can_capture, user, source)


def check_can_capture(user: User, source: Source) -> None:
    check_can_enter(user)
    _require(
        not source.is_confidential or can_disclose(user, source),
        "Only those listed on this source keep copies of it.",
    )


def visible_articles(user: Anybody) -> ArticleQuerySet:
    """Every article for who sees everything, else those that they handed in."""
    if may(user, Capability.SEE_EVERYTHING):
        return Article.objects.all()
    if may(user, Capability.HAND_IN):
        return Article.objects.filter(handed_in_by=user.pk)
    return Article.objects.none()


def visible_passages(user: Anybody) -> PassageQuerySet:
    """Passages in the articles that this person may see: a claim may be made in others too."""
    if may(user, Capability.SEE_EVERYTHING):
        return Passage.objects.all()
    return Passage.objects.filter(article__in=visible_articles(user))


def visible_claims(user: Anybody) -> QuerySet[Claim]:
    """The claims that an article makes which this person may see."""
    if may(user, Capability.SEE_EVERYTHING):
        return Claim.objects.all()
    return Claim.objects.filter(Exists(visible_passages(user).filter(claim=OuterRef("pk"))))


def visible_claimants(user: Anybody) -> QuerySet[Claimant]:
    """Those of the claims that this person may see."""
    if may(user, Capability.SEE_EVERYTHING):
        return Claimant.objects.all()
    return Claimant.objects.filter(pk__in=visible_claims(user).values("claimant"))


def visible_sources(user: Anybody) -> QuerySet[Source]:
    """Those that are evidence for claims which this person may see."""
    if may(user, Capability.SEE_EVERYTHING):
        return Source.objects.all()
    theirs = Evidence.objects.filter(source=OuterRef("pk"), claim__in=visible_claims(user))
    return Source.objects.filter(Exists(theirs))


def visible_snapshots(user: Anybody) -> QuerySet[Snapshot]:
    """Copies of the sources that this person may see; of a confidential one, if they are listed."""
    listed = IdentityAccess.objects.active().filter(
        identity__source=OuterRef("source"), person=user.pk
    )
    open_to_user = Q(source__is_confidential=False)
    if may(user, Capability.KNOW_SOURCES):
        open_to_user |= Q(Exists(listed))
    return Snapshot.objects.filter(open_to_user, source__in=visible_sources(user))


def visible_imports(user: Anybody) -> QuerySet[Import]:
    """Only who asked for an import sees it."""
    return Import.objects.filter(requested_by=user.pk)


def visible_packets(user: Anybody) -> QuerySet[Packet]:
    """Their own, the newest first, of the articles that they still may see; who has left the desk
    has none with the names of confidential sources."""
    packets = Packet.objects.filter(requested_by=user.pk, article__in=visible_articles(user))
    if may(user, Capability.KNOW_SOURCES):
        return packets
    return packets.filter(names_confidential=False)


def check_can_see(user: User, article: Article) -> None:
    _require(
        visible_articles(user).filter(pk=article.pk).exists(), "This article is not yours to see."
    )


def _check_not_own(user: User, article: Article, sentence: str) -> None:
    _require(article.handed_in_by_id != user.pk, sentence)


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise NotPermitted(sentence)


def _allows[**Arguments](
    check: Callable[Arguments, None], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> bool:
    try:
        check(*args, **kwargs)
    except NotPermitted:
        return False
    return True

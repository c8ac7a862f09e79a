"""Who may do what. `check_can_x` raises NotPermitted with the sentence to show; `can_x` asks only.

When a step is open is workflow.py's question; whether its inputs are complete, too. The docstring
of a step's check says who may take it: docs/workflow.md quotes it.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import CorrectionState, Verb
from claims.errors import NotPermitted
from claims.models import (
    Article,
    Claim,
    Correction,
    Event,
    Evidence,
    IdentityAccess,
    Passage,
    Query,
    Snapshot,
    Source,
    User,
)
from claims.models.articles import ArticleQuerySet
from claims.roles import Role

HANDED_IN = "You handed in the article: another person has to judge its claims."


def is_desk(user: User) -> bool:
    """Checkers and editors: the people who judge claims."""
    return not user.roles.isdisjoint({Role.CHECKER, Role.EDITOR})


def is_editor(user: User) -> bool:
    return Role.EDITOR in user.roles


def has_handed_in(user: User, claim: Claim) -> bool:
    """Whether a passage of the claim stands in an article that this person handed in."""
    return user.pk in claim.authors


def check_can_take(user: User, claim: Claim) -> None:
    """A checker or editor who did not hand in the article."""
    _require(is_desk(user), "Only checkers and editors check claims.")
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_be_assigned(person: User, claim: Claim) -> None:
    _require(
        person.is_active and is_desk(person),
        f"{person} cannot check claims: not a checker or editor.",
    )
    _require(
        not has_handed_in(person, claim),
        f"{person} handed in the article: another person has to judge its claims.",
    )


def check_is_desk(user: User, claim: Claim) -> None:
    """A checker or editor."""
    _require(is_desk(user), "Only checkers and editors do this.")


def check_can_release(user: User, claim: Claim) -> None:
    """Its assignee or an editor."""
    _require(
        is_editor(user) or (is_desk(user) and claim.assignee_id == user.pk),
        "Only the person who checks this claim, or an editor, can do this.",
    )


def check_can_submit(user: User, claim: Claim) -> None:
    """Its assignee or an editor, who did not hand in the article."""
    check_can_release(user, claim)
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_withdraw(user: User, claim: Claim) -> None:
    """The checker or editor who submitted it."""
    check_is_desk(user, claim)
    _require(claim.submitted_by_id == user.pk, "Only the person who submitted it can withdraw it.")


def check_can_approve(user: User, claim: Claim) -> None:
    """An editor who neither submitted it nor handed in the article."""
    _require(is_editor(user), "Only editors approve a verdict.")
    _require(
        claim.submitted_by_id != user.pk,
        "You submitted this verdict: another editor has to approve it.",
    )
    _require(not has_handed_in(user, claim), HANDED_IN)


def check_can_send_back(user: User, claim: Claim) -> None:
    """An editor."""
    _require(is_editor(user), "Only editors send a verdict back.")


def check_can_undo(user: User, last: Event | None) -> None:
    """The checker or editor who took the claim's last step."""
    _require(is_desk(user), "Only checkers and editors do this.")
    _require(
        last is not None and last.actor_id == user.pk, "Only your own last step can be undone."
    )


STEPS: dict[Verb, Callable[[User, Claim], None]] = {
    Verb.ACCEPT: check_is_desk,
    Verb.DISMISS: check_is_desk,
    Verb.TAKE: check_can_take,
    Verb.ASSIGN: check_is_desk,
    Verb.RELEASE: check_can_release,
    Verb.SUBMIT: check_can_submit,
    Verb.WITHDRAW: check_can_withdraw,
    Verb.APPROVE: check_can_approve,
    Verb.SEND_BACK: check_can_send_back,
    Verb.REOPEN: check_is_desk,
}


def check_can_step(user: User, verb: Verb, claim: Claim) -> None:
    """Raises NotPermitted unless this person may take this step with this claim."""
    _require(verb in STEPS, "This step is the system's own.")
    STEPS[verb](user, claim)


def can_step(user: User, verb: Verb, claim: Claim) -> bool:
    return _allows(check_can_step, user, verb, claim)


def can_enter(user: User) -> bool:
    """Who types in claims, passages, evidence, sources and claimants: the desk and the admins."""
    return is_desk(user) or user.is_superuser


def check_can_enter(user: User) -> None:
    _require(can_enter(user), "Only checkers and editors enter data.")


def can_hand_in(user: User) -> bool:
    return bool(user.roles) or user.is_superuser


def check_can_hand_in(user: User) -> None:
    _require(can_hand_in(user), "You have no role on this desk yet: ask an admin for one.")


def check_can_confirm(user: User, passage: Passage) -> None:
    _require(is_editor(user), "Only editors confirm that a verdict holds for another passage.")
    _require(
        passage.placed_by_id != user.pk,
        "You placed this passage: another editor has to confirm it.",
    )
    _require(
        passage.claim.submitted_by_id != user.pk,
        "You submitted this verdict: another editor has to confirm where it holds.",
    )
    _require(passage.article.handed_in_by_id != user.pk, HANDED_IN)


def can_confirm(user: User, passage: Passage) -> bool:
    return _allows(check_can_confirm, user, passage)


def is_author(user: User, article: Article) -> bool:
    """Who answers for the copy: who handed it in. Where nobody can sign in as them, an editor."""
    author = article.handed_in_by
    return author == user or (not author.is_active and is_editor(user))


def check_can_revise(user: User, article: Article) -> None:
    _require(
        is_author(user, article) or can_enter(user),
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
    _require(is_desk(user), "Only checkers and editors agree to a counter.")
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
        _require(is_editor(user), "An editor upheld this: only an editor takes it back.")
        return
    _require(
        correction.suggested_by_id == user.pk
        or (is_editor(user) and (not correction.suggested_by.is_active or correction.is_orphaned)),
        "Only who suggested it takes it back.",
    )


def check_can_apply(user: User, correction: Correction) -> None:
    """Who handed in the article, a checker or an editor."""
    check_can_revise(user, correction.article)


def can_publish(user: User, article: Article) -> bool:
    return _allows(check_can_publish, user, article)


def check_can_publish(user: User, article: Article) -> None:
    _require(is_editor(user), "Only editors mark an article as published.")
    _require(
        article.handed_in_by_id != user.pk,
        "You handed in the article: another editor has to say that it ran.",
    )


def check_can_sign_off(user: User, article: Article) -> None:
    """Who rules on open items, too."""
    _require(is_editor(user), "Only editors rule on open items and sign off.")
    _require(
        article.handed_in_by_id != user.pk,
        "You handed in the article: another editor has to sign it off.",
    )


def check_can_retire(user: User, article: Article) -> None:
    """A checker or editor who did not hand in the article."""
    _require(is_desk(user), "Only checkers and editors retire passages.")
    _require(article.handed_in_by_id != user.pk, HANDED_IN)


def can_clear(user: User, article: Article) -> bool:
    return _allows(check_can_clear, user, article)


def check_can_clear(user: User, article: Article) -> None:
    _require(is_desk(user), "Only checkers and editors clear sentences.")
    _require(
        article.handed_in_by_id != user.pk,
        "You handed in the article: another person has to read it.",
    )


def can_disclose(user: User, source: Source) -> bool:
    """Whether this person is listed as one who may know who a confidential source is, and still
    of the desk."""
    listed = IdentityAccess.objects.active().filter(identity__source=source, person=user)
    return can_enter(user) and listed.exists()


def check_can_capture(user: User, source: Source) -> None:
    check_can_enter(user)
    _require(
        not source.is_confidential or can_disclose(user, source),
        "Only those listed on this source keep copies of it.",
    )


def visible_snapshots(user: User) -> QuerySet[Snapshot]:
    """Copies of the sources that this person may see; of a confidential one, if they are listed."""
    listed = IdentityAccess.objects.active().filter(
        identity__source=OuterRef("source"), person=user
    )
    open_to_user = Q(source__is_confidential=False)
    if can_enter(user):
        open_to_user |= Q(Exists(listed))
    return Snapshot.objects.filter(open_to_user, source__in=visible_sources(user))


def visible_sources(user: User) -> QuerySet[Source]:
    """The desk sees every source, a reporter those brought to bear on the claims they see."""
    if sees_everything(user):
        return Source.objects.all()
    theirs = Evidence.objects.filter(source=OuterRef("pk"), claim__in=visible_claims(user))
    return Source.objects.filter(Exists(theirs))


def sees_everything(user: User) -> bool:
    return is_desk(user) or user.is_superuser


def visible_articles(user: User) -> ArticleQuerySet:
    """The desk sees every article, a reporter those they handed in, anybody else none."""
    if sees_everything(user):
        return Article.objects.all()
    if Role.REPORTER in user.roles:
        return Article.objects.filter(handed_in_by=user)
    return Article.objects.none()


def check_can_see(user: User, article: Article) -> None:
    _require(
        visible_articles(user).filter(pk=article.pk).exists(),
        "This article is not yours to see.",
    )


def visible_claims(user: User) -> QuerySet[Claim]:
    if sees_everything(user):
        return Claim.objects.all()
    theirs = Passage.objects.filter(claim=OuterRef("pk"), article__in=visible_articles(user))
    return Claim.objects.filter(Exists(theirs))


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
